/**
 * Access records of what was saved that neither the log nor the spool took: held in memory, bounded,
 * and brought to the one that takes them first. Until then health is red, and a process that ends
 * loses them: the command's own event still says who did it.
 */
import type { Spooled } from './accessSpool';

export const unkeptLimits = { recordsMax: 1_000, retryMs: 1_000 } as const;

export interface UnkeptOptions {
  /** Durable when it resolves. */
  readonly add: (spooled: Spooled) => Promise<void>;
  readonly onFault: (error: unknown) => void;
  readonly retryMs?: number | undefined;
}

export const createUnkept = ({ add, onFault, retryMs = unkeptLimits.retryMs }: UnkeptOptions) => {
  let held: readonly Spooled[] = [];
  let keeping: Promise<void> | undefined;
  let retrying: NodeJS.Timeout | undefined;
  let isClosed = false;

  /** One after the other, so that none is kept twice. */
  const keepEach = async (): Promise<void> => {
    for (let [first] = held; first; [first] = held) {
      await add(first);
      held = held.slice(1);
    }
  };
  const keepAll = (): Promise<void> =>
    (keeping ??= keepEach().finally(() => {
      keeping = undefined;
    }));

  const retry = async (): Promise<void> => {
    try {
      await keepAll();
    } catch {
      // Told when they came; it is tried again.
    }
    retrying = undefined;
    retryLater();
  };

  const retryLater = (): void => {
    if (held.length === 0 || isClosed) return;
    retrying ??= setTimeout(() => void retry(), retryMs);
  };

  return {
    hold: (spooled: readonly Spooled[]): void => {
      if (isClosed) {
        onFault(new Error('Access records came when nothing took them any more.'));
        return;
      }
      const room = unkeptLimits.recordsMax - held.length;
      held = [...held, ...spooled.slice(0, Math.max(room, 0))];
      if (spooled.length > room) onFault(new Error('Too many access records wait: some are lost.'));
      retryLater();
    },
    count: (): number => held.length,
    /** Tries once more. */
    close: async (): Promise<void> => {
      isClosed = true;
      clearTimeout(retrying);
      await keepAll().catch(onFault);
      held = [];
    },
  };
};
