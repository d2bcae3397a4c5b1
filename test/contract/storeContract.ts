/**
 * What every event store must do (EVENTSTORE.md A3, A15), run against each adapter. Every test
 * writes streams of its own under names never used before, so a log that others share will do.
 */
import { appendContract } from './appendContract';
import { badInputContract } from './badInputContract';
import { durabilityContract } from './durabilityContract';
import type { OpenStore } from './openedStore';
import { readContract } from './readContract';
import { subscriptionContract } from './subscriptionContract';

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
