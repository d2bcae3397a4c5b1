/**
 * What every adapter checks before it writes: names, sizes, numbers. Bad input is refused here,
 * since a real server answers some of it as if the network had failed (EVENTSTORE.md A4).
 */
import { CuckmereError } from '../errors';
import type { StreamName } from '../ids';
import { isPosition, storeLimits } from './eventStore';
import type { Expected, NewEvent, Position, ReadOptions } from './eventStore';

const invalid = (message: string): CuckmereError => new CuckmereError('INVALID_ARGUMENT', message);

const lastRevision = 2n ** 63n - 1n;

/** Characters of a stream name at the most. */
const streamNameMax = 300;

/** Throws `INVALID_ARGUMENT` unless the name is `<category without dash>-<id>` in plain ASCII. */
export const checkStreamName = (stream: string): void => {
  const isWellFormed =
    /^[A-Za-z][A-Za-z0-9]*-[!-~]+$/.test(stream) && stream.length <= streamNameMax;
  if (!isWellFormed) throw invalid('A stream name is a category without dash, a dash, an id.');
};

export const checkRevision = (revision: bigint): void => {
  if (revision < 0n || revision > lastRevision) throw invalid('A revision is from 0 to 2^63 - 1.');
};

const bytesOf = (event: NewEvent): number => {
  if (!(event.data instanceof Uint8Array)) throw invalid('Event data must be bytes.');
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(event.id)) {
    throw invalid('An event id is a UUID in lower case.');
  }
  if (event.type === '' || event.type.startsWith('$')) {
    throw invalid('An event type is a word that does not begin with $.');
  }
  let metadataBytes = 0;
  for (const [key, value] of Object.entries(event.metadata)) {
    if (typeof value !== 'string') throw invalid(`Metadata "${key}" must be a text.`);
    metadataBytes += key.length + Buffer.byteLength(value) + 6;
  }
  return event.data.byteLength + metadataBytes + event.type.length;
};

/** Throws `INVALID_ARGUMENT` or `EVENT_TOO_LARGE` (with its size and the cap) before any write. */
export const checkAppend = (
  stream: StreamName,
  expected: Expected,
  events: readonly NewEvent[],
): void => {
  checkStreamName(stream);
  if (typeof expected === 'bigint') checkRevision(expected);
  if (events.length === 0) throw invalid('An append holds at least one event.');
  if (events.length > storeLimits.appendEventsMax) {
    throw invalid(`An append holds at most ${String(storeLimits.appendEventsMax)} events.`);
  }
  let total = 0;
  for (const event of events) {
    const bytes = bytesOf(event);
    total += bytes;
    if (bytes > storeLimits.eventBytesMax) {
      throw new CuckmereError(
        'EVENT_TOO_LARGE',
        `An event of type ${event.type} has ${String(bytes)} bytes; the cap is ${String(storeLimits.eventBytesMax)}.`,
        { details: { bytes, cap: storeLimits.eventBytesMax } },
      );
    }
  }
  if (total > storeLimits.appendBytesMax) {
    throw new CuckmereError(
      'EVENT_TOO_LARGE',
      `An append has ${String(total)} bytes; the cap is ${String(storeLimits.appendBytesMax)}.`,
      { details: { bytes: total, cap: storeLimits.appendBytesMax } },
    );
  }
};

/** What every adapter answers to a position past the end of its log, as after a restore. */
export const positionUnknown = (): CuckmereError =>
  new CuckmereError('POSITION_UNKNOWN', 'The position lies past the end of this log; read again.');

/** Throws `POSITION_UNKNOWN` for a text that is no position of any log. */
export const checkPosition = (after: Position | 'start'): void => {
  if (after === 'start' || isPosition(after)) return;
  throw new CuckmereError('POSITION_UNKNOWN', 'A position is 32 lower-case hexadecimal digits.');
};

export const checkLimit = (limit: number): void => {
  if (!Number.isInteger(limit) || limit < 1 || limit > storeLimits.readLimitMax) {
    throw invalid(`A limit is a whole number from 1 to ${String(storeLimits.readLimitMax)}.`);
  }
};

export const checkRead = (stream: string, options: ReadOptions): void => {
  checkStreamName(stream);
  if (options.from !== undefined) checkRevision(options.from);
  if (options.limit !== undefined) checkLimit(options.limit);
};
