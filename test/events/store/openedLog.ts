/** An event log with its keys in a folder of a test's own, and event stores that fail on purpose. */
import { CuckmereError } from '../../../events/errors';
import type { AppendResult, EventStore } from '../../../events/store/eventStore';
import { createKeyRing } from '../../../events/store/keys/keyRing';
import type { KeyRing } from '../../../events/store/keys/keyRing';
import type { KeyStore } from '../../../events/store/keys/keyStore';
import { openSqliteKeyStore } from '../../../events/store/keys/sqliteKeyStore';
import { openSqliteEventStore } from '../../../events/store/sqlite/sqliteEventStore';
import { temporaryFolder } from '../../support/temporaryFolder';

export interface OpenedLog {
  readonly folder: string;
  readonly store: EventStore;
  readonly keyStore: KeyStore;
  readonly keys: KeyRing;
  close(): Promise<void>;
}

const opened: OpenedLog[] = [];
afterEach(async () => {
  for (const log of opened.splice(0)) await log.close();
});

/** Opens log and keys of a data folder; closed after the test. */
export const openLog = (folder: string = temporaryFolder()): OpenedLog => {
  const store = openSqliteEventStore({ folder });
  const keyStore = openSqliteKeyStore(`${folder}/keys`, {});
  let isClosed = false;
  const log: OpenedLog = {
    folder,
    store,
    keyStore,
    keys: createKeyRing(keyStore),
    close: async () => {
      if (isClosed) return;
      isClosed = true;
      await store.close();
      await keyStore.close();
    },
  };
  opened.push(log);
  return log;
};

type Append = EventStore['append'];

/** The store with another way to append; all else is the store's own. */
export const storeWith = (store: EventStore, change: (append: Append) => Append): EventStore => ({
  ...store,
  append: change((...sent) => store.append(...sent)),
});

const lost = (): CuckmereError => new CuckmereError('OUTCOME_UNKNOWN', 'The answer was lost.');

/** Commits, then loses the answer, the first `times` times. */
export const losingAnswers = (store: EventStore, times: number): EventStore => {
  let left = times;
  return storeWith(store, (append) => async (...sent): Promise<AppendResult> => {
    const result = await append(...sent);
    left -= 1;
    if (left >= 0) throw lost();
    return result;
  });
};

/** Loses what is sent before it is written, the first `times` times. */
export const losingAppends = (store: EventStore, times: number): EventStore => {
  let left = times;
  return storeWith(store, (append) => (...sent): Promise<AppendResult> => {
    left -= 1;
    return left >= 0 ? Promise.reject(lost()) : append(...sent);
  });
};
