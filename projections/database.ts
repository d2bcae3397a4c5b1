/**
 * One SQLite file for each read model and version (DESIGN.md 5). Rows and checkpoint change in one
 * transaction; `synchronous=NORMAL`, since a read model can be rebuilt from the log. A file that is
 * being built says so in itself until the transaction that finishes it.
 */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Position } from '../events/store/eventStore';
import { isDamaged, isUnsettled } from '../events/store/sqlite/sqliteError';

const commonTables = `
  CREATE TABLE IF NOT EXISTS checkpoint (one INTEGER PRIMARY KEY CHECK (one = 1), position TEXT NOT NULL, generation TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS halted (
    id TEXT PRIMARY KEY, position TEXT NOT NULL, type TEXT NOT NULL, reason TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS erased (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
`;

/** An event that a read model could not apply: that person's rows stopped there. */
export interface Halt {
  readonly id: string;
  readonly position: string;
  readonly type: string;
  readonly reason: string;
}

export interface ViewDatabase {
  readonly sql: DatabaseSync;
  checkpoint(): Position | 'start';
  /** Runs `write` and moves the checkpoint, both or neither. */
  commit(position: Position, write: () => void): void;
  halt(halt: Halt): void;
  halts(): readonly Halt[];
  /** This id is erased, and no longer halted; the model deletes its own rows beside it. */
  erase(id: string): void;
  erased(): readonly string[];
  /** Leaves what was deleted in no file; called after the commit that deleted it. */
  scrub(): void;
  /** The file is whole from here on, durably: at the next start it serves. */
  finishBuilding(): void;
  close(): void;
  /** As `close`, for a file that is removed next: nothing is worth a sync any more. */
  retire(): void;
}

export interface OpenViewOptions {
  readonly file: string;
  /** Of the log that feeds it; a file fed by another log's generation is emptied. */
  readonly generation: string;
  /** True while another file serves: this one is not whole until `finishBuilding`. */
  readonly isBuilding?: boolean;
  readonly tables: string;
}

/**
 * A rebuild writes much and reads it again soon: fewer checkpoints (32 MB of WAL) and a cache of
 * 16 MB a file make a replay half as fast again. What is deleted is overwritten: an erased person
 * leaves no blind index behind.
 */
const pragmas = `
  PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=5000;
  PRAGMA wal_autocheckpoint=8000; PRAGMA cache_size=-16000; PRAGMA secure_delete=ON;
`;

/** Stands in a file for as long as it is not whole; made before all else. */
const buildingTable = 'CREATE TABLE IF NOT EXISTS building (one INTEGER PRIMARY KEY) STRICT';

const openFile = (file: string, isBuilding: boolean): DatabaseSync => {
  const sql = new DatabaseSync(file);
  sql.exec(pragmas);
  if (isBuilding) sql.exec(buildingTable);
  sql.exec(commonTables);
  return sql;
};

/**
 * False for a file that is still being built, holds nothing yet, or cannot be read. Only the process
 * that has the data folder may ask as `writer`: it settles what a crash left.
 */
export const isWhole = (file: string, as: 'reader' | 'writer'): boolean => {
  const sql = new DatabaseSync(file, { readOnly: as === 'reader' });
  try {
    const rows = sql.prepare('SELECT name FROM sqlite_schema').all();
    const names = rows.map(({ name }) => name);
    return names.includes('checkpoint') && !names.includes('building');
  } catch (error) {
    if (isDamaged(error) || isUnsettled(error)) return false;
    throw error;
  } finally {
    sql.close();
  }
};

/** A read model's file as it stands at one moment, whatever is written to it meanwhile. */
export interface ViewSnapshot {
  readonly sql: DatabaseSync;
  readonly checkpoint: Position | 'start';
  /** Of the log that fed it; undefined before the first event. */
  readonly generation: string | undefined;
  close(): void;
}

/** Opens a file to be read beside the process that writes to it. */
export const openSnapshot = (file: string): ViewSnapshot => {
  const sql = new DatabaseSync(file, { readOnly: true });
  try {
    sql.exec('PRAGMA busy_timeout=5000; BEGIN');
    const row = sql.prepare('SELECT position, generation FROM checkpoint').get();
    return {
      sql,
      checkpoint: (row?.['position'] as Position | undefined) ?? 'start',
      generation: row?.['generation'] as string | undefined,
      close: () => {
        sql.close();
      },
    };
  } catch (error) {
    sql.close();
    throw error;
  }
};

const emptyFile = (sql: DatabaseSync): void => {
  const tables = sql
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
    .all();
  for (const { name } of tables) sql.exec(`DROP TABLE "${String(name)}"`);
  sql.exec(commonTables);
};

export const openView = (options: OpenViewOptions): ViewDatabase => {
  mkdirSync(dirname(options.file), { recursive: true, mode: 0o700 });
  const sql = openFile(options.file, options.isBuilding ?? false);
  const fedBy = sql.prepare('SELECT generation FROM checkpoint').get()?.['generation'];
  if (fedBy !== undefined && fedBy !== options.generation) emptyFile(sql);
  sql.exec(options.tables);
  const select = sql.prepare('SELECT position FROM checkpoint');
  const save = sql.prepare('INSERT OR REPLACE INTO checkpoint VALUES (1, ?, ?)');
  const addHalt = sql.prepare('INSERT OR IGNORE INTO halted VALUES (?, ?, ?, ?)');
  const unhalt = sql.prepare('DELETE FROM halted WHERE id = ?');
  const addErased = sql.prepare('INSERT OR IGNORE INTO erased VALUES (?)');
  const allErased = sql.prepare('SELECT id FROM erased');
  const truncateWal = sql.prepare('PRAGMA wal_checkpoint(TRUNCATE)');
  // A kill may have come between the commit and the scrubbing.
  let mustScrub = allErased.get() !== undefined;
  const allHalts = sql.prepare('SELECT id, position, type, reason FROM halted');
  return {
    sql,
    checkpoint: () => (select.get()?.['position'] as Position | undefined) ?? 'start',
    commit: (position, write) => {
      sql.exec('BEGIN IMMEDIATE');
      try {
        write();
        save.run(position, options.generation);
        sql.exec('COMMIT');
      } catch (error) {
        if (sql.isTransaction) sql.exec('ROLLBACK');
        throw error;
      }
    },
    halt: ({ id, position, type, reason }) => {
      addHalt.run(id, position, type, reason);
    },
    halts: () => allHalts.all() as unknown as Halt[],
    erase: (id) => {
      unhalt.run(id);
      addErased.run(id);
      mustScrub = true;
    },
    erased: () => allErased.all().map((row) => String(row['id'])),
    scrub: () => {
      // A reader beside this process keeps the WAL as it is: then the next commit tries again.
      if (mustScrub) mustScrub = truncateWal.get()?.['busy'] !== 0;
    },
    finishBuilding: () => {
      sql.exec('DROP TABLE building');
      truncateWal.get();
    },
    close: () => {
      sql.close();
    },
    retire: () => {
      sql.exec('PRAGMA synchronous=OFF');
      sql.close();
    },
  };
};
