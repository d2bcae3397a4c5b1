/** A stream as readers see it: what truncation and `$maxCount` hide, how the server ends an answer. */
import { tombstoned } from './judgeWrite';
import type { LogRecord, ServerLog } from './logRecord';
import { isSoftDeleted } from './streamMetadata';

export interface StreamRead {
  readonly stream: string;
  /** Inclusive; `end` is the last revision. */
  readonly from: bigint | 'end';
  readonly isBackwards: boolean;
  readonly count: number;
}

export type StreamFound =
  | { readonly kind: 'notFound' }
  | { readonly kind: 'deleted' }
  | {
      readonly kind: 'events';
      readonly events: readonly LogRecord[];
      /** Said before the events where a forward read does not begin where it was asked to. */
      readonly first: bigint | undefined;
      readonly last: bigint;
    };

/** The server reads in pages of so many, and shows it in whether it says `first`. */
const pageEvents = 32;

const largest = (...numbers: readonly bigint[]): bigint =>
  numbers.reduce((most, one) => (one > most ? one : most));

/** The first revision that readers may see. */
const lowestOf = (log: ServerLog, stream: string, last: bigint): bigint => {
  const { truncateBefore, maxCount } = log.metadata(stream);
  return largest(0n, truncateBefore, maxCount === undefined ? 0n : last - maxCount + 1n);
};

const firstSaid = (from: bigint, count: number, lowest: bigint, last: bigint) => {
  const pageEnd = from + BigInt(Math.min(pageEvents, count)) - 1n;
  if (pageEnd < lowest) return from === lowest ? undefined : lowest;
  if (largest(from, lowest) <= last) return undefined;
  return from === last + 1n ? undefined : last + 1n;
};

export const readStream = (log: ServerLog, read: StreamRead): StreamFound => {
  const records = log.visible(read.stream);
  const last = records.at(-1)?.revision;
  if (last === tombstoned) return { kind: 'deleted' };
  if (last === undefined || isSoftDeleted(log.metadata(read.stream))) return { kind: 'notFound' };
  const lowest = lowestOf(log, read.stream, last);
  if (read.isBackwards) {
    const top = read.from === 'end' || read.from > last ? last : read.from;
    const bottom = largest(lowest, top - BigInt(read.count) + 1n);
    const events = records.slice(Number(bottom), Number(top) + 1).reverse();
    return { kind: 'events', events, first: undefined, last };
  }
  const from = read.from === 'end' ? last + 1n : read.from;
  const begin = Number(largest(from, lowest));
  const first = firstSaid(from, read.count, lowest, last);
  return { kind: 'events', events: records.slice(begin, begin + read.count), first, last };
};
