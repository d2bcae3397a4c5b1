/**
 * Makes the content of `RegisterPerson` from a FHIR R4 `Patient` (UK Core, as the Personal
 * Demographics Service gives it). Pure. A person who could be taken for another is refused, and so
 * is a number that cannot be theirs; what is merely unusable is left out with a remark.
 */
import type { Refused } from '../../events/decider';
import { parsePersonCommand } from '../../events/person/commands';
import type { PersonCommandOf, RegisterPersonInput } from '../../events/person/commands';
import { nhsNumberStatusCodes } from '../../events/person/nhsNumberStatusCodes';
import { parseNhsNumber } from '../../events/nhs-number/nhsNumber';
import { refuseInvalid } from '../../events/text';
import {
  addressOf,
  dayOf,
  extensionCode,
  gpPracticeOf,
  isRestricted,
  isWritten,
  nameOf,
  sexOf,
  telephoneOf,
} from './patientParts';
import type { Part } from './patientParts';
import { nhsNumberSystem, patientResource } from './patientResource';
import type { ReadPatient } from './patientResource';
import type { PatientResource } from './patientsIn';
import { standingOf } from './period';

export type Registration =
  | {
      readonly kind: 'registration';
      /** As a client sends it. */
      readonly input: RegisterPersonInput;
      /** The same, parsed. */
      readonly command: PersonCommandOf<'RegisterPerson'>;
      /** What was chosen or left out, in words for the importer; nothing personal. */
      readonly remarks: readonly string[];
    }
  | { readonly kind: 'refused'; readonly field: string; readonly message: string };

/** `today` is the day in London, `YYYY-MM-DD`, by which names and addresses are current or not. */
export const registrationFrom = (resource: PatientResource, today: string): Registration => {
  const read = patientResource.safeParse(resource);
  if (!read.success) return refusedBy(refuseInvalid(read.error));
  const patient = read.data;
  const unusable = refuseUnusable(patient);
  if (unusable) return unusable;

  const name = nameOf(patient, today).value;
  const { birthDate } = patient;
  if (!name || !isWritten(birthDate)) return refuseUnknowable(!name, !isWritten(birthDate));
  const number = nhsNumberOf(patient, today);
  if ('kind' in number) return number;
  const died = deathOf(patient);
  if (died && 'kind' in died) return died;

  const parts = {
    sex: sexOf(patient),
    address: addressOf(patient, today),
    telephone: telephoneOf(patient, today),
    nhsNumber: number.nhsNumber,
    nhsNumberStatus: number.nhsNumberStatus,
    gpPractice: gpPracticeOf(patient, today),
  };
  const input: RegisterPersonInput = {
    name,
    dateOfBirth: birthDate,
    ...valuesOf(parts),
    restricted: isRestricted(patient),
    ...(died ? { died } : {}),
  };
  const command = parsePersonCommand('RegisterPerson', input);
  if ('kind' in command) return refusedBy(command);
  const remarks = [
    ...(patient.active === false ? ['active is false: the source no longer uses this record'] : []),
    ...Object.values(parts).flatMap((part) => part.remarks ?? []),
  ];
  return { kind: 'registration', input, command, remarks };
};

/** A record that its source says must not be used as a person of its own. */
const refuseUnusable = (patient: ReadPatient): Registration | undefined => {
  if (patient.meta?.security?.some(({ code }) => code === 'REDACTED'))
    return refused('meta.security', 'meta.security says REDACTED: the source has withdrawn it.');
  if (patient.link?.some(({ type }) => type === 'replaced-by'))
    return refused('link', 'link says that another Patient has replaced this one; import that.');
  return undefined;
};

const refuseUnknowable = (lacksName: boolean, lacksBirth: boolean): Registration => {
  const missing = [
    ...(lacksName ? ['no name with a family name'] : []),
    ...(lacksBirth ? ['no birthDate'] : []),
  ].join(' and ');
  return refused(
    lacksName ? 'name' : 'birthDate',
    `cannot be told from another person: it has ${missing}.`,
  );
};

interface NumberParts {
  readonly nhsNumber: Part<string>;
  readonly nhsNumberStatus: Part<string>;
}

/** The NHS number in force and how far it is verified; superseded ones are not used. */
const nhsNumberOf = (patient: ReadPatient, today: string): NumberParts | Registration => {
  const numbers = (patient.identifier ?? []).filter(({ system }) => system === nhsNumberSystem);
  const current = numbers.filter(
    ({ use, period, value }) =>
      use !== 'old' && isWritten(value) && standingOf(period, today) === 'current',
  );
  const values = new Set(current.map(({ value }) => compared(value ?? '')));
  if (values.size > 1)
    return refused('nhsNumber', 'nhsNumber is given twice with different values.');
  const first = current[0];
  const superseded = numbers.filter(({ value }) => isWritten(value)).length - current.length;
  const status = extensionCode((first ?? numbers[0])?.extension, 'NHSNumberVerificationStatus');
  const isListed = nhsNumberStatusCodes.some(({ code }) => code === status);
  return {
    nhsNumber: {
      ...(first?.value === undefined ? {} : { value: first.value }),
      ...(superseded > 0 ? { remarks: ['nhsNumber: a superseded one was left out'] } : {}),
    },
    nhsNumberStatus:
      status === undefined || (first === undefined && superseded > 0)
        ? {}
        : isListed
          ? { value: status }
          : { remarks: ['nhsNumberStatus left out: its code is not in the list'] },
  };
};

const compared = (value: string): string => {
  const parsed = parseNhsNumber(value);
  return parsed.ok ? parsed.value : value;
};

/** Died, when, and how it was told; death notification status 1 is informal, 2 formal, U removed. */
const deathOf = (patient: ReadPatient): RegisterPersonInput['died'] | Registration => {
  const status = extensionCode(patient.extension, 'DeathNotificationStatus');
  const { deceasedDateTime, deceasedBoolean } = patient;
  const isTold = status === '1' || status === '2';
  if (deceasedDateTime === undefined && deceasedBoolean !== true && !isTold) return undefined;
  if (status === 'U' || (deceasedBoolean === false && isTold))
    return refused('died', 'died is contradictory: the Patient is said to have died and not to.');
  return {
    ...(deceasedDateTime === undefined ? {} : { on: dayOf(deceasedDateTime) }),
    ...(status === '1' ? { source: 'INFORMAL' as const } : {}),
    ...(status === '2' ? { source: 'FORMAL' as const } : {}),
  };
};

type Values<Parts> = {
  [Key in keyof Parts]?: Parts[Key] extends Part<infer Value> ? Value : never;
};

const valuesOf = <Parts extends Record<string, Part<unknown>>>(parts: Parts): Values<Parts> =>
  Object.fromEntries(
    Object.entries(parts).flatMap(([field, { value }]) =>
      value === undefined ? [] : [[field, value]],
    ),
  ) as Values<Parts>;

const refused = (field: string, message: string): Registration => ({
  kind: 'refused',
  field,
  message,
});

const refusedBy = ({ field, message }: Refused): Registration =>
  refused(field ?? 'Patient', message);
