/**
 * A stream step by step, from the log itself: each event with the state before and after it. What
 * cannot be read, or was erased, throws: a history with a hole would tell another story.
 */
import type { Decider, DomainEvent, Stamp } from '../events/decider';
import { CuckmereError } from '../events/errors';
import { streamName } from '../events/ids';
import { openRecords } from '../events/store/codec';
import type { OpenedEvent } from '../events/store/codec';
import type { EventStore, RecordedEvent } from '../events/store/eventStore';
import { readStreamFrom } from '../events/store/fold';
import type { KeyRing } from '../events/store/keys/keyRing';
import { withinTime } from './withinTime';

/** The log and the keys that open it. */
export interface Source {
  readonly store: EventStore;
  readonly keys: KeyRing;
}

export interface Step<State, Event> {
  readonly before: State;
  readonly after: State;
  readonly event: Event;
  readonly stamp: Stamp;
}

/** How long the leader may take to answer (DESIGN.md 5). */
export const leaderAnswerMs = 1_000;

/** An erased record is not an empty one: it must not read as "nothing recorded". */
const faultOf = (opened: Exclude<OpenedEvent, { kind: 'opened' }>): CuckmereError =>
  opened.kind === 'unreadable'
    ? opened.error
    : new CuckmereError('KEY_DESTROYED', 'This record was erased.');

/** Folds records onto `base`, in their order. */
export const stepsFrom = async <Command, State, Event extends DomainEvent>(
  keys: KeyRing,
  decider: Decider<Command, State, Event>,
  base: State,
  records: readonly RecordedEvent[],
): Promise<Step<State, Event>[]> => {
  let before = base;
  const opened = await openRecords(keys, records);
  return opened.map((one) => {
    if (one.kind !== 'opened') throw faultOf(one);
    const event = one.event as Event;
    const after = decider.evolve(before, event, one.stamp);
    const step = { before, after, event, stamp: one.stamp };
    before = after;
    return step;
  });
};

/**
 * The whole history of a stream; empty where there is none. With `asOf` (RFC 3339, any zone) what
 * was recorded later is left out. Throws `STORE_UNAVAILABLE` where the leader is silent.
 */
export const historyOf = async <Command, State, Event extends DomainEvent>(
  source: Source,
  decider: Decider<Command, State, Event>,
  id: string,
  asOf?: string,
): Promise<Step<State, Event>[]> => {
  const reading = readStreamFrom(source.store, streamName(decider.category, id), -1n);
  const records = await withinTime(reading, leaderAnswerMs);
  const moment = asOf === undefined ? undefined : new Date(asOf).toISOString();
  const until =
    moment === undefined
      ? records
      : records.filter((record) => (record.metadata['recordedAt'] ?? '') <= moment);
  return stepsFrom(source.keys, decider, decider.initialState, until);
};
