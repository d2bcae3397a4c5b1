/**
 * The command loop (DESIGN.md 3): load, decide, append with the expected revision; on a conflict
 * read what came and decide again, bounded. Ids follow from the command, so a retry makes nothing
 * twice; an unknown outcome is retried with the same ids and the same expected revision.
 */
import { LRUCache } from 'lru-cache';
import { isDecidedEvents } from '../decider';
import type { Act, Conflicted, Decider, DomainEvent, Refused } from '../decider';
import { CuckmereError, isCuckmereError } from '../errors';
import { entryIdFor, eventIdFor, streamName } from '../ids';
import type { EntryId, StreamName } from '../ids';
import { refuse } from '../refusal';
import { contentHash } from './canonicalJson';
import { monotonicMs } from './clock';
import { encodeEvent, sealingKeyId } from './codec';
import type { AppendResult, EventStore, NewEvent, Position } from './eventStore';
import { emptyFold, foldRecords, readStreamFrom } from './fold';
import type { Folded } from './fold';
import type { KeyRing } from './keys/keyRing';
import { pause } from './pause';

export const commandLoopLimits = {
  /** Times a command is decided anew after somebody else wrote first. */
  decideAttemptsMax: 5,
  conflictDelayMs: 10,
  /**
   * How long an append of unknown outcome is sent again, same ids, same expected revision: half as
   * long again as the slowest change of leader that was measured (9.7 s, docs/measurements.md). The
   * last sending may take as long as the store lets it, the read before it as well; all of it is
   * within what a mutation has (`fetchLimits.mutationMs`).
   */
  appendSurelyMs: 15_000,
  appendRetryDelayMs: 100,
  /** The delay doubles at each sending up to this. */
  appendRetryDelayMaxMs: 1_000,
  /** Folded states remembered by each loop. */
  statesMax: 2_000,
} as const;
export type CommandLoopLimits = { readonly [Name in keyof typeof commandLoopLimits]: number };

export interface Done {
  readonly kind: 'done';
  readonly revision: bigint;
  readonly position: Position;
  /** True where this commandId had been carried out before and nothing was written now. */
  readonly isRepeat: boolean;
  /** Id of the nth entry that the command makes; the same at every repeat. */
  readonly entryId: (ordinal: number) => EntryId;
}
export type Outcome = Done | Refused | Conflicted;

export interface Log {
  readonly store: EventStore;
  readonly keys: KeyRing;
}

/**
 * Sends an append again while its outcome is unknown; throws `OUTCOME_UNKNOWN` in the end. Once an
 * answer was lost, another fault of the store does not tell what became of the first sending.
 */
const appendSurely = async (
  store: EventStore,
  limits: CommandLoopLimits,
  ...[stream, expected, events]: Parameters<EventStore['append']>
): Promise<AppendResult> => {
  const givenUpAt = monotonicMs() + limits.appendSurelyMs;
  let delayMs = limits.appendRetryDelayMs;
  let unknown: unknown;
  for (;;) {
    try {
      return await store.append(stream, expected, events);
    } catch (error) {
      if (!isCuckmereError(error, 'OUTCOME_UNKNOWN')) throw unknown ?? error;
      unknown = error;
      if (monotonicMs() + delayMs > givenUpAt) throw error;
      await pause(delayMs);
      delayMs = Math.min(delayMs * 2, limits.appendRetryDelayMaxMs);
    }
  }
};

/** What every command on a record whose key was destroyed is answered with. */
const recordErased = refuse(
  'PERSON_ERASED',
  'The record of this person was erased; nothing can be written to it.',
  'personId',
);

const recordedAtFor = (act: Act, folded: Folded<unknown>): string =>
  act.at > folded.recordedAt ? act.at : folded.recordedAt;

const done = (
  stream: StreamName,
  act: Act,
  revision: bigint,
  position: Position,
  isRepeat: boolean,
): Done => ({
  kind: 'done',
  revision,
  position,
  isRepeat,
  entryId: (ordinal) => entryIdFor(act.commandId, stream, ordinal),
});

/** The loop of one stream category. `load` is a strong read: it asks the store for what came. */
export const commandLoop = <Command, State, Event extends DomainEvent>(
  log: Log,
  decider: Decider<Command, State, Event>,
  limits: CommandLoopLimits = commandLoopLimits,
) => {
  const states = new LRUCache<string, Folded<State>>({ max: limits.statesMax });
  /** Raised by `forget`, so that a load which began before it keeps nothing. */
  let forgotten = 0;
  const turns = new Map<string, Promise<unknown>>();

  const load = async (id: string): Promise<Folded<State>> => {
    const stream = streamName(decider.category, id);
    const known = states.get(stream);
    const base = known ?? emptyFold(decider.initialState);
    const before = forgotten;
    const records = await readStreamFrom(log.store, stream, base.revision);
    if (records.length === 0) return base;
    const folded = await foldRecords(decider, log.keys, base, records);
    if (forgotten === before) states.set(stream, folded);
    return folded;
  };

  /** One command at a time for each stream of this process: most conflicts never happen. */
  const inTurn = async <Value>(id: string, work: () => Promise<Value>): Promise<Value> => {
    const before = turns.get(id) ?? Promise.resolve();
    const mine = before.then(work, work);
    turns.set(id, mine);
    try {
      return await mine;
    } finally {
      if (turns.get(id) === mine) turns.delete(id);
    }
  };

  const repeatOf = (
    stream: StreamName,
    folded: Folded<State>,
    act: Act,
    hash: string,
  ): Done | Refused | undefined => {
    const before = folded.commands.get(act.commandId);
    if (!before) return undefined;
    if (before.actorId !== act.actor.id || before.contentHash !== hash) {
      return refuse(
        'COMMAND_ID_REUSED',
        'This commandId was used before with other content or by someone else; make a new one.',
        'commandId',
      );
    }
    return done(stream, act, before.revision, before.position, true);
  };

  const encode = async (
    stream: StreamName,
    events: readonly Event[],
    act: Act,
    hash: string,
    recordedAt: string,
  ): Promise<NewEvent[]> => {
    const keyId = sealingKeyId(stream);
    const key = keyId === undefined ? undefined : await log.keys.ensure(keyId);
    return events.map((event, ordinal) =>
      encodeEvent(event, {
        stream,
        eventId: eventIdFor(act.commandId, stream, ordinal),
        act,
        contentHash: hash,
        recordedAt,
        key,
      }),
    );
  };

  const attempt = async (
    id: string,
    command: Command,
    act: Act,
    hash: string,
  ): Promise<Outcome | 'again'> => {
    const stream = streamName(decider.category, id);
    const folded = await load(id);
    if (folded.isErased) return recordErased;
    const repeat = repeatOf(stream, folded, act, hash);
    if (repeat) return repeat;
    const decision = decider.decide(command, folded.state, {
      act,
      stream,
      revision: folded.revision,
      entryId: (ordinal) => entryIdFor(act.commandId, stream, ordinal),
    });
    if (!isDecidedEvents(decision)) return decision;
    if (decision.length === 0) {
      const position = folded.position;
      if (!position) throw new CuckmereError('INTERNAL', 'Nothing was decided and nothing stands.');
      return done(stream, act, folded.revision, position, true);
    }
    const expected = folded.revision < 0n ? 'none' : folded.revision;
    const recordedAt = recordedAtFor(act, folded);
    const events = await encode(stream, decision, act, hash, recordedAt).catch((error: unknown) => {
      if (isCuckmereError(error, 'KEY_DESTROYED')) return undefined;
      throw error;
    });
    if (!events) return recordErased;
    const result = await appendSurely(log.store, limits, stream, expected, events);
    if (result.kind === 'conflict') return 'again';
    return done(stream, act, result.revision, result.position, false);
  };

  return {
    load,
    /** Nothing of this stream stays in memory; called when its person is erased. */
    forget: (id: string): void => {
      forgotten += 1;
      states.delete(streamName(decider.category, id));
    },
    /** Carries a command out. Resolves to done, refused or conflict; rejects with faults only. */
    handle: (id: string, command: Command, act: Act): Promise<Outcome> =>
      inTurn(id, async () => {
        const hash = contentHash({ command, basedOn: act.basedOn });
        for (let count = 1; count <= limits.decideAttemptsMax; count += 1) {
          const outcome = await attempt(id, command, act, hash);
          if (outcome !== 'again') return outcome;
          await pause(limits.conflictDelayMs * count);
        }
        const message = 'The record kept changing while this was saved; read it and try again.';
        return { kind: 'conflict', message, fields: [] };
      }),
  };
};
export type CommandLoop<Command, State, Event extends DomainEvent> = ReturnType<
  typeof commandLoop<Command, State, Event>
>;
