/** The end of the log as far as people and plans go: every look at them adds an access record. */
import type { EventStore, Position } from '../../events/store/eventStore';
import { storeLimits } from '../../events/store/eventStore';
import { prefixes } from '../../projections/runner';

/** Position of the last event that is no access record; undefined where there is none. */
export const lastChange = async (store: EventStore): Promise<Position | undefined> => {
  let last: Position | undefined;
  let after: Position | 'start' = 'start';
  for (;;) {
    const slice = await store.readAll(after, prefixes, storeLimits.readLimitMax);
    last = slice.events.at(-1)?.position ?? last;
    after = slice.checkedTo;
    if (slice.isEnd) return last;
  }
};
