/**
 * Backup while writing goes on, and restore: a prefix of what was acknowledged, verified, under a new
 * generation; half, cut or edited backups are refused (hazards H6, H7).
 */
import { cpSync, existsSync, readFileSync, readdirSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { backup } from '../../cli/backup';
import { restore } from '../../cli/restore';
import { verify } from '../../cli/verify';
import type { RecordedEvent } from '../../events/store/eventStore';
import { readManifest } from '../../events/store/sqlite/backupManifest';
import { checksumOf } from '../../events/store/sqlite/record';
import { openSqliteEventStore } from '../../events/store/sqlite/sqliteEventStore';
import { eventNamed, freshStream } from '../contract/contractEvents';
import { openTestApp } from '../support/app';
import { temporaryFolder } from '../support/temporaryFolder';
import { saved, writePlan } from '../support/writes';

const nothing = (): void => undefined;
const back = (data: string, to: string) => backup({ data, to, environment: {}, say: nothing });
const bring = (from: string, data: string, more: { at?: string; replace?: boolean } = {}) =>
  restore({ from, data, ...more, say: nothing });

const logOf = async (folder: string): Promise<{ generation: string; events: RecordedEvent[] }> => {
  const store = openSqliteEventStore({ folder });
  const events: RecordedEvent[] = [];
  for (let at: RecordedEvent['position'] | 'start' = 'start'; ;) {
    const slice = await store.readAll(at, [], 1_000);
    events.push(...slice.events);
    at = slice.checkedTo;
    if (slice.isEnd) break;
  }
  const { generation } = store;
  await store.close();
  return { generation, events };
};

/** A log of so many events in a few streams, recorded a second apart. */
const written = async (records: number): Promise<string> => {
  const folder = temporaryFolder();
  const store = openSqliteEventStore({ folder });
  const streams = [freshStream(), freshStream(), freshStream()];
  for (let index = 0; index < records; index += 1) {
    const recordedAt = new Date(Date.UTC(2026, 0, 1) + index * 1_000).toISOString();
    const event = eventNamed(`b${String(index)}`, { metadata: { schema: '1', recordedAt } });
    await store.append(streams[index % 3]!, 'any', [event]);
  }
  await store.truncate(streams[0]!, 1n);
  await store.tombstone(streams[1]!);
  await store.close();
  return folder;
};

describe('a backup', () => {
  it('made while writing goes on is a prefix of what was acknowledged, and is brought back whole', async () => {
    const app = await openTestApp();
    const { personId } = await writePlan(app);
    let isOver = false;
    const writing = (async (): Promise<number> => {
      let count = 0;
      for (; !isOver; count += 1) {
        const concern = `question ${String(count)}`;
        await saved(app, 'gp', 'questionCprDecision', { personId, concern });
      }
      return count;
    })();
    const to = join(temporaryFolder(), 'backup');
    await back(app.data, to);
    isOver = true;
    expect(await writing).toBeGreaterThan(0);
    await app.close();

    const data = temporaryFolder();
    await bring(to, data);
    const [before, after] = [await logOf(app.data), await logOf(data)];
    const { records, lastPosition } = readManifest(to);
    expect(after.events).toEqual(before.events.slice(0, records));
    expect(after.events.at(-1)?.position).toBe(lastPosition);
    expect(after.generation).not.toBe(before.generation);
    expect(readdirSync(to).sort()).toEqual(['chain.jsonl', 'events.db', 'manifest.json']);
    expect(await verify({ data, environment: {}, say: nothing })).toBe(0);
  });

  it('is refused inside the data folder, and where something is already', async () => {
    const data = await written(3);
    const refused = { code: 'CONFIGURATION' };
    await expect(back(data, join(data, 'backup'))).rejects.toMatchObject(refused);
    await expect(back(data, data)).rejects.toMatchObject(refused);
    const to = join(temporaryFolder(), 'backup');
    await back(data, to);
    await expect(back(data, to)).rejects.toMatchObject(refused);
  });

  it('of a log with a bad record names it, and leaves no manifest', async () => {
    const data = await written(5);
    const database = new DatabaseSync(join(data, 'events.db'));
    database.exec("UPDATE event SET type = 'Other' WHERE sequence = 4");
    database.close();
    const to = join(temporaryFolder(), 'backup');
    await expect(back(data, to)).rejects.toMatchObject({
      code: 'RECORD_CORRUPT',
      details: { position: '4'.padStart(16, '0').repeat(2) },
    });
    await expect(bring(to, temporaryFolder())).rejects.toMatchObject({
      code: 'CONFIGURATION',
      message: expect.stringContaining('no finished backup'),
    });
  });
});

describe('a restore', () => {
  const backedUp = async (records: number): Promise<{ data: string; to: string }> => {
    const data = await written(records);
    const to = join(temporaryFolder(), 'backup');
    await back(data, to);
    return { data, to };
  };

  it('keeps what truncating and tombstoning left', async () => {
    const { data, to } = await backedUp(9);
    const restored = temporaryFolder();
    await bring(to, restored);
    const [one, two] = [await logOf(data), await logOf(restored)];
    expect(two.events).toEqual(one.events);
    const store = openSqliteEventStore({ folder: restored });
    const [first, second] = one.events;
    expect((await store.read(first!.stream))?.events).toHaveLength(2);
    await expect(store.read(second!.stream)).rejects.toMatchObject({ code: 'STREAM_DELETED' });
    await store.close();
  });

  it.each([
    ['a moment', '2026-01-01T00:00:04.500Z'],
    ['a moment in another zone', '2026-01-01T01:00:04+01:00'],
    ['a position', '5'.padStart(16, '0').repeat(2)],
  ])('up to %s leaves out what came later', async (_what, at) => {
    const { data, to } = await backedUp(9);
    const restored = temporaryFolder();
    await bring(to, restored, { at });
    expect((await logOf(restored)).events).toEqual((await logOf(data)).events.slice(0, 5));
  });

  it.each(['yesterday', '2026-13-45T00:00:00Z', 'f'.repeat(31), '1999-01-01T00:00:00Z'])(
    'up to %s is refused, and nothing is made',
    async (at) => {
      const { to } = await backedUp(2);
      const restored = temporaryFolder();
      await expect(bring(to, restored, { at })).rejects.toMatchObject({ code: 'CONFIGURATION' });
      expect(existsSync(join(restored, 'events.db'))).toBe(false);
    },
  );

  it('over a log is refused, and with --replace keeps what was there', async () => {
    const { to } = await backedUp(4);
    const data = await written(7);
    const old = await logOf(data);
    await expect(bring(to, data)).rejects.toMatchObject({ code: 'CONFIGURATION' });
    expect((await logOf(data)).events).toEqual(old.events);
    await bring(to, data, { replace: true });
    expect((await logOf(data)).events).toHaveLength(4);
    const aside = readdirSync(data).find((name) => name.startsWith('before-restore-'))!;
    expect((await logOf(join(data, aside))).events).toEqual(old.events);
  });

  it('is refused while a server has the folder', async () => {
    const { to } = await backedUp(2);
    const data = await written(2);
    const store = openSqliteEventStore({ folder: data });
    await expect(bring(to, data, { replace: true })).rejects.toMatchObject({
      code: 'STORE_LOCKED',
    });
    await store.close();
  });

  it('that was broken off leaves a folder that no server opens as an empty log', async () => {
    const { to } = await backedUp(3);
    const data = temporaryFolder();
    await bring(to, data);
    // As a kill between moving the old log aside and putting the new one in its place leaves it.
    cpSync(join(data, 'events.db'), join(data, 'restoring', 'events.db'));
    rmSync(join(data, 'events.db'));
    expect(() => openSqliteEventStore({ folder: data })).toThrow(
      expect.objectContaining({ code: 'CONFIGURATION' }),
    );
    await bring(to, data);
    expect((await logOf(data)).events).toHaveLength(3);
  });

  const mended = (database: DatabaseSync, sequence: number): void => {
    const row = database
      .prepare(
        'SELECT e.*, s.name FROM event e JOIN stream s ON s.key = e.stream WHERE sequence = ?',
      )
      .get(sequence) as unknown as Record<'name' | 'id' | 'type' | 'metadata', string> & {
      revision: number;
      data: Uint8Array;
    };
    const { name, revision, id, type, metadata, data } = row;
    const sum = checksumOf(sequence, name, revision, id, type, metadata, data);
    database.prepare('UPDATE event SET checksum = ? WHERE sequence = ?').run(sum, sequence);
  };

  it.each<[string, (file: string) => void, string, RegExp]>([
    [
      'edited',
      (file) => {
        const database = new DatabaseSync(file);
        database.exec("UPDATE event SET type = 'Other' WHERE sequence = 3");
        database.close();
      },
      'RECORD_CORRUPT',
      /position 00000000000000030000000000000003 does not match/,
    ],
    [
      'edited with its checksum mended',
      (file) => {
        const database = new DatabaseSync(file);
        database.exec("UPDATE event SET type = 'Other' WHERE sequence = 3");
        mended(database, 3);
        database.close();
      },
      'CONFIGURATION',
      /not as it was written/,
    ],
    [
      'cut',
      (file) => {
        truncateSync(file, Math.floor(readFileSync(file).length / 2));
      },
      'RECORD_CORRUPT',
      /not whole: the record at position [0-9a-f]{32} /,
    ],
  ])('of a backup that was %s is refused, and nothing is made', async (_how, spoil, code, says) => {
    const { to } = await backedUp(200);
    spoil(join(to, 'events.db'));
    const data = temporaryFolder();
    await expect(bring(to, data)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(says),
    });
    expect(existsSync(join(data, 'events.db'))).toBe(false);
  });
});
