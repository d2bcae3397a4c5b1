/**
 * One row of the log as a recorded event, with its checksum: a CRC-32 over everything the row
 * says, verified on every read. A row that does not match is never served and never skipped.
 */
import { crc32 } from 'node:zlib';
import { CuckmereError } from '../../errors';
import type { EventId, StreamName } from '../../ids';
import type { Metadata, Position, RecordedEvent } from '../eventStore';

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

export const recordedFrom = (row: RecordRow, stream: StreamName): RecordedEvent => {
  const [sequence, , revision, id, type, metadata, data, checksum] = row;
  const position = positionOfSequence(sequence);
  if (checksumOf(sequence, stream, revision, id, type, metadata, data) !== checksum) {
    throw new CuckmereError(
      'RECORD_CORRUPT',
      `The record at position ${position} does not match its checksum.`,
      { details: { position } },
    );
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
