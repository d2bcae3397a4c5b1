/**
 * The port for the keys that personal data is sealed with (DESIGN.md 4). A key is durable before
 * the first event sealed with it; destroying it makes everything sealed with it unreadable.
 */
import type { KeyObject } from 'node:crypto';

/** `destroyed`: it existed and was destroyed (erasure); what it sealed is gone for ever. */
export type FoundKey = KeyObject | 'destroyed';

export interface KeyStore {
  /** Makes the key, durably; where it exists gives that one. Throws `KEY_DESTROYED`. */
  create(keyId: string): Promise<KeyObject>;
  /** The keys that exist; one that never existed is absent from the answer. */
  unwrap(keyIds: readonly string[]): Promise<ReadonlyMap<string, FoundKey>>;
  destroy(keyId: string): Promise<void>;
  close(): Promise<void>;
}

/** The key of a person (or other subject); the number leaves room for a second one. */
export const keyIdFor = (subjectId: string): string => `${subjectId}.1`;

/** The key behind all blind indexes and the names of `nhsNumber-` streams. */
export const blindIndexKeyId = 'blindIndex.1';
