/**
 * The keys of a data folder for who only reads it, beside the process that writes to it: a worker that
 * rebuilds a read model, a verification. It makes, changes and destroys nothing.
 */
import { createSecretKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { CuckmereError } from '../../errors';
import { openKeysToRead, placeOfKey } from './keyDatabase';
import { createKeyRing } from './keyRing';
import type { KeyRing } from './keyRing';
import type { FoundKey } from './keyStore';
import { masterKeysAtHand } from './masterKey';
import { openText } from './seal';

export interface KeyReader {
  readonly keys: KeyRing;
  close(): void;
}

const refuseWrite = (): Promise<never> =>
  Promise.reject(new CuckmereError('INTERNAL', 'Keys that are only read are not to be changed.'));

/** `folder` is the folder of the keys. Throws `CONFIGURATION` where there are none. */
export const openKeyReader = (
  folder: string,
  environment: Readonly<Record<string, string | undefined>>,
): KeyReader => {
  const database = openKeysToRead(folder, 'file of keys');
  const select = database.prepare('SELECT wrapped, masterKeyId FROM key WHERE id = ?');
  let masters = masterKeysAtHand(folder, environment);

  /** Looks again where it is unknown: the master key may have been rotated a moment ago. */
  const masterOf = (id: string): KeyObject => {
    const known = masters.find((one) => one.id === id);
    if (known) return known.key;
    masters = masterKeysAtHand(folder, environment);
    const found = masters.find((one) => one.id === id);
    if (found) return found.key;
    throw new CuckmereError(
      'MASTER_KEY_WRONG',
      `The keys of this folder need the master key with id ${id}, which is not at hand. Nothing was changed.`,
    );
  };

  const find = (keyId: string): FoundKey | undefined => {
    const row = select.get(keyId);
    if (!row) return undefined;
    const wrapped = row['wrapped'] as Uint8Array | null;
    if (wrapped === null) return 'destroyed';
    const hex = openText(masterOf(String(row['masterKeyId'])), placeOfKey(keyId), wrapped);
    return createSecretKey(Buffer.from(hex, 'hex'));
  };

  const keys = createKeyRing({
    unwrap: async (keyIds) => {
      const found = new Map<string, FoundKey>();
      for (const keyId of keyIds) {
        const key = find(keyId);
        if (key) found.set(keyId, key);
      }
      return found;
    },
    create: async (keyId) => {
      const key = find(keyId);
      if (key && key !== 'destroyed') return key;
      throw new CuckmereError('KEY_MISSING', `The key ${keyId} is not in ${folder}.`);
    },
    destroyAll: refuseWrite,
  });
  return {
    keys,
    close: () => {
      database.close();
    },
  };
};
