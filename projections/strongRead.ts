/**
 * The strong read (DESIGN.md 5): the head of the stream from the leader, then what the read model
 * lacks folded on top. Only such a read may claim that nothing is recorded. Where the leader does
 * not answer in time the read model's row is given with `isCurrent: false`.
 */
import type { Decider, DomainEvent } from '../events/decider';
import { CuckmereError } from '../events/errors';
import { streamName } from '../events/ids';
import { openRecords } from '../events/store/codec';
import type { OpenedEvent } from '../events/store/codec';
import type { EventStore } from '../events/store/eventStore';
import { readStreamFrom } from '../events/store/fold';
import type { KeyRing } from '../events/store/keys/keyRing';
import type { FoldedView } from './foldedView';

/** How long the leader may take to say where a stream ends (DESIGN.md 5). */
export const leaderAnswerMs = 1_000;

export interface StrongRead<State> {
  readonly state: State;
  /** Revision of the last event folded; -1 where there is none. */
  readonly revision: number;
  /** Of the last event folded; undefined where there is none. */
  readonly position: string | undefined;
  /** False: the leader did not answer, this may be out of date and claims nothing. */
  readonly isCurrent: boolean;
}

interface Source {
  readonly store: EventStore;
  readonly keys: KeyRing;
}

const slow = Symbol('slow');

const withinTime = async <Value>(work: Promise<Value>, ms: number): Promise<Value> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<typeof slow>((resolve) => {
    timer = setTimeout(() => {
      resolve(slow);
    }, ms);
  });
  const first = await Promise.race([work, late]);
  clearTimeout(timer);
  if (first === slow) {
    throw new CuckmereError('STORE_UNAVAILABLE', 'The event store did not answer in time.');
  }
  return first;
};

/** An erased record is not an empty one: it must not read as "nothing recorded". */
const faultOf = (opened: Exclude<OpenedEvent, { kind: 'opened' }>): CuckmereError =>
  opened.kind === 'unreadable'
    ? opened.error
    : new CuckmereError('KEY_DESTROYED', 'This record was erased.');

const foldOn = async <Command, State, Event extends DomainEvent>(
  source: Source,
  decider: Decider<Command, State, Event>,
  id: string,
  base: StrongRead<State>,
): Promise<StrongRead<State>> => {
  const stream = streamName(decider.category, id);
  const records = await readStreamFrom(source.store, stream, BigInt(base.revision));
  let { state, revision, position } = base;
  for (const opened of await openRecords(source.keys, records)) {
    if (opened.kind !== 'opened') throw faultOf(opened);
    revision = Number(opened.record.revision);
    position = opened.record.position;
    state = decider.evolve(state, opened.event as Event, opened.stamp);
  }
  return { state, revision, position, isCurrent: true };
};

/** Throws where an event of the stream cannot be applied: the content is then unavailable. */
export const strongRead = async <Command, State, Event extends DomainEvent>(
  source: Source,
  decider: Decider<Command, State, Event>,
  view: FoldedView<State>,
  id: string,
): Promise<StrongRead<State>> => {
  const row = await view.get(id);
  const base: StrongRead<State> = {
    state: row?.state ?? decider.initialState,
    revision: row?.revision ?? -1,
    position: row?.position,
    isCurrent: true,
  };
  const finish = async (): Promise<StrongRead<State>> => {
    const head = await source.store.head(streamName(decider.category, id));
    if (head === undefined || head <= BigInt(base.revision)) return base;
    return foldOn(source, decider, id, base);
  };
  try {
    return await withinTime(finish(), leaderAnswerMs);
  } catch (error) {
    if (!(error instanceof CuckmereError) || error.code !== 'STORE_UNAVAILABLE') throw error;
    if (view.isHalted(id)) {
      throw new CuckmereError('VIEW_HALTED', 'The record holds an event that cannot be applied.');
    }
    return { ...base, isCurrent: false };
  }
};

/**
 * The state as it stood at a moment (RFC 3339, any zone): events recorded later are left out
 * (DESIGN.md 5, "As of").
 */
export const readAsOf = async <Command, State, Event extends DomainEvent>(
  source: Source,
  decider: Decider<Command, State, Event>,
  id: string,
  asOf: string,
): Promise<StrongRead<State>> => {
  const records = await readStreamFrom(source.store, streamName(decider.category, id), -1n);
  const moment = new Date(asOf).toISOString();
  const until = records.filter((record) => (record.metadata['recordedAt'] ?? '') <= moment);
  let state = decider.initialState;
  for (const opened of await openRecords(source.keys, until)) {
    if (opened.kind !== 'opened') throw faultOf(opened);
    state = decider.evolve(state, opened.event as Event, opened.stamp);
  }
  const last = until.at(-1);
  return {
    state,
    revision: last ? Number(last.revision) : -1,
    position: last?.position,
    isCurrent: true,
  };
};
