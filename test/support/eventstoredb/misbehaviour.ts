/** What a test can make the double do wrong. Whatever is not named goes as it should. */
import type { Endpoint } from './failures';
import type { ExpectedRevision } from './judgeWrite';

export interface AppendSeen {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly ids: readonly string[];
  /** How many appends this node took before it, since it was told to misbehave. */
  readonly number: number;
}

export type AppendFate =
  | 'answered'
  /** Committed, and nobody is told. */
  | 'answerDropped'
  /** Neither written nor answered. */
  | 'lost'
  /** Committed and seen at once, answered once this is settled. */
  | { readonly answeredAfter: Promise<unknown> }
  /** In flight until this is settled: nobody sees it, and the same ids sent again are dropped. */
  | { readonly committedAfter: Promise<unknown> };

export interface Misbehaviour {
  /** Asked once for each append, a conflict or a repeat too. */
  readonly append?: (append: AppendSeen) => AppendFate;
  /** This node follows: calls that require the leader are sent to this one. */
  readonly notLeader?: Endpoint;
  /** Says "Server Is Not Ready" to every call. */
  readonly isNotReady?: boolean;
  /** Takes every call, does nothing and never answers. */
  readonly isSilent?: boolean;
  /** Told of every call, and of every append of a batch, when it comes. */
  readonly onCall?: () => void;
  /** Goes away after so many more answers of reads and subscriptions. */
  readonly goesAwayAfterAnswers?: number;
}
