/**
 * `cuckmere audit verify` finds access records that were taken out, moved, changed or cut off, and
 * names the first bad position, also where whoever did it mended checksums, revisions and the hash
 * chain's file (hazard H20). Each is done to a copy of a folder.
 */
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { auditVerify } from '../../cli/auditVerify';
import { checksumOf, positionOfSequence } from '../../events/store/sqlite/record';
import { openTestApp } from '../support/app';
import { temporaryFolder } from '../support/temporaryFolder';
import { readUrgent, writePlan } from '../support/writes';

const run = async (data: string, more: { heads?: string } = {}) => {
  const lines: string[] = [];
  const say = (line: string): void => void lines.push(line);
  const code = await auditVerify({ data, environment: {}, say, ...more });
  return { code, lines };
};

interface Row {
  readonly sequence: number;
  readonly stream: number;
  readonly name: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly metadata: string;
  readonly data: Uint8Array;
}

const rowsOf = (database: DatabaseSync): Row[] =>
  database
    .prepare(
      "SELECT e.*, s.name FROM event e JOIN stream s ON s.key = e.stream WHERE s.name LIKE 'accessLog-%' ORDER BY sequence",
    )
    .all() as unknown as Row[];

/** Puts what a row says in the place of another one, with the checksum that fits. */
const put = (database: DatabaseSync, at: Row, said: Partial<Row>): void => {
  const row = { ...at, ...said };
  const sum = checksumOf(
    row.sequence,
    row.name,
    row.revision,
    row.id,
    row.type,
    row.metadata,
    row.data,
  );
  database
    .prepare(
      'UPDATE event SET revision = ?, id = ?, metadata = ?, data = ?, checksum = ? WHERE sequence = ?',
    )
    .run(row.revision, row.id, row.metadata, row.data, sum, row.sequence);
};

let folder: string;
/** Rows of the first process, and of the second, which follows it. */
let first: Row[];
let second: Row[];
beforeAll(async () => {
  folder = temporaryFolder();
  const before = await openTestApp({ data: folder });
  const { personId } = await writePlan(before);
  for (let count = 0; count < 5; count += 1) await readUrgent(before, personId);
  await before.close();
  const after = await openTestApp({ data: folder });
  for (let count = 0; count < 5; count += 1) await readUrgent(after, personId);
  await after.close();
  const database = new DatabaseSync(join(folder, 'events.db'));
  const all = rowsOf(database);
  database.close();
  const streams = [...new Set(all.map(({ name }) => name))];
  [first, second] = streams.map((name) => all.filter((row) => row.name === name)) as [Row[], Row[]];
});

/** A copy of the folder, changed; without the hash chain's file, as if that had been made anew. */
const changed = async (
  change: (database: DatabaseSync) => void,
  without: readonly string[] = ['chain.jsonl'],
) => {
  const copy = temporaryFolder();
  cpSync(folder, copy, { recursive: true });
  for (const name of without) rmSync(join(copy, name));
  const database = new DatabaseSync(join(copy, 'events.db'));
  change(database);
  database.close();
  return run(copy);
};
const named = (row: Row): string => `at position ${positionOfSequence(row.sequence)} `;

describe('cuckmere audit verify', () => {
  it('says that all are there, of every writer', async () => {
    const { code, lines } = await run(folder);
    expect(lines).toEqual([
      `The access records are whole: ${String(first.length + second.length)} of 2 writers, each chained to the one before.`,
      expect.stringMatching(/^None of the \d+ that accessLog.jsonl tells of is missing\.$/),
    ]);
    expect(code).toBe(0);
  });

  it('refuses heads of another log, and says where those here vouch for nothing', async () => {
    const other = join(temporaryFolder(), 'accessLog.jsonl');
    writeFileSync(other, '{"format":1,"generation":"another"}\n');
    await expect(run(folder, { heads: other })).rejects.toMatchObject({
      code: 'CONFIGURATION',
      message: expect.stringContaining('of another log than this one'),
    });
    const restored = temporaryFolder();
    cpSync(folder, restored, { recursive: true });
    cpSync(other, join(restored, 'accessLog.jsonl'));
    const { code, lines } = await run(restored);
    expect(lines[0]).toContain('vouches for nothing here');
    expect(lines.at(-1)).toContain('There is no accessLog.jsonl of this log here');
    expect(code).toBe(0);
  });

  it('says so beside a running server, which goes on recording', async () => {
    const app = await openTestApp();
    const { personId } = await writePlan(app);
    const asking = Promise.all(Array.from({ length: 20 }, () => readUrgent(app, personId)));
    expect((await run(app.data)).code).toBe(0);
    await asking;
    expect((await run(app.data)).lines[0]).toContain('of 1 writers');
  });

  it('names a record that was changed, its checksum mended', async () => {
    const bad = first[3]!;
    const { code, lines } = await changed((database) => {
      put(database, bad, {
        data: Uint8Array.from(bad.data, (byte, at) => (at === 60 ? byte ^ 1 : byte)),
      });
    });
    expect(lines[0]).toContain(`${named(bad)}does not open: it was changed or moved`);
    expect(code).toBe(1);
  });

  it('names a record in whose clear parts something was changed', async () => {
    const bad = first[3]!;
    const { lines } = await changed((database) => {
      const metadata = bad.metadata.replace(/"recordedAt":"\d/, '"recordedAt":"1');
      expect(metadata).not.toBe(bad.metadata);
      put(database, bad, { metadata });
    });
    // It opens, but the next one was chained to what stood there.
    expect(lines[0]).toContain(`${named(first[4]!)}is not chained to the record`);
  });

  it('names the place where a record was taken out and the others were moved up', async () => {
    const { code, lines } = await changed((database) => {
      const from = 3;
      database.prepare('DELETE FROM event WHERE sequence = ?').run(first[from]!.sequence);
      for (const row of first.slice(from + 1)) put(database, row, { revision: row.revision - 1 });
    });
    // The log itself has a gap there, whatever was mended.
    expect(lines[0]).toContain(named(first[3]!));
    expect(code).toBe(1);
  });

  it('names a record in the place of one that was taken out, where the log has no gap', async () => {
    const { lines } = await changed((database) => {
      // Each later record says what the next one said; the last repeats under an id of its own.
      for (let at = 3; at < first.length - 1; at += 1) {
        const { id, metadata, data } = first[at + 1]!;
        database
          .prepare('UPDATE event SET id = ? WHERE sequence = ?')
          .run(`x${String(at)}`, first[at + 1]!.sequence);
        put(database, first[at]!, { id, metadata, data });
      }
    });
    expect(lines[0]).toContain(`${named(first[3]!)}is not chained to the record`);
  });

  it('names the first of two records that changed places', async () => {
    const [one, other] = [first[2]!, first[4]!];
    const { lines } = await changed((database) => {
      put(database, one, { id: 'aside' });
      put(database, other, { id: one.id, metadata: one.metadata, data: one.data });
      put(database, one, { id: other.id, metadata: other.metadata, data: other.data });
    });
    expect(lines[0]).toContain(`${named(one)}is not chained to the record`);
  });

  it('names the end where the last records of all were cut off, by the heads that were noted', async () => {
    const cut = second.slice(-2);
    const { code, lines } = await changed((database) => {
      database.prepare('DELETE FROM event WHERE sequence >= ?').run(cut[0]!.sequence);
    });
    const last = second.at(-3)!;
    expect(lines[0]).toContain(
      `${named(last)}is the last of its writer, number ${String(second.length - 2)}, but 2 more were written after it`,
    );
    expect(code).toBe(1);
  });

  it('finds it by a copy of the heads that was kept elsewhere, where those of the folder were mended', async () => {
    const copy = temporaryFolder();
    cpSync(folder, copy, { recursive: true });
    for (const name of ['chain.jsonl', 'accessLog.jsonl']) rmSync(join(copy, name));
    const database = new DatabaseSync(join(copy, 'events.db'));
    database.prepare('DELETE FROM event WHERE sequence >= ?').run(second.at(-1)!.sequence);
    database.close();
    expect((await run(copy)).code).toBe(0);
    const kept = await run(copy, { heads: join(folder, 'accessLog.jsonl') });
    expect(kept.lines[0]).toContain('but 1 more were written after it');
  });

  it('finds by the next process what was cut off the one before, with no other file', async () => {
    const { lines } = await changed(
      (database) => {
        // Cut off, and everything after it moved up: the log has no gap, the checksums are right.
        const { sequence } = first.at(-1)!;
        database.prepare('DELETE FROM event WHERE sequence = ?').run(sequence);
        for (const row of second) {
          const moved = { ...row, sequence: row.sequence - 1 };
          database
            .prepare('UPDATE event SET sequence = ? WHERE sequence = ?')
            .run(moved.sequence, row.sequence);
          put(database, moved, {});
        }
      },
      ['chain.jsonl', 'accessLog.jsonl'],
    );
    expect(lines[0]).toContain(
      'tells of 1 more records of the writer before it than the log holds',
    );
  });
});
