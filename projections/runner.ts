/**
 * The runner (DESIGN.md 5): one subscription feeds every read model in log order. While catching
 * up a transaction holds up to 500 events; when live it holds what one commit brought. An event
 * that cannot be applied halts that person's rows, loudly; everyone else goes on.
 */
import { CuckmereError, isCuckmereError } from '../events/errors';
import { categories, idOf, isPersonStream, personCategories, streamName } from '../events/ids';
import type { EventId, StreamName } from '../events/ids';
import { isoNow } from '../events/store/clock';
import { openRecords } from '../events/store/codec';
import type { OpenedEvent } from '../events/store/codec';
import { firstPosition } from '../events/store/eventStore';
import type {
  CorruptRecord,
  EventStore,
  Position,
  RecordedEvent,
} from '../events/store/eventStore';
import { isErasure } from '../events/store/honourErasures';
import type { KeyRing } from '../events/store/keys/keyRing';
import { personOfKeyId } from '../events/store/keys/keyStore';
import { pause } from '../events/store/pause';
import type { Halt } from './database';
import type { ReadModel } from './readModel';

export const runnerLimits = {
  batchEventsMax: 500,
  /** A model waits at most this long for a position that a reader names (DESIGN.md 5). */
  readAfterMs: 2_000,
  restartDelayMs: 250,
  restartDelayMaxMs: 10_000,
} as const;

/** Every category that feeds read models, as stream prefixes. */
const prefixes = categories.map((category) => `${category}-`);

/** What one transaction of the read models holds: events, and records that cannot be vouched for. */
type BatchItem = RecordedEvent | CorruptRecord;

const isCorrupt = (item: BatchItem): item is CorruptRecord => 'kind' in item;
const isEvent = (item: BatchItem): item is RecordedEvent => !isCorrupt(item);

/** The type under which a corrupt record is told: nothing in it can be believed. */
export const unreadableType = 'Unreadable';
/**
 * Stands for the stream of a record of which nobody knows whose it was: it halts nobody's rows, but
 * it stays among the halts and health stays red until the log is restored.
 */
const nobodysStream: StreamName = 'unknown-person';

/**
 * The streams that a corrupt record may be of: the one that it names and, where its key is another
 * person's, every stream of theirs, since one of them now lacks it.
 */
const streamsOf = ({ stream, keyId }: CorruptRecord): readonly StreamName[] => {
  const named = stream && isPersonStream(stream) ? [stream] : [];
  const sealedFor = keyId === undefined ? undefined : personOfKeyId(keyId);
  const isMoved = sealedFor !== undefined && !(stream && idOf(stream) === sealedFor);
  const lacking = isMoved ? personCategories.map((one) => streamName(one, sealedFor)) : [];
  const streams = [...named, ...lacking];
  return streams.length > 0 ? streams : [nobodysStream];
};

/** A corrupt record as events that cannot be read, one of each stream that it may be of. */
const unreadablesFrom = (corrupt: CorruptRecord): OpenedEvent[] => {
  const { position, what } = corrupt;
  const message = `The record at position ${position} ${what}.`;
  const error = new CuckmereError('RECORD_CORRUPT', message, { details: { position } });
  return streamsOf(corrupt).map((stream) => ({
    kind: 'unreadable',
    error,
    record: {
      stream,
      position,
      type: unreadableType,
      id: '' as EventId,
      revision: -1n,
      data: new Uint8Array(),
      metadata: { recordedAt: isoNow() },
    },
  }));
};

/** What the live feed is told of an event once every read model holds it. Clear parts only. */
export type Applied = Pick<RecordedEvent, 'stream' | 'type' | 'position' | 'revision' | 'metadata'>;

export interface RunnerOptions {
  readonly store: EventStore;
  readonly keys: KeyRing;
  readonly models: readonly ReadModel[];
  /** Told once for each halt: the operator must see it. */
  readonly onHalt: (model: string, halt: Halt) => void;
  /** A listener failed, or the subscription did: then the runner starts again after a pause. */
  readonly onFault: (error: unknown) => void;
}

export interface RunnerStatus {
  readonly position: Position | 'start';
  readonly isCaughtUp: boolean;
  readonly halts: readonly (Halt & { readonly model: string })[];
}

const reasonOf = (error: unknown): string =>
  isCuckmereError(error) ? error.code : error instanceof Error ? error.name : 'unknown';

export const createRunner = (options: RunnerOptions) => {
  const { store, keys, models } = options;
  const stopped = new AbortController();
  const listeners = new Set<(events: readonly Applied[]) => void>();
  const waiting = new Set<{ position: Position; settle: () => void }>();
  let isCaughtUp = false;
  let running: Promise<void> | undefined;

  /** The position that every model has reached. */
  const startOf = (): Position | 'start' => {
    const reached = models.map((model) => model.checkpoint());
    if (reached.length === 0 || reached.includes('start')) return 'start';
    return reached.reduce((least, one) => (one < least ? one : least));
  };
  let position = startOf();

  const foldInto = (model: ReadModel, batch: readonly OpenedEvent[]): Halt[] => {
    const halts: Halt[] = [];
    const done = model.checkpoint();
    const haltedNow = new Set<string>();
    for (const opened of batch) {
      const { record } = opened;
      const id = idOf(record.stream);
      const isDone = done !== 'start' && record.position <= done;
      const isWanted = model.wants(record) || record.stream === nobodysStream;
      if (isDone || !isWanted) continue;
      // Also the rows of a person whose rows stopped are erased.
      if (!isErasure(record) && (model.isHalted(id) || haltedNow.has(id))) continue;
      try {
        model.apply(opened);
      } catch (error) {
        haltedNow.add(id);
        const halt = { id, position: record.position, type: record.type, reason: reasonOf(error) };
        halts.push(halt);
        options.onHalt(model.name, halt);
      }
    }
    return halts;
  };

  const tellListeners = (events: readonly RecordedEvent[]): void => {
    if (events.length === 0) return;
    for (const listener of listeners) {
      try {
        listener(events);
      } catch (error) {
        options.onFault(error);
      }
    }
  };

  const wakeWaiting = (): void => {
    for (const one of waiting) {
      if (position !== 'start' && position >= one.position) one.settle();
    }
  };

  /** In log order, whatever cannot be read among them. */
  const openBatch = async (batch: readonly BatchItem[]): Promise<OpenedEvent[]> => {
    const events = await openRecords(keys, batch.filter(isEvent));
    const next = events.values();
    return batch.flatMap((item) =>
      isCorrupt(item) ? unreadablesFrom(item) : (next.next().value ?? []),
    );
  };

  const commitBatch = async (batch: readonly BatchItem[], to: Position): Promise<void> => {
    const opened = await openBatch(batch);
    for (const model of models) {
      const done = model.checkpoint();
      if (done !== 'start' && done >= to) continue;
      try {
        await model.prepare(opened.filter(({ record }) => model.wants(record)));
        await model.commit(to, foldInto(model, opened));
      } catch (error) {
        model.discard();
        throw error;
      }
    }
    position = to;
    tellListeners(opened.map(({ record }) => record));
    wakeWaiting();
  };

  const follow = async (): Promise<void> => {
    let batch: BatchItem[] = [];
    let to: Position | undefined;
    const flush = async (): Promise<void> => {
      if (to === undefined) return;
      const items = batch;
      const end = to;
      batch = [];
      to = undefined;
      await commitBatch(items, end);
    };
    position = startOf();
    for await (const message of store.subscribe(position, prefixes, stopped.signal)) {
      switch (message.kind) {
        case 'event':
        case 'corrupt':
          batch.push(message.kind === 'event' ? message.event : message);
          to = message.kind === 'event' ? message.event.position : message.position;
          if (batch.length >= runnerLimits.batchEventsMax) await flush();
          break;
        case 'checkpoint':
          to = message.position;
          break;
        case 'caughtUp':
          await flush();
          isCaughtUp = true;
          break;
      }
    }
  };

  const run = async (): Promise<void> => {
    let delay: number = runnerLimits.restartDelayMs;
    while (!stopped.signal.aborted) {
      const before = position;
      try {
        await follow();
      } catch (error) {
        if (!stopped.signal.aborted) options.onFault(error);
      }
      isCaughtUp = false;
      // Also where the subscription just ended, as that of a closed store does at once.
      if (position !== before) delay = runnerLimits.restartDelayMs;
      await pause(delay, stopped.signal);
      delay = Math.min(delay * 2, runnerLimits.restartDelayMaxMs);
    }
  };

  return {
    start: (): void => {
      running ??= run();
    },
    stop: async (): Promise<void> => {
      stopped.abort();
      await running;
      for (const one of waiting) one.settle();
    },
    /** True once every model holds the log up to `wanted`; false where that takes too long. */
    waitFor: (wanted: Position, timeoutMs: number = runnerLimits.readAfterMs): Promise<boolean> => {
      if (position !== 'start' && position >= wanted) return Promise.resolve(true);
      return new Promise((resolve) => {
        const settle = (): void => {
          clearTimeout(timer);
          waiting.delete(entry);
          resolve(position !== 'start' && position >= wanted);
        };
        const entry = { position: wanted, settle };
        const timer = setTimeout(settle, timeoutMs);
        waiting.add(entry);
      });
    },
    /** Hears every event once all models hold it, in log order; gives back how to stop. */
    onApplied: (listener: (events: readonly Applied[]) => void): (() => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    status: (): RunnerStatus => ({
      position,
      isCaughtUp,
      halts: models.flatMap((model) =>
        model.halts().map((halt) => ({ ...halt, model: model.name })),
      ),
    }),
    /** The position reached; of an empty log the first. */
    position: (): Position => (position === 'start' ? firstPosition : position),
  };
};
export type Runner = ReturnType<typeof createRunner>;
