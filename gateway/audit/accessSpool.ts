/**
 * Keeps access records that the log could not take, and forwards them in order once it takes them
 * again: exactly once, also after a restart, since each line of the file is one revision of the
 * spool's own stream.
 */
import type { AccessRecord, ChainedRecord, ChainPoint } from '../../events/access-log/events';
import { accessEventOf, hashOfRecord, noRecord } from '../../events/store/access-log/accessEvent';
import type { EventStore, NewEvent } from '../../events/store/eventStore';
import { auditKeyId } from '../../events/store/keys/keyStore';
import type { KeyRing } from '../../events/store/keys/keyRing';
import { pause } from '../../events/store/pause';
import { openSpoolFile } from './spoolFile';
import type { SpoolLimits } from './spoolFile';

export const forwardLimits = {
  /** Until the log is asked again whether it takes what waits. */
  retryMs: 1_000,
  batchRecordsMax: 100,
} as const;

export interface AccessSpoolOptions {
  /** The data folder. */
  readonly folder: string;
  readonly store: Pick<EventStore, 'append' | 'head'>;
  readonly keys: Pick<KeyRing, 'ensure'>;
  readonly note: (point: ChainPoint) => void;
  /** Told once for each time the log begins to refuse. */
  readonly onFault: (error: unknown) => void;
  readonly onForwarded: (records: number) => void;
  readonly limits?: SpoolLimits;
  readonly retryMs?: number;
}

/** A record and where the log may have taken it after all. */
export interface Spooled {
  readonly record: AccessRecord;
  readonly tried?: ChainedRecord['tried'];
}

export const openAccessSpool = (options: AccessSpoolOptions) => {
  const { folder, store, keys, onFault, retryMs = forwardLimits.retryMs } = options;
  const file = openSpoolFile(folder, options.limits);
  const stopped = new AbortController();
  let forwarding: Promise<void> | undefined;
  let adding: Promise<unknown> = Promise.resolve();

  const hashOfLast = (): string => {
    const [last] = file.read(file.count() - 1, 1);
    return file.count() > 0 && last ? hashOfRecord(file.stream(), last) : noRecord;
  };

  const encode = async (spooled: readonly Spooled[]): Promise<NewEvent[]> => {
    const events: NewEvent[] = [];
    const stream = file.stream();
    let previous = hashOfLast();
    for (const { record, tried } of spooled) {
      const key = await keys.ensure(auditKeyId(record.at));
      const event = accessEventOf(record, {
        stream,
        previous,
        key,
        ...(tried === undefined ? {} : { tried }),
      });
      previous = hashOfRecord(stream, event);
      events.push(event);
    }
    return events;
  };

  /** The first `count` that wait, in order; throws where the log does not take it. */
  const forwardAll = async (count: number): Promise<void> => {
    const stream = file.stream();
    let next = Number((await store.head(stream)) ?? -1n) + 1;
    while (next < count) {
      const events = file.read(next, Math.min(forwardLimits.batchRecordsMax, count - next));
      const expected = next === 0 ? 'none' : BigInt(next - 1);
      const result = await store.append(stream, expected, events);
      if (result.kind === 'conflict') next = Number((await store.head(stream)) ?? -1n) + 1;
      else next += events.length;
    }
  };

  /** Nobody adds between the last look at the count and the new beginning. */
  const finish = (forwarded: number): Promise<void> =>
    inTurn(() => {
      if (file.count() !== forwarded) return;
      options.note({ stream: file.stream(), count: forwarded, head: hashOfLast() });
      file.clear();
      options.onForwarded(forwarded);
    });

  const inTurn = <Value>(work: () => Promise<Value> | Value): Promise<Value> => {
    const mine = adding.then(work);
    adding = mine.catch(() => undefined);
    return mine;
  };

  const forward = async (): Promise<void> => {
    let isTold = false;
    while (file.count() > 0 && !stopped.signal.aborted) {
      try {
        const before = file.count();
        await forwardAll(before);
        await finish(before);
      } catch (error) {
        if (!isTold) onFault(error);
        isTold = true;
        await pause(retryMs, stopped.signal);
      }
    }
  };

  const start = (): void => {
    if (forwarding || file.count() === 0 || stopped.signal.aborted) return;
    forwarding = forward().finally(() => {
      forwarding = undefined;
      // What was added after the last look.
      start();
    });
  };

  return {
    /** Forwards what an earlier process left. */
    start,
    /** Durable when it resolves; rejects with `ACCESS_LOG_UNAVAILABLE` where the spool is full. */
    add: async (spooled: readonly Spooled[]): Promise<void> => {
      await inTurn(async () => {
        file.add(await encode(spooled));
      });
      start();
    },
    waiting: (): number => file.count(),
    close: async (): Promise<void> => {
      stopped.abort();
      await forwarding;
      await adding;
      file.close();
    },
  };
};
export type AccessSpool = ReturnType<typeof openAccessSpool>;
