/**
 * The demo population as a paramedic meets it, through the whole product: every person is found by
 * NHS number, and what the urgent view says is what their state promises.
 */
import { londonDay } from '../../../events/plan/londonDay';
import { parseNhsNumber } from '../../../events/nhs-number/nhsNumber';
import type { DemoPerson } from '../../../gateway/demo/population';
import { openTestApp } from '../../support/app';
import type { Data, TestApp } from '../../support/app';
import { openIncidents } from '../../support/relate';
import { urgentQuery } from './urgentQuery';

let app: TestApp;
let people: readonly DemoPerson[];
/** What the paramedic is answered, by person id. */
const answers = new Map<string, Data>();

beforeAll(async () => {
  app = await openTestApp({ withDemo: true });
  people = ((await (await app.fetch('/demo/people')).json()) as { people: DemoPerson[] }).people;
  for (const { personId } of people) {
    await openIncidents(app.app.house, personId);
    const { data, errors } = await app.graphql('paramedic', urgentQuery, { id: personId });
    if (errors) throw new Error(JSON.stringify(errors));
    answers.set(personId, data.person);
  }
});

/** The facts that a test compares, of one answer. */
const factsOf = ({ identity, cprDecision, endOfLifePlan }: Data) => ({
  cpr: cprDecision.__typename,
  isFor: cprDecision.decision?.forCpr,
  bothSaid: cprDecision.decisions?.map(({ forCpr }: Data) => forCpr).sort(),
  withdrawnWas: cprDecision.ended?.map(({ forCpr }: Data) => forCpr),
  isOverdue: cprDecision.reviewOverdue,
  isEndorsed: cprDecision.decision && cprDecision.decision.endorsement !== null,
  questions: cprDecision.questions?.length,
  planEnded: cprDecision.planEnded?.reason,
  plan: endOfLifePlan.__typename,
  lifecycle: endOfLifePlan.lifecycle,
  hasSeveralVersions: (endOfLifePlan.version?.number ?? 0) > 1,
  focus: endOfLifePlan.focusOfCare?.__typename,
  placeOfDeath: endOfLifePlan.preferredPlaceOfDeath?.__typename,
  placeOfCare: endOfLifePlan.preferredPlaceOfCare?.__typename,
  address: identity.address.__typename,
  telephone: identity.telephone.__typename,
  hasDied: identity.died !== null,
});

const published = {
  plan: 'EndOfLifePlan',
  lifecycle: 'PUBLISHED',
  focus: 'FocusOfCare',
  placeOfDeath: 'PreferredPlaceOfDeath',
  placeOfCare: 'PreferredPlaceOfCare',
  address: 'Address',
  telephone: 'Telephone',
  hasDied: false,
};
const notFor = {
  ...published,
  cpr: 'CprRecorded',
  isFor: false,
  isOverdue: false,
  isEndorsed: true,
  questions: 0,
  planEnded: undefined,
};

const promised: Readonly<Record<DemoPerson['state'], object>> = {
  NOT_FOR: notFor,
  FOR: { ...notFor, isFor: true },
  WITHDRAWN: { ...published, cpr: 'CprWithdrawn', withdrawnWas: [false] },
  CONFLICTING: { ...published, cpr: 'CprConflicting', bothSaid: [false, true] },
  NO_DECISION: { ...published, cpr: 'NotRecorded' },
  NO_PLAN: { cpr: 'NotRecorded', plan: 'NotRecorded', hasDied: false },
  WITHHELD: { cpr: 'Withheld', plan: 'Withheld', address: 'Address' },
  DRAFT_ONLY: {
    cpr: 'NotRecorded',
    plan: 'EndOfLifePlan',
    lifecycle: 'DRAFT',
    focus: 'NotRecorded',
    placeOfDeath: 'NotRecorded',
  },
  OVERDUE: { ...notFor, isOverdue: true },
  ENDED_BY_DEATH: { ...notFor, lifecycle: 'ENDED', planEnded: 'DIED', hasDied: true },
  REVISED: { ...notFor, hasSeveralVersions: true },
  NOT_ENDORSED: { ...notFor, isEndorsed: false },
  QUESTIONED: { ...notFor, questions: 1 },
  RESTRICTED: { ...notFor, address: 'Withheld', telephone: 'Withheld' },
  NO_PLACES: { ...notFor, placeOfDeath: 'NotRecorded', placeOfCare: 'NotRecorded' },
};
const states = Object.keys(promised) as DemoPerson['state'][];

test('there are forty people or more, and every state has more than one', () => {
  expect(people.length).toBeGreaterThanOrEqual(40);
  const few = states.filter((state) => people.filter((one) => one.state === state).length < 2);
  expect(few).toEqual([]);
});

test.each(states)('a paramedic is told what the state %s promises', (state) => {
  for (const { personId, name } of people.filter((one) => one.state === state)) {
    const facts = factsOf(answers.get(personId));
    expect({ name, ...facts }).toEqual(expect.objectContaining({ name, ...promised[state] }));
  }
});

test('each has an NHS number of their own, of the test range, with a right check digit', async () => {
  const numbers = people.map(({ nhsNumber }) => nhsNumber);
  expect(new Set(numbers).size).toBe(numbers.length);
  expect(numbers.filter((number) => !parseNhsNumber(number).ok)).toEqual([]);
  expect(numbers.filter((number) => !number.startsWith('999'))).toEqual([]);
  const search = `query($input: FindPeopleInput!) { findPeople(input: $input) {
    ... on PeopleFound { people { id } } } }`;
  for (const { nhsNumber, personId } of people) {
    const { data } = await app.graphql('nhs111', search, { input: { nhsNumber } });
    expect(data.findPeople.people).toEqual([{ id: personId }]);
  }
});

test('the list says of each what is registered', () => {
  for (const { personId, nhsNumber, name, dateOfBirth, note } of people) {
    const { identity } = answers.get(personId);
    expect(identity).toMatchObject({ nhsNumber, dateOfBirth });
    expect(name).toContain(`${String(identity.name.family).toUpperCase()}, `);
    expect(note).toMatch(/^\S.*\.$/);
  }
});

test('Margaret Ellis comes first, as the sketch of the urgent view has her', () => {
  expect(people[0]).toMatchObject({
    name: 'ELLIS, Margaret (Peggy)',
    nhsNumber: '9990000018',
    dateOfBirth: '1941-03-14',
    state: 'NOT_FOR',
  });
  const margaret = answers.get(people[0]?.personId ?? '');
  expect(margaret.identity.address.lines).toEqual(['12 Meads Road', 'Eastbourne']);
  expect(margaret.cprDecision.decision).toMatchObject({
    decidedBy: { name: 'Dr Abena Osei' },
    involved: [{ name: 'Ruth Ellis', relationship: 'daughter' }],
    formKeptAt: 'Blue folder, kitchen drawer',
  });
  expect(margaret.endOfLifePlan).toMatchObject({
    version: { number: 4, publishedBy: { name: 'Dr Abena Osei' } },
    focusOfCare: { statement: 'Comfort first. Treat what can be treated at home.' },
    anticipatoryMedicines: { keptAt: 'Kitchen cupboard, above the kettle' },
  });
  expect(margaret.contacts.contacts).toContainEqual(
    expect.objectContaining({ name: 'Hospice advice line', telephone: '01323 000 101' }),
  );
});

test('Margaret may sign in and reads her own decision, and nobody else’s', async () => {
  const query = 'query($id: ID!) { person(id: $id) { cprDecision { __typename } } }';
  const reads = async (id: string | undefined) =>
    (await app.graphql('margaret', query, { id })).data.person.cprDecision.__typename as string;
  expect(await reads(people[0]?.personId)).toBe('CprRecorded');
  expect(await reads(people[1]?.personId)).toBe('Withheld');
});

test('two people of almost one name and one birthday are both found, and must be told apart', async () => {
  const search = `query($input: FindPeopleInput!) { findPeople(input: $input) {
    ... on PeopleFound { matchedBy mustConfirm people { id } } } }`;
  const input = { familyName: 'Thompson', dateOfBirth: '1938-06-02' };
  const { data } = await app.graphql('paramedic', search, { input });
  expect(data.findPeople).toMatchObject({ matchedBy: 'SOUND_AND_BIRTH', mustConfirm: true });
  expect(data.findPeople.people).toHaveLength(2);
});

test('a house that other people run stands at one address', () => {
  const addresses = new Map<string, Set<string>>();
  for (const { identity } of answers.values()) {
    const { lines = [], postcode } = identity.address;
    const house = /^(?:Room|Flat) \d+, (.+)$/.exec(lines[0] ?? '')?.[1];
    if (house === undefined) continue;
    const known = addresses.get(house) ?? new Set();
    addresses.set(house, known.add([...lines.slice(1), postcode].join(', ')));
  }
  expect(addresses.size).toBeGreaterThan(5);
  expect([...addresses.values()].filter(({ size }) => size > 1)).toEqual([]);
});

test('nobody’s telephone rings: every number is of a range kept for drama', () => {
  const numbers = [...answers.values()].flatMap(({ identity, contacts }) => [
    identity.telephone.number ?? [],
    ...contacts.contacts.map(({ telephone }: Data) => telephone),
  ]);
  const kept = /^(01632 960 \d{3}|07700 900 \d{3}|01323 000 101)$/;
  expect(numbers.flat().filter((number: string) => !kept.test(number))).toEqual([]);
});

test('nothing is said to have been agreed, found or checked after today or after a death', () => {
  for (const { identity, cprDecision, endOfLifePlan } of answers.values()) {
    const last = identity.died?.on ?? new Date(Date.now()).toISOString().slice(0, 10);
    const days = [
      cprDecision.decision?.decidedOn,
      endOfLifePlan.focusOfCare?.agreedOn,
      endOfLifePlan.anticipatoryMedicines?.checkedOn,
      endOfLifePlan.preferredPlaceOfDeath?.saidOn,
    ].filter((day) => typeof day === 'string');
    expect(days.filter((day) => day > last)).toEqual([]);
  }
});

test('nothing of a plan was written, endorsed or published after the person had died', async () => {
  const query = `query($id: ID!) { person(id: $id) {
    identity { ... on Identity { died { on } } }
    cprDecision { ... on CprRecorded { decision { recordedAt endorsement { endorsedAt } } } }
    endOfLifePlan { ... on EndOfLifePlan { version { publishedAt } } } } }`;
  const dead = people.filter(({ state }) => state === 'ENDED_BY_DEATH');
  for (const { personId } of dead) {
    const { data } = await app.graphql('paramedic', query, { id: personId });
    const { identity, cprDecision, endOfLifePlan } = data.person;
    const { recordedAt, endorsement } = cprDecision.decision;
    const moments = [recordedAt, endorsement.endorsedAt, endOfLifePlan.version.publishedAt];
    const days = moments.map((moment: string) => londonDay(moment));
    expect(days.filter((day) => day > identity.died.on)).toEqual([]);
  }
});

test('the log of the process names nobody', () => {
  const words = people.flatMap(({ name, nhsNumber }) => [name.split(',')[0] ?? '', nhsNumber]);
  const log = app.logLines.join('\n').toUpperCase();
  expect(words.filter((word) => log.includes(word))).toEqual([]);
});
