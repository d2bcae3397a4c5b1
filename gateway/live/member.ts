/** One member of the live hub: where its messages go, what it is shown, and what it may see. */
import type { Position } from '../../events/store/eventStore';
import type { AccessNote } from '../../subgraphs/context';
import type { LiveChange } from './changesSince';

/** Why a member is ended by the hub; after `behind` and `fault` it may come back with `after`. */
export type EndReason = 'behind' | 'fault' | 'denied';

export interface Member {
  /** Sends one payload; false where the client can take no more. */
  send(payload: string): boolean;
  /** Resolves once what was sent has left; false where the client does not take it in time. */
  flushed(): Promise<boolean>;
  end(reason: EndReason): void;
}

export interface Payload {
  readonly text: string;
  /** The access decisions that the text rests on. */
  readonly notes: readonly AccessNote[];
}

/** What a member is shown, by the access that it has now. */
export interface View {
  /** Members of one key are sent the same bytes: document, variables, access scope. */
  readonly groupKey: string;
  /** Which changes this group is told of; the same for all its members. */
  readonly isTold: (change: LiveChange) => boolean;
  /** Answers the selection for one change; called once for all members of a group. */
  readonly execute: (change: LiveChange) => Promise<Payload>;
  /** Epoch milliseconds at which the access ends by itself; undefined: it does not. */
  readonly untilMs: number | undefined;
}

export interface JoinOptions {
  readonly personId: string;
  /** Who follows. */
  readonly actorId: string;
  readonly member: Member;
  /** Where the member starts: nothing at or before it is sent again. */
  readonly start: Position;
  /** The first message. */
  readonly opened: LiveChange;
  /** The message that says: what you may see is other now, nothing else changed since `position`. */
  readonly seenAnew: (position: Position) => LiveChange;
  /** Reads the access anew; undefined: they may not follow this person any more. */
  readonly look: () => Promise<View | undefined>;
  /** What was recorded after a position, in order. */
  readonly missedSince: (position: Position) => Promise<readonly LiveChange[]>;
  /**
   * Makes the access record of an opening durable, before the first message under each view; gives
   * how to record that it is over, with the first and the last position sent.
   */
  readonly recordOpening: (
    notes: readonly AccessNote[],
  ) => Promise<(first: Position, last: Position) => void>;
}
