/**
 * One reader for each part of a `Patient`: what it says, in the form the command takes, and a
 * remark where something was chosen or left out. Nothing is left out without a remark that a
 * person can act on; remarks hold nothing personal.
 */
import { addressLinesMax, givenNamesMax } from '../../events/person/content';
import { normalisedPostcode } from '../../events/person/postcode';
import { telephoneText } from '../../events/person/telephone';
import { londonDay } from '../../events/plan/londonDay';
import type { RegisterPersonInput } from '../../events/person/commands';
import { confidentialitySystem, odsCodeSystem } from './patientResource';
import type { Extension, ReadPatient } from './patientResource';
import { bestFirst, standingOf } from './period';

/** What a part of the resource gives: perhaps a value, perhaps remarks. */
export interface Part<Value> {
  readonly value?: Value;
  readonly remarks?: readonly string[];
}
type Name = RegisterPersonInput['name'];
type Address = NonNullable<RegisterPersonInput['address']>;

/** The usual or official name in force, else the last one; a nickname as what they are called. */
export const nameOf = (patient: ReadPatient, today: string): Part<Name> => {
  const named = bestFirst(patient.name, ['usual', 'official', undefined, 'temp'], today).find(
    ({ family }) => isWritten(family),
  );
  if (named?.family === undefined) return {};
  const given = written(named.given);
  const prefix = written(named.prefix).join(' ');
  const nickname = bestFirst(patient.name, ['nickname'], today)[0];
  const preferred = nickname ? (written(nickname.given)[0] ?? nickname.text) : undefined;
  return {
    value: {
      family: named.family,
      // A long list is cut nowhere: what is over the limit stands together in the last name.
      given: joinedPast(given, givenNamesMax, ' '),
      ...(prefix === '' ? {} : { prefix }),
      ...(isWritten(preferred) ? { preferred } : {}),
    },
  };
};

/** The home address in force; where none is, the last known one, and a remark that says so. */
export const addressOf = (patient: ReadPatient, today: string): Part<Address> => {
  const best = bestFirst(patient.address, ['home', undefined], today)[0];
  if (!best) return {};
  const postcode = normalisedPostcode(best.postalCode ?? '');
  const places = [best.city, best.district, best.state].filter(isWritten);
  const fromText = isWritten(best.text) ? written(best.text.split(/[\n,]/)) : [];
  const street = written(best.line);
  const lines = street.length === 0 && places.length === 0 ? fromText : [...street, ...places];
  // A code of another country is part of the address, not a UK postcode.
  if (postcode === undefined && isWritten(best.postalCode)) lines.push(best.postalCode);
  if (lines.length === 0) return { remarks: ['address left out: it has no lines'] };
  const isEnded = standingOf(best.period, today) === 'ended';
  return {
    value: {
      lines: joinedPast([...new Set(lines)], addressLinesMax, ', '),
      ...(postcode === undefined ? {} : { postcode }),
    },
    ...(isEnded ? { remarks: ['address is the last known: its period has ended'] } : {}),
  };
};

/** A telephone in force; one whose period has ended may be somebody else's by now. */
export const telephoneOf = (patient: ReadPatient, today: string): Part<string> => {
  const phones = patient.telecom?.filter(
    ({ system, value }) => system === 'phone' && isWritten(value),
  );
  const best = bestFirst(phones, ['home', 'mobile', undefined, 'work', 'temp'], today)[0];
  if (best?.value === undefined) return {};
  if (standingOf(best.period, today) !== 'current')
    return { remarks: ['telephone left out: its period is not now'] };
  return telephoneText.safeParse(best.value).success
    ? { value: best.value }
    : { remarks: ['telephone left out: it is not digits and spaces'] };
};

/** ODS code of the practice the person is registered with today. */
export const gpPracticeOf = (patient: ReadPatient, today: string): Part<string> => {
  const practices = (patient.generalPractitioner ?? []).flatMap(({ identifier }) =>
    identifier?.system === odsCodeSystem && isWritten(identifier.value) ? [identifier] : [],
  );
  const current = practices.find(({ period }) => standingOf(period, today) === 'current');
  if (current?.value !== undefined) return { value: current.value };
  return practices.length === 0 ? {} : { remarks: ['gpPractice left out: its period is not now'] };
};

const sexes = ['female', 'male', 'other', 'unknown'] as const;
export const sexOf = (patient: ReadPatient): Part<(typeof sexes)[number]> => {
  const value = sexes.find((sex) => sex === patient.gender);
  if (value !== undefined) return { value };
  return patient.gender === undefined
    ? {}
    : { remarks: [`sex left out: gender is not one of ${sexes.join(', ')}`] };
};

/** The date part of a FHIR dateTime: the day in London where a time with its zone is given. */
export const dayOf = (dateTime: string): string =>
  /T.*(Z|[+-]\d{2}:\d{2})$/.test(dateTime) && !Number.isNaN(Date.parse(dateTime))
    ? londonDay(dateTime)
    : (dateTime.split('T')[0] ?? dateTime);

/** The first code that an extension whose address ends in `name` gives, nested or not. */
export const extensionCode = (
  extensions: readonly Extension[] | undefined,
  name: string,
): string | undefined =>
  (extensions ?? [])
    .filter(({ url }) => url.endsWith(name))
    .flatMap((found) => [found, ...(found.extension ?? [])])
    .flatMap(({ valueCodeableConcept }) => valueCodeableConcept?.coding ?? [])
    .map(({ code }) => code)
    .find(isWritten);

/** Codes of `meta.security`; an unknown code of the confidentiality system counts as restricted. */
export const isRestricted = (patient: ReadPatient): boolean =>
  (patient.meta?.security ?? []).some(
    ({ system, code }) =>
      code === 'R' ||
      code === 'V' ||
      (system === confidentialitySystem && !['U', 'L', 'M', 'N'].includes(code ?? '')),
  );

export const isWritten = (text: string | null | undefined): text is string =>
  typeof text === 'string' && text.trim() !== '';

const written = (texts: readonly (string | null)[] | undefined): string[] =>
  (texts ?? []).filter(isWritten).map((text) => text.trim());

/** At most `max` entries: what is over stands joined in the last one. */
const joinedPast = (entries: readonly string[], max: number, glue: string): string[] =>
  entries.length <= max
    ? [...entries]
    : [...entries.slice(0, max - 1), entries.slice(max - 1).join(glue)];
