/**
 * Sealing: AES-256-GCM over bytes, bound to their place by additional data, so that a sealed value
 * moved to another stream, event or row does not open. Form: version 1, 96-bit random nonce,
 * 128-bit tag, ciphertext (docs/decisions/0003).
 */
import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { CuckmereError } from '../../errors';
import { randomBytes } from '../random';

const version = 1;
const nonceBytes = 12;
const tagBytes = 16;
const headBytes = 1 + nonceBytes + tagBytes;
const cipher = 'aes-256-gcm';

/** Nonces are drawn in blocks: one call for many is several times cheaper than one each. */
const nonceBlock = 512;
let nonces: Buffer = Buffer.alloc(0);
let nextNonce = 0;
const takeNonce = (): Buffer => {
  if (nextNonce >= nonces.length) {
    nonces = randomBytes(nonceBytes * nonceBlock);
    nextNonce = 0;
  }
  const nonce = nonces.subarray(nextNonce, nextNonce + nonceBytes);
  nextNonce += nonceBytes;
  return nonce;
};

export const sealBytes = (key: KeyObject, place: string, plain: string | Uint8Array): Buffer => {
  const nonce = takeNonce();
  const sealing = createCipheriv(cipher, key, nonce);
  sealing.setAAD(Buffer.from(place));
  const body = typeof plain === 'string' ? sealing.update(plain, 'utf8') : sealing.update(plain);
  sealing.final();
  return Buffer.concat([Buffer.from([version]), nonce, sealing.getAuthTag(), body]);
};

/** Throws `SEAL_BROKEN` for anything but what was sealed with this key for this place. */
export const openText = (key: KeyObject, place: string, sealed: Uint8Array): string => {
  if (sealed.byteLength < headBytes || sealed[0] !== version) {
    throw new CuckmereError('SEAL_BROKEN', 'A sealed value has no known form.');
  }
  try {
    const opening = createDecipheriv(cipher, key, sealed.subarray(1, 1 + nonceBytes), {
      authTagLength: tagBytes,
    });
    opening.setAAD(Buffer.from(place));
    opening.setAuthTag(sealed.subarray(1 + nonceBytes, headBytes));
    const plain = opening.update(sealed.subarray(headBytes));
    opening.final();
    return plain.toString('utf8');
  } catch (cause) {
    throw new CuckmereError('SEAL_BROKEN', 'A sealed value does not open in its place.', { cause });
  }
};
