/**
 * The EventStoreDB adapter against a server: the contract of every store, and what is its own. The
 * server may be a real one or the double; names are fresh in every run, so it may be shared.
 */
import { randomUUID } from 'node:crypto';
import { openEventStoreDb } from '../../events/store/eventstoredb/eventStoreDb';
import { storeContract } from './storeContract';

/** A log that nobody else on the server knows of. */
export const freshNamespace = (): string => `t${randomUUID().replaceAll('-', '').slice(0, 16)}`;

export const eventStoreDbContract = (name: string, urlOf: () => string): void => {
  storeContract(name, async () => {
    const url = urlOf();
    const namespace = freshNamespace();
    let store = await openEventStoreDb({ url, namespace });
    return {
      store,
      reopen: async () => {
        await store.close();
        store = await openEventStoreDb({ url, namespace });
        return store;
      },
      close: () => store.close(),
    };
  });
};
