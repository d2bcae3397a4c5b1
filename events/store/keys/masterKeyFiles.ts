/**
 * The files of a master key: `master.key`, its successor `master.key.next` while the keys are being
 * rewrapped, its predecessor `master.key.old` until it is destroyed. At every moment one of the
 * first two is whole and is the one that the keys need.
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { syncFolder, writeWhole } from '../durableFiles';
import { randomBytes } from '../random';

export const masterKeyFiles = (folder: string) => ({
  present: join(folder, 'master.key'),
  next: join(folder, 'master.key.next'),
  old: join(folder, 'master.key.old'),
});

/** Writes a new key; a crash leaves a whole key or none. */
export const makeMasterKeyFile = (file: string): string => {
  const hex = randomBytes(32).toString('hex');
  writeWhole(file, `${hex}\n`);
  return hex;
};

/**
 * Overwrites a key before its name is taken away. A disk that writes elsewhere, or a snapshot, may
 * still hold it: docs/decisions/0009 says what to do then.
 */
const destroyFile = (file: string): void => {
  if (!existsSync(file)) return;
  const descriptor = openSync(file, 'r+');
  const { size } = statSync(file);
  writeSync(descriptor, randomBytes(Math.max(size, 1)), 0, size, 0);
  fsyncSync(descriptor);
  ftruncateSync(descriptor, 0);
  closeSync(descriptor);
  rmSync(file);
  syncFolder(dirname(file));
};

const holds = (file: string, isRight: (hex: string) => boolean): boolean => {
  if (!existsSync(file)) return false;
  const hex = readFileSync(file, 'utf8').trim();
  return /^[0-9a-f]{64}$/i.test(hex) && isRight(hex);
};

/** Leaves the right key as `master.key`, or in no file, and destroys every other. */
export const settleMasterKeyFiles = (folder: string, isRight: (hex: string) => boolean): void => {
  const { present, next, old } = masterKeyFiles(folder);
  if (!holds(present, isRight)) {
    destroyFile(old);
    if (existsSync(present)) renameSync(present, old);
    if (holds(next, isRight)) renameSync(next, present);
    syncFolder(folder);
  }
  destroyFile(old);
  destroyFile(next);
  rmSync(`${present}.new`, { force: true });
  rmSync(`${next}.new`, { force: true });
};
