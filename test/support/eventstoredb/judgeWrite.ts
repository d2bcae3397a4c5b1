/**
 * What the server makes of an append or a delete: its rules in its own order, as `CheckCommit` of
 * `IndexWriter.cs` has them in EventStoreDB 24.6 (EVENTSTORE.md A3). Only ids are compared.
 */
export type ExpectedRevision = 'any' | 'noStream' | 'exists' | bigint;

/** The server's number for a stream that was never written. */
export const noStream = -1n;
/** The server's number for the end of a stream that was deleted for good. */
export const tombstoned = 2n ** 63n - 1n;

/** What the writer knows of a stream; it runs ahead of what readers see. */
export interface WriterFacts {
  /** Last revision written, `noStream` or `tombstoned`. */
  readonly current: bigint;
  readonly isSoftDeleted: boolean;
  readonly hasMetadata: boolean;
  idAt(revision: bigint): string | undefined;
  /** Revision under which a recent id was first written to this very stream. */
  recentRevision(id: string): bigint | undefined;
}

export type Verdict =
  /** `reopens`: the stream was soft-deleted, and is readable again from these events on. */
  | { readonly kind: 'write'; readonly current: bigint; readonly reopens: boolean }
  | { readonly kind: 'repeat'; readonly lastRevision: bigint }
  | { readonly kind: 'conflict'; readonly current: bigint }
  | { readonly kind: 'deleted' };

const judgeLoosely = (ids: readonly string[], facts: WriterFacts): Verdict => {
  const revisions = ids.map((id) => facts.recentRevision(id));
  const [first] = revisions;
  const last = revisions.at(-1);
  if (first === undefined) {
    return { kind: 'write', current: facts.current, reopens: facts.isSoftDeleted };
  }
  return revisions.includes(undefined) || last === undefined
    ? { kind: 'conflict', current: facts.current }
    : { kind: 'repeat', lastRevision: last };
};

const judgeRepeat = (expected: bigint, ids: readonly string[], facts: WriterFacts): Verdict => {
  let revision = expected;
  for (const id of ids) {
    revision += 1n;
    if (facts.idAt(revision) === id) continue;
    const isFirst = revision === expected + 1n;
    if (isFirst && expected === noStream && facts.isSoftDeleted) {
      return { kind: 'write', current: facts.current, reopens: true };
    }
    return { kind: 'conflict', current: facts.current };
  }
  return ids.length === 0
    ? { kind: 'conflict', current: facts.current }
    : { kind: 'repeat', lastRevision: revision };
};

export const judgeWrite = (
  expected: ExpectedRevision,
  ids: readonly string[],
  facts: WriterFacts,
): Verdict => {
  const { current } = facts;
  if (current === tombstoned) return { kind: 'deleted' };
  if (expected === 'exists') {
    if (facts.isSoftDeleted) return { kind: 'deleted' };
    if (current < 0n && !facts.hasMetadata) return { kind: 'conflict', current };
  }
  if (expected === 'any' || expected === 'exists') return judgeLoosely(ids, facts);
  const wanted = expected === 'noStream' ? noStream : expected;
  if (wanted < current) return judgeRepeat(wanted, ids, facts);
  if (wanted > current) return { kind: 'conflict', current };
  return { kind: 'write', current, reopens: facts.isSoftDeleted };
};
