/** The sections of a made-up person's plan beside CPR: focus, medicines in the home, places. */
import type { MadeUpPerson } from './madeUpPerson';
import type { Focus } from './story';

/** Codes of "preferred place of death" (`events/end-of-life-plan/codes.ts`). */
const places = {
  home: '110481000000108',
  hospice: '108401000000102',
  nursingHome: '89761000000106',
  residentialHome: '512071000000106',
  usualPlace: '819211000000102',
  notAppropriate: '517131000000106',
  declined: '766391000000108',
  undecided: '517161000000101',
} as const;

const hospice = { place: places.hospice, name: 'Seven Sisters Hospice' };
const issuedBox = '376201000000102';
const prescription = '871021000000106';

/** `agreedOn` and the others count days as `MadeUpPerson.day` does. */
export const focusOf = (person: MadeUpPerson, agreedOn: number, focus: Focus): object => ({
  ...focus,
  agreedWith: person.speaker,
  agreedOn: person.day(agreedOn),
});

/** Undefined where the illness does not call for medicines in the home yet. */
export const medicinesOf = (person: MadeUpPerson, checkedOn: number): object | undefined => {
  const { story, residence, chance, day, entry } = person;
  if (story.medicines === undefined) return undefined;
  const isMargaret = entry.number === 1;
  const keptAt = residence.house
    ? `Locked cupboard at ${residence.house}: ask the senior on duty`
    : chance.pick([
        'Kitchen cupboard, above the kettle',
        'Wardrobe in the bedroom, top shelf',
        'Under the stairs, shelf on the left',
        'Sideboard in the front room, right-hand drawer',
        'Front bedroom, drawer under the window',
      ]);
  return {
    supply: story.isPrescriptionOnly === true ? prescription : issuedBox,
    medicines: `${story.medicines}. Chart with the ${story.isPrescriptionOnly === true ? 'medicines' : 'box'}.`,
    keptAt: isMargaret ? 'Kitchen cupboard, above the kettle' : keptAt,
    checkedOn: day(checkedOn),
    checkedBy: 'Jo Marsh, community nurse',
    firstExpiryOn: day(isMargaret ? 67 : chance.between(40, 150)),
  };
};

interface Choice {
  readonly place: string;
  readonly name?: string;
}

/** Whoever is for full treatment is asked another day. */
const laterChoices = ({ story, chance }: MadeUpPerson): readonly Choice[] =>
  story.lacksCapacity === undefined
    ? [{ place: chance.pick([places.undecided, places.declined]) }]
    : [{ place: places.notAppropriate }];

const choicesOf = (person: MadeUpPerson): readonly Choice[] => {
  const { entry, residence, chance } = person;
  if (entry.number === 1) return [{ place: places.home }, hospice];
  if (entry.state === 'FOR') return laterChoices(person);
  const named = residence.house === undefined ? {} : { name: residence.house };
  switch (entry.home) {
    case 'nursing home':
      return [{ place: places.nursingHome, ...named }];
    case 'care home':
      return [{ place: places.residentialHome, ...named }, hospice];
    case 'supported living':
      return [{ place: places.usualPlace, ...named }, hospice];
    case 'home':
    case 'family':
      return chance.pick([
        [{ place: places.home }, hospice],
        [{ place: places.home }, hospice],
        [{ place: places.home }],
        [hospice, { place: places.home }],
        [{ place: places.undecided }],
        [{ place: places.declined }],
      ]);
  }
};

const careWords = (person: MadeUpPerson, first: Choice | undefined): object => {
  const { entry, residence } = person;
  if (residence.house !== undefined) return { first: `At ${residence.house}` };
  if (first?.place === places.hospice) {
    return { first: 'At home for as long as it can be managed', second: hospice.name };
  }
  return entry.home === 'family'
    ? { first: `At home with ${person.kin}` }
    : { first: 'At home', second: hospice.name };
};

/** Where the person wishes to die and to be cared for; both said on one day. */
export const placesOf = (
  person: MadeUpPerson,
  saidOn: number,
): { readonly death: object; readonly care: object } => {
  const [first, second] = choicesOf(person);
  const said = { saidBy: person.speaker, saidOn: person.day(saidOn) };
  return {
    death: { first, ...(second ? { second } : {}), ...said },
    care: { ...careWords(person, first), ...said },
  };
};
