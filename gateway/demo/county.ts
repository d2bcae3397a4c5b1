/**
 * East Sussex, as far as made-up people need it: towns with the postcode districts they truly have,
 * streets that could be there, homes that are invented. Telephone numbers come from the ranges that
 * Ofcom keeps for drama, so that none rings.
 */
import type { Chance } from './chance';

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

/** Invented houses, one name for a person to live in. */
const houses: Readonly<Record<Exclude<Home, 'home' | 'family'>, readonly string[]>> = {
  'care home': ['Chalk Lodge', 'Orchard Bank House', 'Saltings House'],
  'nursing home': ['Windover Nursing Home', 'Firle View Nursing Home', 'Glyne Nursing Home'],
  'supported living': ['Weavers Yard', 'Old Maltings Court'],
};

export interface Residence {
  readonly lines: readonly string[];
  readonly postcode: string;
  /** The name of the house, where other people run it. */
  readonly house?: string;
}

export const residenceIn = (town: string, home: Home, chance: Chance): Residence => {
  const districts = districtsOf[town];
  if (!districts) throw new RangeError(`The demo population knows no town called ${town}.`);
  const street = `${String(chance.between(2, 96))} ${chance.pick(streets)}`;
  const letters = Array.from(inwardLetters);
  const inward = `${String(chance.between(1, 9))}${chance.pick(letters)}${chance.pick(letters)}`;
  const postcode = `${chance.pick(districts)} ${inward}`;
  if (home === 'home' || home === 'family') return { lines: [street, town], postcode };
  const house = chance.pick(houses[home]);
  const door = home === 'supported living' ? 'Flat' : 'Room';
  const lines = [`${door} ${String(chance.between(1, 24))}, ${house}`, street, town];
  return { lines, postcode, house };
};

/** Ofcom, "Telephone numbers for use in TV and radio drama programmes". */
export const landline = (chance: Chance): string => `01632 960 ${lastThree(chance)}`;
export const mobile = (chance: Chance): string => `07700 900 ${lastThree(chance)}`;

const lastThree = (chance: Chance): string => String(chance.between(300, 999));
