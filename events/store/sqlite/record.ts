/**
 * One row of the log as a recorded event, with its checksum: a CRC-32 over everything the row
 * says, verified on every read. A row that does not match is never served and never skipped.
 */
import { crc32 } from 'node:zlib';
import { CuckmereError, isCuckmereError } from '../../errors';
import type { EventId, StreamName } from '../../ids';
import type { CorruptRecord, Metadata, Position, RecordedEvent } from '../eventStore';

/** Columns in the order of `recordColumns`. */
export type RecordRow = [
  sequence: number,
  stream: number,
  revision: number,
  id: string,
  type: string,
  metadata: string,
  data: Uint8Array,
  checksum: number,
];
export const recordColumns = 'sequence, stream, revision, id, type, metadata, data, checksum';

/** The sequence stands in both halves; without bigints, since every record read makes one. */
export const positionOfSequence = (sequence: number): Position => {
  const half = sequence.toString(16).padStart(16, '0');
  return (half + half) as Position;
};

export const sequenceOfPosition = (position: Position): number =>
  Number.parseInt(position.slice(0, 16), 16);

export const checksumOf = (
  sequence: number,
  stream: string,
  revision: number,
  id: string,
  type: string,
  metadata: string,
  data: Uint8Array,
): number =>
  crc32(data, crc32(`${String(sequence)} ${stream} ${String(revision)} ${id} ${type} ${metadata}`));

export const recordCorrupt = (position: Position, what: string): CuckmereError =>
  new CuckmereError('RECORD_CORRUPT', `The record at position ${position} ${what}.`, {
    details: { position },
  });

export const recordedFrom = (row: RecordRow, stream: StreamName): RecordedEvent => {
  const [sequence, , revision, id, type, metadata, data, checksum] = row;
  const position = positionOfSequence(sequence);
  if (checksumOf(sequence, stream, revision, id, type, metadata, data) !== checksum) {
    throw recordCorrupt(position, 'does not match its checksum');
  }
  return {
    stream,
    revision: BigInt(revision),
    position,
    id: id as EventId,
    type,
    data,
    metadata: JSON.parse(metadata) as Metadata,
  };
};

/** A record as a subscription tells it. */
export type RecordMessage =
  CorruptRecord | { readonly kind: 'event'; readonly event: RecordedEvent };

const keyIdIn = (metadata: string): string | undefined => {
  try {
    const { keyId } = JSON.parse(metadata) as Metadata;
    return typeof keyId === 'string' ? keyId : undefined;
  } catch {
    return undefined;
  }
};

/** The row as a message: a record that cannot be vouched for is named as such. */
export const messageOf = (row: RecordRow, stream: StreamName | undefined): RecordMessage => {
  const position = positionOfSequence(row[0]);
  try {
    if (!stream) throw recordCorrupt(position, 'names no stream');
    return { kind: 'event', event: recordedFrom(row, stream) };
  } catch (error) {
    if (!isCuckmereError(error, 'RECORD_CORRUPT')) throw error;
    const what = stream ? 'does not match its checksum' : 'names no stream';
    const keyId = keyIdIn(row[5]);
    return { kind: 'corrupt', position, what, stream, ...(keyId === undefined ? {} : { keyId }) };
  }
};

export const positionOfMessage = (message: RecordMessage): Position =>
  message.kind === 'event' ? message.event.position : message.position;
