/**
 * Follows the log by a subscription of its own and writes the heads of its hash chain: every 1,000
 * records, a minute after a record came, and at the end. It stops at a record that cannot be vouched
 * for and says so: the chain never runs past one.
 */
import { CuckmereError } from '../../errors';
import type { EventStore, Position } from '../eventStore';
import { pause } from '../pause';
import { blockRecordsMax, createChainHash, noHead } from './chainHash';
import type { Head } from './chainHash';
import { openChainFile } from './chainFile';

export const chainLimits = {
  /** A record is vouched for by a written head at most so long after it came. */
  headAfterMs: 60_000,
  restartDelayMs: 1_000,
} as const;

export interface ChainKeeperOptions {
  readonly store: EventStore;
  /** The data folder. */
  readonly folder: string;
  /** The chain cannot go on; told once for each time it stops. */
  readonly onFault: (error: unknown) => void;
}

export interface ChainKeeper {
  start(): void;
  /** The last record that was added to the chain, whether its head is written or not. */
  reached(): Position | undefined;
  /** Writes the head of what was read and ends. */
  stop(): Promise<void>;
}

/** Faults of the log itself: reading it again gives the same. */
const isLasting = (error: unknown): boolean =>
  error instanceof CuckmereError && ['RECORD_CORRUPT', 'POSITION_UNKNOWN'].includes(error.code);

export const createChainKeeper = ({ store, folder, onFault }: ChainKeeperOptions): ChainKeeper => {
  const file = openChainFile(folder, store.generation);
  const chain = createChainHash(file.last ?? { count: 0, head: noHead });
  const stopped = new AbortController();
  let at = file.last?.position;
  let timer: NodeJS.Timeout | undefined;
  let following: Promise<void> | undefined;

  /** Heads that could not be written yet: each goes on from the one before, so none may be lost. */
  const unwritten: Head[] = [];

  const writeHead = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const ended = chain.end();
    if (ended) unwritten.push(ended);
    try {
      for (let [head] = unwritten; head; [head] = unwritten) {
        file.append(head);
        unwritten.shift();
      }
    } catch (error) {
      onFault(error);
      writeHeadSoon();
    }
  };
  const writeHeadSoon = (): void => {
    timer ??= setTimeout(writeHead, chainLimits.headAfterMs).unref();
  };

  const follow = async (): Promise<void> => {
    for await (const message of store.subscribe(at ?? 'start', [], stopped.signal)) {
      switch (message.kind) {
        case 'event':
          chain.add(message.event);
          at = message.event.position;
          if (chain.pending() >= blockRecordsMax) writeHead();
          else writeHeadSoon();
          break;
        case 'corrupt':
          throw new CuckmereError(
            'RECORD_CORRUPT',
            `The hash chain stops before position ${message.position}, which ${message.what}: run "cuckmere verify".`,
          );
        case 'checkpoint':
        case 'caughtUp':
          break;
      }
    }
  };

  const run = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      try {
        await follow();
      } catch (error) {
        if (stopped.signal.aborted) return;
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
    stop: async () => {
      stopped.abort();
      await following;
      writeHead();
      clearTimeout(timer);
      file.close();
    },
  };
};
