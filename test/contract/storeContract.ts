/**
 * What every event store must do (EVENTSTORE.md A3, A15), run against each adapter. Every test
 * writes streams of its own under names never used before, so a log that others share will do.
 */
import type { EventStore } from '../../events/store/eventStore';
import { appendContract } from './appendContract';
import { badInputContract } from './badInputContract';
import { durabilityContract } from './durabilityContract';
import { readContract } from './readContract';
import { subscriptionContract } from './subscriptionContract';

export interface OpenedStore {
  readonly store: EventStore;
  /** Closes the store and opens the same log again; absent where the log is not ours to close. */
  readonly reopen?: () => Promise<EventStore>;
  readonly close: () => Promise<void>;
}
export type OpenStore = () => Promise<OpenedStore>;

/** Registers the whole contract for one adapter; `open` gives a store of its own at each call. */
export const storeContract = (name: string, open: OpenStore): void => {
  describe(`the event store contract: ${name}`, () => {
    appendContract(open);
    badInputContract(open);
    readContract(open);
    subscriptionContract(open);
    durabilityContract(open);
  });
};

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
