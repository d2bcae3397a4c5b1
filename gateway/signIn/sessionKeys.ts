/**
 * The key of a session is destroyed some time after the session cannot be open any more: nobody can
 * read then who it was from the log, which stays whole. What is due is found among the keys, so a sweep
 * goes on after a restart, and again where older keys were brought back. Only who may write does it.
 */
import { sessionOfKeyId } from '../../events/store/keys/keyStore';
import type { House } from '../../subgraphs/house';
import type { GatewayLog } from '../log';
import { sessionLimits } from './sessions';

export const sessionKeyLimits = {
  /** After the latest moment at which the session ends, whatever happens. */
  keptAfterEndMs: 24 * 60 * 60_000,
  sweepEveryMs: 10 * 60_000,
  /** Keys destroyed in one write. */
  keysAtOnce: 100,
  /** Keys destroyed in one sweep; the next one goes on. */
  keysMax: 5_000,
} as const;

type SweptHouse = Pick<House, 'keys' | 'keyStore' | 'loops' | 'clock'>;

/** Gives how many keys were destroyed. */
export const sweepSessionKeys = async (house: SweptHouse): Promise<number> => {
  const { absoluteMs } = sessionLimits;
  const { keptAfterEndMs, keysAtOnce, keysMax } = sessionKeyLimits;
  const madeBefore = new Date(house.clock().getTime() - absoluteMs - keptAfterEndMs);
  const due = { after: '', before: madeBefore.toISOString(), limit: keysAtOnce };
  let destroyed = 0;
  while (destroyed < keysMax) {
    const keyIds = await house.keyStore.sessionKeys(due);
    if (keyIds.length === 0) break;
    await house.keys.destroyAll(keyIds);
    for (const keyId of keyIds) house.loops.session.forget(sessionOfKeyId(keyId) ?? '');
    destroyed += keyIds.length;
    // Others have their turn between two writes.
    await new Promise((resume) => setImmediate(resume));
  }
  return destroyed;
};

/** Sweeps now and from time to time; gives back how to stop, to be awaited. */
export const keepSweepingSessionKeys = (house: SweptHouse, log: GatewayLog) => {
  let sweeping: Promise<void> | undefined;
  const sweep = (): void => {
    sweeping ??= sweepSessionKeys(house)
      .then((keys) => {
        if (keys > 0) log.info('keys of sessions that ended destroyed', { keys });
      })
      .catch((error: unknown) => void log.fault('session keys', error))
      .finally(() => {
        sweeping = undefined;
      });
  };
  sweep();
  const timer = setInterval(sweep, sessionKeyLimits.sweepEveryMs);
  timer.unref();
  return async (): Promise<void> => {
    clearInterval(timer);
    await sweeping;
  };
};
