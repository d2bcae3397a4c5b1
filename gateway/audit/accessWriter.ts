/**
 * The one writer of access records of a process: a stream of its own, so that nobody else's append
 * can be in its way. A record alone is appended at once; those of a busy moment are gathered into one
 * append. Each is chained to the one before.
 */
import type { AccessRecord, ChainedRecord, ChainPoint } from '../../events/access-log/events';
import { CuckmereError, isCuckmereError } from '../../events/errors';
import { streamName } from '../../events/ids';
import type { StreamName } from '../../events/ids';
import { accessEventOf, hashOfRecord, noRecord } from '../../events/store/access-log/accessEvent';
import { monotonicMs } from '../../events/store/clock';
import type { AppendResult, EventStore, NewEvent } from '../../events/store/eventStore';
import { auditKeyId } from '../../events/store/keys/keyStore';
import type { KeyRing } from '../../events/store/keys/keyRing';
import { pause } from '../../events/store/pause';
import { randomId } from '../../events/store/random';
import { withinTime } from '../../projections/withinTime';

export const accessWriterLimits = {
  batchRecordsMax: 200,
  batchBytesMax: 384 * 1024,
  /** Appends begin no sooner after each other: what a busy moment brings is gathered into one. */
  gatherMs: 10,
  /** On a slow disk later: so many times as long as the last append took, up to the next line. */
  gatherAppends: 5,
  gatherMsMax: 50,
  /** Where nobody else is on the way they begin sooner, but no sooner than so many times the last. */
  hurriedAppends: 3,
  /** Records waiting for an append at the most. */
  queueRecordsMax: 10_000,
  /** An append that takes longer is taken for one of unknown outcome. */
  appendMs: 1_000,
  /** After a failure nothing is tried for so long: readers hear at once that it failed. */
  restMs: 250,
} as const;
export type AccessWriterLimits = { readonly [Name in keyof typeof accessWriterLimits]: number };

export interface AccessWriterOptions {
  readonly store: Pick<EventStore, 'append'>;
  readonly keys: Pick<KeyRing, 'ensure'>;
  /** Where the writer before this one ended. */
  readonly follows: ChainPoint | undefined;
  /** Durable when it returns; called before the first append and now and then. */
  readonly note: (point: ChainPoint) => void;
  readonly onFault: (error: unknown) => void;
  readonly limits?: Partial<AccessWriterLimits>;
}

interface Waiting {
  readonly record: AccessRecord;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** The records between two notes of how far the chain is. */
const recordsPerNote = 10_000;

const notTaken = (cause?: unknown): CuckmereError =>
  new CuckmereError('ACCESS_LOG_UNAVAILABLE', 'The access log takes no records now.', { cause });

export const createAccessWriter = (options: AccessWriterOptions) => {
  const { store, keys, onFault } = options;
  const limits = { ...accessWriterLimits, ...options.limits };
  let { follows } = options;
  let stream: StreamName = streamName('accessLog', randomId());
  let count = 0;
  let head = noRecord;
  let isNoted = false;
  let notedCount = 0;
  let restUntil = 0;
  let begunAtMs = Number.NEGATIVE_INFINITY;
  let gatherMs = limits.gatherMs;
  let hurriedMs = 0;
  let running: Promise<void> | undefined;
  /** An append whose outcome is not known yet: nothing goes after it until it is. */
  let unknown: Promise<void> | undefined;
  let isClosing = false;
  let gathering: AbortController | undefined;
  /** Nobody else is on the way: what is queued waits for no more. */
  let isHurried = false;
  const queue: Waiting[] = [];

  const point = (): ChainPoint => ({ stream, count, head });

  /** A disk that takes no note does not keep the log from taking records. */
  const note = (): void => {
    try {
      options.note(point());
    } catch (error) {
      onFault(error);
    }
  };

  /** A stream of its own again, where the one before cannot be gone on with. */
  const beginAnew = (): void => {
    follows = count > 0 ? point() : follows;
    stream = streamName('accessLog', randomId());
    count = 0;
    head = noRecord;
    isNoted = false;
  };

  const encode = async (
    waiting: readonly Waiting[],
  ): Promise<{ events: NewEvent[]; head: string }> => {
    const events: NewEvent[] = [];
    let bytes = 0;
    let previous = head;
    for (const { record } of waiting) {
      const event = accessEventOf(record, {
        stream,
        previous,
        key: await keys.ensure(auditKeyId(record.at)),
        ...(count + events.length === 0 && follows ? { follows } : {}),
      });
      bytes += event.data.byteLength + 512;
      if (events.length > 0 && bytes > limits.batchBytesMax) break;
      previous = hashOfRecord(stream, event);
      events.push(event);
    }
    return { events, head: previous };
  };

  const moveOn = (result: AppendResult, events: readonly NewEvent[], next: string): void => {
    if (result.kind === 'conflict') {
      beginAnew();
      throw new CuckmereError('INTERNAL', 'Somebody else wrote to the stream of access records.');
    }
    count += events.length;
    head = next;
    if (count - notedCount < recordsPerNote) return;
    notedCount = count;
    note();
  };

  const expected = (): bigint | 'none' => (count === 0 ? 'none' : BigInt(count - 1));

  /** Sends the same events again until it is known what became of them. */
  const settle = async (
    first: Promise<AppendResult>,
    events: readonly NewEvent[],
    next: string,
  ): Promise<void> => {
    let attempt = first;
    for (;;) {
      try {
        moveOn(await attempt, events, next);
        return;
      } catch (error) {
        // A certain no to the very first sending; after that an earlier one may have been taken.
        const isNo = attempt === first && !isCuckmereError(error, 'OUTCOME_UNKNOWN');
        if (isNo || isCuckmereError(error, 'INTERNAL') || isClosing) return;
      }
      await pause(limits.restMs);
      attempt = store.append(stream, expected(), events);
    }
  };

  const appendOne = async (): Promise<void> => {
    const { events, head: next } = await encode(queue.slice(0, limits.batchRecordsMax));
    const batch = queue.splice(0, events.length);
    try {
      if (!isNoted) note();
      isNoted = true;
      const appending = store.append(stream, expected(), events);
      let isKnown = false;
      try {
        const result = await withinTime(appending, limits.appendMs);
        isKnown = true;
        moveOn(result, events, next);
      } catch (error) {
        const isLate = !isKnown && isCuckmereError(error, 'STORE_UNAVAILABLE');
        if (isLate || isCuckmereError(error, 'OUTCOME_UNKNOWN')) {
          unknown = settle(appending, events, next).finally(() => {
            unknown = undefined;
          });
        }
        throw error;
      }
      for (const { resolve } of batch) resolve();
    } catch (error) {
      restUntil = monotonicMs() + limits.restMs;
      const tried = unknown ? { stream, revision: count } : undefined;
      for (const [index, { reject }] of batch.entries()) {
        const at = tried && { stream: tried.stream, revision: tried.revision + index };
        reject(
          new CuckmereError('ACCESS_LOG_UNAVAILABLE', 'The access log took no record.', {
            cause: error,
            ...(at ? { details: { tried: at } } : {}),
          }),
        );
      }
      for (const { reject } of queue.splice(0)) reject(notTaken(error));
    }
  };

  const gather = async (ms: number): Promise<void> => {
    gathering = new AbortController();
    await pause(ms, gathering.signal);
    gathering = undefined;
  };

  /** An append stops everything else: one for each answer would leave a slow disk nothing more. */
  const dueInMs = (): number => begunAtMs + (isHurried ? hurriedMs : gatherMs) - monotonicMs();

  const run = async (): Promise<void> => {
    try {
      while (queue.length > 0) {
        for (let waitMs = dueInMs(); waitMs > 0; waitMs = dueInMs()) await gather(waitMs);
        isHurried = false;
        // All of this turn of the event loop come first.
        await new Promise((resolve) => setImmediate(resolve));
        begunAtMs = monotonicMs();
        await appendOne();
        const tookMs = monotonicMs() - begunAtMs;
        const longMs = Math.max(tookMs * limits.gatherAppends, limits.gatherMs);
        gatherMs = Math.min(longMs, limits.gatherMsMax);
        hurriedMs = Math.min(tookMs * limits.hurriedAppends, limits.gatherMsMax);
      }
    } catch (error) {
      onFault(error);
      for (const { reject } of queue.splice(0)) reject(notTaken(error));
    } finally {
      running = undefined;
    }
  };

  return {
    /**
     * Durable when it resolves; rejects with `ACCESS_LOG_UNAVAILABLE`, at once while it rests. Where
     * others will come in a moment it may wait for them.
     */
    write: (record: AccessRecord, othersCome: boolean): Promise<void> =>
      new Promise((resolve, reject) => {
        const isResting = unknown !== undefined || monotonicMs() < restUntil;
        if (isResting || isClosing || queue.length >= limits.queueRecordsMax) {
          reject(notTaken());
          return;
        }
        queue.push({ record, resolve, reject });
        if (!othersCome && !isHurried) {
          isHurried = true;
          gathering?.abort();
        }
        running ??= run();
      }),
    isTaking: (): boolean => unknown === undefined && monotonicMs() >= restUntil,
    /** Waits for what was taken, and notes where the chain ends. */
    close: async (): Promise<void> => {
      isClosing = true;
      await running;
      // A store that never answers is not waited for: the record was kept elsewhere or refused.
      await Promise.race([unknown, pause(unknown ? limits.appendMs : 0)]);
      if (count > 0) note();
    },
  };
};
export type AccessWriter = ReturnType<typeof createAccessWriter>;

/** Where a rejected record may have been written to after all; undefined where it was not sent. */
export const triedOf = (error: unknown): ChainedRecord['tried'] =>
  isCuckmereError(error) ? (error.details['tried'] as ChainedRecord['tried']) : undefined;
