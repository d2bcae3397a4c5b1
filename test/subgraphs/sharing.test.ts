/**
 * What a person agreed to, section by section and reader by reader, through the whole graph: hidden
 * means hidden in every place where it would stand (H10, H15), and to the person what is not yet for
 * them is said as if nothing were there.
 */
import { margaretsNhsNumber, ruthsNhsNumber } from '../../gateway/demo/demoIds';
import { openTestApp } from '../support/app';
import type { Data, TestApp } from '../support/app';
import { delegationInput, keptInput } from '../support/sharingInputs';
import { register, saved, writePlan } from '../support/writes';

let app: TestApp;
beforeEach(async () => {
  app = await openTestApp();
});

const everywhere = `query($id: ID!, $after: String!) { person(id: $id) {
  cprDecision { __typename ... on NotShared { message } }
  planChanges(after: $after) { __typename ... on PlanChanges { changes { sentence } } }
  sharing { __typename ... on Sharing { kept { section flag reason } } }
  endOfLifePlan { __typename ... on EndOfLifePlan {
    cprDecision { __typename } focusOfCare { __typename }
    draft { __typename ... on PlanDraft { cprDecision { __typename } changes } }
    versions { __typename ... on PlanVersionConnection {
      edges { node { changes cprDecision { __typename } } } } }
  } }
} }`;

const readAll = async (actor: string, id: string, after: string): Promise<Data> => {
  const answer = await app.graphql(actor, everywhere, { id, after });
  if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  return answer.data.person;
};

/** A plan with a decision and a focus, of which everybody but a word on sharing lets know. */
const fullPlan = async (more: object = {}): Promise<{ personId: string; start: string }> => {
  const personId = await register(app, more);
  const started = await saved(app, 'gp', 'startEndOfLifePlan', { personId });
  const focus = await saved(app, 'gp', 'stateFocusOfCare', {
    personId,
    basedOn: '0',
    statement: 'Comfort',
  });
  await saved(app, 'gp', 'publishEndOfLifePlan', { personId, draftRevision: focus.revision });
  const recorded = await saved(app, 'gp', 'recordCprDecision', {
    personId,
    basedOn: focus.revision,
    decision: '450476008',
    reason: 'CPR would not succeed.',
    decidedOn: '2026-03-01',
    decidedBy: { name: 'Dr Sam Khan', role: 'GP' },
    involved: [{ name: 'Joan' }],
    capacity: { finding: 'PERSON_INVOLVED' },
    reviewOn: '2126-09-01',
  });
  const draftRevision = recorded.revision as string;
  await saved(app, 'gp', 'publishEndOfLifePlan', { personId, draftRevision });
  await saved(app, 'paramedic', 'questionCprDecision', { personId, concern: 'Says otherwise' });
  return { personId, start: started.position as string };
};

const ofResuscitation = /resuscitation|CPR/i;

describe('a word on one section for one kind of reader', () => {
  it('hides that section from those readers wherever it stands, and nothing else from anybody', async () => {
    const { personId, start } = await fullPlan();
    const word = { decision: 'REFUSED', decidedBy: 'PERSON', section: 'cprDecision' };
    await saved(app, 'gp', 'recordSharingDecision', { personId, ...word, audience: 'SOCIAL_CARE' });

    const social = await readAll('social-worker', personId, start);
    const nurse = await readAll('community-nurse', personId, start);

    expect(social.cprDecision.__typename).toBe('Withheld');
    const { endOfLifePlan: plan } = social;
    expect(plan).toMatchObject({
      __typename: 'EndOfLifePlan',
      cprDecision: { __typename: 'Withheld' },
      focusOfCare: { __typename: 'FocusOfCare' },
      draft: { __typename: 'PlanDraft', cprDecision: { __typename: 'Withheld' } },
      versions: { __typename: 'PlanVersionConnection' },
    });
    const nodes = plan.versions.edges.map(({ node }: Data) => node);
    expect(nodes.map(({ cprDecision }: Data) => cprDecision.__typename as string)).toEqual([
      'Withheld',
      'Withheld',
    ]);
    const { changes } = social.planChanges;
    const sentences = [
      ...changes.map(({ sentence }: Data) => sentence as string),
      ...plan.draft.changes,
    ];
    const told = JSON.stringify([sentences, nodes.map((node: Data) => node.changes as string[])]);
    expect(told).toMatch(/Comfort/);
    expect(told).not.toMatch(ofResuscitation);

    expect(nurse.cprDecision.__typename).toBe('CprRecorded');
    expect(nurse.endOfLifePlan.cprDecision.__typename).toBe('CprRecorded');
    expect(JSON.stringify(nurse.planChanges)).toMatch(ofResuscitation);
  });

  it('and a wider one are weighed: what names more holds, until all is taken back', async () => {
    const { personId, start } = await fullPlan();
    const say = (decision: string, more: object = {}): Promise<Data> =>
      saved(app, 'gp', 'recordSharingDecision', {
        personId,
        decision,
        decidedBy: 'PERSON',
        ...more,
      });
    const reads = async (): Promise<string[]> =>
      Promise.all(
        ['paramedic', 'gp', 'social-worker'].map(
          async (actor) => (await readAll(actor, personId, start)).cprDecision.__typename as string,
        ),
      );
    await say('REFUSED');
    expect(await reads()).toEqual(['Withheld', 'Withheld', 'Withheld']);
    await say('GIVEN', { audience: 'URGENT_CARE' });
    expect(await reads()).toEqual(['CprRecorded', 'Withheld', 'Withheld']);
    await say('GIVEN', { planKind: 'END_OF_LIFE', audience: 'CARE_TEAM' });
    expect(await reads()).toEqual(['CprRecorded', 'CprRecorded', 'Withheld']);
    await say('WITHDRAWN');
    expect(await reads()).toEqual(['Withheld', 'Withheld', 'Withheld']);
  });
});

describe('a section not yet discussed with the person', () => {
  const setUp = async (): Promise<{ personId: string; start: string }> => {
    const plan = await fullPlan({ nhsNumber: margaretsNhsNumber });
    const sections = ['cprDecision', 'plan', 'sharing'];
    const input = delegationInput({ nhsNumber: ruthsNhsNumber, sections });
    await saved(app, 'gp', 'delegateAccess', { personId: plan.personId, ...input });
    return plan;
  };

  it('is not shared with them or their carer wherever it stands, and staff see it', async () => {
    const { personId, start } = await setUp();
    expect((await readAll('margaret', personId, start)).cprDecision.__typename).toBe('CprRecorded');

    await saved(app, 'gp', 'keepFromPerson', { personId, ...keptInput() });

    for (const actor of ['margaret', 'ruth']) {
      const person = await readAll(actor, personId, start);
      expect([actor, person.cprDecision.__typename]).toEqual([actor, 'NotShared']);
      expect(person.endOfLifePlan).toMatchObject({
        cprDecision: { __typename: 'NotShared' },
        focusOfCare: { __typename: 'FocusOfCare' },
      });
      expect(person.sharing).toEqual({ __typename: 'Sharing', kept: [] });
      expect(JSON.stringify(person)).not.toMatch(/CprRecorded|NOT_YET_DISCUSSED|Withheld.*D2/);
    }
    const gp = await readAll('gp', personId, start);
    expect(gp.cprDecision.__typename).toBe('CprRecorded');
    expect(gp.endOfLifePlan.cprDecision.__typename).toBe('CprRecorded');
    expect(gp.sharing.kept).toMatchObject([{ section: 'cprDecision', flag: 'NOT_YET_DISCUSSED' }]);

    await saved(app, 'gp', 'showToPerson', {
      personId,
      section: 'cprDecision',
      flag: 'NOT_YET_DISCUSSED',
    });
    expect((await readAll('margaret', personId, start)).cprDecision.__typename).toBe('CprRecorded');
  });

  it('is told of in the very words that are used where nothing is recorded', async () => {
    const { personId, start } = await setUp();
    await saved(app, 'gp', 'keepFromPerson', { personId, ...keptInput() });
    const kept = (await readAll('margaret', personId, start)).cprDecision;

    app = await openTestApp();
    const other = await register(app, { nhsNumber: margaretsNhsNumber });
    const { position } = await saved(app, 'gp', 'startEndOfLifePlan', { personId: other });

    expect((await readAll('margaret', other, position as string)).cprDecision).toEqual(kept);
  });

  it('hides contacts that somebody else gave in confidence, and says the same as of none', async () => {
    const contactsFor = async (personId: string): Promise<Data> => {
      const query = `query($id: ID!) { person(id: $id) { contacts { __typename
        ... on Contacts { contacts { name } personalWithheld { rule } } ... on NotShared { message } } } }`;
      return (await app.graphql('margaret', query, { id: personId })).data.person.contacts;
    };
    const personId = await register(app, { nhsNumber: margaretsNhsNumber });
    const before = await contactsFor(personId);
    const contact = { name: 'Neighbour', kind: 'PERSONAL', telephone: '01323 555 077' };
    await saved(app, 'gp', 'recordContact', { personId, ...contact, availability: 'ANY_HOUR' });
    expect((await contactsFor(personId)).contacts).toEqual([{ name: 'Neighbour' }]);
    const kept = keptInput({ section: 'personalContacts', flag: 'THIRD_PARTY' });
    await saved(app, 'gp', 'keepFromPerson', { personId, ...kept });

    expect(before.__typename).toBe('NotShared');
    expect(await contactsFor(personId)).toEqual(before);
  });
});

describe('what cannot be read', () => {
  it('of how people stand to a person permits nobody', async () => {
    const { personId } = await writePlan(app);
    const { models } = app.app.house;
    for (const model of [models.relationships, models.sharing]) {
      const { isHalted } = model;
      Object.assign(model, { isHalted: () => true });
      const query = `query($id: ID!) { person(id: $id) { cprDecision { __typename ... on Unavailable { code } } } }`;
      const { data } = await app.graphql('gp', query, { id: personId });
      Object.assign(model, { isHalted });

      expect(data.person.cprDecision).toEqual({ __typename: 'Unavailable', code: 'VIEW_HALTED' });
    }
  });
});

test('the organisations that are known are told, those nobody checked as unverified', async () => {
  const query = '{ organisations { ods name isVerified isMadeUp wholeTeamId } }';
  const { data } = await app.graphql('gp', query);
  const unverified = data.organisations.filter(({ isVerified }: Data) => !isVerified);
  expect(unverified.map(({ ods }: Data) => ods as string).sort()).toEqual([
    'NNJ',
    'RDR',
    'RX2',
    'RYD',
  ]);
  const madeUp = data.organisations.filter(({ isMadeUp }: Data) => isMadeUp);
  expect(madeUp.every(({ ods, name }: Data) => /^X/.test(ods) && /\(made up\)$/.test(name))).toBe(
    true,
  );
});
