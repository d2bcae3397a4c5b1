/**
 * The log of an installation for who only reads it from one end to the other, beside the process that
 * writes: the embedded one by a reader of its file, that of EventStoreDB by its own connection.
 */
import type { LogMessage } from '../events/store/chain/verifyLog';
import { storeLimits } from '../events/store/eventStore';
import type { EventStore, Position } from '../events/store/eventStore';
import { openLogReader } from '../events/store/sqlite/logReader';

export interface LogSourceOptions {
  readonly data: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export interface LogSource {
  readonly generation: string;
  /** Undefined where the store does not say how many there are. */
  readonly records: number | undefined;
  /** The log in its order, page by page, to its end as it stands when that is reached. */
  pages(after?: Position | 'start'): AsyncIterable<readonly LogMessage[]>;
  /** What is wrong with the file beside its records. */
  readonly fileFault?: () => string | undefined;
  close(): Promise<void> | void;
}

async function* pagesOf(
  store: EventStore,
  after: Position | 'start',
): AsyncIterable<readonly LogMessage[]> {
  let at = after;
  for (;;) {
    const slice = await store.readAll(at, [], storeLimits.readLimitMax);
    yield slice.events.map((event) => ({ kind: 'event', event }));
    at = slice.checkedTo;
    if (slice.isEnd) return;
  }
}

export const openLogSource = async ({
  data,
  environment,
}: LogSourceOptions): Promise<LogSource> => {
  const url = environment['EVENTSTORE_URL'] ?? '';
  if (url === '') return openLogReader(data);
  const namespace = environment['EVENTSTORE_NAMESPACE'] ?? '';
  const { openEventStoreDb } =
    require('../events/store/eventstoredb/eventStoreDb') as typeof import('../events/store/eventstoredb/eventStoreDb');
  const store = await openEventStoreDb({ url, ...(namespace === '' ? {} : { namespace }) });
  return {
    generation: store.generation,
    records: undefined,
    pages: (after = 'start') => pagesOf(store, after),
    close: () => store.close(),
  };
};
