/** What is asked of the server: requests of its gRPC service, built from our own words. */
import {
  Empty,
  StreamIdentifier,
  UUID,
} from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb';
import {
  BatchAppendReq,
  ReadReq,
  TombstoneReq,
} from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb';
import type { Expected, Position } from '../eventStore';
import { eventStoreDbLimits } from './eventStoreDbLimits';

const { Options } = ReadReq;
const { FORWARDS, BACKWARDS } = Options.ReadDirection;
type ReadOptions = InstanceType<typeof Options>;

/** Which streams of the whole log are wanted, by their outward names. */
export type StreamFilter =
  { readonly prefixes: readonly string[] } | { readonly regex: string } | 'everything';

/** An event as it goes out. */
export interface OutgoingEvent {
  readonly id: string;
  readonly type: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
  /** True for the server's own `$metadata` events only; our data is sealed bytes. */
  readonly isJson?: boolean;
}

const identifier = (stream: string): StreamIdentifier => {
  const made = new StreamIdentifier();
  made.setStreamName(Buffer.from(stream).toString('base64'));
  return made;
};

const uuid = (text: string): UUID => {
  const made = new UUID();
  made.setString(text);
  return made;
};

const readRequest = (fill: (options: ReadOptions) => void): ReadReq => {
  const options = new Options();
  const ids = new Options.UUIDOption();
  ids.setString(new Empty());
  options.setUuidOption(ids);
  options.setResolveLinks(false);
  // From this value on the server says at the end of a read where the stream ends.
  const control = new Options.ControlOption();
  control.setCompatibility(1);
  options.setControlOption(control);
  fill(options);
  const request = new ReadReq();
  request.setOptions(options);
  return request;
};

export interface StreamQuestion {
  readonly stream: string;
  /** First revision read, inclusive; the stream's end where it is read backwards without one. */
  readonly from: bigint | 'start' | 'end';
  readonly backwards: boolean;
  readonly count: number;
}

export const streamRequest = (question: StreamQuestion): ReadReq =>
  readRequest((options) => {
    const stream = new Options.StreamOptions();
    stream.setStreamIdentifier(identifier(question.stream));
    if (question.from === 'start') stream.setStart(new Empty());
    else if (question.from === 'end') stream.setEnd(new Empty());
    else stream.setRevision(question.from.toString());
    options.setStream(stream);
    options.setReadDirection(question.backwards ? BACKWARDS : FORWARDS);
    options.setCount(String(question.count));
    options.setNoFilter(new Empty());
  });

const positionOf = (position: Position) => {
  const made = new Options.Position();
  made.setCommitPosition(BigInt(`0x${position.slice(0, 16)}`).toString());
  made.setPreparePosition(BigInt(`0x${position.slice(16)}`).toString());
  return made;
};

const setFilter = (options: ReadOptions, filter: StreamFilter): void => {
  if (filter === 'everything') {
    options.setNoFilter(new Empty());
    return;
  }
  const expression = new Options.FilterOptions.Expression();
  if ('regex' in filter) expression.setRegex(filter.regex);
  else expression.setPrefixList([...filter.prefixes]);
  const made = new Options.FilterOptions();
  made.setStreamIdentifier(expression);
  made.setMax(eventStoreDbLimits.searchWindowEvents);
  made.setCheckpointintervalmultiplier(eventStoreDbLimits.checkpointWindows);
  options.setFilter(made);
};

const allOptions = (from: Position | 'start' | 'end') => {
  const all = new Options.AllOptions();
  if (from === 'start') all.setStart(new Empty());
  else if (from === 'end') all.setEnd(new Empty());
  else all.setPosition(positionOf(from));
  return all;
};

/** A position given is read too: the server's reads are inclusive. */
export const allRequest = (
  from: Position | 'start' | 'end',
  filter: StreamFilter,
  count: number,
): ReadReq =>
  readRequest((options) => {
    options.setAll(allOptions(from));
    options.setReadDirection(from === 'end' ? BACKWARDS : FORWARDS);
    options.setCount(String(count));
    setFilter(options, filter);
  });

/** The position given is not told again: the server's subscriptions are exclusive. */
export const subscriptionRequest = (after: Position | 'start', filter: StreamFilter): ReadReq =>
  readRequest((options) => {
    options.setAll(allOptions(after));
    options.setSubscription(new Options.SubscriptionOptions());
    setFilter(options, filter);
  });

const setExpected = (options: BatchAppendReq.Options, expected: Expected): void => {
  switch (expected) {
    case 'any':
      options.setAny(new Empty());
      break;
    case 'none':
      options.setNoStream(new Empty());
      break;
    case 'exists':
      options.setStreamExists(new Empty());
      break;
    default:
      options.setStreamPosition(expected.toString());
  }
};

const proposed = (event: OutgoingEvent): BatchAppendReq.ProposedMessage => {
  const message = new BatchAppendReq.ProposedMessage();
  message.setId(uuid(event.id));
  message.getMetadataMap().set('type', event.type);
  const kind = event.isJson ? 'application/json' : 'application/octet-stream';
  message.getMetadataMap().set('content-type', kind);
  message.setData(event.data);
  message.setCustomMetadata(event.metadata);
  return message;
};

export const appendRequest = (
  correlationId: string,
  stream: string,
  expected: Expected,
  events: readonly OutgoingEvent[],
): BatchAppendReq => {
  const options = new BatchAppendReq.Options();
  options.setStreamIdentifier(identifier(stream));
  setExpected(options, expected);
  const request = new BatchAppendReq();
  request.setOptions(options);
  request.setCorrelationId(uuid(correlationId));
  request.setProposedMessagesList(events.map(proposed));
  request.setIsFinal(true);
  return request;
};

export const tombstoneRequest = (stream: string): TombstoneReq => {
  const options = new TombstoneReq.Options();
  options.setStreamIdentifier(identifier(stream));
  options.setAny(new Empty());
  const request = new TombstoneReq();
  request.setOptions(options);
  return request;
};
