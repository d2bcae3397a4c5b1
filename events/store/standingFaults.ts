/**
 * What is wrong with the log and stays wrong until somebody mends it: said by `/health/ready`, not
 * only in a line of the log that scrolled by. Codes and positions only, nothing of a person.
 */
import { isCuckmereError } from '../errors';
import type { ErrorCode } from '../errors';
import type { EventStore } from './eventStore';

export interface StandingFault {
  readonly where: 'hash chain' | 'record';
  /** Ours, or the system's, such as `ENOSPC`. */
  readonly code: string;
  /** Position of the record; undefined where it is not one record. */
  readonly at?: string;
}

export const standingFaultLimits = {
  /** Records that are named; of a log that is worse off the first are enough. */
  recordsMax: 100,
} as const;

/** An error in the words of a standing fault: its code and the position that it names. */
export const standingFaultOf = (where: StandingFault['where'], error: unknown): StandingFault => {
  if (!isCuckmereError(error)) {
    return { where, code: (error as NodeJS.ErrnoException | undefined)?.code ?? 'INTERNAL' };
  }
  const { position } = error.details;
  return { where, code: error.code, ...(typeof position === 'string' ? { at: position } : {}) };
};

const codesOfRecords: readonly ErrorCode[] = ['RECORD_CORRUPT', 'STORE_DAMAGED'];

/**
 * The same store; what its reads could not vouch for is remembered while the process runs. What a
 * subscription meets is told by who follows it: the hash chain stops, a read model halts.
 */
export const watchRecords = (store: EventStore) => {
  const faults = new Map<string, StandingFault>();
  const watched = async <Value>(reading: Promise<Value>): Promise<Value> => {
    try {
      return await reading;
    } catch (error) {
      if (isCuckmereError(error) && codesOfRecords.includes(error.code)) {
        const fault = standingFaultOf('record', error);
        const key = `${fault.code} ${fault.at ?? ''}`;
        if (faults.size < standingFaultLimits.recordsMax) faults.set(key, fault);
      }
      throw error;
    }
  };
  return {
    store: {
      ...store,
      read: (...asked: Parameters<EventStore['read']>) => watched(store.read(...asked)),
      readAll: (...asked: Parameters<EventStore['readAll']>) => watched(store.readAll(...asked)),
    } satisfies EventStore,
    faults: (): readonly StandingFault[] => [...faults.values()],
  };
};
