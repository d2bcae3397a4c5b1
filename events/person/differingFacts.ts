/**
 * In what a registration that arrives again differs from the person registered already, so that an
 * import can say so and leave the choice to a person. What the newcomer does not say is no
 * difference: a source that knows less contradicts nothing.
 */
import type { PersonCommandOf } from './commands';
import type { Demographics } from './content';
import { saysTheSameOrMore } from './partialDate';
import type { PersonState } from './personDecider';

/** The fields that can differ, with the words a person reads. */
export const factWords = {
  nhsNumber: 'NHS number',
  nhsNumberStatus: 'NHS number status',
  name: 'name',
  dateOfBirth: 'date of birth',
  sex: 'sex',
  address: 'address',
  telephone: 'telephone',
  gpPractice: 'GP practice',
  restricted: 'restricted mark',
  dateOfDeath: 'date of death',
} as const;
export type Fact = keyof typeof factWords;

/** The facts that differ, in the order of `factWords`; the values stay out of it. */
export const differingFacts = (
  arriving: Omit<PersonCommandOf<'RegisterPerson'>, 'type'>,
  state: PersonState,
): readonly Fact[] =>
  (Object.keys(factWords) as Fact[]).filter((fact) =>
    fact === 'dateOfDeath'
      ? isOtherDeath(arriving.died, state.died)
      : isOther(arriving[fact], state.demographics.value[fact]),
  );

/** Compared without case: sources write SMITH and Smith. */
const isOther = (
  arriving: Demographics[keyof Demographics],
  known: Demographics[keyof Demographics],
): boolean =>
  arriving !== undefined &&
  JSON.stringify(arriving).toLowerCase() !== JSON.stringify(known ?? null).toLowerCase();

const isOtherDeath = (
  arriving: { readonly on?: string | undefined } | undefined,
  known: PersonState['died'],
): boolean => {
  if (!arriving) return false;
  if (!known) return true;
  if (arriving.on === undefined) return false;
  return known.on === undefined || !saysTheSameOrMore(known.on, arriving.on);
};
