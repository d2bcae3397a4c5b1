/**
 * Given / when / then for any decider (EVENTSTORE.md A15): commands that were carried out, one
 * more, and what comes of it. Events and states pass through JSON at every step, as they do
 * through the log and the read models.
 */
import type { Act, Decider, Decision, DomainEvent, Stamp } from '../../events/decider';
import { isDecidedEvents } from '../../events/decider';
import { entryIdFor, eventIdFor, streamName } from '../../events/ids';
import type { EntryId } from '../../events/ids';
import { actOf, actorNamed, momentAfter, personIdOf } from './acts';

/** What a step may say beside its command. */
export interface Step {
  /** Name of who acts. */
  readonly by?: string;
  /** Stream revision that they saw; absent = not said. */
  readonly basedOn?: number;
  readonly at?: string;
}

const throughJson = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;

export const recordOf = <Command, State, Event extends DomainEvent>(
  decider: Decider<Command, State, Event>,
) => {
  const stream = streamName(decider.category, personIdOf('of every scenario'));
  let state = decider.initialState;
  let revision = -1;
  let commands = 0;
  const recorded: { event: Event; stamp: Stamp }[] = [];

  const actFor = ({ by = 'Dr Author', basedOn, at }: Step): Act =>
    actOf(`command ${String(commands)}`, {
      actor: actorNamed(by),
      at: at ?? momentAfter(commands),
      ...(basedOn === undefined ? {} : { basedOn: BigInt(basedOn) }),
    });

  const evolve = (event: Event, act: Act, ordinal: number): void => {
    revision += 1;
    const stamp: Stamp = {
      eventId: eventIdFor(act.commandId, stream, ordinal),
      revision,
      position: (revision + 1).toString(16).padStart(16, '0').repeat(2),
      recordedAt: act.at,
      commandId: act.commandId,
      author: act.actor,
    };
    const kept = throughJson(event);
    state = throughJson(decider.evolve(state, kept, stamp));
    recorded.push({ event: kept, stamp });
  };

  return {
    stream,
    state: (): State => state,
    revision: (): number => revision,
    recorded: (): readonly { event: Event; stamp: Stamp }[] => recorded,
    /** Id of the nth entry that the last command made. */
    entryId: (ordinal = 0): EntryId =>
      entryIdFor(actOf(`command ${String(commands)}`).commandId, stream, ordinal),
    /** Decides a command; accepted events are recorded. */
    when: (command: Command, step: Step = {}): Decision<Event> => {
      commands += 1;
      const act = actFor(step);
      const decision = decider.decide(command, state, {
        act,
        stream,
        revision: BigInt(revision),
        entryId: (ordinal) => entryIdFor(act.commandId, stream, ordinal),
      });
      if (isDecidedEvents(decision)) {
        decision.forEach((event, ordinal) => {
          evolve(event, act, ordinal);
        });
      }
      return decision;
    },
  };
};
