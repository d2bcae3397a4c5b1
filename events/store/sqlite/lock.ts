/**
 * One writer a data folder: a file lock held by SQLite for as long as the process lives, so that
 * a killed process leaves no stale lock. The pid beside it is only for the message.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { CuckmereError } from '../../errors';
import { makeFolder } from '../durableFiles';
import { isBusy } from './sqliteError';

export interface FolderLock {
  release(): void;
}

const holderOf = (pidFile: string): string => {
  try {
    return ` (process ${readFileSync(pidFile, 'utf8').trim()})`;
  } catch {
    return '';
  }
};

/** Locks `folder` for writing, making it if need be. Throws `STORE_LOCKED` where another has it. */
export const lockFolder = (folder: string): FolderLock => {
  makeFolder(folder);
  const pidFile = join(folder, 'writer.pid');
  const database = new DatabaseSync(join(folder, 'writer.lock'));
  try {
    database.exec('PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (!isBusy(error)) throw error;
    throw new CuckmereError(
      'STORE_LOCKED',
      `Another process${holderOf(pidFile)} has this data folder open for writing. Stop it, or choose another folder with --data.`,
      { details: { folder } },
    );
  }
  writeFileSync(pidFile, `${String(process.pid)}\n`);
  return {
    release: () => {
      database.close();
    },
  };
};
