/**
 * East Sussex, as far as made-up people need it: towns with the postcode districts they truly have,
 * streets that could be there, homes that are invented. Telephone numbers come from the ranges that
 * Ofcom keeps for drama, so that none rings.
 */
import { chanceFrom } from './chance';
import type { Chance } from './chance';
import { demoSeed } from './demoIds';

/** Postcode districts of the towns that the people live in. */
const districtsOf: Readonly<Record<string, readonly string[]>> = {
  Alfriston: ['BN26'],
  Battle: ['TN33'],
  'Bexhill-on-Sea': ['TN39', 'TN40'],
  Crowborough: ['TN6'],
  Eastbourne: ['BN20', 'BN21', 'BN22', 'BN23'],
  Hailsham: ['BN27'],
  Hastings: ['TN34', 'TN35'],
  Heathfield: ['TN21'],
  Lewes: ['BN7', 'BN8'],
  Newhaven: ['BN9'],
  Peacehaven: ['BN10'],
  Polegate: ['BN26'],
  Rye: ['TN31'],
  Seaford: ['BN25'],
  Uckfield: ['TN22'],
};

const streets = [
  'Beacon Road',
  'Bourne Street',
  'Chapel Lane',
  'Church Street',
  'Claremont Road',
  'Downs View',
  'Fairlight Avenue',
  'Firle Road',
  'Gorse Close',
  'Harebell Drive',
  'Mill Lane',
  'Orchard Close',
  'Priory Road',
  'Station Road',
  'Sutton Avenue',
  'The Twitten',
  'Upperton Lane',
  'Wish Hill',
] as const;

/** The letters that end a postcode: the Post Office uses no C, I, K, M, O or V there. */
const inwardLetters = 'ABDEFGHJLNPQRSTUWXYZ';

export type Home = 'home' | 'family' | 'care home' | 'nursing home' | 'supported living';

/** A house that other people run: one of a kind in a town, so that no name stands in two places. */
const houseWords: Readonly<Record<Exclude<Home, 'home' | 'family'>, string>> = {
  'care home': 'House',
  'nursing home': 'Nursing Home',
  'supported living': 'Yard',
};
/** The invented first word of the houses of a town. */
const houseNames: Readonly<Record<string, string>> = {
  Alfriston: 'Windover',
  Battle: 'Orchard Bank',
  'Bexhill-on-Sea': 'Glyne',
  Hailsham: 'Weavers',
  Heathfield: 'Beech Hanger',
  Polegate: 'Folkington',
  Rye: 'Saltings',
  Uckfield: 'Firle View',
};

export interface Residence {
  readonly lines: readonly string[];
  readonly postcode: string;
  /** The name of the house, where other people run it. */
  readonly house?: string;
}

export const residenceIn = (town: string, home: Home, chance: Chance): Residence => {
  if (home === 'home' || home === 'family') {
    const { street, postcode } = placeIn(town, chance);
    return { lines: [street, town], postcode };
  }
  const name = houseNames[town];
  if (name === undefined) throw new RangeError(`The demo population has no house in ${town}.`);
  const house = `${name} ${houseWords[home]}`;
  // All who live in one house live at one address, whoever is made up first.
  const { street, postcode } = placeIn(town, chanceFrom(seedOf(house)));
  const door = home === 'supported living' ? 'Flat' : 'Room';
  return {
    lines: [`${door} ${String(chance.between(1, 24))}, ${house}`, street, town],
    postcode,
    house,
  };
};

const placeIn = (town: string, chance: Chance): { street: string; postcode: string } => {
  const districts = districtsOf[town];
  if (!districts) throw new RangeError(`The demo population knows no town called ${town}.`);
  const letters = Array.from(inwardLetters);
  const inward = `${String(chance.between(1, 9))}${chance.pick(letters)}${chance.pick(letters)}`;
  return {
    street: `${String(chance.between(2, 96))} ${chance.pick(streets)}`,
    postcode: `${chance.pick(districts)} ${inward}`,
  };
};

const seedOf = (name: string): number =>
  Array.from(name).reduce(
    (seed, letter) => (Math.imul(seed, 31) + (letter.codePointAt(0) ?? 0)) | 0,
    demoSeed,
  );

/** Ofcom, "Telephone numbers for use in TV and radio drama programmes". */
export const landline = (chance: Chance): string => `01632 960 ${lastThree(chance)}`;
export const mobile = (chance: Chance): string => `07700 900 ${lastThree(chance)}`;

const lastThree = (chance: Chance): string => String(chance.between(300, 999));
