/**
 * Given / when / then for any decider: events that were recorded, a command, and what comes of it.
 * Event n of the given ones has revision n and was recorded n minutes after `firstMoment`.
 */
import type { Act, Actor, Decider, Decision, DomainEvent, Stamp } from '../../../events/decider';
import { categoryOf, entryIdFor, eventIdFor, streamName } from '../../../events/ids';
import type { ActorId, CommandId, StreamName } from '../../../events/ids';

export const commandId = '7a3e7f0e-96f5-4d0a-9d53-6f1de5b7c001' as CommandId;
const firstMoment = Date.parse('2026-03-02T09:00:00.000Z');

export const actor = (name: string): Actor => ({
  id: `actor-${name}` as ActorId,
  name,
  role: 'GENERAL_PRACTITIONER',
  organisation: 'G81001',
  organisationName: 'Example Surgery',
});

export const momentOf = (revision: number): string =>
  new Date(firstMoment + revision * 60_000).toISOString();

export const stampOf = (revision: number, stream: StreamName, author = 'Dr Recorder'): Stamp => ({
  eventId: eventIdFor(commandId, stream, revision),
  revision,
  position: revision.toString(16).padStart(32, '0'),
  recordedAt: momentOf(revision),
  commandId,
  author: actor(author),
});

export interface Recorded<Event> {
  readonly by: string;
  readonly event: Event;
}

const isRecorded = <Event extends object>(
  given: Event | Recorded<Event>,
): given is Recorded<Event> => 'by' in given && 'event' in given;

export const scenario = <Command, State, Event extends DomainEvent>(
  decider: Decider<Command, State, Event>,
) => {
  const stream = streamName(decider.category, '11111111-2222-4333-8444-555555555555');
  const given = (...history: readonly (Event | Recorded<Event>)[]) => {
    const state = history.reduce<State>((before, item, revision) => {
      const { event, by } = isRecorded(item) ? item : { event: item, by: 'Dr Recorder' };
      return decider.evolve(before, event, stampOf(revision, stream, by));
    }, decider.initialState);
    const act: Act = { commandId, actor: actor('Dr Author'), at: momentOf(1_000) };
    return {
      state,
      when: (command: Command, extra: Partial<Act> = {}): Decision<Event> =>
        decider.decide(command, state, {
          act: { ...act, ...extra },
          stream,
          revision: BigInt(history.length - 1),
          entryId: (ordinal) => entryIdFor(commandId, stream, ordinal),
        }),
    };
  };
  return { given, stream, category: categoryOf(stream) };
};
