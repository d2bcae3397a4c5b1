/**
 * A stream folded to its state, with what the command loop keeps beside it: the last revision and
 * position, and what became of every commandId (DESIGN.md 3).
 */
import type { Decider, DomainEvent } from '../decider';
import { CuckmereError } from '../errors';
import type { StreamName } from '../ids';
import { openRecords } from './codec';
import { storeLimits } from './eventStore';
import type { EventStore, Position, RecordedEvent } from './eventStore';
import type { KeyRing } from './keys/keyRing';

/** What a command did when it was first carried out. */
export interface CommandRecord {
  readonly actorId: string;
  readonly contentHash: string;
  readonly revision: bigint;
  readonly position: Position;
}

export interface Folded<State> {
  readonly state: State;
  /** -1 where the stream does not exist. */
  readonly revision: bigint;
  readonly position: Position | undefined;
  /** The latest `recordedAt` of the stream, empty where it has none. */
  readonly recordedAt: string;
  readonly commands: ReadonlyMap<string, CommandRecord>;
  /** True where an event's key was destroyed: the record was erased. */
  readonly isErased: boolean;
}

export const emptyFold = <State>(initialState: State): Folded<State> => ({
  state: initialState,
  revision: -1n,
  position: undefined,
  recordedAt: '',
  commands: new Map(),
  isErased: false,
});

/** Folds records on top of `base`; throws where one cannot be read or is of an unknown type. */
export const foldRecords = async <Command, State, Event extends DomainEvent>(
  decider: Decider<Command, State, Event>,
  keys: KeyRing,
  base: Folded<State>,
  records: readonly RecordedEvent[],
): Promise<Folded<State>> => {
  let { state, revision, position, recordedAt, isErased } = base;
  const commands = new Map(base.commands);
  for (const opened of await openRecords(keys, records)) {
    if (opened.kind === 'unreadable') throw opened.error;
    revision = opened.record.revision;
    position = opened.record.position;
    if (opened.kind === 'erased') {
      isErased = true;
      continue;
    }
    state = decider.evolve(state, opened.event as Event, opened.stamp);
    if (opened.stamp.recordedAt > recordedAt) recordedAt = opened.stamp.recordedAt;
    const { author, commandId } = opened.stamp;
    const { contentHash } = opened;
    commands.set(commandId, { actorId: author.id, contentHash, revision, position });
  }
  return { state, revision, position, recordedAt, commands, isErased };
};

/** Every event of a stream after `after`, read page by page. */
export const readStreamFrom = async (
  store: EventStore,
  stream: StreamName,
  after: bigint,
): Promise<RecordedEvent[]> => {
  const records: RecordedEvent[] = [];
  let from = after + 1n;
  for (;;) {
    const slice = await store.read(stream, { from, limit: storeLimits.readLimitMax });
    if (!slice) {
      if (after < 0n) return [];
      throw new CuckmereError('POSITION_UNKNOWN', 'The stream ends before the revision asked for.');
    }
    records.push(...slice.events);
    const last = slice.events.at(-1);
    if (slice.isEnd || !last) return records;
    from = last.revision + 1n;
  }
};
