/**
 * What people write through the graph, as a client of the product would: one mutation each, with
 * inputs that are right, for a test to change. Nothing here reaches past the gateway.
 */
import { randomUUID } from 'node:crypto';
import { revisionFor } from '../../subgraphs/shared/reading';
import type { Data, GraphAnswer, TestApp } from './app';

/** Where operations are sent as demo people. */
/** `app`: where it runs in this process. */
export type Graph = Pick<TestApp, 'graphql'> & Partial<Pick<TestApp, 'app'>>;
import { lastChange } from './lastChange';

const conflicting = new Set([
  'recordCprDecision',
  'statePreferredPlaceOfDeath',
  'statePreferredPlaceOfCare',
  'stateFocusOfCare',
  'recordAnticipatoryMedicines',
  'publishEndOfLifePlan',
  'changeDemographics',
  'reviseContact',
  'removeContact',
]);

/** Successes that are not called Saved, or hold other fields. */
const otherSuccesses: Readonly<Record<string, readonly [type: string, fields: string]>> = {
  openIncident: ['IncidentOpened', 'incidentId link position'],
  closeIncident: ['IncidentEnded', 'incidentId position'],
  openInEmergency: ['OpenedInEmergency', 'position revision reference until person { id }'],
  reviewEmergencyAccess: ['EmergencyReviewSaved', 'reference position'],
  acknowledgeAlert: ['AlertSeen', 'reference position'],
};

const sharingMutations = new Set([
  'recordSharingDecision',
  'delegateAccess',
  'revokeDelegation',
  'keepFromPerson',
  'showToPerson',
  'joinCareTeam',
  'leaveCareTeam',
  'refer',
  'endReferral',
  'claimRelationship',
  'endClaim',
  'nameForSealed',
  'endNaming',
]);

/** The member of a mutation's result that says it was carried out. */
export const savedTypeOf = (mutation: string): string => {
  const [other] = otherSuccesses[mutation] ?? [];
  if (other !== undefined) return other;
  if (/Contact$/.test(mutation)) return 'ContactSaved';
  if (/Team$|TeamMember$/.test(mutation) && !/CareTeam$/.test(mutation)) return 'TeamSaved';
  if (sharingMutations.has(mutation)) return 'SharingSaved';
  return /Person$|Demographics$|Death$/.test(mutation) && mutation !== 'statePreferredPlaceOfDeath'
    ? 'PersonSaved'
    : 'EndOfLifePlanSaved';
};

const idFieldOf: Readonly<Record<string, string>> = {
  ContactSaved: 'contactId',
  EndOfLifePlanSaved: 'entryId',
  PersonSaved: '',
  SharingSaved: 'entryId',
  TeamSaved: 'teamId',
};

/** The document of a mutation, with everything that its result can say. */
export const mutationText = (name: string): string => {
  const type = `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}Input`;
  const saved = savedTypeOf(name);
  const subject = saved === 'TeamSaved' ? '' : 'person { id }';
  const [, fields = `position revision ${subject} ${idFieldOf[saved] ?? ''}`] =
    otherSuccesses[name] ?? [];
  return `mutation($input: ${type}!) { ${name}(input: $input) { __typename
    ... on ${saved} { ${fields} }
    ... on Refused { code message field rule }
    ${conflicting.has(name) ? '... on Conflict { message fields { field yours theirs changedBy changedAt } }' : ''}
  } }`;
};

/** A bare number stands for that revision as the log of this process gives it. */
export const asGiven = ({ app }: Graph, input: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries(input).map(([field, value]) => [
      field,
      app && /^(basedOn|draftRevision)$/.test(field) && /^\d+$/.test(String(value))
        ? revisionFor(app.house, BigInt(value as string))
        : value,
    ]),
  );

/** Sends a mutation; its whole answer. A commandId is made where the input has none. */
export const send = (
  app: Graph,
  actor: string,
  name: string,
  input: Readonly<Record<string, unknown>>,
): Promise<GraphAnswer> =>
  app.graphql(actor, mutationText(name), {
    input: { commandId: randomUUID(), ...asGiven(app, input) },
  });

/** Sends a mutation; what its result union says. */
export const write = async (
  app: Graph,
  actor: string,
  name: string,
  input: Readonly<Record<string, unknown>>,
): Promise<Data> => {
  const answer = await send(app, actor, name, input);
  if (answer.errors) throw new Error(`${name}: ${JSON.stringify(answer.errors)}`);
  return answer.data[name];
};

/** Sends a mutation that must be carried out. */
export const saved = async (
  app: Graph,
  actor: string,
  name: string,
  input: Readonly<Record<string, unknown>>,
): Promise<Data> => {
  const result = await write(app, actor, name, input);
  if (result.__typename !== savedTypeOf(name)) {
    throw new Error(`${name} was not carried out: ${JSON.stringify(result)}`);
  }
  return result;
};

/** Does `work` and expects that it recorded nothing but who looked. */
export const unchanged = async <Value>(
  app: TestApp,
  work: () => Promise<Value>,
): Promise<Value> => {
  const { store } = app.app.house;
  const before = await lastChange(store);
  const value = await work();
  expect(await lastChange(store)).toBe(before);
  return value;
};

/** Sends a mutation that must change nothing; what its result union says. */
export const refusedBy = (
  app: TestApp,
  actor: string,
  name: string,
  input: object,
): Promise<Data> => unchanged(app, () => write(app, actor, name, input as Record<string, unknown>));

/** The nth NHS number of the 999 test range with a right check digit. */
export const nhsNumberAt = (n: number): string => {
  let left = n;
  for (let middle = 0; ; middle += 1) {
    const nine = `999${String(middle).padStart(6, '0')}`;
    const sum = [...nine].reduce((total, digit, at) => total + Number(digit) * (10 - at), 0);
    const check = (11 - (sum % 11)) % 11;
    if (check < 10 && left-- === 0) return `${nine}${String(check)}`;
  }
};

export const personInput = (more: object = {}): Record<string, unknown> => ({
  name: { family: 'Pilbeam', given: ['Edith'] },
  dateOfBirth: '1938-04-09',
  address: { lines: ['3 Mill Lane', 'Alfriston'], postcode: 'BN26 5TW' },
  telephone: '01323 555 010',
  ...more,
});

export const cprInput = (more: object = {}): Record<string, unknown> => ({
  basedOn: '0',
  decision: '450476008',
  reason: 'Advanced heart failure: CPR would not succeed.',
  decidedOn: '2026-03-01',
  decidedBy: { name: 'Dr Sam Khan', role: 'General practitioner' },
  involved: [{ name: 'Joan Pilbeam', relationship: 'daughter', involvement: '713656002' }],
  capacity: { finding: 'PERSON_INVOLVED' },
  reviewOn: '2126-09-01',
  ...more,
});

export const contactInput = (more: object = {}): Record<string, unknown> => ({
  name: 'Seven Sisters night team',
  kind: 'PROFESSIONAL',
  telephone: '01323 555 020',
  availability: 'ANY_HOUR',
  ...more,
});

/** Registers a person; their id. */
export const register = async (app: TestApp, more: object = {}): Promise<string> =>
  (await saved(app, 'gp', 'registerPerson', personInput(more))).person.id as string;

export interface WrittenPlan {
  readonly personId: string;
  readonly decisionId: string;
  /** Token of the publication. */
  readonly position: string;
}

/** A person with a contact and a published plan that holds one decision against CPR. */
export const writePlan = async (app: TestApp, more: object = {}): Promise<WrittenPlan> => {
  const personId = await register(app, more);
  await saved(app, 'gp', 'recordContact', { personId, ...contactInput() });
  await saved(app, 'gp', 'startEndOfLifePlan', { personId });
  const recorded = await saved(app, 'gp', 'recordCprDecision', { personId, ...cprInput() });
  const published = await saved(app, 'gp', 'publishEndOfLifePlan', {
    personId,
    draftRevision: recorded.revision as string,
  });
  return {
    personId,
    decisionId: recorded.entryId as string,
    position: published.position as string,
  };
};

/** What a crew asks for: who, whom to call, the decision, the plan. */
export const urgentQuery = `query Urgent($id: ID!) { person(id: $id) { id
  identity { __typename ... on Identity { name { family } restricted
      address { __typename ... on Address { lines } ... on Withheld { rule } }
      telephone { __typename ... on Telephone { number } }
      died { on } reading { position current } }
    ... on PersonNotFound { message } ... on Unavailable { code message reference } }
  contacts { __typename ... on Contacts { contacts { name kind telephone } personalWithheld { rule } reading { current } }
    ... on NotRecorded { message } ... on Unavailable { code message } }
  cprDecision { __typename
    ... on CprRecorded { decision { id decision { code } endorsement { endorsedAt } reviewOn recordedBy { role } }
        reviewOverdue questions { concern } planEnded { reason } reading { position at current } }
    ... on CprWithdrawn { reason withdrawnBy { name } reading { position current } }
    ... on NotRecorded { message reading { current } } ... on NotShared { message }
    ... on Withheld { message rule } ... on Unavailable { code message reference retryable } }
  endOfLifePlan { __typename
    ... on EndOfLifePlan { lifecycle version { number } ended { reason } focusOfCare { __typename } reading { position current } }
    ... on NotRecorded { message } ... on Withheld { rule } ... on Unavailable { code message reference } }
} }`;

export const readUrgent = async (
  app: TestApp,
  personId: string,
  actor = 'paramedic',
  extensions: Readonly<Record<string, unknown>> = {},
): Promise<Data> => {
  const answer = await app.graphql(actor, urgentQuery, { id: personId }, extensions);
  if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  return answer.data.person;
};
