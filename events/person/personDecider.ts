/**
 * The stream `person-<id>`: registered once, demographics changed, died. Changes after death are
 * corrections and are accepted. Two people who change one field at once are shown both values.
 */
import type { Act, DecideContext, Decider, Decision, Refused } from '../decider';
import { applyFields, noFields, realChanges } from '../plan/fields';
import type { TrackedFields } from '../plan/fields';
import { londonDay } from '../plan/londonDay';
import { refuse } from '../refusal';
import { unknownEvent } from '../unknownEvent';
import type { PersonCommand, PersonCommandOf } from './commands';
import type { DeathContent, Demographics } from './content';
import { newAboutDeath, refuseImpossibleDeath } from './death';
import type { PersonEvent } from './events';
import { isCertainlyAfter } from './partialDate';
import { staleEdit } from './staleEdit';

export interface PersonState {
  readonly registered: boolean;
  /** Everything of `Demographics`, with who changed each field last. */
  readonly demographics: TrackedFields<Demographics>;
  /** The next three repeat what `demographics` holds, for those who need no more. */
  readonly nhsNumber?: string;
  readonly nhsNumberStatus?: Demographics['nhsNumberStatus'];
  readonly restricted: boolean;
  /** Absent while no death is recorded; present without `on` where the day is not known. */
  readonly died?: DeathContent & { readonly recordedAt: string };
}

export const personDecider: Decider<PersonCommand, PersonState, PersonEvent> = {
  category: 'person',
  initialState: { registered: false, demographics: noFields, restricted: false },

  decide(command, state, context) {
    switch (command.type) {
      case 'RegisterPerson':
        return register(command, state, context.act);
      case 'ChangeDemographics':
        return state.registered ? change(command, state, context) : unknownPerson;
      case 'RecordDeath':
        return state.registered ? recordDeath(command, state, context.act) : unknownPerson;
    }
  },

  evolve(state, event, stamp) {
    switch (event.type) {
      case 'PersonRegistered':
      case 'DemographicsChanged': {
        const demographics = applyFields<Demographics>(state.demographics, event.data, stamp);
        return stateOf(demographics, state.died);
      }
      case 'PersonDied': {
        const { corrects: _corrects, ...told } = event.data;
        return { ...state, died: { ...state.died, ...told, recordedAt: stamp.recordedAt } };
      }
      default:
        return unknownEvent('person', (event as { type: string }).type);
    }
  },
};

type DemographicChanges = Omit<PersonCommandOf<'ChangeDemographics'>, 'type'>;

const register = (
  { type: _type, died, ...content }: PersonCommandOf<'RegisterPerson'>,
  state: PersonState,
  act: Act,
): Decision<PersonEvent> => {
  if (state.registered)
    return refuse('PERSON_ALREADY_REGISTERED', 'This person is registered already.');
  const impossible =
    refuseFutureBirth(content.dateOfBirth, act) ??
    refuseImpossibleDeath(died?.on, content.dateOfBirth, act.at, 'died.on');
  if (impossible) return impossible;
  return [
    { type: 'PersonRegistered', data: content },
    ...(died ? [{ type: 'PersonDied', data: died } as const] : []),
  ];
};

const change = (
  { type: _type, ...asked }: PersonCommandOf<'ChangeDemographics'>,
  state: PersonState,
  context: DecideContext,
): Decision<PersonEvent> => {
  const stale = staleEdit(state.demographics, asked, context);
  if (stale) return stale;
  const impossible =
    refuseFutureBirth(asked.dateOfBirth, context.act) ??
    refuseBirthAfterDeath(asked.dateOfBirth, state.died?.on);
  if (impossible) return impossible;
  const data = realChanges(state.demographics, withStatusOfNumber(asked, state));
  return data ? [{ type: 'DemographicsChanged', data }] : [];
};

const recordDeath = (
  { type: _type, ...told }: PersonCommandOf<'RecordDeath'>,
  state: PersonState,
  act: Act,
): Decision<PersonEvent> => {
  const { dateOfBirth } = state.demographics.value;
  const impossible = refuseImpossibleDeath(told.on, dateOfBirth, act.at, 'on');
  if (impossible) return impossible;
  const data = newAboutDeath(state.died, told);
  if (data === undefined) return [];
  return 'kind' in data ? data : [{ type: 'PersonDied', data }];
};

/** The verification belongs to the number: another number without a status has none. */
const withStatusOfNumber = (asked: DemographicChanges, state: PersonState): DemographicChanges =>
  asked.nhsNumber !== undefined &&
  (asked.nhsNumber ?? undefined) !== state.nhsNumber &&
  asked.nhsNumberStatus === undefined
    ? { ...asked, nhsNumberStatus: null }
    : asked;

const refuseFutureBirth = (dateOfBirth: string | undefined, act: Act): Refused | undefined =>
  dateOfBirth !== undefined && isCertainlyAfter(dateOfBirth, londonDay(act.at))
    ? refuse('INVALID', 'dateOfBirth is in the future.', 'dateOfBirth')
    : undefined;

const refuseBirthAfterDeath = (
  dateOfBirth: string | undefined,
  diedOn: string | undefined,
): Refused | undefined =>
  dateOfBirth !== undefined && diedOn !== undefined && isCertainlyAfter(dateOfBirth, diedOn)
    ? refuse('INVALID', 'dateOfBirth is after the date of death.', 'dateOfBirth')
    : undefined;

const unknownPerson = refuse('PERSON_UNKNOWN', 'No person with this id is registered here.');

const stateOf = (
  demographics: TrackedFields<Demographics>,
  died: PersonState['died'],
): PersonState => {
  const { nhsNumber, nhsNumberStatus, restricted } = demographics.value;
  return {
    registered: true,
    demographics,
    ...(nhsNumber === undefined ? {} : { nhsNumber }),
    ...(nhsNumberStatus === undefined ? {} : { nhsNumberStatus }),
    restricted: restricted === true,
    ...(died === undefined ? {} : { died }),
  };
};
