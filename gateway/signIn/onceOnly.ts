/** Remembers the ids of tokens that may be used once, for longer than such a token is good. */
import { LRUCache } from 'lru-cache';
import { monotonicMs } from '../../events/store/clock';

export const onceOnlyLimits = { keepMs: 10 * 60_000, idsMax: 100_000 } as const;

export interface OnceOnly {
  /** True the first time that this id is shown. */
  isFirst(id: string): boolean;
}

export const createOnceOnly = (nowMs: () => number = monotonicMs): OnceOnly => {
  const used = new LRUCache<string, true>({
    max: onceOnlyLimits.idsMax,
    ttl: onceOnlyLimits.keepMs,
    ttlResolution: 0,
    perf: { now: nowMs },
  });
  return {
    isFirst: (id) => {
      if (used.has(id)) return false;
      used.set(id, true);
      return true;
    },
  };
};
