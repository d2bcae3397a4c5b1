/**
 * Follows the log by a subscription of its own and writes the heads of its hash chain: every 1,000
 * records, a minute after a record came, and at the end. A head that cannot be written is made again
 * from the last one that was. At a record that cannot be vouched for it stops and says so.
 */
import { CuckmereError } from '../../errors';
import type { EventStore, Position } from '../eventStore';
import { pause } from '../pause';
import { standingFaultOf } from '../standingFaults';
import type { StandingFault } from '../standingFaults';
import { blockRecordsMax, createChainHash, noHead } from './chainHash';
import { openChainFile } from './chainFile';

export const chainLimits = {
  /** A record is vouched for by a written head at most so long after it came. */
  headAfterMs: 60_000,
  restartDelayMs: 1_000,
} as const;

const logBegin = { count: 0, head: noHead };

export interface ChainKeeperOptions {
  readonly store: EventStore;
  /** The data folder. */
  readonly folder: string;
  /** The chain cannot go on; told once for each time it stops. */
  readonly onFault: (error: unknown) => void;
  readonly headAfterMs?: number;
}

export interface ChainKeeper {
  start(): void;
  /** The last record that was added to the chain, whether its head is written or not. */
  reached(): Position | undefined;
  /** Why the chain does not go on; undefined once it vouches for the log again. */
  fault(): StandingFault | undefined;
  /** Writes the head of what was read and ends. */
  stop(): Promise<void>;
}

/** Faults of the log itself: reading it again gives the same. */
const isLasting = (error: unknown): boolean =>
  error instanceof CuckmereError && ['RECORD_CORRUPT', 'POSITION_UNKNOWN'].includes(error.code);

export const createChainKeeper = (options: ChainKeeperOptions): ChainKeeper => {
  const { store, folder, onFault, headAfterMs = chainLimits.headAfterMs } = options;
  const file = openChainFile(folder, store.generation);
  const stopped = new AbortController();
  let chain = createChainHash(file.last() ?? logBegin);
  let at = file.last()?.position;
  let timer: NodeJS.Timeout | undefined;
  let following: Promise<void> | undefined;
  let fault: StandingFault | undefined;

  const goBackToFile = (): void => {
    chain = createChainHash(file.last() ?? logBegin);
    at = file.last()?.position;
  };

  const writeHead = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const head = chain.end();
    if (!head) return;
    try {
      file.append(head);
      fault = undefined;
    } catch (error) {
      goBackToFile();
      throw error;
    }
  };

  const follow = async (): Promise<void> => {
    goBackToFile();
    const failed = new AbortController();
    const writeHeadLater = (): void => {
      try {
        writeHead();
      } catch (error) {
        failed.abort(error);
      }
    };
    const ended = AbortSignal.any([stopped.signal, failed.signal]);
    for await (const message of store.subscribe(at ?? 'start', [], ended)) {
      // A head that failed meanwhile took the chain back: what comes now would leave a gap.
      failed.signal.throwIfAborted();
      switch (message.kind) {
        case 'event':
          chain.add(message.event);
          at = message.event.position;
          if (chain.pending() >= blockRecordsMax) writeHead();
          else timer ??= setTimeout(writeHeadLater, headAfterMs).unref();
          break;
        case 'corrupt':
          writeHead();
          throw new CuckmereError(
            'RECORD_CORRUPT',
            `The hash chain stops before position ${message.position}, which ${message.what}: run "cuckmere verify".`,
            { details: { position: message.position } },
          );
        case 'caughtUp':
          if (chain.pending() === 0) fault = undefined;
          break;
        case 'checkpoint':
          break;
      }
    }
    failed.signal.throwIfAborted();
  };

  const run = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      try {
        await follow();
      } catch (error) {
        clearTimeout(timer);
        timer = undefined;
        if (stopped.signal.aborted) return;
        fault = standingFaultOf('hash chain', error);
        onFault(error);
        if (isLasting(error)) return;
      }
      await pause(chainLimits.restartDelayMs, stopped.signal);
    }
  };

  return {
    start: () => {
      following ??= run();
    },
    reached: () => at,
    fault: () => fault,
    stop: async () => {
      stopped.abort();
      await following;
      try {
        writeHead();
      } catch (error) {
        // The next start makes it again; whoever closes the house goes on.
        onFault(error);
      }
      file.close();
    },
  };
};
