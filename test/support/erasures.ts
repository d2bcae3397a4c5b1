/** What tests of an erasure share: a clock that is moved, the steps, and everything that can be asked. */
import { erasePerson } from '../../cli/erasePerson';
import { openTestApp } from './app';
import type { Data, TestApp, TestAppOptions } from './app';
import { contactInput, cprInput } from './writes';

export const dayMs = 24 * 60 * 60 * 1_000;

/** The product with a clock of its own, which stands still until days pass. */
export const openErasures = async (options: Pick<TestAppOptions, 'logOf'> = {}) => {
  let now = Date.parse('2026-03-02T09:00:00.000Z');
  const clock = (): Date => new Date(now);
  const app = await openTestApp({ ...options, clock });
  const passDays = (days: number): void => {
    now += days * dayMs;
  };
  const erase = (personId: string, more: object): Promise<Data> =>
    erasePerson(app.app.house, { personId, ...more });
  const restrict = (personId: string): Promise<Data> => erase(personId, request);
  const confirm = (personId: string, by = 'Ali Reed'): Promise<Data> =>
    erase(personId, { step: 'confirm', by });
  const eraseWhole = async (personId: string): Promise<void> => {
    await restrict(personId);
    passDays(30);
    expect(await confirm(personId)).toMatchObject({ kind: 'erased', isRepeat: false });
  };
  return { app, clock, passDays, erase, restrict, confirm, eraseWhole };
};
export type Erasures = Awaited<ReturnType<typeof openErasures>>;

export const request = {
  step: 'request',
  by: 'Jo Marsh',
  reason: 'WRONG_PERSON',
  retentionChecked: 'IG-2026-014',
};

/** Everything of a person that the graph can be asked, by every root that leads to it. */
export const everything = async (asked: TestApp, personId: string, actor = 'gp'): Promise<Data> => {
  const reason = `... on Withheld { message rule } ... on Unavailable { code message retryable }`;
  const { data, errors } = await asked.graphql(
    actor,
    `query($id: ID!, $asOf: DateTime, $after: String!) { person(id: $id) {
      identity { __typename ... on PersonErased { message erasedAt } ${reason} }
      contacts { __typename ${reason} }
      cprDecision { __typename ${reason} }
      then: cprDecision(asOf: $asOf) { __typename ${reason} }
      endOfLifePlan { __typename ... on EndOfLifePlan { draft { __typename }
        versions { __typename } } ${reason} }
      planChanges(after: $after) { __typename ${reason} }
    } }`,
    {
      id: personId,
      asOf: asked.app.house.clock().toISOString(),
      after: `${asked.app.house.store.generation}.${'0'.repeat(32)}`,
    },
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.person;
};
/** The kinds of answer that a person's parts are. */
export const kinds = (person: Data): string[] => [
  ...new Set(Object.values(person as object).map(({ __typename }) => String(__typename))),
];

/** Ids of the people whom the GP finds. */
export const search = async (asked: TestApp, input: object): Promise<string[]> => {
  const { data } = await asked.graphql(
    'gp',
    'query($input: FindPeopleInput!) { findPeople(input: $input) { ... on PeopleFound { people { id } } } }',
    { input },
  );
  return data.findPeople.people.map(({ id }: { id: string }) => id);
};

/** One write of each kind, by people who may do it. */
export const writes = (personId: string): [string, string, object][] => [
  ['gp', 'changeDemographics', { personId, basedOn: '0', telephone: '01323 555 011' }],
  ['gp', 'recordContact', { personId, ...contactInput() }],
  ['gp', 'startEndOfLifePlan', { personId }],
  ['gp', 'recordCprDecision', { personId, ...cprInput() }],
  ['gp', 'publishEndOfLifePlan', { personId, draftRevision: '1' }],
  ['gp', 'endEndOfLifePlan', { personId, reason: 'MOVED_AWAY' }],
  ['paramedic', 'questionCprDecision', { personId, concern: 'her son says otherwise' }],
];
/** What is still taken of a record that is restricted. */
export const takenWhileRestricted = (personId: string): [string, string, object][] => [
  ['paramedic', 'withdrawCprDecision', { personId, reason: 'she changed her mind' }],
  ['paramedic', 'recordDeath', { personId, on: '2026-03-01' }],
  ['gp', 'recordSharingDecision', { personId, decision: 'REFUSED', decidedBy: 'PERSON' }],
];
