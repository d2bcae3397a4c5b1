/**
 * What a power cut must not undo. A name is durable once its folder was synced, and what a killed
 * process left behind is read from memory as if it were on the disk: so both are synced before
 * anything is answered from them (test/crash/powerCut.test.ts).
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';

/** A folder that may not be read, or a system that cannot sync one, is no failure of the disk. */
const cannotSync = ['EACCES', 'EPERM', 'EISDIR', 'EINVAL', 'ENOTSUP'];

const syncPath = (path: string): void => {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
};

/** Makes the names in a folder durable. */
export const syncFolder = (folder: string): void => {
  try {
    syncPath(folder);
  } catch (error) {
    if (!cannotSync.includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
};

/** Makes a folder for its owner only, where it does not exist, and its name durable. */
export const makeFolder = (folder: string): void => {
  const path = resolve(folder);
  const firstMade = mkdirSync(path, { recursive: true, mode: 0o700 });
  const top = dirname(firstMade ?? path);
  for (let at = dirname(path); ; at = dirname(at)) {
    syncFolder(at);
    if (at === top) return;
  }
};

/**
 * Syncs the files of a SQLite database before it is opened: a process that was killed between write
 * and sync leaves a commit that can be read and is not on the disk. Never after it was opened, since
 * closing a file lets go of the locks that this process holds on it.
 */
export const syncLeftBehind = (file: string): void => {
  for (const path of [file, `${file}-journal`, `${file}-wal`]) {
    if (existsSync(path)) syncPath(path);
  }
};

/** Writes a small file for its owner only; a crash leaves the whole of it or none. */
export const writeWhole = (file: string, text: string): void => {
  const unfinished = `${file}.new`;
  rmSync(unfinished, { force: true });
  const descriptor = openSync(unfinished, 'wx', 0o600);
  try {
    writeSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(unfinished, file);
  syncFolder(dirname(resolve(file)));
};
