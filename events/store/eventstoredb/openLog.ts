/**
 * Opens the log on the server: waits for one that is still starting, within a limit, makes sure
 * that this user may read the whole log, and learns (or gives) the log's identity.
 */
import { isCuckmereError } from '../../errors';
import { monotonicMs } from '../clock';
import type { Appends } from './appends';
import { pause } from '../pause';
import type { Connection } from './connectionString';
import type { EventStoreDbLimits } from './eventStoreDbLimits';
import { readOrWriteGeneration } from './identity';
import type { Reads } from './reads';
import { startFault } from './startFault';
import type { StreamNames } from './streamNames';

export interface OpenLogOptions {
  readonly connection: Connection;
  readonly reads: Reads;
  readonly appends: Appends;
  readonly names: StreamNames;
  readonly limits: EventStoreDbLimits;
}

const wordsOf = (error: unknown): string => {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error ? cause.message : '';
};

/** Gives the log's generation. Rejects at once with what waiting does not mend. */
export const openLog = async (options: OpenLogOptions): Promise<string> => {
  const { connection, reads, appends, names, limits } = options;
  const givenUpAt = monotonicMs() + limits.openMs;
  for (;;) {
    try {
      await reads.head();
      return await readOrWriteGeneration(reads, appends, names);
    } catch (error) {
      const mayPass =
        isCuckmereError(error, 'STORE_UNAVAILABLE') || isCuckmereError(error, 'OUTCOME_UNKNOWN');
      if (!mayPass) throw error;
      const fault = await startFault(connection, wordsOf(error));
      const isOver = monotonicMs() + limits.openRetryDelayMs > givenUpAt;
      if (fault.code === 'CONFIGURATION' || isOver) throw fault;
      await pause(limits.openRetryDelayMs);
    }
  }
};
