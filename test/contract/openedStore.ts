/** How the contract opens a store, and the one store that a group of its tests shares. */
import type { EventStore } from '../../events/store/eventStore';

export interface OpenedStore {
  readonly store: EventStore;
  /** Closes the store and opens the same log again; absent where the log is not ours to close. */
  readonly reopen?: () => Promise<EventStore>;
  readonly close: () => Promise<void>;
}
export type OpenStore = () => Promise<OpenedStore>;

/** The store of a group of tests: opened before the first, closed after the last. */
export const storeOf = (open: OpenStore): (() => EventStore) => {
  let opened: OpenedStore | undefined;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened?.close());
  return () => {
    if (!opened) throw new Error('The store is opened before the tests run.');
    return opened.store;
  };
};
