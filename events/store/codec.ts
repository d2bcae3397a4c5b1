/**
 * Between what happened and what is stored: the envelope of DESIGN.md 3 in clear metadata, content
 * and the author's name sealed under the person's key. A record that does not open is said to be
 * unreadable, never skipped; one whose key was destroyed is erased.
 */
import type { KeyObject } from 'node:crypto';
import type { Act, DomainEvent, Stamp } from '../decider';
import { CuckmereError, isCuckmereError } from '../errors';
import { categoryOf, idOf, isRandomUuid } from '../ids';
import { upcasting } from '../upcasting';
import type { ActorId, CommandId, EventId, StreamName } from '../ids';
import type { Metadata, NewEvent, RecordedEvent } from './eventStore';
import type { KeyRing } from './keys/keyRing';
import { erasureKeyId, keyIdFor, sessionKeyId } from './keys/keyStore';
import type { FoundKey } from './keys/keyStore';
import { openText, sealBytes } from './keys/seal';

export type OpenedEvent =
  | {
      readonly kind: 'opened';
      readonly record: RecordedEvent;
      readonly event: DomainEvent;
      readonly stamp: Stamp;
      readonly contentHash: string;
    }
  | { readonly kind: 'erased'; readonly record: RecordedEvent }
  | { readonly kind: 'unreadable'; readonly record: RecordedEvent; readonly error: CuckmereError };

/** What is sealed: short names, since they stand in every event. */
interface Payload {
  readonly data: object;
  readonly by: string;
  readonly for: string;
  readonly hash: string;
}

/** The reservation streams hold only a person's id; everything else is sealed. */
const isSealed = (stream: string): boolean => categoryOf(stream) !== 'nhsNumber';

/** The key that seals a stream: that of the person in its name, but for what outlives that key. */
export const sealingKeyId = (stream: StreamName): string | undefined => {
  if (!isSealed(stream)) return undefined;
  const id = idOf(stream);
  switch (categoryOf(stream)) {
    case 'erasure':
    case 'auditYear':
      return erasureKeyId;
    case 'session':
      // The streams of a provider's sign-outs are named by what they are of, and hold nothing of
      // anybody: theirs is never destroyed, since the next sign-out comes there too.
      return isRandomUuid(id) ? sessionKeyId(id) : keyIdFor(id);
    default:
      return keyIdFor(id);
  }
};

const placeOf = (stream: string, id: string, type: string, schema: string): string =>
  `${stream}|${id}|${type}|${schema}`;

/** Seals what an event of the house's own says, which no command made, for its place. */
export const sealPayload = (
  event: Pick<NewEvent, 'id' | 'type' | 'metadata'> & {
    readonly stream: StreamName;
    readonly key: KeyObject;
  },
  data: object,
): Buffer => {
  const place = placeOf(event.stream, event.id, event.type, event.metadata['schema'] ?? '');
  const payload: Payload = { data, by: '', for: '', hash: '' };
  return sealBytes(event.key, place, JSON.stringify(payload));
};

export interface EncodeOptions {
  readonly stream: StreamName;
  readonly eventId: EventId;
  readonly act: Act;
  readonly contentHash: string;
  readonly recordedAt: string;
  /** Absent for a stream that is not sealed. */
  readonly key: KeyObject | undefined;
}

const metadataOf = (type: string, options: EncodeOptions): Metadata => {
  const { act, stream } = options;
  const keyId = sealingKeyId(stream);
  return {
    schema: String(upcasting.schemaOf(type)),
    actor: act.actor.id,
    role: act.actor.role,
    organisation: act.actor.organisation,
    commandId: act.commandId,
    $correlationId: act.correlationId ?? act.commandId,
    $causationId: act.commandId,
    recordedAt: options.recordedAt,
    ...(keyId === undefined ? {} : { keyId }),
    ...(act.traceparent === undefined ? {} : { traceparent: act.traceparent }),
  };
};

export const encodeEvent = (event: DomainEvent, options: EncodeOptions): NewEvent => {
  const metadata = metadataOf(event.type, options);
  const { actor } = options.act;
  // A name is personal: it is written only where it is sealed.
  const names = options.key ? { by: actor.name, for: actor.organisationName } : { by: '', for: '' };
  const payload: Payload = { data: event.data, ...names, hash: options.contentHash };
  const place = placeOf(options.stream, options.eventId, event.type, metadata['schema'] ?? '');
  const json = JSON.stringify(payload);
  const data = options.key ? sealBytes(options.key, place, json) : Buffer.from(json);
  return { id: options.eventId, type: event.type, data, metadata };
};

const payloadOf = (record: RecordedEvent, key: FoundKey | undefined): Payload => {
  const { metadata } = record;
  if (metadata['keyId'] === undefined) {
    return JSON.parse(Buffer.from(record.data).toString('utf8')) as Payload;
  }
  if (key === undefined || key === 'destroyed') {
    throw new CuckmereError(
      'KEY_MISSING',
      `The key that the event at ${record.position} is sealed with cannot be found.`,
    );
  }
  const place = placeOf(record.stream, record.id, record.type, metadata['schema'] ?? '');
  return JSON.parse(openText(key, place, record.data)) as Payload;
};

const stampOf = (record: RecordedEvent, payload: Payload): Stamp => ({
  eventId: record.id,
  revision: Number(record.revision),
  position: record.position,
  recordedAt: record.metadata['recordedAt'] ?? '',
  commandId: (record.metadata['commandId'] ?? '') as CommandId,
  author: {
    id: (record.metadata['actor'] ?? '') as ActorId,
    name: payload.by,
    role: record.metadata['role'] ?? '',
    organisation: record.metadata['organisation'] ?? '',
    organisationName: payload.for,
  },
});

const openRecord = (record: RecordedEvent, key: FoundKey | undefined): OpenedEvent => {
  if (key === 'destroyed') return { kind: 'erased', record };
  try {
    const schema = Number(record.metadata['schema']);
    upcasting.check(record.type, schema);
    const payload = payloadOf(record, key);
    const data = upcasting.upcast(record.type, schema, payload.data);
    const event = { type: record.type, data };
    const stamp = stampOf(record, payload);
    return { kind: 'opened', record, event, stamp, contentHash: payload.hash };
  } catch (cause) {
    const error = isCuckmereError(cause)
      ? cause
      : new CuckmereError('SEAL_BROKEN', `The event at ${record.position} holds no JSON.`, {
          cause,
        });
    return { kind: 'unreadable', record, error };
  }
};

/** Opens records with the keys they name; one answer for each, in their order. */
export const openRecords = async (
  keys: KeyRing,
  records: readonly RecordedEvent[],
): Promise<OpenedEvent[]> => {
  const keyIds = new Set<string>();
  for (const { metadata } of records) if (metadata['keyId']) keyIds.add(metadata['keyId']);
  const found = await keys.keysFor([...keyIds]);
  return records.map((record) => {
    const keyId = record.metadata['keyId'];
    return openRecord(record, keyId === undefined ? undefined : found.get(keyId));
  });
};
