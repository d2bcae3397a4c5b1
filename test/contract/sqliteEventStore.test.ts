/** The embedded event store: the contract of every store, and what is its own. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { CuckmereError } from '../../events/errors';
import type { EventStore } from '../../events/store/eventStore';
import { openSqliteEventStore } from '../../events/store/sqlite/sqliteEventStore';
import { startChild } from '../crash/typescriptProgram';
import { endAll } from '../support/program';
import { temporaryFolder } from '../support/temporaryFolder';
import {
  collect,
  eventNamed,
  eventsNamed,
  freshStream,
  namesOf,
  untilCaughtUp,
} from './contractEvents';
import { storeContract } from './storeContract';

const ours: EventStore[] = [];
const open = (folder: string, onPoisoned?: (cause: CuckmereError) => void): EventStore => {
  const store = openSqliteEventStore({ folder, ...(onPoisoned ? { onPoisoned } : {}) });
  ours.push(store);
  return store;
};

afterEach(async () => {
  endAll();
  for (const store of ours.splice(0)) await store.close();
});

storeContract('embedded', () => {
  const folder = temporaryFolder();
  let store = openSqliteEventStore({ folder });
  return Promise.resolve({
    store,
    reopen: async () => {
      await store.close();
      store = openSqliteEventStore({ folder });
      return store;
    },
    close: () => store.close(),
  });
});

/** Changes the file as somebody with an editor would, past the store. */
const editOnDisk = (folder: string, sql: string): void => {
  const database = new DatabaseSync(join(folder, 'events.db'));
  database.exec(sql);
  database.close();
};

describe('the lock of a data folder', () => {
  it('refuses a second opening in this process with a sentence that says what to do', async () => {
    const folder = temporaryFolder();
    const first = open(folder);
    expect(() => openSqliteEventStore({ folder })).toThrow(
      expect.objectContaining({
        code: 'STORE_LOCKED',
        message: expect.stringMatching(
          `^Another process \\(process ${String(process.pid)}\\) has this data folder open for writing\\. Stop it`,
        ),
      }),
    );
    await expect(first.append(freshStream(), 'none', eventsNamed('a'))).resolves.toMatchObject({
      kind: 'appended',
    });
  });

  it('refuses an opening while another process holds it, and is free once that one was killed', async () => {
    const folder = temporaryFolder();
    const child = startChild('holdStore', folder);
    const [, pid = ''] = await child.heard(/^holding (\d+)$/);
    expect(() => openSqliteEventStore({ folder })).toThrow(
      expect.objectContaining({ code: 'STORE_LOCKED', message: expect.stringContaining(pid) }),
    );
    process.kill(child.pid, 'SIGKILL');
    await child.exitCode;
    await expect(
      open(folder).append(freshStream(), 'none', eventsNamed('a')),
    ).resolves.toMatchObject({ kind: 'appended' });
  });

  it('is readable by its owner only', () => {
    const folder = join(temporaryFolder(), 'data');
    open(folder);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });
});

describe('a log of a newer version', () => {
  it('is refused, and not a byte of it is changed', async () => {
    const folder = temporaryFolder();
    const store = open(folder);
    await store.append(freshStream(), 'none', eventsNamed('a'));
    await store.close();
    editOnDisk(folder, "UPDATE log SET value = '2' WHERE key = 'version'");
    const before = readFileSync(join(folder, 'events.db'));

    expect(() => openSqliteEventStore({ folder })).toThrow(
      expect.objectContaining({ code: 'STORE_NEWER' }),
    );
    expect(readFileSync(join(folder, 'events.db')).equals(before)).toBe(true);

    editOnDisk(folder, "UPDATE log SET value = '1' WHERE key = 'version'");
    expect(await open(folder).lastPosition()).toBeDefined();
  });
});

describe('a record that was edited on disk', () => {
  it.each([
    ['its data', "data = CAST('changed' AS BLOB)"],
    ['its type', "type = 'SomethingElse'"],
    ['its id', "id = 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'"],
    ['who wrote it and when', `metadata = '{"schema":"1","name":"x"}'`],
  ])('in %s is never served: the refusal names its position', async (_what, change) => {
    const folder = temporaryFolder();
    const stream = freshStream();
    const store = open(folder);
    await store.append(stream, 'none', eventsNamed('a', 'b', 'c'));
    const position = (await store.read(stream))!.events[1]!.position;
    await store.close();
    editOnDisk(folder, `UPDATE event SET ${change} WHERE revision = 1`);

    const again = open(folder);
    const corrupt = {
      code: 'RECORD_CORRUPT',
      message: expect.stringContaining(position),
      details: { position },
    };
    await expect(again.read(stream)).rejects.toMatchObject(corrupt);
    await expect(again.readAll('start', [], 10)).rejects.toMatchObject(corrupt);
    // A subscription names it and goes on: one person's record must not stop everybody's.
    const told = await collect(again, 'start', [], untilCaughtUp);
    expect(told.map(({ kind }) => kind)).toEqual(['event', 'corrupt', 'event', 'caughtUp']);
    const what = 'does not match its checksum';
    expect(told[1]).toEqual({ kind: 'corrupt', position, what, stream });
    expect(namesOf((await again.read(stream, { limit: 1 }))!.events)).toEqual(['a']);
    expect(namesOf((await again.read(stream, { from: 2n }))!.events)).toEqual(['c']);
  });

  it.each([
    ['taken out of the file', 'DELETE FROM event WHERE revision = 1', 'is missing'],
    [
      'of a stream that is not there',
      'UPDATE event SET stream = 99 WHERE revision = 1',
      'names no stream',
    ],
  ])('%s is named by its position', async (_what, edit, what) => {
    const folder = temporaryFolder();
    const stream = freshStream();
    const store = open(folder);
    await store.append(stream, 'none', eventsNamed('a', 'b', 'c'));
    const position = (await store.read(stream))!.events[1]!.position;
    await store.close();
    editOnDisk(folder, edit);

    const again = open(folder);
    const corrupt = { code: 'RECORD_CORRUPT', details: { position } };
    await expect(again.readAll('start', [], 10)).rejects.toMatchObject(corrupt);
    const told = await collect(again, 'start', [], untilCaughtUp);
    expect(told[1]).toEqual({ kind: 'corrupt', position, what, stream: undefined });
    expect(told.filter(({ kind }) => kind === 'event')).toHaveLength(2);
  });

  it('moved to another place of the log is found out as well', async () => {
    const folder = temporaryFolder();
    const stream = freshStream();
    const store = open(folder);
    await store.append(stream, 'none', eventsNamed('a', 'b'));
    await store.close();
    editOnDisk(
      folder,
      'UPDATE event SET revision = 9 WHERE revision = 0; UPDATE event SET revision = 0 WHERE revision = 1; UPDATE event SET revision = 1 WHERE revision = 9',
    );
    await expect(open(folder).read(stream)).rejects.toMatchObject({ code: 'RECORD_CORRUPT' });
  });
});

/** Gives SQLite no more than so many pages, as a full disk would; answers how to give more. */
const limitPages = (pages: number): ((more: number) => void) => {
  const { exec } = DatabaseSync.prototype;
  const limited: DatabaseSync[] = [];
  const spy = jest.spyOn(DatabaseSync.prototype, 'exec').mockImplementation(function (
    this: DatabaseSync,
    sql: string,
  ) {
    exec.call(this, sql);
    if (sql.includes('CREATE TABLE IF NOT EXISTS event')) {
      limited.push(this);
      exec.call(this, `PRAGMA max_page_count=${String(pages)}`);
    }
  });
  return (more) => {
    spy.mockRestore();
    for (const database of limited) exec.call(database, `PRAGMA max_page_count=${String(more)}`);
  };
};

describe('a disk that is full', () => {
  it('refuses the append with a certain no, and the store lives on once there is room', async () => {
    const giveRoom = limitPages(40);
    let poisoned = 0;
    const folder = temporaryFolder();
    const store = open(folder, () => (poisoned += 1));
    const stream = freshStream();
    const big = (name: string) => eventNamed(name, { data: Buffer.alloc(20_000, 1) });
    let revision = -1n;
    let refusal: unknown;
    for (let count = 0; refusal === undefined && count < 100; count += 1) {
      const expected = revision < 0n ? 'none' : revision;
      try {
        const result = await store.append(stream, expected, [big(`f${String(count)}`)]);
        if (result.kind === 'appended') revision = result.revision;
      } catch (error) {
        refusal = error;
      }
    }
    expect(refusal).toMatchObject({ code: 'STORE_FULL', retryable: true });
    expect(revision).toBeGreaterThanOrEqual(0n);
    expect(await store.head(stream)).toBe(revision);
    expect(await store.lastPosition()).toBe(
      (await store.read(stream, { backwards: true, limit: 1 }))!.events[0]!.position,
    );
    const unseen = await collect(store, 'start', [], untilCaughtUp);
    expect(unseen.filter(({ kind }) => kind === 'event')).toHaveLength(Number(revision) + 1);

    giveRoom(100_000);
    expect(await store.append(stream, revision, [big('after')])).toMatchObject({
      revision: revision + 1n,
    });
    expect(poisoned).toBe(0);
    await store.close();
    expect(await open(folder).head(stream)).toBe(revision + 1n);
  });
});

describe('a write that fails', () => {
  it('poisons the store: no more is acknowledged, all who wait are told, and it says so once', async () => {
    const folder = temporaryFolder();
    const causes: string[] = [];
    const store = open(folder, ({ code }) => causes.push(code));
    const stream = freshStream();
    await store.append(stream, 'none', eventsNamed('a'));
    editOnDisk(folder, 'DROP TABLE event');

    const many = Array.from({ length: 1_500 }, (_, index) =>
      store.append(freshStream(), 'none', eventsNamed(`p${String(index)}`)),
    );
    const settled = await Promise.allSettled(many);
    const codes = new Set(
      settled.map((one) => (one.status === 'rejected' ? one.reason.code : one.status)),
    );
    expect(codes).toEqual(new Set(['OUTCOME_UNKNOWN', 'STORE_POISONED']));
    await expect(store.append(stream, 0n, eventsNamed('b'))).rejects.toMatchObject({
      code: 'STORE_POISONED',
    });
    expect(causes).toEqual(['OUTCOME_UNKNOWN']);
  });
});
