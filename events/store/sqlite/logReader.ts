/**
 * Reads a log from its first record to its last beside whoever writes it, without the lock: for
 * `cuckmere verify`, backup and restore. Also what is left of a file that was cut short.
 */
import {
  closeSync,
  copyFileSync,
  existsSync,
  fstatSync,
  mkdtempSync,
  openSync,
  readSync,
  rmSync,
  truncateSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { CuckmereError } from '../../errors';
import type { StreamName } from '../../ids';
import type { Position } from '../eventStore';
import { sequenceOfPosition } from './record';
import type { RecordMessage } from './record';
import { generationIn } from './logDatabase';
import { createPageReader } from './pageReader';
import { isDamaged, reading, storeDamaged } from './sqliteError';
import { createStreamTable } from './streamTable';

export interface LogReader {
  readonly generation: string;
  /** Records in the log when it was opened; 0 where the damage is such that nothing tells. */
  readonly records: number;
  /** From after a position, by default the first, to the end as it stands when that is reached. */
  pages(after?: Position | 'start'): AsyncIterable<readonly RecordMessage[]>;
  /** What truncating and tombstoning left beside the records of a stream. */
  marksOf(stream: StreamName): { readonly truncatedBefore: number; readonly isTombstoned: boolean };
  /** What SQLite finds wrong with the file beside the records, such as an index; undefined: nothing. */
  fileFault(): string | undefined;
  close(): void;
}

const pageRecords = 2_000;

/** The last sequence; from the index by stream where the end of the rows cannot be read. */
const lastSequenceIn = (database: DatabaseSync): number => {
  const lastBy = (from: string): number => {
    const row = database.prepare(`SELECT MAX(sequence) AS last FROM ${from}`).get();
    return (row?.['last'] as number | null) ?? 0;
  };
  for (const from of [
    'event',
    '(SELECT +sequence AS sequence FROM event INDEXED BY eventByStream)',
  ]) {
    try {
      return lastBy(from);
    } catch (error) {
      if (!isDamaged(error)) throw error;
    }
  }
  return Infinity;
};

/**
 * A file that was cut short is not opened by SQLite at all. A copy is made as long as the file says
 * it was, so that what is left can be read up to the first record that is gone.
 */
const wholeLengthCopy = (file: string): string | undefined => {
  const header = Buffer.alloc(100);
  const descriptor = openSync(file, 'r');
  const isWhole = readSync(descriptor, header) === header.length;
  const { size } = fstatSync(descriptor);
  closeSync(descriptor);
  const pageBytes = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16);
  const length = header.readUInt32BE(28) * pageBytes;
  if (!isWhole || size >= length || header.toString('latin1', 0, 15) !== 'SQLite format 3') {
    return undefined;
  }
  const folder = mkdtempSync(join(tmpdir(), 'cuckmere-verify-'));
  const copy = join(folder, 'events.db');
  copyFileSync(file, copy);
  truncateSync(copy, length);
  return copy;
};

/** Opens the log of `folder` for reading only. Throws `CONFIGURATION` where there is none. */
export const openLogReader = (folder: string): LogReader => {
  const file = join(folder, 'events.db');
  if (!existsSync(file)) {
    throw new CuckmereError(
      'CONFIGURATION',
      `There is no event log in ${folder}; name the data folder with --data.`,
    );
  }
  const copy = wholeLengthCopy(file);
  const database = new DatabaseSync(copy ?? file, { readOnly: true });
  const close = (): void => {
    database.close();
    if (copy) rmSync(dirname(copy), { recursive: true });
  };
  try {
    const streams = createStreamTable(database);
    const read = createPageReader(database, streams.nameOf);
    const records = lastSequenceIn(database);
    return {
      generation: generationIn(database),
      records: Number.isFinite(records) ? records : 0,
      async *pages(after = 'start') {
        let at = after === 'start' ? 0 : sequenceOfPosition(after);
        for (;;) {
          const last = reading(() => lastSequenceIn(database));
          const page = read({ after: at, limit: pageRecords, last, prefixes: [] });
          yield page.messages;
          at = page.checked;
          if (page.isEnd) return;
        }
      },
      marksOf: (stream) => streams.find(stream) ?? { truncatedBefore: 0, isTombstoned: false },
      fileFault: () => {
        const [row] = database.prepare('PRAGMA integrity_check(1)').all();
        const found = String(row?.['integrity_check']);
        return found === 'ok' ? undefined : found.replace(/\s+/g, ' ');
      },
      close,
    };
  } catch (error) {
    close();
    throw isDamaged(error) ? storeDamaged(error) : error;
  }
};
