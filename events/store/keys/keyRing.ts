/** Keys in memory, as `KeyObject`s: at most 20,000, at most 5 minutes (DESIGN.md 4). */
import type { KeyObject } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { FoundKey, KeyStore } from './keyStore';

export const keyRingLimits = { keysMax: 20_000, keepMs: 5 * 60_000 } as const;

export interface KeyRing {
  /** The keys that exist among these; from memory where it has them. */
  keysFor(keyIds: readonly string[]): Promise<ReadonlyMap<string, FoundKey>>;
  /** From memory only: undefined means "ask keysFor", not "no such key". */
  remembered(keyId: string): FoundKey | undefined;
  /** The key, made durably where it does not exist. Throws `KEY_DESTROYED`. */
  ensure(keyId: string): Promise<KeyObject>;
  /** The key is gone, from memory too, and never comes back to it. */
  destroy(keyId: string, at?: string): Promise<void>;
  destroyAll(keyIds: readonly string[], at?: string): Promise<void>;
}

export const createKeyRing = (
  store: Pick<KeyStore, 'create' | 'unwrap' | 'destroyAll'>,
): KeyRing => {
  const memory = new LRUCache<string, KeyObject>({
    max: keyRingLimits.keysMax,
    ttl: keyRingLimits.keepMs,
  });
  /** A key that was being fetched while it was destroyed must not enter the memory after. */
  const destroyed = new LRUCache<string, true>({
    max: keyRingLimits.keysMax,
    ttl: keyRingLimits.keepMs,
  });
  const remember = (keyId: string, key: KeyObject): void => {
    if (!destroyed.has(keyId)) memory.set(keyId, key);
  };
  const keysFor: KeyRing['keysFor'] = async (keyIds) => {
    const found = new Map<string, FoundKey>();
    const missing: string[] = [];
    for (const keyId of keyIds) {
      const key = memory.get(keyId);
      if (key) found.set(keyId, key);
      else missing.push(keyId);
    }
    if (missing.length > 0) {
      for (const [keyId, key] of await store.unwrap(missing)) {
        found.set(keyId, key);
        if (key !== 'destroyed') remember(keyId, key);
      }
    }
    return found;
  };
  const destroyAll: KeyRing['destroyAll'] = async (keyIds, at) => {
    for (const keyId of keyIds) {
      destroyed.set(keyId, true);
      memory.delete(keyId);
    }
    await store.destroyAll(keyIds, at);
  };
  return {
    keysFor,
    remembered: (keyId) => memory.get(keyId),
    ensure: async (keyId) => {
      const known = memory.get(keyId);
      if (known) return known;
      const key = await store.create(keyId);
      remember(keyId, key);
      return key;
    },
    destroy: (keyId, at) => destroyAll([keyId], at),
    destroyAll,
  };
};
