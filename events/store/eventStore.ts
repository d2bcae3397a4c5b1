/**
 * The port every event store stands behind (EVENTSTORE.md A3, A18; DESIGN.md 4). Data is bytes:
 * sealing happens above. A conflict is a value; an append is answered only after its commit
 * returned. `storeContract` in test/contract holds every adapter to this file.
 */
import type { EventId, StreamName } from '../ids';

declare const position: unique symbol;
/** 32 lower-case hex digits, commit then prepare: string order is log order. */
export type Position = string & { readonly [position]: true };

/** `none`: no such stream; `exists`: any revision; `any`: no check, never for a retried write. */
export type Expected = 'any' | 'none' | 'exists' | bigint;

/** All values are strings: the client's newer calls take no other. Nothing personal in it. */
export type Metadata = Readonly<Record<string, string>>;

export interface NewEvent {
  readonly id: EventId;
  readonly type: string;
  readonly data: Uint8Array;
  readonly metadata: Metadata;
}

export interface RecordedEvent extends NewEvent {
  readonly stream: StreamName;
  readonly revision: bigint;
  readonly position: Position;
}

export type AppendResult =
  /** Also the answer to an idempotent repeat, with the revision and position of the first time. */
  | { readonly kind: 'appended'; readonly revision: bigint; readonly position: Position }
  | { readonly kind: 'conflict'; readonly actual: bigint | 'none' };

export interface ReadOptions {
  /** First revision to read; forwards from 0, backwards from the end unless told. */
  readonly from?: bigint;
  readonly backwards?: boolean;
  readonly limit?: number;
}

export interface StreamSlice {
  readonly events: readonly RecordedEvent[];
  /** Revision of the stream's last event, also where the slice ends earlier or is empty. */
  readonly revision: bigint;
  readonly isEnd: boolean;
}

export interface AllSlice {
  readonly events: readonly RecordedEvent[];
  /** Everything wanted up to here is in this slice or an earlier one. */
  readonly checkedTo: Position;
  readonly isEnd: boolean;
}

/**
 * A record that the store cannot vouch for: it is named, never served, never skipped. An adapter
 * whose server checks its records itself never sends one.
 */
export interface CorruptRecord {
  readonly kind: 'corrupt';
  readonly position: Position;
  /** For the operator, after "the record at this position". */
  readonly what: string;
  /** The stream that it is said to be of; undefined where nothing tells. */
  readonly stream: StreamName | undefined;
  /** The key that it says it is sealed with: whose it was, where its stream was changed. */
  readonly keyId?: string;
}

export type SubscriptionMessage =
  | { readonly kind: 'event'; readonly event: RecordedEvent }
  | CorruptRecord
  /** Nothing of interest up to here. */
  | { readonly kind: 'checkpoint'; readonly position: Position }
  | { readonly kind: 'caughtUp' };

export interface EventStore {
  /** Identity of this log; a restored log has a new one (DESIGN.md 4). */
  readonly generation: string;
  append(
    stream: StreamName,
    expected: Expected,
    events: readonly NewEvent[],
  ): Promise<AppendResult>;
  /** undefined = no such stream. */
  read(stream: StreamName, options?: ReadOptions): Promise<StreamSlice | undefined>;
  /** Last revision, from the leader; undefined = no such stream, which is proof. */
  head(stream: StreamName): Promise<bigint | undefined>;
  /** Position of the last event of the log (of streams that begin so); undefined: there is none. */
  lastPosition(prefixes?: readonly string[]): Promise<Position | undefined>;
  /** Events after a position (exclusive) whose stream begins with one of `prefixes` (none: all). */
  readAll(after: Position | 'start', prefixes: readonly string[], limit: number): Promise<AllSlice>;
  /** Catch-up and live are one: ends when `signal` aborts, throws when the store goes. */
  subscribe(
    after: Position | 'start',
    prefixes: readonly string[],
    signal: AbortSignal,
  ): AsyncIterable<SubscriptionMessage>;
  /**
   * Events before `before` are no longer read from the stream; its revision stays. At most all
   * that is there: an event that comes later is read.
   */
  truncate(stream: StreamName, before: bigint): Promise<void>;
  /** The name is unusable for ever. */
  tombstone(stream: StreamName): Promise<void>;
  close(): Promise<void>;
}

/** Caps that every adapter keeps, so that both refuse alike (EVENTSTORE.md A4). */
export const storeLimits = {
  eventBytesMax: 256 * 1024,
  appendBytesMax: 512 * 1024,
  appendEventsMax: 500,
  readLimitMax: 4096,
} as const;

export const positionFrom = (commit: bigint, prepare: bigint): Position =>
  (commit.toString(16).padStart(16, '0') + prepare.toString(16).padStart(16, '0')) as Position;

export const isPosition = (text: string): text is Position => /^[0-9a-f]{32}$/.test(text);

/** What a client holds: `<log generation>.<position>`. */
export const tokenOf = (generation: string, at: Position): string => `${generation}.${at}`;

/** The position in a token of this log; undefined for another log's token or any other text. */
export const positionOfToken = (generation: string, token: string): Position | undefined => {
  const dot = token.indexOf('.');
  const text = token.slice(dot + 1);
  return token.slice(0, dot) === generation && isPosition(text) ? text : undefined;
};

/** A revision as a client holds it: `<log generation>.<revision>` (docs/decisions/0012). */
export const revisionTokenOf = (generation: string, revision: number | bigint): string =>
  `${generation}.${String(revision)}`;

/** The revision in a token of this log; undefined for another log's token or any other text. */
export const revisionOfToken = (generation: string, token: string): bigint | undefined => {
  const dot = token.lastIndexOf('.');
  const number = token.slice(dot + 1);
  const isOurs = token.slice(0, dot) === generation && /^\d{1,15}$/.test(number);
  return isOurs ? BigInt(number) : undefined;
};

export const firstPosition = positionFrom(0n, 0n);
