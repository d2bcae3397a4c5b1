/**
 * The seven expected-revision rules of EventStoreDB (EVENTSTORE.md A3) as one pure function, so
 * that the embedded log answers as the server does: only ids are compared, never type or data.
 */
import type { EventId } from '../ids';
import type { Expected } from './eventStore';

/** What the log knows of the stream at the moment of the append. */
export interface StreamFacts {
  /** Last revision; undefined where the stream was never written. */
  readonly revision: bigint | undefined;
  /** Id at a revision of this stream, undefined past its end. */
  idAt(revision: bigint): string | undefined;
  /** Revision at which a recently committed event with this id stands in this stream. */
  recentRevision(id: EventId): bigint | undefined;
}

export type Verdict =
  | { readonly kind: 'write' }
  /** A repeat: answered as the first time, nothing is written. */
  | { readonly kind: 'repeat'; readonly lastRevision: bigint }
  | { readonly kind: 'conflict' };

const write: Verdict = { kind: 'write' };
const conflict: Verdict = { kind: 'conflict' };

/** Rule 2: the ids stand at N+1, N+2, ... of the stream already. A shorter prefix succeeds too. */
const compareFrom = (first: bigint, ids: readonly EventId[], facts: StreamFacts): Verdict => {
  const isSame = ids.every((id, index) => facts.idAt(first + BigInt(index)) === id);
  return isSame ? { kind: 'repeat', lastRevision: first + BigInt(ids.length) - 1n } : conflict;
};

/** Rule 4: weak idempotency out of a bounded memory of recent ids. */
const compareRecent = (ids: readonly EventId[], facts: StreamFacts): Verdict => {
  const [firstId] = ids;
  const first = firstId === undefined ? undefined : facts.recentRevision(firstId);
  return first === undefined ? write : compareFrom(first, ids, facts);
};

export const judgeAppend = (
  expected: Expected,
  ids: readonly EventId[],
  facts: StreamFacts,
): Verdict => {
  if (expected === 'any') return compareRecent(ids, facts);
  if (expected === 'exists') {
    return facts.revision === undefined ? conflict : compareRecent(ids, facts);
  }
  const wanted = expected === 'none' ? -1n : expected;
  const current = facts.revision ?? -1n;
  if (wanted === current) return write;
  return wanted < current ? compareFrom(wanted + 1n, ids, facts) : conflict;
};
