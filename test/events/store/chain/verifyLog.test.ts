/**
 * The walk over a log finds what was changed in its file, also where the checksum was mended, and
 * names the first bad position (hazard H20).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { readChain } from '../../../../events/store/chain/chainFile';
import { createChainKeeper } from '../../../../events/store/chain/chainKeeper';
import { verifyLog } from '../../../../events/store/chain/verifyLog';
import type { Verified, Wrong } from '../../../../events/store/chain/verifyLog';
import { openLogReader } from '../../../../events/store/sqlite/logReader';
import { checksumOf, positionOfSequence } from '../../../../events/store/sqlite/record';
import { openSqliteEventStore } from '../../../../events/store/sqlite/sqliteEventStore';
import { eventNamed, freshStream } from '../../../contract/contractEvents';
import { temporaryFolder } from '../../../support/temporaryFolder';

const chainFile = 'chain.jsonl';

const until = async (holds: () => Promise<boolean>): Promise<void> => {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 5));
};

/** Writes events into a few streams and lets the chain follow to the end. */
const write = async (folder: string, records: number): Promise<void> => {
  const store = openSqliteEventStore({ folder });
  const faults: unknown[] = [];
  const keeper = createChainKeeper({ store, folder, onFault: (error) => faults.push(error) });
  keeper.start();
  const streams = Array.from({ length: 7 }, () => freshStream());
  const appends = Array.from({ length: records }, (_, index) =>
    store.append(streams[index % 7]!, 'any', [eventNamed(`e${String(index)}`)]),
  );
  await Promise.all(appends);
  await until(async () => keeper.reached() === (await store.lastPosition()));
  await keeper.stop();
  await store.close();
  expect(faults).toEqual([]);
};

const verified = async (folder: string): Promise<Verified | Wrong> => {
  const reader = openLogReader(folder);
  try {
    return await verifyLog({
      pages: reader.pages(),
      generation: reader.generation,
      chain: readChain(folder),
      onProgress: () => undefined,
    });
  } finally {
    reader.close();
  }
};

const edit = (folder: string, work: (database: DatabaseSync) => void): void => {
  const database = new DatabaseSync(join(folder, 'events.db'));
  work(database);
  database.close();
};

interface Row {
  readonly name: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly metadata: string;
  readonly data: Uint8Array;
}

/** Gives a row the checksum that fits what it now says, as somebody who knows the form would. */
const mend = (database: DatabaseSync, sequence: number): void => {
  const row = database
    .prepare('SELECT e.*, s.name FROM event e JOIN stream s ON s.key = e.stream WHERE sequence = ?')
    .get(sequence) as unknown as Row;
  const { name, revision, id, type, metadata, data } = row;
  const sum = checksumOf(sequence, name, revision, id, type, metadata, data);
  database.prepare('UPDATE event SET checksum = ? WHERE sequence = ?').run(sum, sequence);
};

describe('a log as it was written', () => {
  it.each([0, 1, 999, 1_000, 2_345])('of %d records is whole, all vouched for', async (records) => {
    const folder = temporaryFolder();
    await write(folder, records);
    expect(await verified(folder)).toMatchObject({
      kind: 'whole',
      records,
      vouchedFor: records,
    });
  });

  it('is whole over several starts, and where the last line of the chain was cut short', async () => {
    const folder = temporaryFolder();
    await write(folder, 1_200);
    await write(folder, 10);
    const file = join(folder, chainFile);
    writeFileSync(file, `${readFileSync(file, 'utf8')}{"count":12`);
    await write(folder, 900);
    expect(await verified(folder)).toMatchObject({ kind: 'whole', records: 2_110 });
    expect(readChain(folder)?.heads.map(({ count }) => count)).toEqual([
      1_000, 1_200, 1_210, 2_110,
    ]);
  });
});

describe('a log that was changed', () => {
  const at = (sequence: number) => positionOfSequence(sequence);
  it.each<[string, (database: DatabaseSync) => void, number, RegExp]>([
    [
      'a byte of a record',
      (database) => {
        database.exec("UPDATE event SET data = CAST('x' AS BLOB) WHERE sequence = 1234");
      },
      1_234,
      /checksum/,
    ],
    [
      'a record, with its checksum mended',
      (database) => {
        database.exec("UPDATE event SET data = CAST('x' AS BLOB) WHERE sequence = 1234");
        mend(database, 1_234);
      },
      1_234,
      /hash chain/,
    ],
    [
      'the metadata of a record, with its checksum mended',
      (database) => {
        database.exec(`UPDATE event SET metadata = '{"actor":"y"}' WHERE sequence = 77`);
        mend(database, 77);
      },
      77,
      /hash chain/,
    ],
    [
      'a record taken out',
      (database) => {
        database.exec('DELETE FROM event WHERE sequence = 500');
      },
      500,
      /missing/,
    ],
    [
      'the contents of two records of one stream exchanged, checksums mended',
      (database) => {
        database.exec(`
          UPDATE event SET id = (SELECT id FROM event WHERE sequence = 308) || 'x' WHERE sequence = 301;
          UPDATE event SET id = (SELECT id FROM event WHERE sequence = 301) WHERE sequence = 308`);
        for (const sequence of [301, 308]) mend(database, sequence);
      },
      301,
      /hash chain/,
    ],
    [
      'its end cut off',
      (database) => {
        database.exec('DELETE FROM event WHERE sequence > 1400');
      },
      1_500,
      /ends before it/,
    ],
  ])('by %s is not whole, from that position', async (_what, change, sequence, says) => {
    const folder = temporaryFolder();
    await write(folder, 1_500);
    edit(folder, change);
    expect(await verified(folder)).toEqual({
      kind: 'wrong',
      position: at(sequence),
      what: expect.stringMatching(says),
    });
  });

  it('together with the marks of the chain, is found by its head', async () => {
    const folder = temporaryFolder();
    await write(folder, 50);
    const before = readChain(folder)!.heads[0]!;
    edit(folder, (database) => {
      database.exec("UPDATE event SET data = CAST('x' AS BLOB) WHERE sequence = 20");
      mend(database, 20);
    });
    // The marks of the changed log under the head of the one that was written.
    const file = join(folder, chainFile);
    const whole = readFileSync(file, 'utf8');
    writeFileSync(file, `${whole.split('\n')[0] ?? ''}\n`);
    const store = openSqliteEventStore({ folder });
    const keeper = createChainKeeper({ store, folder, onFault: () => undefined });
    keeper.start();
    await until(async () => keeper.reached() === (await store.lastPosition()));
    await keeper.stop();
    await store.close();
    const forged = { ...readChain(folder)!.heads[0]!, head: before.head };
    writeFileSync(file, `${whole.split('\n')[0] ?? ''}\n${JSON.stringify(forged)}\n`);
    expect(await verified(folder)).toMatchObject({ kind: 'wrong', position: at(1) });
  });
});

describe('a chain that meets a record it cannot vouch for', () => {
  it('stops before it and says so, once', async () => {
    const folder = temporaryFolder();
    await write(folder, 20);
    writeFileSync(join(folder, chainFile), '');
    edit(folder, (database) => {
      database.exec("UPDATE event SET type = 'Other' WHERE sequence = 11");
    });
    const store = openSqliteEventStore({ folder });
    const told = new Promise<unknown>((resolve) => {
      createChainKeeper({ store, folder, onFault: resolve }).start();
    });
    await expect(told).resolves.toMatchObject({
      code: 'RECORD_CORRUPT',
      message: expect.stringContaining(at11),
    });
    await store.close();
  });
  const at11 = positionOfSequence(11);
});
