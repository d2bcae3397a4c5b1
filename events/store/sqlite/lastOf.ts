/**
 * The last event of some categories, found from the log's end backwards: what was looked through
 * before is remembered, so that a long run of other events is passed once.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { StreamName } from '../../ids';
import { reading } from './sqliteError';

/** Rows looked at in one step. */
const rowsAtOnce = 500;

interface Known {
  readonly checked: number;
  /** 0: none up to there. */
  readonly found: number;
}

export const createLastOf = (
  database: DatabaseSync,
  nameOf: (key: number) => StreamName | undefined,
) => {
  const rows = database.prepare(
    'SELECT sequence, stream FROM event WHERE sequence <= ? AND sequence > ? ORDER BY sequence DESC LIMIT ?',
  );
  const known = new Map<string, Known>();
  /** Sequence of the last event up to `last` whose stream begins with one of these; 0: none. */
  return (prefixes: readonly string[], last: number): number => {
    const key = prefixes.join(' ');
    const before = known.get(key);
    const isOlder = before !== undefined && before.checked <= last;
    const { checked, found: foundBefore } = isOlder ? before : { checked: 0, found: 0 };
    let found = foundBefore;
    for (let at = last; at > checked;) {
      const page = reading(() => rows.all(at, checked, rowsAtOnce));
      const match = page.find(({ stream }) => {
        const name = nameOf(stream as number);
        return name !== undefined && prefixes.some((one) => name.startsWith(one));
      });
      if (match) found = match['sequence'] as number;
      if (match || page.length < rowsAtOnce) break;
      at = (page.at(-1)?.['sequence'] as number) - 1;
    }
    known.set(key, { checked: last, found });
    return found;
  };
};
