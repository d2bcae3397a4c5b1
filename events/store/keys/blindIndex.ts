/**
 * Blind indexes: a keyed hash of a normalised text, so that a row can be found by what is sealed
 * in it, and `nhsNumber-` streams can be named without the number.
 */
import { createHmac } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { KeyRing } from './keyRing';
import { blindIndexKeyId } from './keyStore';

export interface BlindIndex {
  /** 32 hex digits: HMAC-SHA-256 cut to 128 bits, under the index key. */
  of(kind: string, text: string): string;
}

const blindIndexWith = (key: KeyObject): BlindIndex => ({
  of: (kind, text) =>
    createHmac('sha256', key).update(`${kind}|${text}`).digest('hex').slice(0, 32),
});

/** Makes the index key on first use. */
export const openBlindIndex = async (keys: KeyRing): Promise<BlindIndex> =>
  blindIndexWith(await keys.ensure(blindIndexKeyId));
