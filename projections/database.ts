/**
 * One SQLite file for each read model and version (DESIGN.md 5). Rows and checkpoint change in one
 * transaction; `synchronous=NORMAL`, since a read model can be rebuilt from the log.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Position } from '../events/store/eventStore';

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
  close(): void;
}

export interface OpenViewOptions {
  readonly folder: string;
  readonly name: string;
  readonly version: number;
  /** Of the log that feeds it; a file fed by another log's generation is emptied. */
  readonly generation: string;
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

const openFile = (file: string): DatabaseSync => {
  const sql = new DatabaseSync(file);
  sql.exec(pragmas);
  sql.exec(commonTables);
  return sql;
};

const emptyFile = (sql: DatabaseSync): void => {
  const tables = sql
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
    .all();
  for (const { name } of tables) sql.exec(`DROP TABLE "${String(name)}"`);
  sql.exec(commonTables);
};

export const openView = (options: OpenViewOptions): ViewDatabase => {
  mkdirSync(options.folder, { recursive: true, mode: 0o700 });
  const sql = openFile(join(options.folder, `${options.name}-v${String(options.version)}.db`));
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
    close: () => {
      sql.close();
    },
  };
};
