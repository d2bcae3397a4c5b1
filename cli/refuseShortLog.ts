/**
 * A log that ends before what was read from it has lost acknowledged records. It is not served: what
 * is missing might be a withdrawal, and nobody can tell whose.
 */
import { CuckmereError } from '../events/errors';
import { firstPosition } from '../events/store/eventStore';
import type { Position } from '../events/store/eventStore';

/** `reached` is how far `reader` had read the same log. Throws `STORE_DAMAGED`. */
export const refuseShortLog = (
  last: Position | undefined,
  reader: string,
  reached: Position | 'start' | undefined,
): void => {
  if (
    reached === undefined ||
    reached === 'start' ||
    reached === firstPosition ||
    (last !== undefined && reached <= last)
  )
    return;
  throw new CuckmereError(
    'STORE_DAMAGED',
    `The event log ends at position ${last ?? '(none)'}, but ${reader} had read it up to ${reached}: records are missing from its end. Nothing was changed. Bring back the whole log, or a backup with: cuckmere restore DIR --replace; on EventStoreDB whose server was restored: cuckmere log renew.`,
    { details: { position: reached } },
  );
};
