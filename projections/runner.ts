/**
 * The runner (DESIGN.md 5): one subscription feeds every read model in log order. While catching
 * up a transaction holds up to 500 events; when live it holds what one commit brought. An event
 * that cannot be applied halts that person's rows, loudly; everyone else goes on.
 */
import { categories } from '../events/ids';
import { firstPosition } from '../events/store/eventStore';
import type { EventStore, Position, RecordedEvent } from '../events/store/eventStore';
import type { KeyRing } from '../events/store/keys/keyRing';
import { pause } from '../events/store/pause';
import { applyBatch, openBatch } from './batch';
import type { BatchItem } from './batch';
import type { Halt } from './database';
import type { ReadModel } from './readModel';

export const runnerLimits = {
  batchEventsMax: 500,
  /** A model waits at most this long for a position that a reader names (DESIGN.md 5). */
  readAfterMs: 2_000,
  /** Where nothing is to be applied the checkpoint is saved no more often than this. */
  checkpointMs: 1_000,
  restartDelayMs: 250,
  restartDelayMaxMs: 10_000,
} as const;

/** Every category that feeds the read models of care, as stream prefixes. */
export const prefixes = categories
  .filter((category) => category !== 'accessLog')
  .map((category) => `${category}-`);

/** What feeds the read models of access records: those, and whose rows are to go (DESIGN.md 5). */
export const accessPrefixes: readonly string[] = ['accessLog-', 'erasure-', 'auditYear-'];

/** What the live feed is told of an event once every read model holds it. Clear parts only. */
export type Applied = Pick<RecordedEvent, 'stream' | 'type' | 'position' | 'revision' | 'metadata'>;

export interface RunnerOptions {
  readonly store: EventStore;
  readonly keys: KeyRing;
  /** The streams that feed them; those of care unless told. */
  readonly from?: readonly string[];
  /** Lets live events gather for so long, where nobody waits for each of them. */
  readonly gatherMs?: number;
  /** Those that serve; one may be exchanged for another between two batches (`between`). */
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

export const createRunner = (options: RunnerOptions) => {
  const { store, keys, models, from = prefixes, gatherMs = 0 } = options;
  const stopped = new AbortController();
  const listeners = new Set<(events: readonly Applied[]) => void>();
  const waiting = new Set<{ position: Position; settle: () => void }>();
  let isCaughtUp = false;
  let running: Promise<void> | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  /** The position that every model has reached. */
  const startOf = (): Position | 'start' => {
    const reached = models.map((model) => model.checkpoint());
    if (reached.length === 0 || reached.includes('start')) return 'start';
    return reached.reduce((least, one) => (one < least ? one : least));
  };
  let position = startOf();
  /** Of the last event that was applied: what readers are told, since nothing after it is theirs. */
  let applied = position;
  /** Runs while the models hold more than their checkpoints say. */
  let savingLater: NodeJS.Timeout | undefined;

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

  /** Batches and what is done between them, one after the other. */
  const inTurn = <Value>(work: () => Promise<Value>): Promise<Value> => {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  };

  const saveCheckpoints = async (): Promise<void> => {
    savingLater = undefined;
    if (position === 'start' || stopped.signal.aborted) return;
    for (const model of models) await applyBatch(model, [], position, options.onHalt);
  };

  const saveLater = (): void => {
    savingLater ??= setTimeout(() => {
      inTurn(saveCheckpoints).catch(options.onFault);
    }, runnerLimits.checkpointMs);
  };

  const commitBatch = async (batch: readonly BatchItem[], to: Position): Promise<void> => {
    const opened = await openBatch(keys, batch);
    // Access records pass by at every look: that they did is not worth a commit of every model.
    if (opened.length === 0 && isCaughtUp) saveLater();
    else for (const model of models) await applyBatch(model, opened, to, options.onHalt);
    position = to;
    applied = opened.at(-1)?.record.position ?? applied;
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
      await inTurn(() => commitBatch(items, end));
    };
    position = startOf();
    for await (const message of store.subscribe(position, from, stopped.signal)) {
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
          if (gatherMs > 0) await pause(gatherMs, stopped.signal);
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
      clearTimeout(savingLater);
      await turn;
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
    /** Runs `work` while no batch is being applied. */
    between: inTurn,
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
    /** Of the last event that every model holds; of an empty log the first. */
    position: (): Position => (applied === 'start' ? firstPosition : applied),
  };
};
export type Runner = ReturnType<typeof createRunner>;
