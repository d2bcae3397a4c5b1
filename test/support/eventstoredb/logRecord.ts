/** What the double keeps and what its log answers, in the server's own words. */
import type { ExpectedRevision } from './judgeWrite';
import type { StreamMetadata } from './streamMetadata';

export interface ProposedEvent {
  /** A lower-case UUID. */
  readonly id: string;
  readonly type: string;
  readonly isJson: boolean;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

/** Byte offsets: of an append's commit record, and of the event's own record before it. */
export interface LogPosition {
  readonly commit: bigint;
  readonly prepare: bigint;
}

export interface LogRecord extends ProposedEvent, LogPosition {
  readonly stream: string;
  readonly revision: bigint;
  readonly createdMs: number;
  /** Place in the log, counted from 0. */
  readonly ordinal: number;
}

export const isBefore = (one: LogPosition, other: LogPosition): boolean =>
  one.commit < other.commit || (one.commit === other.commit && one.prepare < other.prepare);

export type Written =
  /** `indexed` resolves once readers see it, to false where it was lost before. */
  | {
      readonly kind: 'written';
      readonly revision: bigint;
      readonly last: LogPosition;
      readonly indexed: Promise<boolean>;
    }
  | { readonly kind: 'repeat'; readonly revision: bigint; readonly last: LogPosition | undefined }
  /** The first sending of these ids is not indexed yet: the server says nothing at all. */
  | { readonly kind: 'dropped' }
  | { readonly kind: 'conflict'; readonly current: bigint }
  | { readonly kind: 'deleted' };

export interface ServerLog {
  /** `inFlight`: until then this, and all that is written after it, stays unseen by readers. */
  append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly ProposedEvent[],
    inFlight?: Promise<unknown>,
  ): Written;
  delete(stream: string, expected: ExpectedRevision): Written;
  tombstone(stream: string, expected: ExpectedRevision): Written;
  /** Records that readers see, counted from the start of the log. */
  readonly visibleCount: number;
  /** Whether a read may begin there: where a record begins, or past the end. */
  isPlace(position: LogPosition): boolean;
  /** The record that readers see at this place. */
  recordAt(ordinal: number): LogRecord | undefined;
  /** Every record of a stream that readers see; the index is the revision, but for a tombstone. */
  visible(stream: string): readonly LogRecord[];
  metadata(stream: string): StreamMetadata;
  /** Resolves when readers see more than `count` records, or when `ended` fires. */
  grown(count: number, ended: AbortSignal): Promise<void>;
  /** The server's process ended: what was not indexed is lost, recent ids are forgotten. */
  forgetUnindexed(): void;
}
