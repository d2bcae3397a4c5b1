/**
 * A plan with a canary in everything that it takes: a version that was published, the one that is,
 * and what is only drafted; questions that stand, that were taken back, and about a decision that
 * another one replaced.
 */
import type { Data } from '../app';
import type { Graph } from '../writes';
import { nowhere, reading } from './canaries';
import type { Planter, Way } from './canaries';

type Input = Readonly<Record<string, unknown>>;

export interface PlantPlanOptions {
  readonly graph: Graph;
  readonly canary: Planter;
  readonly personId: string;
  readonly plant: (mutation: string, input: Input) => Promise<Data>;
}

const decision = reading('cprDecision');
const plan = reading('plan');
/** What was published and is not any more. */
const wasPlan = reading('plan', 'history');
const wasDecision = reading('cprDecision', 'history');
/** What the list of changes alone tells of; it is not told to the person and their carers. */
export const toldAsChange: readonly Way[] = [
  { rights: ['READ plan', 'READ cprDecision', 'READ history'], isForStaff: true },
];
const draft: readonly Way[] = [{ rights: ['READ plan', 'READ_DRAFT plan'] }];

/** Gives the product's time at which the first version was in force (RFC 3339). */
export const plantPlan = async ({
  graph,
  canary,
  personId,
  plant: send,
}: PlantPlanOptions): Promise<{ readonly asOf: string; readonly decisionId: string }> => {
  const { words, day, dayToCome } = canary;
  let revision = '0';
  const plant = async (mutation: string, input: Input): Promise<Data> => {
    const result = await send(mutation, input);
    revision = result.revision as string;
    return result;
  };
  await plant('startEndOfLifePlan', {});
  const involved = (ways: readonly Way[]) => [
    {
      involvement: '713656002',
      name: words('who was involved', ways),
      relationship: words('their relationship', ways),
    },
  ];
  const paper = (what: string, ways: readonly Way[]) => ({
    signatory: words(`signatory ${what}`, ways),
    signatoryRole: words(`role of the signatory ${what}`, ways),
    formDate: day(`day of the form ${what}`, ways),
    originalSeenOn: day(`day on which the form was seen ${what}`, ways),
  });
  const decide = (ways: readonly Way[], more: Input = {}) =>
    plant('recordCprDecision', {
      basedOn: revision,
      decision: '450476008',
      reason: words('reason of the decision', ways),
      decidedOn: day('day of the decision', ways),
      decidedBy: {
        name: words('who decided', ways),
        role: words('role of who decided', ways),
        organisation: words('organisation of who decided', ways),
      },
      involved: involved(ways),
      capacity: { finding: 'LACKS_CAPACITY', detail: words('capacity', ways) },
      reviewOn: dayToCome('day of the review', ways),
      reviewBy: words('who reviews', ways),
      formKeptAt: words('where the form is kept', ways),
      ...more,
    });
  const one = await decide(wasDecision, { paper: paper('of the decision', wasDecision) });
  await plant('endorseCprDecision', {
    decisionId: one.entryId,
    paper: paper('of the endorsement', wasDecision),
  });
  const state = (ways: readonly Way[]) =>
    plant('stateFocusOfCare', {
      basedOn: revision,
      priority: 'COMFORT',
      statement: words('focus of care', ways),
      wouldWant: [words('would want', ways)],
      wouldNotWant: [words('would not want', ways)],
      agreedWith: words('agreed with', ways),
      agreedOn: day('agreed on', ways),
    });
  const said = (ways: readonly Way[]) => ({
    saidBy: words('who said it', ways),
    saidOn: day('said on', ways),
  });
  const medicinesOf = (ways: readonly Way[]) =>
    plant('recordAnticipatoryMedicines', {
      basedOn: revision,
      supply: '376201000000102',
      medicines: words('medicines', ways),
      keptAt: words('where medicines are kept', ways),
      checkedOn: day('medicines checked on', ways),
      checkedBy: words('who checked the medicines', ways),
      firstExpiryOn: dayToCome('first expiry', ways),
    });
  await state(wasPlan);
  await medicinesOf(plan);
  const careOf = (ways: readonly Way[]) =>
    plant('statePreferredPlaceOfCare', {
      basedOn: revision,
      first: words('place of care', ways),
      second: words('other place of care', ways),
      ...said(ways),
    });
  await careOf(plan);
  await plant('publishEndOfLifePlan', { draftRevision: revision });
  await plant('questionCprDecision', {
    concern: words('question about the decision of before', wasDecision),
    saidBy: words('who questioned the decision of before', wasDecision),
  });
  const asOf = await momentOf(graph, personId);

  const { entryId } = await decide(decision);
  await state(plan);
  const place = (what: string, ways: readonly Way[]) => ({
    place: '108401000000102',
    name: words(what, ways),
  });
  const deathPlaces = (ways: readonly Way[]) =>
    plant('statePreferredPlaceOfDeath', {
      basedOn: revision,
      first: place('place of death', ways),
      second: place('other place of death', ways),
      ...said(ways),
    });
  await deathPlaces(plan);
  await plant('publishEndOfLifePlan', { draftRevision: revision });
  await careOf(nowhere);
  await careOf(draft);
  await deathPlaces(draft);

  const question = await plant('questionCprDecision', {
    concern: words('question', decision),
    saidBy: words('who questioned', decision),
  });
  const taken = await plant('questionCprDecision', {
    concern: words('question taken back', toldAsChange),
    saidBy: words('who took it back', nowhere),
    follows: question.entryId,
  });
  await plant('takeBackCprQuestion', { questionId: taken.entryId });
  return { asOf, decisionId: entryId as string };
};

/** The product's own time after all that was written, in a moment of its own. */
const momentOf = async (graph: Graph, id: string): Promise<string> => {
  const query = `query($id: ID!) { person(id: $id) { identity { ... on Identity { reading { at } } } } }`;
  const read = async (): Promise<string> =>
    (await graph.graphql('gp', query, { id })).data.person.identity.reading.at as string;
  const at = await read();
  let next = await read();
  while (next === at) next = await read();
  return at;
};
