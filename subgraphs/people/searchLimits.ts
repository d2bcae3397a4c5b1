/**
 * How often one reader may search, so that nobody finds out by trying who has a record (H15). Kept
 * in memory of this process; what one reader used up stands in the way of nobody else. A person who
 * is looked for unusually often is told of, never hidden: a crew may be among those who look.
 */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Refused } from '../../events/decider';
import { refuse } from '../../events/refusal';
import type { Caller } from '../context';

export const searchLimits = {
  searchesPerMinuteMax: 60,
  searchesPerHourMax: 600,
  /** Of a 999/111 system, which asks for a whole county. */
  systemSearchesPerMinuteMax: 3_000,
  /** Searches by name in ten minutes that found nobody: dates of birth being tried out. */
  missesPerTenMinutesMax: 20,
  /** Searches in an hour that found the same person, by all readers; beyond it they are told of. */
  findsPerPersonPerHourMax: 100,
} as const;

const minuteSeconds = 60;

const limiter = (points: number, minutes: number): RateLimiterMemory =>
  new RateLimiterMemory({ points, duration: minutes * minuteSeconds });

/** Milliseconds until the next is allowed; 0 where this one was. */
const take = async (from: RateLimiterMemory, key: string): Promise<number> => {
  try {
    await from.consume(key);
    return 0;
  } catch (used) {
    if (used instanceof RateLimiterRes) return Math.max(used.msBeforeNext, 1);
    throw used;
  }
};

const isUsedUp = async (one: RateLimiterMemory, key: string): Promise<number> => {
  const used = await one.get(key);
  return used !== null && used.consumedPoints >= one.points ? used.msBeforeNext : 0;
};

const tooMany = (waitMs: number): Refused => {
  const minutes = Math.ceil(waitMs / 1000 / minuteSeconds);
  const inTime = minutes <= 1 ? 'in a minute' : `in ${String(minutes)} minutes`;
  return refuse(
    'TOO_MANY_SEARCHES',
    `You have searched too often. Search again ${inTime}; a link from an incident, or a record that is open, needs no search.`,
  );
};

export const createSearchLimits = () => {
  const perMinute = limiter(searchLimits.searchesPerMinuteMax, 1);
  const perHour = limiter(searchLimits.searchesPerHourMax, minuteSeconds);
  const systems = limiter(searchLimits.systemSearchesPerMinuteMax, 1);
  const misses = limiter(searchLimits.missesPerTenMinutesMax, 10);
  const finds = limiter(searchLimits.findsPerPersonPerHourMax, minuteSeconds);
  return {
    /**
     * Before a search: a refusal where this reader searched too often. Whoever missed by name may
     * still search by NHS number: nobody is found by trying those out.
     */
    before: async ({ actor, kind }: Caller, isByName: boolean): Promise<Refused | undefined> => {
      const own = kind === 'system' ? [systems] : [perMinute, perHour];
      const waits = [isByName ? await isUsedUp(misses, actor.id) : 0];
      for (const one of own) waits.push(await take(one, actor.id));
      const waitMs = Math.max(...waits);
      return waitMs > 0 ? tooMany(waitMs) : undefined;
    },
    /** A search by name found nobody. */
    missed: async ({ actor }: Caller): Promise<void> => {
      await take(misses, actor.id);
    },
    /** True where this person is being looked for unusually often. */
    isOften: async (personId: string): Promise<boolean> => (await take(finds, personId)) > 0,
  };
};
export type SearchLimits = ReturnType<typeof createSearchLimits>;
