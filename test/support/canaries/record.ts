/**
 * What every reader was given, whatever the way, and what they might have been given at that moment:
 * the first is searched for canaries as it arrives, the second is computed from the standing that the
 * script tells. What goes beyond it is a leak.
 */
import { canariesIn } from './canaries';
import type { Canaries, Canary } from './canaries';
import { maySee } from './standing';
import type { Reader, Standing } from './standing';

/** A socket may have been sent, in this time before, what was allowed then (the issue: 2 s). */
const stoppedWithinMs = 2_000;

interface Given {
  readonly reader: string;
  readonly what: string;
  readonly found: ReadonlySet<string>;
  /** Numbers of the moments in which it was made. */
  readonly from: number;
  readonly to: number;
}

/** One moment: from a change of somebody's standing or of the record to the next one. */
interface Moment {
  readonly beganAtMs: number;
  readonly allowed: ReadonlyMap<string, ReadonlySet<string>>;
}

export interface Leak {
  readonly reader: string;
  readonly what: string;
  readonly leaked: readonly string[];
}

const isOfReview = ({ ways }: Canary): boolean =>
  ways.some(({ rights }) => rights.some((right) => right.startsWith('REVIEW_EMERGENCY_ACCESS')));

export const createRecord = (
  canaries: Canaries,
  readers: readonly Reader[],
  standings: ReadonlyMap<string, Standing>,
) => {
  const moments: Moment[] = [];
  const given: Given[] = [];
  const echoes = new Map<string, string>();
  let bytes = 0;
  let isChanging = false;

  const seenNow = (reader: Reader): Set<string> => {
    const seen = new Set<string>();
    for (const [key, canary] of canaries.planted) {
      const standing = standings.get(canary.person);
      if (standing && maySee(reader, standing, canary)) seen.add(key);
    }
    return seen;
  };
  const begin = (): void => {
    const allowed = new Map(readers.map((reader) => [reader.id, seenNow(reader)] as const));
    moments.push({ beganAtMs: performance.now(), allowed });
  };
  const now = (): number => moments.length - 1;
  const named = (key: string): string => canaries.planted.get(key)?.what ?? `sent: ${key}`;
  const isOurs = (key: string): boolean => canaries.planted.has(key) || echoes.has(key);
  const note = (one: Omit<Given, 'found' | 'to'>, text: string): ReadonlySet<string> => {
    const found = canariesIn(text);
    bytes += text.length;
    given.push({ ...one, found, to: now() + (isChanging ? 1 : 0) });
    return found;
  };

  return {
    begin,
    /** Number of the present moment, to be given to `answered`. */
    now,
    /** Runs a step that may change what may be seen; then the next moment begins. */
    change: async <Value>(step: () => Promise<Value>): Promise<Value> => {
      isChanging = true;
      const value = await step();
      begin();
      isChanging = false;
      return value;
    },
    /** A value that only this reader may hear again. */
    echo: (reader: string): string => {
      const value = canaries.echo();
      echoes.set(value.toLowerCase(), reader);
      return value;
    },
    /** An answer to a request that was sent in moment `from`; which canaries it holds. */
    answered: (reader: string, what: string, from: number, text: string): ReadonlySet<string> =>
      note({ reader, what, from }, text),
    /** A message on a socket. */
    pushed: (reader: string, what: string, text: string): void => {
      const since = performance.now() - stoppedWithinMs;
      const next = moments.findIndex(({ beganAtMs }) => beganAtMs > since);
      note({ reader, what, from: next === -1 ? now() : Math.max(next - 1, 0) }, text);
    },
    /**
     * What a reader must be shown of a person now, by its key: of the record, or of the openings in an
     * emergency as they are reviewed.
     */
    expected: (reader: string, person: string, of: 'record' | 'review' = 'record'): string[] =>
      [...(moments.at(-1)?.allowed.get(reader) ?? [])]
        .filter((key) => {
          const canary = canaries.planted.get(key);
          return (
            canary?.person === person &&
            isOfReview(canary) === (of === 'review') &&
            !canary.ways.some(({ isInConflicts }) => isInConflicts)
          );
        })
        .sort(),
    named,
    /** Planted, or sent by somebody; whatever else looks like it stands there by chance. */
    isOurs,
    leaks: (): Leak[] =>
      given.flatMap(({ reader, what, found, from, to }) => {
        const during = moments.slice(from, to + 1);
        const leaked = [...found].filter(
          (key) =>
            isOurs(key) &&
            echoes.get(key) !== reader &&
            !during.some(({ allowed }) => allowed.get(reader)?.has(key) === true),
        );
        return leaked.length > 0 ? [{ reader, what, leaked: leaked.map(named).sort() }] : [];
      }),
    /** Canaries that somebody was given at some time. */
    everSeen: (): ReadonlySet<string> => new Set(given.flatMap(({ found }) => [...found])),
    figures: () => ({ given: given.length, bytes, moments: moments.length }),
  };
};
export type Recording = ReturnType<typeof createRecord>;
