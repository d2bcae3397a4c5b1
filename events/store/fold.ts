/**
 * A stream folded to its state, with what the command loop keeps beside it: the last revision and
 * position, and what became of every commandId (DESIGN.md 3).
 */
import type { Decider, DomainEvent } from '../decider';
import type { StreamName } from '../ids';
import { openRecords } from './codec';
import { storeLimits } from './eventStore';
import type { EventStore, Position, RecordedEvent } from './eventStore';
import type { KeyRing } from './keys/keyRing';
import { streamBroken } from './streamBroken';

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

/**
 * Every event of a stream after `after`, read page by page. Without a gap up to the end or not at
 * all: what is missing might be the withdrawal. Throws `RECORD_CORRUPT`.
 */
export const readStreamFrom = async (
  store: EventStore,
  stream: StreamName,
  after: bigint,
): Promise<RecordedEvent[]> => {
  const records: RecordedEvent[] = [];
  let reached = after;
  for (;;) {
    const from = reached + 1n;
    const slice = await store.read(stream, { from, limit: storeLimits.readLimitMax });
    if (!slice && reached < 0n) return [];
    for (const record of slice?.events ?? []) {
      if (record.revision !== reached + 1n) throw streamBroken(records.at(-1));
      reached = record.revision;
      records.push(record);
    }
    if (reached === slice?.revision) return records;
    if (reached < from) throw streamBroken(records.at(-1));
  }
};
