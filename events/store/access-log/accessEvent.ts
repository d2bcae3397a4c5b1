/**
 * An access record as an event of `accessLog-<writer>`: sealed with the audit key of its year, its id
 * made from the request, so that the same record is never a second event; and the hash by which the
 * next record is chained to it.
 */
import { createHash } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { v5 as uuidV5 } from 'uuid';
import { accessRecorded } from '../../access-log/events';
import type { AccessRecord, ChainedRecord, ChainPoint } from '../../access-log/events';
import type { EventId, StreamName } from '../../ids';
import { upcasting } from '../../upcasting';
import { canonicalJson } from '../canonicalJson';
import { sealPayload } from '../codec';
import type { NewEvent } from '../eventStore';
import { auditKeyId } from '../keys/keyStore';

/** Stands for the record before the first one. */
export const noRecord = '0'.repeat(64);

type Hashed = Pick<NewEvent, 'id' | 'type' | 'metadata' | 'data'>;

/** SHA-256 over all that the stored record says, its seal included. 64 hex digits. */
export const hashOfRecord = (stream: string, { id, type, metadata, data }: Hashed): string =>
  createHash('sha256')
    .update(`${stream}\n${id}\n${type}\n${canonicalJson(metadata)}\n`)
    .update(data)
    .digest('hex');

/** `requestId` is a UUID; of one request each kind and part is a record of its own. */
export const accessEventId = ({ requestId, kind, part }: AccessRecord): EventId =>
  uuidV5(`access/${kind}/${String(part)}`, requestId) as EventId;

export interface AccessEventOptions {
  readonly stream: StreamName;
  /** Hash of the record before in this stream. */
  readonly previous: string;
  /** The key that `auditKeyId(record.at)` names. */
  readonly key: KeyObject;
  readonly follows?: ChainPoint;
  readonly tried?: ChainedRecord['tried'];
}

export const accessEventOf = (record: AccessRecord, options: AccessEventOptions): NewEvent => {
  const { stream, previous, key, follows, tried } = options;
  const id = accessEventId(record);
  const metadata = {
    schema: String(upcasting.schemaOf(accessRecorded)),
    recordedAt: record.at,
    $correlationId: record.requestId,
    keyId: auditKeyId(record.at),
  };
  const data: ChainedRecord = {
    ...record,
    previous,
    ...(follows === undefined ? {} : { follows }),
    ...(tried === undefined ? {} : { tried }),
  };
  const sealed = sealPayload({ stream, id, type: accessRecorded, metadata, key }, data);
  return { id, type: accessRecorded, metadata, data: sealed };
};
