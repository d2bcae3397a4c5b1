/**
 * All that crosses from the gateway to a subgraph beside document and variables: plain JSON, so
 * that a subgraph can run in a process of its own without a change. A test puts it through JSON.
 */
import type { Actor } from '../events/decider';
import type { Relationship } from '../policy/request';

export interface Caller {
  readonly actor: Actor;
  /** How the caller stands to the people they ask about; `self` holds for `ownPersonId` only. */
  readonly relationship: Relationship;
  /** The record that is the caller's own, where the caller is a patient. */
  readonly ownPersonId?: string;
}

export interface SubgraphContext {
  readonly caller: Caller;
  readonly requestId: string;
  readonly traceparent?: string;
  /** Position token: read models wait for it, bounded (DESIGN.md 5). */
  readonly readAfter?: string;
}

/** What resolvers get: the context that crossed, and a memory for this one request. */
export interface ResolverContext extends SubgraphContext {
  readonly remembered: Map<string, Promise<unknown>>;
}

/** Does `work` once in a request, so that two fields of one answer rest on one read. */
export const once = <Value>(
  context: ResolverContext,
  key: string,
  work: () => Promise<Value>,
): Promise<Value> => {
  const known = context.remembered.get(key);
  if (known) return known as Promise<Value>;
  const value = work();
  context.remembered.set(key, value);
  return value;
};

/** Work that is awaited later or never: where it fails unawaited, that is no fault of the process. */
export const begun = <Value>(work: Promise<Value>): Promise<Value> => {
  work.catch(() => undefined);
  return work;
};
