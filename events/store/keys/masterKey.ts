/**
 * The master key that wraps all others: `CUCKMERE_MASTER_KEY` (64 hex digits), or a file made on
 * the first start, readable by its owner only. Its id is derived from it and is no secret. While
 * it is being rotated two may be at hand; the one that the keys name is taken.
 */
import { createHash, createSecretKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { CuckmereError } from '../../errors';
import { makeMasterKeyFile, masterKeyFiles, settleMasterKeyFiles } from './masterKeyFiles';

export interface MasterKey {
  readonly id: string;
  readonly key: KeyObject;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The variables that a master key and, while it is being rotated, its successor come in. */
export const masterKeyVariable = 'CUCKMERE_MASTER_KEY';
export const newMasterKeyVariable = 'CUCKMERE_NEW_MASTER_KEY';

export const masterKeyFrom = (hex: string, source: string): MasterKey => {
  if (!/^[0-9a-f]{64}$/i.test(hex)) {
    throw new CuckmereError(
      'CONFIGURATION',
      `The master key in ${source} must be 64 hexadecimal digits (256 bits).`,
    );
  }
  const bytes = Buffer.from(hex, 'hex');
  const id = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
  return { id, key: createSecretKey(bytes) };
};

/** The key in an environment variable; undefined where it is not set. */
export const masterKeyIn = (environment: Environment, variable: string): MasterKey | undefined => {
  const given = environment[variable];
  return given === undefined ? undefined : masterKeyFrom(given.trim(), variable);
};

const readFile = (file: string): { hex: string } | { cause: unknown } => {
  try {
    return { hex: readFileSync(file, 'utf8').trim() };
  } catch (cause) {
    return { cause };
  }
};

const isMissing = (cause: unknown): boolean =>
  (cause as NodeJS.ErrnoException | undefined)?.code === 'ENOENT';

const wrong = (needed: string, given: string): CuckmereError =>
  new CuckmereError(
    'MASTER_KEY_WRONG',
    `The keys of this folder need the master key with id ${needed}; the one given has id ${given}. Put the right key back; nothing was changed.`,
  );

const fromEnvironment = (given: MasterKey, next: MasterKey | undefined, needed?: string) => {
  const found = [given, next].find((one) => one?.id === (needed ?? given.id));
  if (!found) throw wrong(needed ?? '', given.id);
  return found;
};

const fromFiles = (folder: string, next: MasterKey | undefined, needed?: string): MasterKey => {
  const files = masterKeyFiles(folder);
  const read = readFile(files.present);
  if (needed === undefined) {
    if ('hex' in read) return masterKeyFrom(read.hex, files.present);
    if (isMissing(read.cause))
      return masterKeyFrom(makeMasterKeyFile(files.present), files.present);
  } else {
    const atHand = [files.present, files.next].flatMap((file) => {
      const { hex } = { hex: undefined, ...readFile(file) };
      return hex !== undefined && /^[0-9a-f]{64}$/i.test(hex) ? masterKeyFrom(hex, file) : [];
    });
    const found = [...atHand, next].find((one) => one?.id === needed);
    if (found) return found;
    if ('hex' in read) throw wrong(needed, masterKeyFrom(read.hex, files.present).id);
  }
  const which = needed === undefined ? '' : ` The keys here need the master key with id ${needed}.`;
  throw new CuckmereError(
    'CONFIGURATION',
    `The master key file ${files.present} cannot be read; put it back, or set ${masterKeyVariable}.${which}`,
    { cause: 'cause' in read ? read.cause : undefined },
  );
};

/**
 * The master key that the keys of this folder name. Makes one only where no key needs another.
 * Throws `MASTER_KEY_WRONG` or `CONFIGURATION`, with the id that is needed; changes nothing then.
 */
export const openMasterKey = (
  folder: string,
  environment: Environment,
  neededIds: readonly string[],
): MasterKey => {
  const [needed, another] = neededIds;
  if (another !== undefined) {
    throw new CuckmereError(
      'MASTER_KEY_WRONG',
      `The keys of this folder are wrapped by several master keys (${neededIds.join(', ')}); restore them from a backup. Nothing was changed.`,
    );
  }
  const given = masterKeyIn(environment, masterKeyVariable);
  const next = masterKeyIn(environment, newMasterKeyVariable);
  if (given) return fromEnvironment(given, next, needed);
  const found = fromFiles(folder, next, needed);
  settleMasterKeyFiles(folder, (hex) => masterKeyFrom(hex, 'the file').id === found.id);
  return found;
};

/**
 * Every master key at hand, for who only reads: nothing is made, moved or destroyed, so that it can
 * be asked beside the process that has the folder, in the middle of a rotation too.
 */
export const masterKeysAtHand = (folder: string, environment: Environment): MasterKey[] => {
  const files = masterKeyFiles(folder);
  const inFiles = [files.present, files.next, files.old].flatMap((file) => {
    const read = readFile(file);
    return 'hex' in read && /^[0-9a-f]{64}$/i.test(read.hex) ? masterKeyFrom(read.hex, file) : [];
  });
  const given = [masterKeyVariable, newMasterKeyVariable].flatMap(
    (variable) => masterKeyIn(environment, variable) ?? [],
  );
  return [...given, ...inFiles];
};
