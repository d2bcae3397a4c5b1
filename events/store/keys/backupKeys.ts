/**
 * A copy of the wrapped keys for safe keeping: as they stand at one moment, beside whoever writes.
 * It holds no master key, nothing that was destroyed, and is kept apart from the log.
 */
import { chmodSync, closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import {
  inTransaction,
  keyCountOf,
  keyFileOf,
  keyRowsOf,
  keyTables,
  masterKeyIdsIn,
  openKeysToRead,
} from './keyDatabase';
import type { Progress } from './keyStore';

/** Keys copied between two words about how far it is. */
const tellEveryKeys = 1_000;

export interface KeysCopied {
  readonly keys: number;
  readonly destroyed: number;
  /** Id of the master key without which the copy opens nothing; undefined for an empty one. */
  readonly masterKeyId: string | undefined;
}

/** Copies the keys of `folder` as they stand at one moment into `to`, which must hold none. */
export const backupKeys = (
  folder: string,
  to: string,
  tell: (progress: Progress) => void = () => undefined,
): KeysCopied => {
  const source = openKeysToRead(folder, 'key file');
  const file = keyFileOf(to);
  const unfinished = `${file}.new`;
  mkdirSync(to, { recursive: true, mode: 0o700 });
  rmSync(unfinished, { force: true });
  const copy = new DatabaseSync(unfinished);
  try {
    chmodSync(unfinished, 0o600);
    copy.exec('PRAGMA synchronous=FULL');
    copy.exec(keyTables);
    const insert = copy.prepare('INSERT INTO key VALUES (?, ?, ?, ?, ?)');
    source.exec('BEGIN');
    const total = keyCountOf(source);
    let destroyed = 0;
    let done = 0;
    inTransaction(copy, () => {
      for (const row of keyRowsOf(source)) {
        insert.run(row.id, row.wrapped, row.masterKeyId, row.createdAt, row.destroyedAt);
        if (row.wrapped === null) destroyed += 1;
        done += 1;
        if (done % tellEveryKeys === 0) tell({ done, total });
      }
    });
    const [masterKeyId] = masterKeyIdsIn(copy);
    copy.close();
    finishFile(unfinished, file, to);
    return { keys: done - destroyed, destroyed, masterKeyId };
  } catch (error) {
    if (copy.isOpen) copy.close();
    rmSync(unfinished, { force: true });
    throw error;
  } finally {
    source.close();
  }
};

const finishFile = (unfinished: string, file: string, folder: string): void => {
  const sync = (path: string): void => {
    const descriptor = openSync(path, 'r');
    fsyncSync(descriptor);
    closeSync(descriptor);
  };
  sync(unfinished);
  renameSync(unfinished, file);
  sync(folder);
};
