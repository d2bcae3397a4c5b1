/** Where the local provider keeps its codes, grants and sessions: in memory, bounded, for a while. */
import { LRUCache } from 'lru-cache';
import type { Adapter, AdapterPayload } from 'oidc-provider';
import { isoNow } from '../../../events/store/clock';

export const memoryLimits = { entriesMax: 10_000, keepMs: 60 * 60_000 } as const;

/** One of each provider; gives the adapters of its models, which share one memory. */
export const createMemory = (): ((model: string) => Adapter) => {
  const entries = new LRUCache<string, AdapterPayload>({
    max: memoryLimits.entriesMax,
    ttl: memoryLimits.keepMs,
  });
  const idOfUid = new LRUCache<string, string>({ max: memoryLimits.entriesMax });
  const keysOfGrant = new LRUCache<string, Set<string>>({ max: memoryLimits.entriesMax });
  return (model) => {
    const keyOf = (id: string): string => `${model}:${id}`;
    return {
      upsert: async (id, payload, expiresInSeconds) => {
        const ttl = Math.min((expiresInSeconds ?? Infinity) * 1_000, memoryLimits.keepMs);
        entries.set(keyOf(id), payload, { ttl });
        if (payload.uid !== undefined) idOfUid.set(keyOf(payload.uid), id);
        if (payload.grantId === undefined) return;
        const keys = keysOfGrant.get(payload.grantId) ?? new Set();
        keysOfGrant.set(payload.grantId, keys.add(keyOf(id)));
      },
      find: async (id) => entries.get(keyOf(id)),
      findByUid: async (uid) => {
        const id = idOfUid.get(keyOf(uid));
        return id === undefined ? undefined : entries.get(keyOf(id));
      },
      // Codes for devices are switched off.
      findByUserCode: async () => undefined,
      consume: async (id) => {
        const entry = entries.get(keyOf(id));
        if (entry) entry['consumed'] = Math.floor(Date.parse(isoNow()) / 1_000);
      },
      destroy: async (id) => {
        entries.delete(keyOf(id));
      },
      revokeByGrantId: async (grantId) => {
        for (const key of keysOfGrant.get(grantId) ?? []) entries.delete(key);
        keysOfGrant.delete(grantId);
      },
    };
  };
};
