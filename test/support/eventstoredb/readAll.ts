/** The whole log as readers see it, `$all`: from a position, through a filter, page by page. */
import type { ReadReq } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb';
import { isBefore } from './logRecord';
import type { LogPosition, LogRecord, ServerLog } from './logRecord';

export type Wanted = (record: LogRecord) => boolean;

export const everything: Wanted = () => true;

export const wantedBy = (filter: ReadReq.Options.FilterOptions): Wanted => {
  const byStream = filter.getStreamIdentifier();
  const expression = byStream ?? filter.getEventType();
  const textOf = ({ stream, type }: LogRecord): string => (byStream ? stream : type);
  const regex = expression?.getRegex() ?? '';
  if (regex !== '') {
    const pattern = new RegExp(regex);
    return (record) => pattern.test(textOf(record));
  }
  const prefixes = expression?.getPrefixList() ?? [];
  return (record) => prefixes.some((prefix) => textOf(record).startsWith(prefix));
};

/** Place of the first record that does not stand before this position. */
export const ordinalFrom = (log: ServerLog, position: LogPosition): number => {
  let [low, high] = [0, log.visibleCount];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const record = log.recordAt(middle);
    if (record && isBefore(record, position)) low = middle + 1;
    else high = middle;
  }
  return low;
};

export interface AllRead {
  /** Forwards inclusive, backwards exclusive, as the server has it. */
  readonly from: LogPosition | 'start' | 'end';
  readonly isBackwards: boolean;
  readonly count: number;
  readonly wanted: Wanted;
}

export function* readAll(log: ServerLog, read: AllRead): Generator<LogRecord> {
  const { from, isBackwards, count, wanted } = read;
  const step = isBackwards ? -1 : 1;
  let ordinal = from === 'start' ? 0 : from === 'end' ? log.visibleCount : ordinalFrom(log, from);
  if (isBackwards) ordinal -= 1;
  for (let left = count; left > 0; ordinal += step) {
    const record = ordinal < 0 ? undefined : log.recordAt(ordinal);
    if (!record) return;
    if (!wanted(record)) continue;
    left -= 1;
    yield record;
  }
}
