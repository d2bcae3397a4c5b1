/**
 * The rounds of a canary day: everybody asks for everything that the graph has, of everybody, and is
 * shown of each person just what the policy lets them see, no more and no less.
 */
import { randomUUID } from 'node:crypto';
import type { Reader } from './standing';
import { wholeDocuments, wholeMutation } from './wholeGraph';
import type { Name, World, Wrong } from './world';

const unknownId = '3b241101-e2bb-4255-8caf-4136c566a962';

/** Every way in which a root can be asked for, by the variables that its document takes. */
const waysToAsk = (world: World, root: string, text: string): Record<string, unknown>[] => {
  const takes = (variable: string): boolean => text.includes(`$${variable}:`);
  if (takes('personId')) {
    const ids = world.people
      .values()
      .map(({ personId, since, asOf }) => ({ personId, since, asOf }));
    return [...ids];
  }
  const { since, asOf } = world.person('ada');
  const common = { since, asOf };
  if (takes('incidentId')) {
    return [...world.incidents, unknownId].map((incidentId) => ({ ...common, incidentId }));
  }
  if (takes('reference')) {
    const references = [...world.references.map(({ reference }) => reference), unknownId];
    return references.map((reference) => ({ ...common, reference }));
  }
  if (takes('alert')) {
    return [...world.alerts, unknownId].map((alert) => ({ ...common, alert }));
  }
  if (takes('search')) {
    const { familyName, dateOfBirth, postcode } = world.person('cyd');
    const searches = [
      { nhsNumber: world.person('ada').nhsNumber },
      { familyName, dateOfBirth, postcode },
    ];
    return searches.map((search) => ({ ...common, search }));
  }
  if (/\$(?!since|asOf|page|isDone)\w+:/.test(text.slice(0, text.indexOf('{')))) {
    throw new Error(`Say in world.ts how ${root} is asked.`);
  }
  return [common];
};

/** Only the variables that the document takes: others would be refused. */
const taken = (text: string, variables: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(variables).filter(([name]) => text.includes(`$${name}:`)));

const noteAlerts = async ({ visits, alerts }: World, actor: string): Promise<void> => {
  const { data } = await visits.graph.graphql(
    actor,
    '{ accessAlerts(first: 100) { ... on AccessAlertConnection { edges { node { reference } } } } }',
  );
  const listed = data.accessAlerts.edges as { node: { reference: string } }[] | undefined;
  for (const { node } of listed ?? []) alerts.add(node.reference);
};

/** Each reader asks for everything; of each person it must be just what they may see. */
export const goRound = async (
  world: World,
  round: string,
  readers: readonly Reader[] = world.readers,
): Promise<void> => {
  const documents = [...wholeDocuments(world.schema, 'query')];
  await Promise.all(['privacy-officer', 'consultant', 'gp'].map((id) => noteAlerts(world, id)));
  await Promise.all(
    readers.map(async (reader) => {
      for (const [root, text] of documents) {
        for (const variables of waysToAsk(world, root, text)) {
          await askWhole(world, { round, reader, root, text, variables });
        }
      }
    }),
  );
};

const note = (
  world: World,
  where: Pick<Wrong, 'round' | 'reader' | 'person'>,
  expected: readonly string[],
  found: readonly string[],
): void => {
  const { named } = world.record;
  const leaked = found.filter((key) => !expected.includes(key)).map(named);
  const missing = expected.filter((key) => !found.includes(key)).map(named);
  if (leaked.length + missing.length > 0) world.wrong.push({ ...where, leaked, missing });
};

interface Asking {
  readonly round: string;
  readonly reader: Reader;
  readonly root: string;
  readonly text: string;
  readonly variables: Record<string, unknown>;
}

const askWhole = async (world: World, asking: Asking): Promise<void> => {
  const { round, reader, root, text } = asking;
  const { record, visits, people, references } = world;
  const what = `${round}: ${root}`;
  const variables = taken(text, asking.variables);
  const asked = await visits.settled(reader, what, text, variables);
  const isSignedIn = reader.role !== undefined;
  if (
    asked.status !== (isSignedIn ? 200 : 401) ||
    (isSignedIn && asked.text.startsWith('{"errors"'))
  ) {
    throw new Error(`${reader.id}, ${what}: ${String(asked.status)} ${asked.text.slice(0, 400)}`);
  }
  if (!isSignedIn) return;
  const of = people.values().find(({ personId }) => personId === variables['personId']);
  const where = { round, reader: reader.id };
  if (of)
    note(world, { ...where, person: of.name }, record.expected(reader.id, of.name), [
      ...asked.found,
    ]);
  const opening = references.find(({ reference }) => reference === variables['reference']);
  if (!opening) return;
  // Whom it was about is in the answer too, and is looked at with all others.
  const expected = record.expected(reader.id, opening.name, 'review');
  note(
    world,
    { ...where, person: opening.name },
    expected,
    [...asked.found].filter((key) => expected.includes(key)),
  );
};

/** The answer to a mutation holds a person too: everyone who may acknowledges a change of theirs. */
export const acknowledgeAll = async (
  world: World,
  readers: readonly Reader[],
  people: readonly Name[],
): Promise<object> => {
  const text = wholeMutation(world.schema, 'acknowledgePlanChange');
  const { record, visits } = world;
  let last: object = {};
  for (const reader of readers) {
    for (const name of people) {
      const { personId, since, asOf } = world.person(name);
      last = { personId, position: since };
      const input = { ...last, commandId: randomUUID() };
      const variables = taken(text, { input, since, asOf });
      const { found } = await visits.settled(reader, 'acknowledgePlanChange', text, variables);
      note(
        world,
        { round: 'acknowledged', reader: reader.id, person: name },
        record.expected(reader.id, name),
        [...found],
      );
    }
  }
  return last;
};
