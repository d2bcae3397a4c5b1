/**
 * Finding a person: by NHS number (the reservation stream: exact, no projection), by family name +
 * date of birth + postcode, or by the sound of the name + date of birth, which must be confirmed.
 * "Nobody" is said only when the index held the whole log.
 */
import { parseNhsNumber } from '../../events/nhs-number/nhsNumber';
import type { Refused } from '../../events/decider';
import { normalisedPostcode } from '../../events/person/postcode';
import { nameBirthPostcodeKeyText, soundAndBirthKeyTexts } from '../../events/person/searchKeys';
import { refuse } from '../../events/refusal';
import { dateText } from '../../events/text';
import { prefixes } from '../../projections/runner';
import type { House } from '../house';
import { reservationIdOf } from './registerPerson';

/** People listed at the most; more match means: ask for more details. */
export const matchesMax = 10;

export interface FindPeople {
  readonly nhsNumber?: string | undefined;
  readonly familyName?: string | undefined;
  readonly dateOfBirth?: string | undefined;
  readonly postcode?: string | undefined;
}

export interface Found {
  readonly kind: 'found';
  readonly matchedBy: 'NHS_NUMBER' | 'NAME_BIRTH_POSTCODE' | 'SOUND_AND_BIRTH';
  readonly mustConfirm: boolean;
  readonly ids: readonly string[];
  readonly more: boolean;
}

/** The index does not hold the whole log yet: absence proves nothing. */
export interface Behind {
  readonly kind: 'behind';
}

const byNhsNumber = async (house: House, written: string): Promise<Found | Refused> => {
  const parsed = parseNhsNumber(written);
  if (!parsed.ok) {
    return refuse('NHS_NUMBER_INVALID', `nhsNumber ${parsed.reason}`, 'nhsNumber');
  }
  const { state } = await house.loops.nhsNumber.load(reservationIdOf(house, parsed.value));
  const holder = state.reservedFor;
  const isRegistered =
    holder !== undefined && (await house.loops.person.load(holder)).state.registered;
  return {
    kind: 'found',
    matchedBy: 'NHS_NUMBER',
    mustConfirm: false,
    ids: isRegistered ? [holder] : [],
    more: false,
  };
};

/** True once the read models hold the whole log; false where that takes too long. */
export const holdsWholeLog = async (house: House): Promise<boolean> => {
  const last = await house.store.lastPosition(prefixes);
  return last === undefined || house.runner.waitFor(last);
};

const byName = async (
  house: House,
  familyName: string,
  dateOfBirth: string,
  postcode: string | undefined,
): Promise<Found | Behind> => {
  const isWhole = await holdsWholeLog(house);
  const found = (matchedBy: Found['matchedBy'], ids: readonly string[]): Found => ({
    kind: 'found',
    matchedBy,
    mustConfirm: matchedBy === 'SOUND_AND_BIRTH' || ids.length > 1,
    ids: ids.slice(0, matchesMax),
    more: ids.length > matchesMax,
  });
  if (postcode !== undefined) {
    const text = nameBirthPostcodeKeyText(familyName, dateOfBirth, postcode);
    const exact = house.models.people.find('nameBirthPostcode', [text], matchesMax + 1);
    if (exact.length > 0) return found('NAME_BIRTH_POSTCODE', exact);
  }
  const texts = soundAndBirthKeyTexts(familyName, dateOfBirth);
  const alike = house.models.people.find('soundAndBirth', texts, matchesMax + 1);
  return alike.length > 0 || isWhole ? found('SOUND_AND_BIRTH', alike) : { kind: 'behind' };
};

export const findPeople = async (
  house: House,
  search: FindPeople,
): Promise<Found | Behind | Refused> => {
  const { nhsNumber, familyName, dateOfBirth, postcode } = search;
  if (nhsNumber !== undefined && nhsNumber.trim() !== '') return byNhsNumber(house, nhsNumber);
  if (familyName === undefined || familyName.trim() === '') {
    return refuse(
      'INVALID',
      'familyName is missing: give an NHS number, or a family name and a date of birth',
      'familyName',
    );
  }
  const birth = dateText.safeParse(dateOfBirth);
  if (!birth.success) {
    const [issue] = birth.error.issues;
    return refuse('INVALID', `dateOfBirth ${issue?.message ?? 'is missing'}`, 'dateOfBirth');
  }
  if (postcode === undefined || postcode.trim() === '') {
    return byName(house, familyName, birth.data, undefined);
  }
  const whole = normalisedPostcode(postcode);
  if (whole === undefined) {
    return refuse('INVALID', 'postcode must be a whole UK postcode, such as BN21 3YA', 'postcode');
  }
  return byName(house, familyName, birth.data, whole);
};
