/**
 * Registers a person: the NHS number is reserved first, then the person is written under the id
 * that the reservation names, then an organisation is put in their care team. A registration that
 * stopped half way is finished by whoever comes next with the same number (DESIGN.md 3).
 */
import type { Act } from '../../events/decider';
import { isDecidedEvents } from '../../events/decider';
import { commandIdFor, entryIdFor, personIdFor, streamName, wholeTeamIdOf } from '../../events/ids';
import { CuckmereError } from '../../events/errors';
import type { PersonId } from '../../events/ids';
import type { PersonCommandOf } from '../../events/person/commands';
import { personDecider } from '../../events/person/personDecider';
import type { Outcome } from '../../events/store/handle';
import type { House } from '../house';

export interface RegisterOutcome {
  readonly outcome: Outcome;
  /** The person registered; where the NHS number is taken, the one who holds it. */
  readonly personId: PersonId;
}

/** The stream id of a number's reservation; the number itself is in no name. */
export const reservationIdOf = (house: Pick<House, 'blind'>, nhsNumber: string): string =>
  house.blind.of('nhsNumber', nhsNumber);

/** The number of a person who was erased is free: whoever comes back to care is registered anew. */
const releaseFromErased = async (house: House, id: string, act: Act): Promise<void> => {
  const holder = (await house.loops.nhsNumber.load(id)).state.reservedFor;
  if (holder === undefined) return;
  if ((await house.loops.erasure.load(holder)).state.kind !== 'erased') return;
  const commandId = commandIdFor(act.commandId, `releaseNhsNumber/${holder}`);
  const command = { type: 'ReleaseNhsNumber', personId: holder } as const;
  await house.loops.nhsNumber.handle(id, command, { ...act, commandId });
};

const reserve = async (
  house: House,
  nhsNumber: string,
  personId: PersonId,
  act: Act,
): Promise<RegisterOutcome> => {
  const id = reservationIdOf(house, nhsNumber);
  await releaseFromErased(house, id, act);
  const command = { type: 'ReserveNhsNumber', personId } as const;
  const commandId = commandIdFor(act.commandId, 'reserveNhsNumber');
  const outcome = await house.loops.nhsNumber.handle(id, command, { ...act, commandId });
  const { state } = await house.loops.nhsNumber.load(id);
  return { outcome, personId: state.reservedFor ?? personId };
};

/** Whoever registers a person goes on caring for them; sent again it changes nothing. */
const joinCareTeam = async (
  house: House,
  organisation: string,
  personId: PersonId,
  act: Act,
): Promise<void> => {
  const teamId = wholeTeamIdOf(organisation);
  const command = { type: 'JoinCareTeam', teamId, organisation } as const;
  const commandId = commandIdFor(act.commandId, 'careTeam');
  const outcome = await house.loops.relationship.handle(personId, command, { ...act, commandId });
  if (outcome.kind === 'done') return;
  throw new CuckmereError('INTERNAL', `The care team was not joined: ${outcome.kind}.`);
};

/** `organisation` is the one that is to care for them; null: nobody yet. */
export const registerPerson = async (
  house: House,
  command: PersonCommandOf<'RegisterPerson'>,
  act: Act,
  organisation: string | null = act.actor.organisation,
): Promise<RegisterOutcome> => {
  const registered = await register(house, command, act);
  const { outcome, personId } = registered;
  if (outcome.kind === 'done' && organisation !== null) {
    await joinCareTeam(house, organisation, personId, act);
  }
  return registered;
};

const register = async (
  house: House,
  command: PersonCommandOf<'RegisterPerson'>,
  act: Act,
): Promise<RegisterOutcome> => {
  let personId = personIdFor(act.commandId);
  const stream = streamName('person', personId);
  // What the decider would refuse must not reserve a number first.
  const wouldBe = personDecider.decide(command, personDecider.initialState, {
    act,
    stream,
    revision: -1n,
    entryId: (ordinal) => entryIdFor(act.commandId, stream, ordinal),
  });
  if (!isDecidedEvents(wouldBe)) return { outcome: wouldBe, personId };
  // A commandId that registered somebody before must not reserve another number.
  const isRepeat = (await house.loops.person.load(personId)).commands.has(act.commandId);
  if (command.nhsNumber !== undefined && !isRepeat) {
    const reserved = await reserve(house, command.nhsNumber, personId, act);
    if (reserved.outcome.kind !== 'done') {
      const holder = await house.loops.person.load(reserved.personId);
      const isHalfDone = !holder.state.registered;
      const isOurs = holder.commands.has(act.commandId);
      if (!isHalfDone && !isOurs) return reserved;
    }
    personId = reserved.personId;
  }
  return { outcome: await house.loops.person.handle(personId, command, act), personId };
};
