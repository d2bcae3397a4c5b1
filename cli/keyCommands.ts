/**
 * What an operator does with the keys: rotate the master key, copy the wrapped keys apart from the
 * log, bring a copy back. Nothing here prints a key, only its id.
 */
import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { CuckmereError } from '../events/errors';
import { backupKeys } from '../events/store/keys/backupKeys';
import { keyFileOf } from '../events/store/keys/keyDatabase';
import type { Progress, RotatedKeys } from '../events/store/keys/keyStore';
import { masterKeyVariable, newMasterKeyVariable } from '../events/store/keys/masterKey';
import { masterKeyFiles } from '../events/store/keys/masterKeyFiles';
import { restoreKeys } from '../events/store/keys/restoreKeys';
import { openSqliteKeyStore } from '../events/store/keys/sqliteKeyStore';
import { lockFolder } from '../events/store/sqlite/lock';
import { createLog } from '../gateway/log';
import { askAdmin } from './adminSocket';
import { openHouse } from './openHouse';
import { followingBar } from './progressBar';

export interface KeyCommandOptions {
  /** Absolute path of the data folder. */
  readonly data: string;
  readonly say: (line: string) => void;
}

const keysOf = (data: string): string => join(data, 'keys');

const rotateHere = async (data: string, tell: (progress: Progress) => void) => {
  const lock = lockFolder(data);
  try {
    const store = openSqliteKeyStore(keysOf(data));
    try {
      return await store.rotate(tell);
    } finally {
      await store.close();
    }
  } finally {
    lock.release();
  }
};

const refuseWithoutKeys = (data: string): void => {
  if (existsSync(keyFileOf(keysOf(data)))) return;
  throw new CuckmereError('CONFIGURATION', `There are no keys in ${keysOf(data)}.`);
};

/** `cuckmere keys rotate`: by the running server, which holds the keys, or here. */
export const rotateKeys = async ({ data, say }: KeyCommandOptions): Promise<void> => {
  refuseWithoutKeys(data);
  const bar = followingBar('keys');
  const onProgress = bar.tell;
  let rotated: RotatedKeys | 'not running';
  try {
    rotated = await askAdmin<RotatedKeys>({ data, command: '/keys/rotate', body: {}, onProgress });
    if (rotated === 'not running') rotated = await rotateHere(data, onProgress);
  } finally {
    bar.stop();
  }
  say(
    `Rotated: ${String(rotated.keys)} keys are wrapped by the master key with id ${rotated.masterKeyId} now, no longer by ${rotated.previousMasterKeyId}.`,
  );
  if (rotated.keptIn === newMasterKeyVariable) {
    say(
      `Set ${masterKeyVariable} to the value of ${newMasterKeyVariable}, then take the latter away and start the server again. Until then leave both set: either start works.`,
    );
  } else {
    say(`The new master key is in ${rotated.keptIn}; the old file was overwritten and removed.`);
    say('Copy the new one to where you keep master keys, apart from log and keys.');
  }
  say(
    'Copies of the keys made before open only with the old master key: make a new one (cuckmere backup keys DIR), then destroy the older copies.',
  );
};

/** The real path of a folder that need not be there yet. */
const realPathOf = (path: string): string =>
  existsSync(path) ? realpathSync(path) : join(realPathOf(dirname(path)), basename(path));

const refuseFolder = (to: string, why: string): never => {
  throw new CuckmereError('CONFIGURATION', `${to} ${why}`);
};

/** `cuckmere backup keys DIR`: beside a running server too. */
export const backupKeysTo = ({ data, say }: KeyCommandOptions, to: string): void => {
  refuseWithoutKeys(data);
  const inside = relative(realPathOf(data), realPathOf(to));
  if (inside !== '..' && !inside.startsWith(`..${sep}`)) {
    refuseFolder(to, 'is in the data folder: a copy of the keys is kept apart from it.');
  }
  if (existsSync(join(to, 'events.db'))) {
    refuseFolder(to, 'holds a log: keys beside the log that they open protect nothing.');
  }
  if (existsSync(keyFileOf(to))) {
    refuseFolder(to, 'holds a copy of keys already; choose an empty folder for each copy.');
  }
  const bar = followingBar('keys');
  const { keys, destroyed, masterKeyId } = backupKeys(keysOf(data), to, bar.tell);
  bar.stop();
  say(
    `Copied ${String(keys)} wrapped keys, and the list of ${String(destroyed)} destroyed ones, to ${keyFileOf(to)}.`,
  );
  const file = masterKeyFiles(keysOf(data)).present;
  const where = existsSync(file) ? file : `the value of ${masterKeyVariable}`;
  say(
    `The master key is NOT in this copy, and without it the copy opens nothing: keep ${where} (id ${masterKeyId ?? 'none'}) elsewhere.`,
  );
  say(
    'Keep this copy apart from copies of the log, and for a shorter time: after an erasure make a new one and destroy the older.',
  );
};

/** `cuckmere restore keys DIR`: with no server running. */
export const restoreKeysFrom = async (
  { data, say }: KeyCommandOptions,
  from: string,
): Promise<void> => {
  const lock = lockFolder(data);
  let restored;
  try {
    restored = restoreKeys(keysOf(data), resolve(from), process.env);
  } finally {
    lock.release();
  }
  // Opened once, so that whoever the log says was erased has no key when this command ends. A log
  // that comes back later honours it when it is opened.
  if (existsSync(join(data, 'events.db'))) {
    const opened = await openHouse({ data, log: createLog() });
    await opened.close();
  }
  say(
    `Brought back ${String(restored.restored)} keys; ${String(restored.kept)} were here already; ${String(restored.destroyed)} stay destroyed.`,
  );
};
