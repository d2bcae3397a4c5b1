/**
 * The master key that wraps all others: `CUCKMERE_MASTER_KEY` (64 hex digits), or a file made on
 * the first start, readable by its owner only. Its id is derived from it and is no secret.
 */
import { createHash, createSecretKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CuckmereError } from '../../errors';
import { writeWhole } from '../durableFiles';
import { randomBytes } from '../random';

export interface MasterKey {
  readonly id: string;
  readonly key: KeyObject;
}

const masterKeyFrom = (hex: string, source: string): MasterKey => {
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

/** `mayCreate` is false where wrapped keys exist already: a new master key could not open them. */
export const loadMasterKey = (
  folder: string,
  environment: Readonly<Record<string, string | undefined>>,
  mayCreate: boolean,
): MasterKey => {
  const given = environment['CUCKMERE_MASTER_KEY'];
  if (given !== undefined) return masterKeyFrom(given.trim(), 'CUCKMERE_MASTER_KEY');
  const file = join(folder, 'master.key');
  let hex: string;
  try {
    hex = readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (!mayCreate || (error as NodeJS.ErrnoException).code !== 'ENOENT') {
      throw new CuckmereError(
        'CONFIGURATION',
        `The master key file ${file} cannot be read; put it back, or set CUCKMERE_MASTER_KEY.`,
        { cause: error },
      );
    }
    hex = randomBytes(32).toString('hex');
    writeWhole(file, `${hex}\n`);
  }
  return masterKeyFrom(hex, file);
};
