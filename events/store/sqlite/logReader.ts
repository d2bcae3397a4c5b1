/**
 * Reads the rows of the log in its order: each as an event, or as a record that cannot be vouched
 * for. The store reads by it, and `cuckmere verify` beside a running server, without the lock.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { CuckmereError } from '../../errors';
import type { StreamName } from '../../ids';
import type { Position } from '../eventStore';
import { messageOf, missingBefore, recordColumns, sequenceOfPosition } from './record';
import type { RecordMessage, RecordRow } from './record';
import { generationIn } from './logDatabase';
import { isDamaged, storeDamaged } from './sqliteError';
import { createStreamTable } from './streamTable';

export interface LogPage {
  readonly messages: readonly RecordMessage[];
  /** Sequence up to which the log was read. */
  readonly checked: number;
  readonly isEnd: boolean;
}

/** Rows of `event`; a page that SQLite cannot read is a damaged file. */
export const prepareRows = (database: DatabaseSync, where: string) => {
  const statement = database.prepare(`SELECT ${recordColumns} FROM event ${where}`);
  statement.setReturnArrays(true);
  return (...values: number[]): RecordRow[] => {
    try {
      return statement.all(...values) as unknown as RecordRow[];
    } catch (error) {
      throw isDamaged(error) ? storeDamaged(error) : error;
    }
  };
};

export const createPageReader = (
  database: DatabaseSync,
  nameOf: (key: number) => StreamName | undefined,
) => {
  const rowsAfter = prepareRows(database, 'WHERE sequence > ? ORDER BY sequence LIMIT ?');
  return (after: number, prefixes: readonly string[], limit: number): LogPage => {
    const rows = rowsAfter(after, limit);
    const messages: RecordMessage[] = [];
    let checked = after;
    for (const row of rows) {
      const missing = missingBefore(checked, row);
      if (missing) messages.push({ kind: 'corrupt', position: missing, stream: undefined });
      [checked] = row;
      const stream = nameOf(row[1]);
      if (!stream || prefixes.length === 0 || prefixes.some((one) => stream.startsWith(one))) {
        messages.push(messageOf(row, stream));
      }
    }
    return { messages, checked, isEnd: rows.length < limit };
  };
};

export interface LogReader {
  readonly generation: string;
  /** Records in the log when it was opened. */
  readonly records: number;
  /** From after a position, by default the first, to the end as it stands when that is reached. */
  pages(after?: Position | 'start'): AsyncIterable<readonly RecordMessage[]>;
  /** What truncating and tombstoning left beside the records of a stream. */
  marksOf(stream: StreamName): { readonly truncatedBefore: number; readonly isTombstoned: boolean };
  close(): void;
}

const pageRecords = 2_000;

/** Opens the log of `folder` for reading only. Throws `CONFIGURATION` where there is none. */
export const openLogReader = (folder: string): LogReader => {
  const file = join(folder, 'events.db');
  if (!existsSync(file)) {
    throw new CuckmereError(
      'CONFIGURATION',
      `There is no event log in ${folder}; name the data folder with --data.`,
    );
  }
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const streams = createStreamTable(database);
    const read = createPageReader(database, streams.nameOf);
    const last = database.prepare('SELECT MAX(sequence) AS last FROM event').get()?.['last'];
    return {
      generation: generationIn(database),
      records: Number(last ?? 0),
      async *pages(after = 'start') {
        let at = after === 'start' ? 0 : sequenceOfPosition(after);
        for (;;) {
          const page = read(at, [], pageRecords);
          yield page.messages;
          at = page.checked;
          if (page.isEnd) return;
        }
      },
      marksOf: (stream) => streams.find(stream) ?? { truncatedBefore: 0, isTombstoned: false },
      close: () => {
        database.close();
      },
    };
  } catch (error) {
    database.close();
    throw isDamaged(error) ? storeDamaged(error) : error;
  }
};
