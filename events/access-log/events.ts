/**
 * What is recorded of every look: who asked, for which parts of whom, what was decided and why, and
 * the position that was read. Never what was read: no clinical content, no NHS number. Sealed with a
 * yearly audit key, since it outlives the key of the person (DESIGN.md 7).
 */
type Of<Type extends string, Data extends object> = { readonly type: Type; readonly data: Data };

/** One access decision: an action on a section, the rules that decided it. */
export interface Look {
  readonly action: string;
  readonly section: string;
  readonly effect: 'permit' | 'deny';
  readonly rules: readonly string[];
  /** Position of the last event that was read for it; absent where nothing was read. */
  readonly position?: string;
  /** The incident, or the opening in an emergency, that gave the right. */
  readonly reference?: AccessReference;
}

export interface AccessReference {
  readonly kind: 'INCIDENT' | 'EMERGENCY';
  readonly id: string;
}

export interface PersonLooks {
  /** Empty where the request named nobody that there could be. */
  readonly personId: string;
  readonly looks: readonly Look[];
}

export interface AccessRecord {
  /** RFC 3339 UTC with milliseconds. */
  readonly at: string;
  readonly kind: 'QUERY' | 'MUTATION' | 'LIVE_OPENED' | 'LIVE_CLOSED';
  /** `REFUSED`: nothing of anybody was permitted. */
  readonly outcome: 'ANSWERED' | 'REFUSED';
  readonly requestId: string;
  /** Which record of the request, from 0: one that names very many people needs several. */
  readonly part: number;
  /** The operation's own name, where it has one that can be kept. */
  readonly operation?: string;
  /** SHA-256 of the session's id. */
  readonly session: string;
  readonly who: {
    readonly id: string;
    readonly name: string;
    readonly role: string;
    readonly kind: string;
    /** ODS code. */
    readonly organisation: string;
    readonly organisationName: string;
  };
  readonly purpose: string;
  readonly people: readonly PersonLooks[];
  /** Of a subscription that closed: what was sent. */
  readonly sent?: { readonly first?: string; readonly last?: string };
}

/** Where a chain of records stood: how many, and the hash of the last one. */
export interface ChainPoint {
  readonly stream: string;
  readonly count: number;
  readonly head: string;
}

export interface ChainedRecord extends AccessRecord {
  /** Hash of the record before in the stream; 64 zeros in the first. */
  readonly previous: string;
  /** In the first record of a writer: where the writer before it ended. */
  readonly follows?: ChainPoint;
  /** An earlier append of this very record, whose outcome was not known. */
  readonly tried?: { readonly stream: string; readonly revision: number };
}

export type AccessLogEvent = Of<'AccessRecorded', ChainedRecord>;
export type AccessLogEventType = AccessLogEvent['type'];
export const accessRecorded = 'AccessRecorded' satisfies AccessLogEventType;
