/**
 * The rows of the log in their order, page by page: each as an event, or named as a record that
 * cannot be vouched for. Damage is passed by, never over: what is lost is said, the rest is read.
 */
import type { DatabaseSync } from 'node:sqlite';
import { isCuckmereError } from '../../errors';
import type { StreamName } from '../../ids';
import { messageOf, positionOfSequence, recordColumns } from './record';
import type { RecordMessage, RecordRow } from './record';
import { isDamaged, reading } from './sqliteError';

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
  return (...values: number[]): RecordRow[] =>
    reading(() => statement.all(...values) as unknown as RecordRow[]);
};

export interface PageRange {
  /** Sequence after which to read. */
  readonly after: number;
  /** Records at the most. */
  readonly limit: number;
  /** Sequence of the log's last record. */
  readonly last: number;
  /** Prefixes of the streams that are wanted; none: all. */
  readonly prefixes: readonly string[];
}

/**
 * Sequences have no gaps: each one of a page gives its record, or is named as one that is missing
 * or cannot be read. What is not wanted is looked at too: its stream's name may have been changed.
 */
export const createPageReader = (
  database: DatabaseSync,
  nameOf: (key: number) => StreamName | undefined,
) => {
  const rowsBetween = prepareRows(
    database,
    'WHERE sequence > ? AND sequence <= ? ORDER BY sequence',
  );
  const rowAt = prepareRows(database, 'WHERE sequence = ?');

  /** Where a page of the file is damaged, the rows on other pages are still read. */
  const rowsOneByOne = (after: number, to: number): RecordRow[] => {
    const rows: RecordRow[] = [];
    for (let sequence = after + 1; sequence <= to; sequence += 1) {
      try {
        rows.push(...rowAt(sequence));
      } catch (error) {
        if (!isCuckmereError(error, 'STORE_DAMAGED')) throw error;
      }
    }
    return rows;
  };

  const rowsIn = (after: number, to: number): { rows: RecordRow[]; isDamaged: boolean } => {
    try {
      return { rows: rowsBetween(after, to), isDamaged: false };
    } catch (error) {
      if (!isCuckmereError(error, 'STORE_DAMAGED')) throw error;
      return { rows: rowsOneByOne(after, to), isDamaged: true };
    }
  };

  /** Whose the records were that cannot be read: the index by stream holds it a second time. */
  const streamsByIndex = (after: number, to: number): ReadonlyMap<number, StreamName> => {
    const found = new Map<number, StreamName>();
    try {
      const entries = database
        .prepare(
          'SELECT sequence, stream FROM event INDEXED BY eventByStream WHERE +sequence > ? AND +sequence <= ?',
        )
        .all(after, to);
      for (const { sequence, stream } of entries) {
        const name = nameOf(stream as number);
        if (name) found.set(sequence as number, name);
      }
    } catch (error) {
      if (!isDamaged(error)) throw error;
    }
    return found;
  };

  return ({ after, limit, last, prefixes }: PageRange): LogPage => {
    const to = Math.max(after, Math.min(after + limit, last));
    const { rows, isDamaged: isPageDamaged } = rowsIn(after, to);
    const lostFrom = rows.length < to - after ? streamsByIndex(after, to) : undefined;
    const messages: RecordMessage[] = [];
    let next = 0;
    for (let sequence = after + 1; sequence <= to; sequence += 1) {
      const row = rows[next];
      if (row?.[0] !== sequence) {
        const what = isPageDamaged ? 'cannot be read: the file is damaged there' : 'is missing';
        const position = positionOfSequence(sequence);
        messages.push({ kind: 'corrupt', position, what, stream: lostFrom?.get(sequence) });
        continue;
      }
      next += 1;
      const message = messageOf(row, nameOf(row[1]));
      const stream = message.kind === 'corrupt' ? undefined : message.event.stream;
      const isWanted =
        !stream || prefixes.length === 0 || prefixes.some((one) => stream.startsWith(one));
      if (isWanted) messages.push(message);
    }
    return { messages, checked: to, isEnd: to >= last };
  };
};
