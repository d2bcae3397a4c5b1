/**
 * What may be said about a death after one is recorded: more detail always, something else only
 * as a correction, by someone who was shown what stands. No message holds a date or a place.
 */
import type { Refused } from '../decider';
import { londonDay } from '../plan/londonDay';
import { refuse } from '../refusal';
import type { PersonCommandOf } from './commands';
import type { DeathContent } from './content';
import { isCertainlyAfter, saysTheSameOrMore } from './partialDate';

/** What `told` adds to `known`; undefined where it adds nothing, a refusal where it contradicts. */
export const newAboutDeath = (
  known: DeathContent | undefined,
  told: Omit<PersonCommandOf<'RecordDeath'>, 'type'>,
): (DeathContent & { readonly corrects?: true }) | undefined | Refused => {
  const { corrects, ...content } = told;
  if (!known) return content;
  const added: Writable<DeathContent> = {};
  if (content.on !== undefined && !isKnownAs(known.on, content.on)) added.on = content.on;
  if (content.place !== undefined && content.place !== known.place) added.place = content.place;
  if (content.source !== undefined && content.source !== known.source && known.source !== 'FORMAL')
    added.source = content.source;

  const contradicted =
    added.on !== undefined && known.on !== undefined && !saysTheSameOrMore(added.on, known.on)
      ? 'on'
      : added.place !== undefined && known.place !== undefined
        ? 'place'
        : undefined;
  if (contradicted === undefined) return Object.keys(added).length === 0 ? undefined : added;
  if (corrects === true) return { ...added, corrects };
  return refuse(
    'PERSON_HAS_DIED',
    `${contradicted} differs from what is recorded of the death already; send it again with corrects: true if the recorded one is wrong.`,
    contradicted,
    'death-changes-only-by-correction',
  );
};

/** A death cannot lie before the birth or in the future; `at` is the moment of the command. */
export const refuseImpossibleDeath = (
  on: string | undefined,
  dateOfBirth: string | undefined,
  at: string,
  field: string,
): Refused | undefined => {
  if (on === undefined) return undefined;
  if (isCertainlyAfter(on, londonDay(at)))
    return refuse('INVALID', `${field} is in the future: check the date of death.`, field);
  if (dateOfBirth !== undefined && isCertainlyAfter(dateOfBirth, on))
    return refuse('INVALID', `${field} is before the date of birth: check both.`, field);
  return undefined;
};

type Writable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

/** True where `told` is what is known or less: the year of a known day. */
const isKnownAs = (known: string | undefined, told: string): boolean =>
  known !== undefined && saysTheSameOrMore(known, told);
