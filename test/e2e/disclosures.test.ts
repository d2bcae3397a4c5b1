/**
 * Disclosures are access records, exactly: random operations as random people by HTTP. Whom an answer
 * shows is read from the answer itself, never from the notes that the record is made of. 100,000 of
 * them with ACCESS_CASES=many; ACCESS_SEED gives a run again (hazard H15).
 */
import { randomUUID } from 'node:crypto';
import { demoActors } from '../../gateway/demo/actors';
import { accessRecordsIn } from '../support/accessRecords';
import type { ReadRecord } from '../support/accessRecords';
import { openTestApp } from '../support/app';
import type { Data, TestApp } from '../support/app';
import { asGiven, contactInput, mutationText } from '../support/writes';
import { randomFrom } from '../crash/seededRandom';

const isThorough = process.env['ACCESS_CASES'] === 'many';
const cases = isThorough ? 100_000 : 1_500;
const timeoutMs = isThorough ? 3_600_000 : 180_000;
const atOnce = 8;
const seed = Number(process.env['ACCESS_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const random = randomFrom(seed);
const pick = <Value>(from: readonly Value[]): Value => from[Math.floor(random() * from.length)]!;

interface DemoPerson {
  readonly personId: string;
  readonly nhsNumber: string;
}
interface Operation {
  readonly text: string;
  readonly variables: Record<string, unknown>;
}
/** What became of each person that an answer names. */
type Shown = Map<string, 'shown' | 'withheld'>;

let app: TestApp;
let people: DemoPerson[];
beforeAll(async () => {
  app = await openTestApp({ withDemo: true });
  ({ people } = (await (await app.fetch('/demo/people')).json()) as { people: DemoPerson[] });
}, timeoutMs);

/** Every operation has a name of its own, of letters only, by which its record is found. */
const nameOf = (number: number): string =>
  `Op_${[...String(number)].map((digit) => String.fromCharCode(65 + Number(digit))).join('')}`;

const identity = 'identity { __typename }';
const parts = [
  'contacts { __typename }',
  'cprDecision { __typename }',
  'endOfLifePlan { __typename ... on EndOfLifePlan { draft { __typename } versions { __typename } } }',
  'accessLog(first: 3) { __typename }',
];
const someParts = (): string => parts.filter(() => random() < 0.4).join(' ');
const anyId = (): string => (random() < 0.05 ? randomUUID() : pick(people).personId);

const operations: readonly ((name: string) => Operation)[] = [
  (name) => ({
    text: `query ${name}($id: ID!) { person(id: $id) { id ${identity} ${someParts()} } }`,
    variables: { id: anyId() },
  }),
  (name) => {
    const ids = Array.from({ length: 1 + Math.floor(random() * 4) }, anyId);
    const roots = ids.map(
      (id, at) => `p${String(at)}: person(id: "${id}") { id ${identity} ${someParts()} }`,
    );
    return { text: `query ${name} { ${roots.join(' ')} }`, variables: {} };
  },
  (name) => ({
    text: `query ${name}($n: String!) { findPeople(input: { nhsNumber: $n }) { __typename
      ... on PeopleFound { people { id ${identity} ${someParts()} } } ... on Refused { code } } }`,
    variables: { n: random() < 0.1 ? '9990000018' : pick(people).nhsNumber },
  }),
  (name) => ({ text: `query ${name} { me { id } }`, variables: {} }),
  (name) => mutation(name, 'questionCprDecision', { concern: 'They say otherwise.' }),
  (name) => mutation(name, 'recordContact', contactInput()),
  (name) => mutation(name, 'publishEndOfLifePlan', { draftRevision: '1' }),
  (name) => mutation(name, 'withdrawCprDecision', { reason: 'They changed their mind.' }),
];

/** Whom it is about is known from the input: a refusal does not repeat it. */
const mutation = (
  name: string,
  field: string,
  content: Readonly<Record<string, unknown>>,
): Operation => ({
  text: mutationText(field).replace('mutation(', `mutation ${name}(`),
  variables: {
    input: { commandId: randomUUID(), personId: pick(people).personId, ...asGiven(app, content) },
  },
});

/** Says nothing about the person: to whoever has no right, or where nothing could be read. */
const silent = new Set(['Withheld', 'Unavailable']);

const note = (shown: Shown, id: string, isShown: boolean): void => {
  if (isShown || !shown.has(id)) shown.set(id, isShown ? 'shown' : 'withheld');
};

/** Whom the answer shows anything of, and of whom it withholds all, by walking it. */
const shownBy = (operation: Operation, data: Data): Shown => {
  const shown: Shown = new Map();
  const input = operation.variables['input'] as { personId: string } | undefined;
  const walk = (value: Data): void => {
    if (Array.isArray(value)) {
      value.forEach(walk);
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    if (value.identity) {
      const told = Object.values(value).filter((one: Data) => one?.__typename);
      note(
        shown,
        value.id,
        told.some((one: Data) => !silent.has(one.__typename)),
      );
    }
    Object.values(value).forEach(walk);
  };
  walk(data);
  if (data?.findPeople?.people) {
    for (const { id } of data.findPeople.people) note(shown, id, true);
  }
  if (data?.findPeople?.__typename === 'Refused') note(shown, '', false);
  if (input) {
    const [result] = Object.values<Data>(data ?? {});
    note(shown, input.personId, !(result.code === 'NOT_PERMITTED'));
  }
  return shown;
};

const recordedIn = (records: readonly ReadRecord[]): Shown => {
  const shown: Shown = new Map();
  for (const { people: named } of records) {
    for (const { personId, looks } of named) {
      note(
        shown,
        personId,
        looks.some(({ effect }) => effect === 'permit'),
      );
    }
  }
  return shown;
};

const sorted = (shown: Shown): string[][] =>
  [...shown].sort(([one], [other]) => (one < other ? -1 : 1));

it(
  `${String(cases)} random operations leave exactly the records of what they showed (seed ${String(seed)})`,
  async () => {
    const before = (await accessRecordsIn(app.app.house)).length;
    const expected = new Map<string, Shown>();
    let next = 0;
    const worker = async (): Promise<void> => {
      while (next < cases) {
        next += 1;
        const name = nameOf(next);
        const operation = pick(operations)(name);
        const { id: actor } = pick(demoActors);
        const answer = await app.graphql(actor, operation.text, operation.variables);
        if (answer.errors) throw new Error(`${name}: ${JSON.stringify(answer.errors)}`);
        expected.set(name, shownBy(operation, answer.data));
      }
    };
    await Promise.all(Array.from({ length: atOnce }, worker));

    const records = (await accessRecordsIn(app.app.house)).slice(before);
    const byOperation = Map.groupBy(records, ({ operation }) => operation ?? '');
    for (const [name, shown] of expected) {
      const recorded = recordedIn(byOperation.get(name) ?? []);
      expect({ seed, name, people: sorted(recorded) }).toEqual({
        seed,
        name,
        people: sorted(shown),
      });
    }
    const touching = [...expected.values()].filter(({ size }) => size > 0).length;
    expect(records).toHaveLength(touching);
    const shownOrNot = [...expected.values()].flatMap((shown) => [...shown.values()]);
    const disclosures = shownOrNot.filter((one) => one === 'shown').length;
    const refusals = shownOrNot.length - disclosures;
    process.stdout.write(
      `${String(cases)} operations: ${String(disclosures)} disclosures, ${String(refusals)} refusals, ${String(records.length)} access records; seed ${String(seed)}\n`,
    );
    expect(new Set([...expected.values()].flatMap((shown) => [...shown.values()])).size).toBe(2);
  },
  timeoutMs,
);
