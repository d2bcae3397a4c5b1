/**
 * All that crosses from the gateway to a subgraph beside document and variables, and what comes
 * back beside data: plain JSON, so that a subgraph can run in a process of its own without a
 * change. A test puts it through JSON.
 */
import type { AccessReference } from '../events/access-log/events';
import type { Actor } from '../events/decider';
import type { AccessDecision, Action, Assurance, Purpose, Section } from '../policy/request';

/** Who calls, as the sign-in found them; how they stand to a person is read from the log. */
export interface Caller {
  readonly actor: Actor;
  readonly kind: 'staff' | 'citizen' | 'system';
  readonly assurance: Assurance;
  /** Codes of CIS2 activities of the selected role; empty for citizens. */
  readonly activities: readonly string[];
  readonly purpose: Purpose;
  /** The session, or the token of a system, that carries the call; opaque. */
  readonly sessionId: string;
  /** When they last proved who they are. RFC 3339 UTC. */
  readonly authenticatedAt: string;
  /** From here on nothing is answered. RFC 3339 UTC. */
  readonly expiresAt: string;
  /** Blind index (`nhsNumber`) of a citizen's own number; never the number. */
  readonly nhsNumberKey?: string;
}

export interface SubgraphContext {
  readonly caller: Caller;
  readonly requestId: string;
  readonly traceparent?: string;
  /** Position token: read models wait for it, bounded (DESIGN.md 5). */
  readonly readAfter?: string;
}

/** One access decision that an answer rests on; what an access record is made of. */
export interface AccessNote {
  /** Empty where it concerns no person yet, such as a search that is refused. */
  readonly personId: string;
  readonly action: Action;
  readonly section: Section;
  readonly effect: AccessDecision['effect'];
  readonly rules: AccessDecision['rules'];
  readonly obligations: AccessDecision['obligations'];
  /** The incident, or the opening in an emergency, that gave the right. */
  readonly reference?: AccessReference;
  /** Position of the last event that was read for it (`noteReading`). */
  readonly position?: string;
}

/** What resolvers get: the context that crossed, and a memory for this one request. */
export interface ResolverContext extends SubgraphContext {
  readonly remembered: Map<string, Promise<unknown>>;
  /** Every decision made for this request; goes back to the gateway in `extensions.access`. */
  readonly notes: AccessNote[];
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
