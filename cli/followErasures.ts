/**
 * Hears every erasure that the read models applied, by whichever process it was confirmed, and
 * forgets that person, or that year of access records, here; and keeps note of how far this went, so that an opening looks only at
 * what came since.
 */
import { idOf } from '../events/ids';
import { isErasure, keyGoneAfter, markHonoured } from '../events/store/honourErasures';
import type { GatewayLog } from '../gateway/log';
import { forgetPerson } from '../subgraphs/forgetPerson';
import type { House } from '../subgraphs/house';

/** Events between two notes. */
const noteEveryEvents = 10_000;

/** Gives back how to stop; to be awaited after the runner has stopped. */
export const followErasures = (house: House, log: GatewayLog): (() => Promise<void>) => {
  let work = Promise.resolve();
  let hasFailed = false;
  let unnoted = 0;
  const then = (next: () => Promise<void>): void => {
    work = work.then(next).catch((error: unknown) => {
      // Nothing is noted any more, so that the next opening does what failed here.
      hasFailed = true;
      log.fault('erasure', error);
    });
  };
  const note = async (position: string): Promise<void> => {
    if (!hasFailed) await markHonoured(house.store, house.keyStore, position);
  };
  const stop = house.runner.onApplied((events) => {
    for (const { stream, type } of events) {
      const keyId = keyGoneAfter({ stream, type });
      if (isErasure({ stream, type })) then(() => forgetPerson(house, idOf(stream)));
      else if (keyId !== undefined) then(() => house.keys.destroy(keyId));
    }
    unnoted += events.length;
    const last = events.at(-1);
    if (unnoted < noteEveryEvents || !last) return;
    unnoted = 0;
    then(() => note(last.position));
  });
  return async () => {
    stop();
    then(() => note(house.runner.position()));
    await work;
  };
};
