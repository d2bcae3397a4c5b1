/**
 * `cuckmere verify`: walks the log from its first record to its last, beside a running server: every
 * checksum, every stream without a gap, and the hash chain. Names the first bad position.
 */
import { readChain } from '../events/store/chain/chainFile';
import { verifyLog } from '../events/store/chain/verifyLog';
import type { LogMessage } from '../events/store/chain/verifyLog';
import type { EventStore, Position } from '../events/store/eventStore';
import { storeLimits } from '../events/store/eventStore';
import { openEventStoreDb } from '../events/store/eventstoredb/eventStoreDb';
import { openLogReader } from '../events/store/sqlite/logReader';
import { progressBar } from './progressBar';

export interface VerifyOptions {
  readonly data: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly say: (line: string) => void;
}

interface Source {
  readonly generation: string;
  /** Undefined where the store does not say how many there are. */
  readonly records: number | undefined;
  readonly pages: AsyncIterable<readonly LogMessage[]>;
  close(): Promise<void> | void;
}

async function* pagesOf(store: EventStore): AsyncIterable<readonly LogMessage[]> {
  let at: Position | 'start' = 'start';
  for (;;) {
    const slice = await store.readAll(at, [], storeLimits.readLimitMax);
    yield slice.events.map((event) => ({ kind: 'event', event }));
    at = slice.checkedTo;
    if (slice.isEnd) return;
  }
}

const openSource = async ({ data, environment }: VerifyOptions): Promise<Source> => {
  const url = environment['EVENTSTORE_URL'] ?? '';
  if (url === '') {
    const reader = openLogReader(data);
    return { ...reader, pages: reader.pages() };
  }
  const namespace = environment['EVENTSTORE_NAMESPACE'] ?? '';
  const store = await openEventStoreDb({ url, ...(namespace === '' ? {} : { namespace }) });
  return {
    generation: store.generation,
    records: undefined,
    pages: pagesOf(store),
    close: () => store.close(),
  };
};

const count = (number: number): string => number.toLocaleString('en-GB');

/** Gives the exit code: 0 where the log is whole. */
export const verify = async (options: VerifyOptions): Promise<number> => {
  const { data, say } = options;
  const chain = readChain(data);
  const source = await openSource(options);
  const bar = progressBar('records', source.records ?? chain?.heads.at(-1)?.count ?? 0);
  const began = performance.now();
  try {
    const result = await verifyLog({
      pages: source.pages,
      generation: source.generation,
      chain,
      onProgress: (records) => {
        bar.advance(records);
      },
    });
    bar.stop();
    if (result.kind === 'wrong') {
      say(`The log is not whole: the record at position ${result.position} ${result.what}.`);
      say(`Everything before that position is as it was written. Restore a backup (see README).`);
      return 1;
    }
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    say(
      `The log is whole: ${count(result.records)} records in ${seconds} s, up to position ${result.last ?? '(none)'}.`,
    );
    say(
      `The hash chain vouches for ${count(result.vouchedFor)} of them; those after its last head have their checksum only.`,
    );
    return 0;
  } finally {
    bar.stop();
    await source.close();
  }
};
