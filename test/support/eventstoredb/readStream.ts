/** A stream as readers see it: what truncation and `$maxCount` hide, how the server ends an answer. */
import { tombstoned } from './judgeWrite';
import type { LogRecord, ServerLog } from './logRecord';
import { isMetastream, isSoftDeleted, originalOf } from './streamMetadata';

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
      /** Where a forward read begins instead, said before the events, once for each empty page. */
      readonly firsts: readonly bigint[];
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

/** A page that holds nothing says where the next begins, unless that is where it began itself. */
const firstsSaid = (from: bigint, count: number, lowest: bigint, last: bigint): bigint[] => {
  const firsts: bigint[] = [];
  let begin = from;
  if (begin + BigInt(Math.min(pageEvents, count)) - 1n < lowest) {
    firsts.push(lowest);
    begin = lowest;
  }
  if (largest(begin, lowest) > last && begin !== last + 1n) firsts.push(last + 1n);
  return firsts;
};

/** The metadata of a stream that is gone for good is gone with it. */
const isOfTombstoned = (log: ServerLog, stream: string): boolean =>
  isMetastream(stream) && log.visible(originalOf(stream)).at(-1)?.revision === tombstoned;

export const readStream = (log: ServerLog, read: StreamRead): StreamFound => {
  const records = log.visible(read.stream);
  const last = records.at(-1)?.revision;
  if (last === tombstoned || isOfTombstoned(log, read.stream)) return { kind: 'deleted' };
  if (last === undefined || isSoftDeleted(log.metadata(read.stream))) return { kind: 'notFound' };
  const lowest = lowestOf(log, read.stream, last);
  if (read.isBackwards) {
    const top = read.from === 'end' || read.from > last ? last : read.from;
    const bottom = largest(lowest, top - BigInt(read.count) + 1n);
    const events = records.slice(Number(bottom), Number(top) + 1).reverse();
    return { kind: 'events', events, firsts: [], last };
  }
  const from = read.from === 'end' ? last + 1n : read.from;
  const begin = Number(largest(from, lowest));
  const events = records.slice(begin, begin + read.count);
  return { kind: 'events', events, firsts: firstsSaid(from, read.count, lowest, last), last };
};
