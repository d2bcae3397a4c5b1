/**
 * Everyone follows everybody's record over a socket of their own, with everything selected. The first
 * message of each subscription must be just what its reader may see; whatever comes is recorded.
 */
import { until } from '../app';
import type { BareSocket } from '../live';
import { canariesIn } from './canaries';
import type { Reader } from './standing';
import { isSettled } from './visit';
import { wholeDocuments } from './wholeGraph';
import type { Name, World, Wrong } from './world';

export interface Follower {
  readonly reader: Reader;
  readonly socket: BareSocket;
}

/** What a subscription was first sent: a message, or that there will be none. */
const firstOf = (socket: BareSocket, id: string): string | undefined =>
  socket.texts.find((text) => text.startsWith(`{"id":"${id}"`));

const queryOf = (world: World): string => {
  const [document] = wholeDocuments(world.schema, 'subscription').values();
  if (document === undefined) throw new Error('The graph has no subscription.');
  return document;
};

const variablesFor = (world: World, name: Name, after?: string): object => {
  const { personId, since, asOf } = world.person(name);
  return { personId, since, asOf, ...(after === undefined ? {} : { after }) };
};

/** Opens a socket for each reader; those that are not let in are told. */
export const openSockets = async (
  world: World,
  readers: readonly Reader[],
): Promise<{ readonly followers: readonly Follower[]; readonly shut: readonly string[] }> => {
  const followers: Follower[] = [];
  const shut: string[] = [];
  for (const reader of readers) {
    const socket = await world.visits.socket(reader);
    const isIn = await Promise.race([
      socket.heard(/connection_ack/).then(() => true),
      socket.closed.then(() => false),
    ]);
    if (isIn) followers.push({ reader, socket });
    else shut.push(reader.id);
  }
  return { followers, shut };
};

/**
 * Follows these people from now, or from a position. What is first sent must be exact; how many
 * were let follow is given. `label` tells subscriptions of one socket apart.
 */
export const followAll = async (
  world: World,
  followers: readonly Follower[],
  people: readonly Name[],
  { label, after }: { readonly label: string; readonly after?: string },
): Promise<number> => {
  const query = queryOf(world);
  let count = 0;
  await Promise.all(
    followers.map(async ({ reader, socket }) => {
      for (const name of people) {
        const id = `${label} ${name}`;
        const variables = variablesFor(world, name, after);
        socket.say({ id, type: 'subscribe', payload: { query, variables } });
        await until(() => firstOf(socket, id) !== undefined, `${reader.id} follows ${id}`);
        const first = firstOf(socket, id) ?? '';
        if (!first.startsWith(`{"id":"${id}","type":"next"`)) continue;
        // A message is not asked again: where something was late it says less, never more.
        if (!isSettled(first)) continue;
        count += 1;
        if (after === undefined) compare(world, { round: label, reader, name, first });
      }
    }),
  );
  return count;
};

interface First {
  readonly round: string;
  readonly reader: Reader;
  readonly name: Name;
  readonly first: string;
}

const compare = (world: World, { round, reader, name, first }: First): void => {
  const { record } = world;
  const expected = record.expected(reader.id, name);
  const found = canariesIn(first);
  const wrong: Wrong = {
    round,
    reader: reader.id,
    person: name,
    leaked: [...found].filter((key) => !expected.includes(key)).map(record.named),
    missing: expected.filter((key) => !found.has(key)).map(record.named),
  };
  if (wrong.leaked.length + wrong.missing.length > 0) world.wrong.push(wrong);
};
