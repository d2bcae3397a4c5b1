/** Between the messages of the protocol and the double's own words, both ways. */
import { Empty as AnyEmpty } from 'google-protobuf/google/protobuf/empty_pb';
import {
  AllStreamPosition,
  Empty,
  StreamIdentifier,
  UUID,
} from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb';
import { ReadResp } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb';
import type {
  DeleteReq,
  TombstoneReq,
  AppendReq,
  BatchAppendReq,
} from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb';
import type { ExpectedRevision } from './judgeWrite';
import type { LogPosition, LogRecord, ProposedEvent } from './logRecord';

/** Google's own `Empty`; the protocol has one of its own beside it. */
export const nothing = (): AnyEmpty => new AnyEmpty();
export const empty = (): Empty => new Empty();

/** The server's "no number": 2^64 - 1. */
export const noNumber = 2n ** 64n - 1n;

export const streamOf = (identifier: StreamIdentifier | undefined): string =>
  Buffer.from(identifier?.getStreamName_asU8() ?? []).toString('utf8');

export const identifierOf = (stream: string): StreamIdentifier => {
  const made = new StreamIdentifier();
  made.setStreamName(Buffer.from(stream).toString('base64'));
  return made;
};

const asHex = (bits: string): string =>
  BigInt.asUintN(64, BigInt(bits)).toString(16).padStart(16, '0');

export const idOf = (uuid: UUID | undefined): string => {
  const structured = uuid?.getStructured();
  if (!structured) return (uuid?.getString() ?? '').toLowerCase();
  const hex =
    asHex(structured.getMostSignificantBits()) + asHex(structured.getLeastSignificantBits());
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};

const asBits = (hex: string): string => BigInt.asIntN(64, BigInt(`0x${hex}`)).toString();

export const uuidOf = (id: string, isStructured = false): UUID => {
  const made = new UUID();
  if (!isStructured) {
    made.setString(id);
    return made;
  }
  const hex = id.replaceAll('-', '');
  const structured = new UUID.Structured();
  structured.setMostSignificantBits(asBits(hex.slice(0, 16)));
  structured.setLeastSignificantBits(asBits(hex.slice(16)));
  made.setStructured(structured);
  return made;
};

export const proposedFrom = (
  message: AppendReq.ProposedMessage | BatchAppendReq.ProposedMessage,
): ProposedEvent => ({
  id: idOf(message.getId()),
  type: message.getMetadataMap().get('type') ?? '',
  isJson: message.getMetadataMap().get('content-type') === 'application/json',
  data: message.getData_asU8(),
  metadata: message.getCustomMetadata_asU8(),
});

/** Whatever of append, delete and tombstone says which revision is expected. */
export const expectedFrom = (
  options: AppendReq.Options | DeleteReq.Options | TombstoneReq.Options,
): ExpectedRevision => {
  if (options.hasAny()) return 'any';
  if (options.hasNoStream()) return 'noStream';
  if (options.hasStreamExists()) return 'exists';
  return BigInt(options.getRevision());
};

export const expectedOfBatch = (options: BatchAppendReq.Options): ExpectedRevision => {
  if (options.hasAny()) return 'any';
  if (options.hasNoStream()) return 'noStream';
  if (options.hasStreamExists()) return 'exists';
  return BigInt(options.getStreamPosition());
};

/** Any of the protocol's messages that holds both halves of a position. */
export const placed = <
  Message extends {
    setCommitPosition(value: string): unknown;
    setPreparePosition(value: string): unknown;
  },
>(
  message: Message,
  { commit, prepare }: LogPosition,
): Message => {
  message.setCommitPosition(BigInt.asUintN(64, commit).toString());
  message.setPreparePosition(BigInt.asUintN(64, prepare).toString());
  return message;
};

export const allPositionOf = (position: LogPosition): AllStreamPosition =>
  placed(new AllStreamPosition(), position);

const ticksOfMs = 10_000;

const recordedEventOf = (record: LogRecord, isStructured: boolean) => {
  const made = placed(new ReadResp.ReadEvent.RecordedEvent(), record);
  made.setId(uuidOf(record.id, isStructured));
  made.setStreamIdentifier(identifierOf(record.stream));
  made.setStreamRevision(record.revision.toString());
  const metadata = made.getMetadataMap();
  metadata.set('type', record.type);
  metadata.set('created', String(record.createdMs * ticksOfMs));
  metadata.set('content-type', record.isJson ? 'application/json' : 'application/octet-stream');
  made.setData(record.data);
  made.setCustomMetadata(record.metadata);
  return made;
};

export const eventAnswer = (record: LogRecord, isStructured: boolean): ReadResp => {
  const event = new ReadResp.ReadEvent();
  event.setEvent(recordedEventOf(record, isStructured));
  event.setCommitPosition(record.commit.toString());
  const made = new ReadResp();
  made.setEvent(event);
  return made;
};
