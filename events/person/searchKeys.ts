/**
 * The texts whose keyed hashes are the blind indexes that people are found by (DESIGN.md 5): the
 * same function makes them for a person and for a search. A key text is personal: it is hashed,
 * never stored or logged.
 */
import { doubleMetaphone } from 'double-metaphone';
import type { Demographics } from './content';

/** What stands before or between the parts of a family name and says little by its sound. */
const particles = new Set(
  'AL AP BIN BINT DA DE DEL DEN DER DI DOS EL LA LE MAC MC O SAINT ST VAN VON Y'.split(' '),
);
/** Letters that Unicode does not take apart into a base letter and a mark. */
const foldedLetters: Readonly<Record<string, string>> = {
  Æ: 'AE',
  Ð: 'D',
  Đ: 'D',
  Ł: 'L',
  Ø: 'O',
  Œ: 'OE',
  Þ: 'TH',
  ẞ: 'SS',
};

export interface SearchKeyTexts {
  readonly nhsNumber: readonly string[];
  readonly nameBirthPostcode: readonly string[];
  readonly soundAndBirth: readonly string[];
}

/**
 * All key texts of a person. A restricted person has none with a postcode: a search that hits
 * would tell where they live.
 */
export const searchKeysOf = (person: Partial<Demographics>): SearchKeyTexts => {
  const { nhsNumber, name, dateOfBirth, address, restricted } = person;
  const isNamed = name !== undefined && dateOfBirth !== undefined;
  const postcode = restricted === true ? undefined : address?.postcode;
  return {
    nhsNumber: nhsNumber === undefined ? [] : [nhsNumberKeyText(nhsNumber)],
    nameBirthPostcode:
      isNamed && postcode !== undefined
        ? [nameBirthPostcodeKeyText(name.family, dateOfBirth, postcode)]
        : [],
    soundAndBirth: isNamed ? soundAndBirthKeyTexts(name.family, dateOfBirth) : [],
  };
};

/** `nhsNumber` is ten digits, as `parseNhsNumber` gives them. */
export const nhsNumberKeyText = (nhsNumber: string): string => nhsNumber;

/** Case, accents, apostrophes, hyphens and spaces make no difference. */
export const nameBirthPostcodeKeyText = (
  family: string,
  dateOfBirth: string,
  postcode: string,
): string => [lettersOf(family), dateOfBirth, lettersOf(postcode)].join('|');

/**
 * One text for each sound (double metaphone, both codes) of the whole name and of each part of a
 * double-barrelled one; none without a full date of birth, which alone makes a sound selective.
 */
export const soundAndBirthKeyTexts = (family: string, dateOfBirth: string): readonly string[] => {
  if (dateOfBirth.length !== 'YYYY-MM-DD'.length) return [];
  const parts = wordsOf(family).filter((word) => word.length > 1 && !particles.has(word));
  const sounds = [lettersOf(family), ...parts].flatMap(soundsOf);
  return [...new Set(sounds)].map((sound) => `${sound}|${dateOfBirth}`);
};

/** A name that has no Latin letters has no code; then its letters are its sound. */
const soundsOf = (name: string): readonly string[] => {
  const codes = [name, plainerSpelling(name)]
    .flatMap(doubleMetaphone)
    .filter((code) => code !== '');
  return codes.length === 0 && name !== '' ? [name] : codes;
};

/** Brings Mc and Mac, Thompson and Thomson together, which double metaphone keeps apart. */
const plainerSpelling = (name: string): string =>
  name.replace(/^MA?C[CK]?(?=.)/, 'MAK').replace(/MPS/g, 'MS');

/** A name as it is compared: case, accents, apostrophes, hyphens and spaces make no difference. */
export const lettersOf = (name: string): string => folded(name).replace(/[^\p{L}\p{N}]/gu, '');

const wordsOf = (name: string): readonly string[] =>
  folded(name)
    .replace(/['’‘ʼ`´]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

const folded = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[ÆÐĐŁØŒÞẞ]/g, (letter) => foldedLetters[letter] ?? letter);
