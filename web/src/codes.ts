/**
 * The coded choices that the plan page offers, as the standards list them (CONTENT.md 1.2, 1.6 and
 * 1.7), with the words of the pages beside each code. The pages speak only GraphQL, so the lists
 * are written here again; a test holds them to those of events/.
 */

export interface CodeChoice {
  readonly code: string;
  readonly words: string;
}

export const forCprCode = '450475007';
export const notForCprCode = '450476008';

/** Preferred place of death: the twelve of the PRSB standard and four more of the NHS value set. */
export const deathPlaceChoices: readonly CodeChoice[] = [
  { code: '110481000000108', words: 'Home' },
  { code: '819211000000102', words: 'Usual place of residence' },
  { code: '108401000000102', words: 'Hospice' },
  { code: '931401000000103', words: 'Hospice community lodge' },
  { code: '710571000000101', words: 'Care home' },
  { code: '89761000000106', words: 'Nursing home' },
  { code: '512071000000106', words: 'Residential home' },
  { code: '109401000000108', words: 'Hospital' },
  { code: '89751000000108', words: 'Community hospital' },
  { code: '518741000000100', words: 'Learning disability unit' },
  { code: '518771000000106', words: 'Mental health unit' },
  { code: '1060941000000102', words: 'No preference' },
  { code: '517161000000101', words: 'Has not decided' },
  { code: '517111000000103', words: 'Cannot express a preference' },
  { code: '766391000000108', words: 'Did not wish to discuss it' },
  { code: '517131000000106', words: 'Discussion not appropriate' },
];

/** How somebody took part in the CPR decision. */
export const involvementChoices: readonly CodeChoice[] = [
  { code: '713079002', words: 'Talked about with the person' },
  { code: '713656002', words: 'Talked about with a family member' },
  { code: '1403141000000101', words: 'Talked about with a carer' },
];

/** A just-in-case box, as it stands in the home. */
export const issuedBoxCode = '376201000000102';

/** Medicines in the home, before they are needed. */
export const supplyChoices: readonly CodeChoice[] = [
  { code: issuedBoxCode, words: 'Just-in-case box issued' },
  { code: '871021000000106', words: 'Prescribed ahead of need' },
];

/** The words of a code of `choices`; its own display where the list does not hold it. */
export function wordsOf(
  choices: readonly CodeChoice[],
  coded: { readonly code: string; readonly display: string },
): string {
  return choices.find((choice) => choice.code === coded.code)?.words ?? coded.display;
}
