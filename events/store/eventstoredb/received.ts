/** What the server answers, as our own words: events, marks in a subscription, ends of streams. */
import type { ReadResp } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb';
import { CuckmereError } from '../../errors';
import type { EventId } from '../../ids';
import { positionFrom } from '../eventStore';
import type { Metadata, Position, RecordedEvent } from '../eventStore';
import type { StreamNames } from './streamNames';

/** The server's word for "no position": past anything that a log can hold. */
const lastOfLog = 2n ** 63n - 1n;

/** undefined for the server's placeholder of none, which must never be kept as a checkpoint. */
const position = (commit: string, prepare: string): Position | undefined => {
  const [first, second] = [BigInt(commit), BigInt(prepare)];
  return first > lastOfLog || second > lastOfLog ? undefined : positionFrom(first, second);
};

/** Texts only; an event that somebody else wrote may have any metadata, or none. */
const metadataFrom = (bytes: Uint8Array): Metadata => {
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return {};
  }
  if (typeof parsed !== 'object' || parsed === null) return {};
  return Object.fromEntries(
    Object.entries(parsed).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
};

/** Asks for `created` nowhere: times come from our own metadata (EVENTSTORE.md A5.4). */
export const recordedFrom = (names: StreamNames, event: ReadResp.ReadEvent): RecordedEvent => {
  const record = event.getEvent();
  const at = record && position(record.getCommitPosition(), record.getPreparePosition());
  if (!record || !at) {
    throw new CuckmereError('INTERNAL', 'EventStoreDB told an event without its place.');
  }
  const stream = Buffer.from(record.getStreamIdentifier()?.getStreamName_asU8() ?? []);
  return {
    stream: names.ours(stream.toString('utf8')),
    revision: BigInt(record.getStreamRevision()),
    position: at,
    id: (record.getId()?.getString() ?? '') as EventId,
    type: record.getMetadataMap().get('type') ?? '',
    data: record.getData_asU8(),
    metadata: metadataFrom(record.getCustomMetadata_asU8()),
  };
};

export type Received =
  | { readonly kind: 'event'; readonly event: ReadResp.ReadEvent }
  | { readonly kind: 'checkpoint'; readonly position: Position | undefined }
  | { readonly kind: 'caughtUp' }
  | { readonly kind: 'notFound' }
  | { readonly kind: 'lastRevision'; readonly revision: bigint }
  | { readonly kind: 'other' };

export const receivedFrom = (answer: ReadResp): Received => {
  const event = answer.getEvent();
  if (event) return { kind: 'event', event };
  const checkpoint = answer.getCheckpoint();
  if (checkpoint) {
    const { commitPosition, preparePosition } = checkpoint.toObject() as unknown as {
      commitPosition: string;
      preparePosition: string;
    };
    return { kind: 'checkpoint', position: position(commitPosition, preparePosition) };
  }
  if (answer.hasCaughtUp()) return { kind: 'caughtUp' };
  if (answer.hasStreamNotFound()) return { kind: 'notFound' };
  if (answer.hasLastStreamPosition()) {
    return { kind: 'lastRevision', revision: BigInt(answer.getLastStreamPosition()) };
  }
  return { kind: 'other' };
};
