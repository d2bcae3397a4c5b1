/**
 * Checks the chains of access records, record by record in log order: none missing in a stream, each
 * opens in its place and holds the hash of the one before, and every end that was noted elsewhere (by
 * the next writer, or in `accessLog.jsonl`) is reached. Keeps one entry for each writer.
 */
import { accessRecorded } from '../../access-log/events';
import type { ChainedRecord, ChainPoint } from '../../access-log/events';
import { categoryOf } from '../../ids';
import type { Wrong } from '../chain/verifyLog';
import { openRecords } from '../codec';
import { firstPosition } from '../eventStore';
import type { Position, RecordedEvent } from '../eventStore';
import type { KeyRing } from '../keys/keyRing';
import { hashOfRecord, noRecord } from './accessEvent';

interface Chain {
  count: number;
  head: string;
  position: Position;
}

export interface AccessChainCheck {
  /** The next records of the log, of whatever category, in its order. */
  add(records: readonly RecordedEvent[]): Promise<void>;
  /** The first that is wrong among those that were added. */
  wrong(): Wrong | undefined;
  /** What is missing at the end of a chain, where nothing else was wrong. */
  end(): Wrong | undefined;
  counts(): { readonly records: number; readonly writers: number; readonly unopened: number };
}

const wrongAt = (position: Position, what: string): Wrong => ({ kind: 'wrong', position, what });

const cutOff = ({ count }: Pick<ChainPoint, 'count'>, chain: Chain | undefined): Wrong =>
  chain
    ? wrongAt(
        chain.position,
        `is the last of its writer, number ${String(chain.count)}, but ${String(count - chain.count)} more were written after it`,
      )
    : wrongAt(firstPosition, `has none after it of a writer that wrote ${String(count)}`);

export const createAccessChainCheck = (
  keys: Pick<KeyRing, 'keysFor'>,
  noted: readonly ChainPoint[],
): AccessChainCheck => {
  const chains = new Map<string, Chain>();
  const headAt = new Map(
    noted.map(({ stream, count, head }) => [`${stream} ${String(count)}`, head]),
  );
  let found: Wrong | undefined;
  let records = 0;
  let unopened = 0;

  const chainOf = (stream: string): Chain => {
    const known = chains.get(stream);
    if (known) return known;
    const fresh = { count: 0, head: noRecord, position: firstPosition };
    chains.set(stream, fresh);
    return fresh;
  };

  /** What an opened record says of the ones before it. */
  const faultOf = (data: ChainedRecord, chain: Chain): string | undefined => {
    if (data.previous !== chain.head) return 'is not chained to the record that stands before it';
    const { follows } = data;
    if (!follows) return undefined;
    const before = chains.get(follows.stream);
    if (!before || before.count < follows.count) {
      const missing = follows.count - (before?.count ?? 0);
      return `tells of ${String(missing)} more records of the writer before it than the log holds`;
    }
    return before.count === follows.count && before.head !== follows.head
      ? 'tells of another last record of the writer before it'
      : undefined;
  };

  const addOne = (
    record: RecordedEvent,
    opened: Awaited<ReturnType<typeof openRecords>>[number] | undefined,
  ): string | undefined => {
    const chain = chainOf(record.stream);
    if (record.type !== accessRecorded) return 'is no access record, but stands among them';
    if (record.revision !== BigInt(chain.count)) {
      return 'does not follow the access record before it';
    }
    if (opened?.kind === 'unreadable') return 'does not open: it was changed or moved';
    if (opened?.kind === 'erased') unopened += 1;
    const fault =
      opened?.kind === 'opened' ? faultOf(opened.event.data as ChainedRecord, chain) : undefined;
    if (fault !== undefined) return fault;
    chain.count += 1;
    chain.head = hashOfRecord(record.stream, record);
    chain.position = record.position;
    records += 1;
    const told = headAt.get(`${record.stream} ${String(chain.count)}`);
    return told === undefined || told === chain.head ? undefined : 'is not the one that was noted';
  };

  return {
    add: async (all) => {
      const own = all.filter(({ stream }) => categoryOf(stream) === 'accessLog');
      const opened = await openRecords(keys as KeyRing, own);
      for (const [index, record] of own.entries()) {
        if (found) return;
        const what = addOne(record, opened[index]);
        if (what !== undefined) found = wrongAt(record.position, what);
      }
    },
    wrong: () => found,
    end: () => {
      if (found) return found;
      for (const point of noted) {
        const chain = chains.get(point.stream);
        if ((chain?.count ?? 0) < point.count) return cutOff(point, chain);
      }
      return undefined;
    },
    counts: () => ({ records, writers: chains.size, unopened }),
  };
};
