/** The end of the log as far as people and plans go: every look at them adds an access record. */
import type { EventStore, Position } from '../../events/store/eventStore';
import { prefixes } from '../../projections/runner';

/** Position of the last event that is no access record; undefined where there is none. */
export const lastChange = (store: EventStore): Promise<Position | undefined> =>
  store.lastPosition(prefixes);
