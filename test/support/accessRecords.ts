/** The access records of a log as a test reads them, and subgraphs whose records may wait. */
import type { ChainedRecord } from '../../events/access-log/events';
import type { StreamName } from '../../events/ids';
import { openRecords } from '../../events/store/codec';
import { storeLimits } from '../../events/store/eventStore';
import type { Position } from '../../events/store/eventStore';
import type { House } from '../../subgraphs/house';
import type { Subgraph } from '../../subgraphs/subgraph';

export interface ReadRecord extends ChainedRecord {
  readonly id: string;
  readonly stream: StreamName;
  readonly position: Position;
}

/** Every access record in the log, in its order; throws where one does not open. */
export const accessRecordsIn = async ({
  store,
  keys,
}: Pick<House, 'store' | 'keys'>): Promise<ReadRecord[]> => {
  const records: ReadRecord[] = [];
  let after: Position | 'start' = 'start';
  for (;;) {
    const slice = await store.readAll(after, ['accessLog-'], storeLimits.readLimitMax);
    for (const opened of await openRecords(keys, slice.events)) {
      if (opened.kind !== 'opened') throw new Error(`A record is ${opened.kind}.`);
      const { id, stream, position } = opened.record;
      records.push({ ...(opened.event.data as ChainedRecord), id, stream, position });
    }
    after = slice.checkedTo;
    if (slice.isEnd) return records;
  }
};

/** As the policy says it of urgent care: the record may wait in the spool. */
export const recordsMayWait = (subgraph: Subgraph): Subgraph => ({
  ...subgraph,
  execute: async (request) => {
    const result = await subgraph.execute(request);
    const access = (result.extensions?.access ?? []).map((note) => ({
      ...note,
      obligations: [...note.obligations, 'RECORD_MAY_WAIT' as const],
    }));
    return { ...result, extensions: { access } };
  },
});
