/**
 * What a decider is (EVENTSTORE.md A1): three pure members. A refusal and a conflict are values;
 * time, ids and the author come in with the command, so the same input gives the same events.
 */
import type { ActorId, Category, CommandId, EntryId, EventId, StreamName } from './ids';
import type { RefusalCode } from './refusal';

/** Who acts. `name` is personal: it is sealed with the event, never put in metadata. */
export interface Actor {
  readonly id: ActorId;
  readonly name: string;
  /** One of `Role`; a plain string here, so that an event written under an older list still opens. */
  readonly role: string;
  /** ODS code of the organisation they act for. */
  readonly organisation: string;
  readonly organisationName: string;
}

/** What comes with every command beside its content. */
export interface Act {
  readonly commandId: CommandId;
  readonly actor: Actor;
  /** RFC 3339 UTC with milliseconds, from the caller's clock. */
  readonly at: string;
  /** The stream revision that the author saw, where the command edits. */
  readonly basedOn?: bigint;
  /** Id of the request that carries the command, for following it through log lines. */
  readonly correlationId?: string;
  /** W3C trace context of the request. */
  readonly traceparent?: string;
}

/** The shape every event type of the domain has. */
export interface DomainEvent {
  readonly type: string;
  readonly data: object;
}

/** Where and when an event was recorded and by whom; what `evolve` may read beside the event. */
export interface Stamp {
  readonly eventId: EventId;
  /** Revision in its stream, from 0. A number: streams stay far below 2^53, and states are JSON. */
  readonly revision: number;
  /** 32 hex digits, sortable (DESIGN.md 4); empty while an event is only being decided. */
  readonly position: string;
  readonly recordedAt: string;
  readonly commandId: CommandId;
  readonly author: Actor;
}

export interface Refused {
  readonly kind: 'refused';
  readonly code: RefusalCode;
  /** Plain English, names the field, holds nothing personal. */
  readonly message: string;
  readonly field?: string;
  /** Name of the rule that refuses, where one does. */
  readonly rule?: string;
}

/** One field that somebody else changed after the author looked. Values are shown as JSON text. */
export interface FieldConflict {
  readonly field: string;
  readonly yours: string | null;
  readonly theirs: string | null;
  readonly changedBy: string;
  readonly changedAt: string;
}

export interface Conflicted {
  readonly kind: 'conflict';
  readonly message: string;
  readonly fields: readonly FieldConflict[];
}

export type Decision<Event> = readonly Event[] | Refused | Conflicted;

export interface DecideContext {
  readonly act: Act;
  readonly stream: StreamName;
  /** Revision of the stream that the state was folded to; -1 where it does not exist. */
  readonly revision: bigint;
  /** Makes the id of the nth entry that this command creates in this stream. */
  readonly entryId: (ordinal: number) => EntryId;
}

export interface Decider<Command, State, Event extends DomainEvent> {
  readonly category: Category;
  readonly initialState: State;
  /** Pure. No events means: nothing to do, already so. */
  decide(command: Command, state: State, context: DecideContext): Decision<Event>;
  /** Pure, never throws on an event type it knows; throws `UNKNOWN_EVENT` on one it does not. */
  evolve(state: State, event: Event, stamp: Stamp): State;
}

export const isDecidedEvents = <Event>(decision: Decision<Event>): decision is readonly Event[] =>
  Array.isArray(decision);
