/**
 * The port for the keys that personal data is sealed with (DESIGN.md 4). A key is durable before
 * the first event sealed with it; destroying it makes everything sealed with it unreadable.
 */
import type { KeyObject } from 'node:crypto';
import { isUuidText } from '../../ids';

/** `destroyed`: it existed and was destroyed (erasure); what it sealed is gone for ever. */
export type FoundKey = KeyObject | 'destroyed';

export interface DestroyedKey {
  readonly keyId: string;
  /** RFC 3339 UTC. */
  readonly destroyedAt: string;
}

/** Every erasure that the log of this generation holds up to here was honoured. */
export interface HonouredMark {
  readonly generation: string;
  readonly position: string;
}

/** How far long work is. */
export interface Progress {
  readonly done: number;
  readonly total: number;
}

export interface RotatedKeys {
  readonly keys: number;
  readonly masterKeyId: string;
  readonly previousMasterKeyId: string;
  /** The file or the environment variable that holds the new master key. */
  readonly keptIn: string;
}

/** Keys made after one moment and before another, so many at the most. */
export interface MadeBetween {
  readonly after: string;
  readonly before: string;
  readonly limit: number;
}

export interface KeyStore {
  /** Makes the key, durably; where it exists gives that one. Throws `KEY_DESTROYED`. */
  create(keyId: string): Promise<KeyObject>;
  /** The keys that exist; one that never existed is absent from the answer. */
  unwrap(keyIds: readonly string[]): Promise<ReadonlyMap<string, FoundKey>>;
  /** For good, durably, also where the key never existed here; the first moment told is kept. */
  destroy(keyId: string, at?: string): Promise<void>;
  /** The same of many, in one durable write; those of sessions, say. */
  destroyAll(keyIds: readonly string[], at?: string): Promise<void>;
  /** The keys of sessions (`sessionKeyId`) that stand, the oldest first. Moments in RFC 3339 UTC. */
  sessionKeys(made: MadeBetween): Promise<readonly string[]>;
  /** The erasure list: every key ever destroyed. Kept with the keys, it outlives any restore. */
  destroyed(): Promise<readonly DestroyedKey[]>;
  /** How far the erasures of a log were honoured here; undefined before the first time. */
  honoured(): Promise<HonouredMark | undefined>;
  saveHonoured(mark: HonouredMark): Promise<void>;
  /** Wraps every key by a new master key; the old one opens none of them any more. */
  rotate(tell?: (progress: Progress) => void): Promise<RotatedKeys>;
  close(): Promise<void>;
}

/** The key of a person (or other subject); the number leaves room for a second one. */
export const keyIdFor = (subjectId: string): string => `${subjectId}.1`;

/** The person whose key it is; undefined for a key of the house. */
export const personOfKeyId = (keyId: string): string | undefined => {
  const id = keyId.replace(/\.1$/, '');
  return isUuidText(id) ? id : undefined;
};

const sessionKey = /^session-(.+)\.1$/;
/** The key of one session: no person's, so that its end is not taken for an erasure. */
export const sessionKeyId = (sessionId: string): string => `session-${sessionId}.1`;
export const sessionOfKeyId = (keyId: string): string | undefined => sessionKey.exec(keyId)?.[1];

/** The key of the `erasure-` and `auditYear-` streams, which tell of keys that are gone. */
export const erasureKeyId = 'erasure.1';

/** The key of the access records of a year (of an RFC 3339 moment): they outlive every person's key. */
export const auditKeyId = (at: string): string => `audit-${at.slice(0, 4)}.1`;

const auditKey = /^audit-(\d{4})\.1$/;
/** The year of an audit key; undefined for every other key. */
export const yearOfAuditKeyId = (keyId: string): string | undefined => auditKey.exec(keyId)?.[1];

/** The key behind all blind indexes and the names of `nhsNumber-` streams. */
export const blindIndexKeyId = 'blindIndex.1';
