/**
 * The runner (DESIGN.md 5): one subscription feeds every read model in log order. While catching
 * up a transaction holds up to 500 events; when live it holds what one commit brought. An event
 * that cannot be applied halts that person's rows, loudly; everyone else goes on.
 */
import { isCuckmereError } from '../events/errors';
import { categories, idOf } from '../events/ids';
import { openRecords } from '../events/store/codec';
import type { OpenedEvent } from '../events/store/codec';
import { firstPosition } from '../events/store/eventStore';
import type { EventStore, Position, RecordedEvent } from '../events/store/eventStore';
import { isErasure } from '../events/store/honourErasures';
import type { KeyRing } from '../events/store/keys/keyRing';
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

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const settle = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', settle);
      resolve();
    };
    const timer = setTimeout(settle, ms);
    signal.addEventListener('abort', settle);
    if (signal.aborted) settle();
  });

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
      if (isDone || !model.wants(record)) continue;
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

  const commitBatch = async (records: readonly RecordedEvent[], to: Position): Promise<void> => {
    const opened = await openRecords(keys, records);
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
    tellListeners(records);
    wakeWaiting();
  };

  const follow = async (): Promise<void> => {
    let batch: RecordedEvent[] = [];
    let to: Position | undefined;
    const flush = async (): Promise<void> => {
      if (to === undefined) return;
      const records = batch;
      const end = to;
      batch = [];
      to = undefined;
      await commitBatch(records, end);
    };
    position = startOf();
    for await (const message of store.subscribe(position, prefixes, stopped.signal)) {
      switch (message.kind) {
        case 'event':
          batch.push(message.event);
          to = message.event.position;
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
