/**
 * The log's file and its tables (DESIGN.md 4). Rows are only ever added. The unique index on
 * (stream, revision) is also the head of every stream, so an append touches two pages.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { CuckmereError } from '../../errors';
import { makeFolder, syncFolder, syncLeftBehind } from '../durableFiles';
import { randomBytes } from '../random';
import { isDamaged, storeDamaged } from './sqliteError';

/** Raised when the tables change; a folder with a higher one is refused before anything is written. */
const logVersion = 1;

const tables = `
  CREATE TABLE IF NOT EXISTS log (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS stream (
    key INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    truncatedBefore INTEGER NOT NULL DEFAULT 0,
    isTombstoned INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE TABLE IF NOT EXISTS event (
    sequence INTEGER PRIMARY KEY,
    stream INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    metadata TEXT NOT NULL,
    data BLOB NOT NULL,
    checksum INTEGER NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX IF NOT EXISTS eventByStream ON event (stream, revision);
`;

export interface LogDatabase {
  readonly database: DatabaseSync;
  readonly generation: string;
}

/** Where a restore builds the log; while it stands alone, the folder has no log to be opened. */
export const restoringFolder = 'restoring';

const refuseHalfRestored = (folder: string): void => {
  if (existsSync(join(folder, 'events.db')) || !existsSync(join(folder, restoringFolder))) return;
  throw new CuckmereError(
    'CONFIGURATION',
    `A restore into ${folder} was broken off before it was done: run cuckmere restore again.`,
  );
};

const valueOf = (database: DatabaseSync, key: string): string | undefined =>
  database.prepare('SELECT value FROM log WHERE key = ?').get(key)?.['value'] as string | undefined;

const refuseNewer = (database: DatabaseSync): void => {
  const hasLog = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'log'").get();
  const version = hasLog ? Number(valueOf(database, 'version') ?? 0) : 0;
  if (version <= logVersion) return;
  throw new CuckmereError(
    'STORE_NEWER',
    `The event log has format ${String(version)}; this version of Cuckmere knows up to ${String(logVersion)}. Nothing was written. Start the newer version.`,
  );
};

/** The identity of the log in this file. */
export const generationIn = (database: DatabaseSync): string =>
  valueOf(database, 'generation') ?? '';

/** Identity of a log that begins. */
const newGeneration = (): string => randomBytes(6).toString('hex');

/**
 * Opens or makes `events.db` in `folder`; durable: WAL with a sync at every commit, and what an earlier
 * process left is on the disk before it is read.
 */
export const openLogDatabase = (folder: string, generation = newGeneration()): LogDatabase => {
  makeFolder(folder);
  refuseHalfRestored(folder);
  const file = join(folder, 'events.db');
  syncLeftBehind(file);
  const database = new DatabaseSync(file);
  try {
    refuseNewer(database);
    database.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000');
    database.exec(tables);
    const add = database.prepare('INSERT OR IGNORE INTO log (key, value) VALUES (?, ?)');
    add.run('version', String(logVersion));
    add.run('generation', generation);
    // After a sync that failed the WAL is in memory only and passes for clean: write it out anew.
    database.exec('PRAGMA wal_checkpoint(PASSIVE)');
    syncFolder(folder);
    return { database, generation: generationIn(database) };
  } catch (error) {
    database.close();
    throw isDamaged(error) ? storeDamaged(error) : error;
  }
};
