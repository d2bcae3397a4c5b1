/** The texts people are found by: what must meet, and what must not. */
import {
  nameBirthPostcodeKeyText,
  nhsNumberKeyText,
  searchKeysOf,
  soundAndBirthKeyTexts,
} from '../../../events/person/searchKeys';

const born = '1941-05-06';
const soundAlike = (one: string, other: string): boolean => {
  const keys = soundAndBirthKeyTexts(one, born);
  return soundAndBirthKeyTexts(other, born).some((key) => keys.includes(key));
};
const exact = (family: string, postcode = 'BN8 5AB'): string =>
  nameBirthPostcodeKeyText(family, born, postcode);

describe('the exact key', () => {
  it.each([
    ['OBrien', "O'Brien"],
    ['O’BRIEN', 'o brien'],
    ['Smith-Jones', 'SMITH JONES'],
    ['José', 'Jose'],
    ['Łukasz', 'lukasz'],
    ['Strauß', 'Strauss'],
    ['Ó Súilleabháin', 'O Suilleabhain'],
    ['Zoe\u0308', 'Zo\u00eb'],
  ])('is one for %s and %s', (one, other) => {
    expect(exact(one)).toBe(exact(other));
  });

  it('does not depend on how the postcode is written', () => {
    expect(exact('Smith', 'bn85ab')).toBe(exact('Smith', 'BN8 5AB'));
  });

  it('differs by name, by date of birth and by postcode', () => {
    const keys = [
      exact('Smith'),
      exact('Smyth'),
      exact('Smith', 'BN8 5AD'),
      nameBirthPostcodeKeyText('Smith', '1941-05-07', 'BN8 5AB'),
    ];
    expect(new Set(keys).size).toBe(4);
  });

  it('keeps names in other scripts apart', () => {
    expect(exact('李')).not.toBe(exact('王'));
  });
});

describe('the sound key', () => {
  it.each([
    ['Smith', 'Smyth'],
    ['Smith', 'Smythe'],
    ["O'Brien", 'OBrien'],
    ["O'Brien", 'O Brien'],
    ['McDonald', 'MacDonald'],
    ['Mc Donald', 'McDonald'],
    ['McCarthy', 'MacCarthy'],
    ['McIntyre', 'MacIntyre'],
    ['Thompson', 'Thomson'],
    ['Stephens', 'Stevens'],
    ['Müller', 'Muller'],
    ['Fernández', 'Fernandez'],
    ['Smith-Jones', 'Smyth'],
    ['Smith-Jones', 'Jones'],
    ['Smith Jones', 'Smith-Jones'],
    ['van der Berg', 'Berg'],
    ['李', '李'],
    ['Ng', 'NG'],
  ])('brings %s and %s together', (one, other) => {
    expect(soundAlike(one, other)).toBe(true);
  });

  it.each([
    ['Smith', 'Jones'],
    ['de Souza', 'de Waal'],
    ['Mac Millan', 'Mac Donald'],
    ['李', '王'],
  ])('keeps %s and %s apart', (one, other) => {
    expect(soundAlike(one, other)).toBe(false);
  });

  it('needs the full date of birth', () => {
    expect(soundAndBirthKeyTexts('Smith', '1941')).toEqual([]);
    expect(soundAndBirthKeyTexts('Smith', '1941-05')).toEqual([]);
  });

  it('differs by date of birth', () => {
    const other = soundAndBirthKeyTexts('Smith', '1941-05-07');
    expect(soundAndBirthKeyTexts('Smith', born).filter((key) => other.includes(key))).toEqual([]);
  });
});

describe('searchKeysOf', () => {
  const person = {
    name: { family: 'Smith', given: ['Ann'] },
    dateOfBirth: born,
    address: { lines: ['1 Quay'], postcode: 'BN8 5AB' },
    nhsNumber: '9434765919',
    restricted: false,
  };

  it('gives every way to find the person', () => {
    expect(searchKeysOf(person)).toEqual({
      nhsNumber: [nhsNumberKeyText('9434765919')],
      nameBirthPostcode: [exact('Smith')],
      soundAndBirth: soundAndBirthKeyTexts('Smith', born),
    });
  });

  it('gives none by postcode for a restricted person: a hit would tell where they live', () => {
    const keys = searchKeysOf({ ...person, restricted: true });
    expect(keys.nameBirthPostcode).toEqual([]);
    expect(keys.soundAndBirth).not.toEqual([]);
    expect(keys.nhsNumber).toHaveLength(1);
  });

  it('gives what it can where little is known', () => {
    expect(searchKeysOf({})).toEqual({ nhsNumber: [], nameBirthPostcode: [], soundAndBirth: [] });
    expect(searchKeysOf({ name: person.name, dateOfBirth: '1941' }).soundAndBirth).toEqual([]);
  });
});
