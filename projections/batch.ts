/**
 * One batch of the log folded into a read model: in log order, what cannot be read among it, and the
 * model's checkpoint moved with its rows. The runner, a rebuild and a verification all go this way,
 * so that they cannot differ.
 */
import { CuckmereError, isCuckmereError } from '../events/errors';
import { categoryOf, idOf, isPersonStream, personCategories, streamName } from '../events/ids';
import type { EventId, StreamName } from '../events/ids';
import { isoNow } from '../events/store/clock';
import { openRecords } from '../events/store/codec';
import type { OpenedEvent } from '../events/store/codec';
import type { CorruptRecord, Position, RecordedEvent } from '../events/store/eventStore';
import { isErasure } from '../events/store/honourErasures';
import type { KeyRing } from '../events/store/keys/keyRing';
import { personOfKeyId } from '../events/store/keys/keyStore';
import type { Halt } from './database';
import type { ReadModel } from './readModel';

/** What one transaction of the read models holds: events, and records that cannot be vouched for. */
export type BatchItem = RecordedEvent | CorruptRecord;

const isCorrupt = (item: BatchItem): item is CorruptRecord => 'kind' in item;
const isEvent = (item: BatchItem): item is RecordedEvent => !isCorrupt(item);

/** The type under which a corrupt record is told: nothing in it can be believed. */
export const unreadableType = 'Unreadable';
/**
 * Stands for the stream of a record of which nobody knows whose it was: it halts nobody's rows, but
 * it stays among the halts and health stays red until the log is restored.
 */
const nobodysStream: StreamName = 'unknown-person';

/** A person's streams and a team's: those of which a read model keeps a row by the id. */
const hasRows = (stream: StreamName): boolean =>
  isPersonStream(stream) || categoryOf(stream) === 'team';

/**
 * The streams that a corrupt record may be of: the one that it names and, where its key is another
 * person's, every stream of theirs, since one of them now lacks it.
 */
const streamsOf = ({ stream, keyId }: CorruptRecord): readonly StreamName[] => {
  const named = stream && hasRows(stream) ? [stream] : [];
  const sealedFor = keyId === undefined ? undefined : personOfKeyId(keyId);
  const isMoved = sealedFor !== undefined && !(stream && idOf(stream) === sealedFor);
  const lacking = isMoved
    ? [...personCategories, 'team' as const].map((one) => streamName(one, sealedFor))
    : [];
  const streams = [...named, ...lacking];
  return streams.length > 0 ? streams : [nobodysStream];
};

/** A corrupt record as events that cannot be read, one of each stream that it may be of. */
const unreadablesFrom = (corrupt: CorruptRecord): OpenedEvent[] => {
  const { position, what } = corrupt;
  const message = `The record at position ${position} ${what}.`;
  const error = new CuckmereError('RECORD_CORRUPT', message, { details: { position } });
  return streamsOf(corrupt).map((stream) => ({
    kind: 'unreadable',
    error,
    record: {
      stream,
      position,
      type: unreadableType,
      id: '' as EventId,
      revision: -1n,
      data: new Uint8Array(),
      metadata: { recordedAt: isoNow() },
    },
  }));
};

/** In log order, whatever cannot be read among them. */
export const openBatch = async (
  keys: KeyRing,
  batch: readonly BatchItem[],
): Promise<OpenedEvent[]> => {
  const events = await openRecords(keys, batch.filter(isEvent));
  const next = events.values();
  return batch.flatMap((item) =>
    isCorrupt(item) ? unreadablesFrom(item) : (next.next().value ?? []),
  );
};

/** Whether one of these models needs the item opened; what is corrupt concerns each of them. */
export const isWantedBy = (models: readonly ReadModel[], item: BatchItem): boolean =>
  isCorrupt(item) || models.some((model) => model.wants(item));

const reasonOf = (error: unknown): string =>
  isCuckmereError(error) ? error.code : error instanceof Error ? error.name : 'unknown';

type OnHalt = (model: string, halt: Halt) => void;

const foldInto = (model: ReadModel, batch: readonly OpenedEvent[], onHalt: OnHalt): Halt[] => {
  const halts: Halt[] = [];
  const done = model.checkpoint();
  const haltedNow = new Set<string>();
  for (const opened of batch) {
    const { record } = opened;
    const id = idOf(record.stream);
    const isDone = done !== 'start' && record.position <= done;
    const isWanted = model.wants(record) || record.stream === nobodysStream;
    if (isDone || !isWanted) continue;
    // Also the rows of a person whose rows stopped are erased.
    if (!isErasure(record) && (model.isHalted(id) || haltedNow.has(id))) continue;
    try {
      model.apply(opened);
    } catch (error) {
      haltedNow.add(id);
      const halt = { id, position: record.position, type: record.type, reason: reasonOf(error) };
      halts.push(halt);
      onHalt(model.name, halt);
    }
  }
  return halts;
};

/** Brings the model to `to`, which is where the batch ends; a model that is there already stays. */
export const applyBatch = async (
  model: ReadModel,
  opened: readonly OpenedEvent[],
  to: Position,
  onHalt: OnHalt,
): Promise<void> => {
  const done = model.checkpoint();
  if (done !== 'start' && done >= to) return;
  try {
    await model.prepare(opened.filter(({ record }) => model.wants(record)));
    await model.commit(to, foldInto(model, opened, onHalt));
  } catch (error) {
    model.discard();
    throw error;
  }
};
