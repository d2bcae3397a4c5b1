/**
 * The strong read (DESIGN.md 5): the head of the stream from the leader, then what the read model
 * lacks folded on top. Only such a read may claim that nothing is recorded. Where the leader does
 * not answer in time the read model's row is given with `isCurrent: false`.
 */
import type { Decider, DomainEvent } from '../events/decider';
import { CuckmereError, isCuckmereError } from '../events/errors';
import { streamName } from '../events/ids';
import { readStreamFrom } from '../events/store/fold';
import type { FoldedView } from './foldedView';
import { historyOf, leaderAnswerMs, stepsFrom } from './history';
import type { Source, Step } from './history';
import { withinTime } from './withinTime';

export interface StrongRead<State> {
  readonly state: State;
  /** Revision of the last event folded; -1 where there is none. */
  readonly revision: number;
  /** Of the last event folded; undefined where there is none. */
  readonly position: string | undefined;
  /** False: the leader did not answer, this may be out of date and claims nothing. */
  readonly isCurrent: boolean;
}

/** What the last of these steps leaves; `base` where there is none. */
export const readAt = <State>(
  base: StrongRead<State>,
  last: Step<State, unknown> | undefined,
): StrongRead<State> =>
  last
    ? {
        state: last.after,
        revision: last.stamp.revision,
        position: last.stamp.position,
        isCurrent: true,
      }
    : base;

/** What a stream without events reads as. */
export const nothingRead = <State>(state: State): StrongRead<State> => ({
  state,
  revision: -1,
  position: undefined,
  isCurrent: true,
});

/** Throws where an event of the stream cannot be applied: the content is then unavailable. */
export const strongRead = async <Command, State, Event extends DomainEvent>(
  source: Source,
  decider: Decider<Command, State, Event>,
  view: FoldedView<State>,
  id: string,
): Promise<StrongRead<State>> => {
  const row = await view.get(id);
  const base = row ? { ...row, isCurrent: true } : nothingRead(decider.initialState);
  const stream = streamName(decider.category, id);
  const finish = async (): Promise<StrongRead<State>> => {
    const head = (await source.store.head(stream)) ?? -1n;
    if (head < BigInt(base.revision)) {
      throw new CuckmereError('RECORD_CORRUPT', 'The log ends before what was read from it.');
    }
    if (head === BigInt(base.revision)) return base;
    const records = await readStreamFrom(source.store, stream, BigInt(base.revision));
    const steps = await stepsFrom(source.keys, decider, base.state, records);
    return readAt(base, steps.at(-1));
  };
  const read = await withinTime(finish(), leaderAnswerMs).catch((error: unknown) => {
    if (!isCuckmereError(error, 'STORE_UNAVAILABLE')) throw error;
    return { ...base, isCurrent: false };
  });
  // Also where the stream reads well: the record that is missing from it may stand elsewhere.
  if (view.isHalted(id)) {
    throw new CuckmereError('VIEW_HALTED', 'The record holds an event that cannot be applied.');
  }
  return read;
};

/** The state as it stood at a moment (RFC 3339, any zone; DESIGN.md 5, "As of"). */
export const readAsOf = async <Command, State, Event extends DomainEvent>(
  source: Source,
  decider: Decider<Command, State, Event>,
  id: string,
  asOf: string,
): Promise<StrongRead<State>> => {
  const steps = await historyOf(source, decider, id, asOf);
  return readAt(nothingRead(decider.initialState), steps.at(-1));
};
