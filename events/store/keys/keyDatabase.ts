/**
 * The file `keys.db`: wrapped keys, the list of those destroyed, and how far the erasures of the
 * log were honoured. `secure_delete` and a truncated WAL leave nothing of a destroyed key behind.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { CuckmereError } from '../../errors';
import { makeFolder, syncLeftBehind } from '../durableFiles';

export const keyFileOf = (folder: string): string => join(folder, 'keys.db');

/** One row of the file, and of every copy of it. */
export interface KeyRow {
  readonly id: string;
  /** Null where the key was destroyed. */
  readonly wrapped: Uint8Array | null;
  readonly masterKeyId: string;
  readonly createdAt: string;
  readonly destroyedAt: string | null;
}

/** `rewrapped` holds keys under the next master key until all are there (`rotate.ts`). */
export const keyTables = `
  CREATE TABLE IF NOT EXISTS key (
    id TEXT PRIMARY KEY,
    wrapped BLOB,
    masterKeyId TEXT NOT NULL,
    createdAt TEXT NOT NULL,
    destroyedAt TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS rewrapped (id TEXT PRIMARY KEY, wrapped BLOB NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS honoured (
    one INTEGER PRIMARY KEY CHECK (one = 1), generation TEXT NOT NULL, position TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS sessionKey ON key (createdAt)
    WHERE wrapped IS NOT NULL AND id >= 'session-' AND id < 'session.';
`;

/** By the index of that name, which holds only those that stand: there are many of before. */
export const sessionKeysSql = `
  SELECT id FROM key
  WHERE wrapped IS NOT NULL AND id >= 'session-' AND id < 'session.'
    AND createdAt > ? AND createdAt < ?
  ORDER BY createdAt LIMIT ?
`;

/** What a wrapped key is bound to. */
export const placeOfKey = (keyId: string): string => `key|${keyId}`;

/** Puts everything into the file itself, so that what was overwritten stands in no WAL either. */
export const emptyWal = (database: DatabaseSync): void => {
  const isBusy = database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.['busy'] !== 0;
  if (!isBusy) return;
  throw new CuckmereError(
    'STORE_UNAVAILABLE',
    'The key file is being read, so what was destroyed may still stand in it; run the command again.',
  );
};

/** All of `work` or nothing of it. */
export const inTransaction = <Value>(database: DatabaseSync, work: () => Value): Value => {
  database.exec('BEGIN IMMEDIATE');
  try {
    const value = work();
    database.exec('COMMIT');
    return value;
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
};

/** Takes the id and, twice, the moment: for a key that never was here, and for one that is. */
export const destroyKeySql = `
  INSERT INTO key VALUES (?, NULL, '', ?, ?)
  ON CONFLICT (id) DO UPDATE SET
    wrapped = NULL, destroyedAt = coalesce(destroyedAt, excluded.destroyedAt)
`;

/** The ids of the master keys that the keys here are wrapped by: one, or none where none is. */
export const masterKeyIdsIn = (database: DatabaseSync): string[] =>
  database
    .prepare('SELECT DISTINCT masterKeyId FROM key WHERE wrapped IS NOT NULL')
    .all()
    .map((row) => String(row['masterKeyId']));

/** Opens or makes the file. */
export const openKeyDatabase = (folder: string): DatabaseSync => {
  makeFolder(folder);
  const file = keyFileOf(folder);
  syncLeftBehind(file);
  const database = new DatabaseSync(file);
  try {
    database.exec(
      'PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA busy_timeout=5000',
    );
    database.exec(keyTables);
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
};

/** Reads the key file of `folder`, beside whoever writes to it, or a copy of one. */
export const openKeysToRead = (folder: string, what: string): DatabaseSync => {
  const file = keyFileOf(folder);
  const missing = new CuckmereError('CONFIGURATION', `There is no ${what} in ${folder}.`);
  if (!existsSync(file)) throw missing;
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    database.exec('PRAGMA busy_timeout=5000');
    keyCountOf(database);
    return database;
  } catch (cause) {
    database.close();
    throw new CuckmereError('CONFIGURATION', `${file} cannot be read as a file of keys.`, {
      cause,
    });
  }
};

/** Every row, in the order of the ids. */
export const keyRowsOf = (database: DatabaseSync): IterableIterator<KeyRow> =>
  database
    .prepare('SELECT id, wrapped, masterKeyId, createdAt, destroyedAt FROM key ORDER BY id')
    .iterate() as unknown as IterableIterator<KeyRow>;

export const keyCountOf = (database: DatabaseSync): number =>
  Number(database.prepare('SELECT count(*) AS keys FROM key').get()?.['keys']);
