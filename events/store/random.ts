/** The one place that makes randomness: keys, nonces, tickets, references. */
import { randomBytes as nodeRandomBytes, randomUUID } from 'node:crypto';

export const randomBytes = (count: number): Buffer => nodeRandomBytes(count);

export const randomId = (): string => randomUUID();

/** Short text of `bytes` random bytes in base64url, for references and tickets. */
export const randomToken = (bytes: number): string => nodeRandomBytes(bytes).toString('base64url');
