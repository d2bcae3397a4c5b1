/**
 * A log whose file was damaged or edited: each record that is lost is named, with its stream where
 * anything tells it; whatever is whole is served, and no stream is ever read with a gap (H6, H20).
 */
import { readStreamFrom } from '../../../../events/store/fold';
import { openSqliteEventStore } from '../../../../events/store/sqlite/sqliteEventStore';
import type { EventStore } from '../../../../events/store/eventStore';
import type { StreamName } from '../../../../events/ids';
import {
  collect,
  eventNamed,
  eventsNamed,
  freshStream,
  namesOf,
  untilCaughtUp,
} from '../../../contract/contractEvents';
import { damagePageWith, editOnDisk } from '../../../support/damagedFile';
import { temporaryFolder } from '../../../support/temporaryFolder';

const ours: EventStore[] = [];
const open = (folder: string): EventStore => {
  const store = openSqliteEventStore({ folder });
  ours.push(store);
  return store;
};
afterEach(async () => {
  for (const store of ours.splice(0)) await store.close();
});

const [edith, walter]: readonly StreamName[] = [
  freshStream('endOfLifePlan', 'Edith'),
  freshStream('endOfLifePlan', 'Walter'),
];

/** Twenty records of two streams, turn by turn, each on a page of its own; the log is closed. */
const writePages = async (folder: string): Promise<void> => {
  const store = openSqliteEventStore({ folder });
  for (let count = 0; count < 10; count += 1) {
    for (const stream of [edith!, walter!]) {
      const name = `${stream === edith ? 'E' : 'W'}${String(count)}.`;
      const data = Buffer.from(name.repeat(1_000));
      await store.append(stream, 'any', [eventNamed(name, { data })]);
    }
  }
  await store.close();
};

const corruptIn = async (store: EventStore, prefixes: readonly string[] = []) =>
  (await collect(store, 'start', prefixes, untilCaughtUp)).flatMap((message) =>
    message.kind === 'corrupt' ? [message] : [],
  );

describe('a page of the file that is damaged', () => {
  it('loses the records on it by name and stream; every other one is told', async () => {
    const folder = temporaryFolder();
    await writePages(folder);
    damagePageWith(folder, 'E4.E4.');
    const store = open(folder);

    const told = await collect(store, 'start', [], untilCaughtUp);
    const lost = told.flatMap((message) => (message.kind === 'corrupt' ? [message] : []));
    const what = 'cannot be read: the file is damaged there';
    expect(lost).toEqual([expect.objectContaining({ stream: edith, what })]);
    expect(told.filter(({ kind }) => kind === 'event')).toHaveLength(19);
    await expect(store.readAll('start', [], 100)).rejects.toMatchObject({
      code: 'RECORD_CORRUPT',
      details: { position: lost[0]!.position },
    });
  });

  it('refuses the stream that it was of, in our words, and serves and writes the others', async () => {
    const folder = temporaryFolder();
    await writePages(folder);
    damagePageWith(folder, 'E4.E4.');
    const store = open(folder);

    await expect(store.read(edith!)).rejects.toMatchObject({ code: 'STORE_DAMAGED' });
    expect((await store.read(walter!))?.events).toHaveLength(10);
    const fresh = freshStream();
    expect(await store.append(fresh, 'none', eventsNamed('new'))).toMatchObject({ revision: 0n });
    expect(namesOf((await store.read(fresh))!.events)).toEqual(['new']);
  });
});

describe('records taken out of the end of a log that is open', () => {
  it('are named, and the subscription goes on with what comes', async () => {
    const folder = temporaryFolder();
    const store = open(folder);
    const stream = freshStream();
    await store.append(stream, 'none', eventsNamed('a', 'b', 'c'));
    editOnDisk(folder, 'DELETE FROM event WHERE revision > 0');

    const lost = await corruptIn(store);
    expect(lost.map(({ position }) => Number.parseInt(position.slice(0, 16), 16))).toEqual([2, 3]);
    await store.append(freshStream(), 'none', eventsNamed('d'));
    const told = await collect(store, 'start', [], untilCaughtUp);
    expect(told.map(({ kind }) => kind)).toEqual([
      'event',
      'corrupt',
      'corrupt',
      'event',
      'caughtUp',
    ]);
    await expect(store.read(stream)).rejects.toMatchObject({ code: 'RECORD_CORRUPT' });
  });
});

describe('a stream that lacks a record', () => {
  it.each([
    ['its first', 0],
    ['one in the middle', 2],
  ])(
    '%s is refused, forwards and backwards, never read around the gap',
    async (_what, revision) => {
      const folder = temporaryFolder();
      const stream = freshStream();
      const first = open(folder);
      await first.append(stream, 'none', eventsNamed('a', 'b', 'c', 'd'));
      await first.close();
      editOnDisk(folder, `DELETE FROM event WHERE revision = ${String(revision)}`);
      const store = open(folder);

      const corrupt = { code: 'RECORD_CORRUPT' };
      await expect(store.read(stream)).rejects.toMatchObject(corrupt);
      await expect(store.read(stream, { backwards: true })).rejects.toMatchObject(corrupt);
      await expect(readStreamFrom(store, stream, -1n)).rejects.toMatchObject(corrupt);
      expect(namesOf((await store.read(stream, { from: 3n }))!.events)).toEqual(['d']);
    },
  );

  it('at its end is refused by whoever had read that far', async () => {
    const folder = temporaryFolder();
    const stream = freshStream();
    const first = open(folder);
    await first.append(stream, 'none', eventsNamed('a', 'b'));
    await first.close();
    editOnDisk(folder, 'DELETE FROM event WHERE revision = 1');

    await expect(readStreamFrom(open(folder), stream, 1n)).rejects.toMatchObject({
      code: 'RECORD_CORRUPT',
    });
  });
});

describe('a stream whose name was changed', () => {
  it('is not passed over: its records are named, whatever the reader wants', async () => {
    const folder = temporaryFolder();
    await writePages(folder);
    editOnDisk(folder, `UPDATE stream SET name = 'nobody-1' WHERE name = '${edith!}'`);

    const lost = await corruptIn(open(folder), ['endOfLifePlan-']);
    expect(lost).toHaveLength(10);
    expect(lost[0]).toMatchObject({ stream: 'nobody-1', what: 'does not match its checksum' });
  });
});
