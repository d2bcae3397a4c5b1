/**
 * Stream names, their numbers and their heads: a bounded memory in front of the tables. What a
 * rolled-back commit had remembered is forgotten again (`forget`).
 */
import type { DatabaseSync } from 'node:sqlite';
import { LRUCache } from 'lru-cache';
import type { StreamName } from '../../ids';
import { reading } from './sqliteError';

/** Streams remembered; about 200 bytes each. */
const streamsMax = 50_000;

export interface StreamEntry {
  readonly key: number;
  readonly name: StreamName;
  /** Last revision; -1 where the stream is named but holds nothing yet. */
  revision: number;
  truncatedBefore: number;
  isTombstoned: boolean;
}

/** `isOnlyWriter`: no stream comes into being but by this table, so that absence is remembered too. */
export const createStreamTable = (database: DatabaseSync, isOnlyWriter = false) => {
  /** Most people have no words on sharing, no emergency and no erasure, and all are asked for. */
  const absent = new LRUCache<string, true>({ max: streamsMax });
  const byName = new LRUCache<string, StreamEntry>({ max: streamsMax });
  const names = new LRUCache<number, StreamName>({ max: streamsMax });
  const select = database.prepare(
    'SELECT key, truncatedBefore, isTombstoned FROM stream WHERE name = ?',
  );
  const selectName = database.prepare('SELECT name FROM stream WHERE key = ?');
  const selectHead = database.prepare('SELECT MAX(revision) AS head FROM event WHERE stream = ?');
  const insert = database.prepare('INSERT INTO stream (name) VALUES (?)');
  const updateMarks = database.prepare(
    'UPDATE stream SET truncatedBefore = ?, isTombstoned = ? WHERE key = ?',
  );

  const find = (name: StreamName): StreamEntry | undefined => {
    const known = byName.get(name);
    if (known) return known;
    if (absent.has(name)) return undefined;
    const row = reading(() => select.get(name));
    if (!row) {
      if (isOnlyWriter) absent.set(name, true);
      return undefined;
    }
    const key = row['key'] as number;
    const entry: StreamEntry = {
      key,
      name,
      revision: reading(() => selectHead.get(key)?.['head'] as number | null) ?? -1,
      truncatedBefore: row['truncatedBefore'] as number,
      isTombstoned: row['isTombstoned'] === 1,
    };
    byName.set(name, entry);
    return entry;
  };

  return {
    find,
    /** Inside a transaction only. */
    findOrAdd: (name: StreamName): StreamEntry => {
      const known = find(name);
      if (known) return known;
      const key = Number(insert.run(name).lastInsertRowid);
      absent.delete(name);
      const entry = { key, name, revision: -1, truncatedBefore: 0, isTombstoned: false };
      byName.set(name, entry);
      return entry;
    },
    /** Undefined for a key that names no stream: the row that holds it was changed. */
    nameOf: (key: number): StreamName | undefined => {
      const known = names.get(key);
      if (known) return known;
      const name = reading(() => selectName.get(key)?.['name'] as StreamName | undefined);
      if (name) names.set(key, name);
      return name;
    },
    saveMarks: (entry: StreamEntry): void => {
      updateMarks.run(entry.truncatedBefore, entry.isTombstoned ? 1 : 0, entry.key);
    },
    forget: (name: StreamName): void => {
      const entry = byName.get(name);
      byName.delete(name);
      if (entry) names.delete(entry.key);
    },
  };
};
export type StreamTable = ReturnType<typeof createStreamTable>;
