/**
 * The questions about who a person is, for registering them and for changing what is recorded, and
 * about their death; and the answers that are saved, as the texts of the boxes.
 */
import { formatDate } from '../format/dates';
import { formatName, formatNhsNumber } from '../format/words';
import type { Identity } from '../graph/identity';
import type { FieldShape } from '../page/Field';
import { notSent, type Values } from './formInput';

const nameFields: readonly FieldShape[] = [
  {
    name: 'family',
    path: 'name.family',
    part: 'Name',
    label: 'Family name',
    missing: 'Write the family name',
    kind: 'text',
    isRequired: true,
  },
  {
    name: 'given',
    path: 'name.given',
    label: 'Given names',
    hint: 'One on each line, first name first',
    missing: 'Write at least one given name',
    kind: 'lines',
    isRequired: true,
  },
  { name: 'prefix', path: 'name.prefix', label: 'Title', hint: 'For example: Mrs', kind: 'text' },
  { name: 'preferred', path: 'name.preferred', label: 'Likes to be called', kind: 'text' },
];

const birthField: FieldShape = {
  name: 'dateOfBirth',
  label: 'Date of birth',
  hint: 'For example 14 3 1941',
  missing: 'Write the date of birth',
  kind: 'date',
  isRequired: true,
};

const sexField: FieldShape = {
  name: 'sex',
  label: 'Sex',
  kind: 'select',
  choices: [
    { value: 'female', words: 'Female' },
    { value: 'male', words: 'Male' },
    { value: 'other', words: 'Other' },
    { value: 'unknown', words: 'Not known' },
  ],
};

const whereFields: readonly FieldShape[] = [
  {
    name: 'lines',
    path: 'address.lines',
    label: 'Address',
    hint: 'One line of the address on each line, without the postcode',
    missing: 'Write the address that the postcode belongs to, or take the postcode away',
    isNeededInPart: true,
    kind: 'lines',
  },
  { name: 'postcode', path: 'address.postcode', label: 'Postcode', kind: 'text' },
  { name: 'telephone', label: 'Telephone', kind: 'telephone' },
];

export const registerFields: readonly FieldShape[] = [
  ...nameFields,
  birthField,
  {
    name: 'nhsNumber',
    label: 'NHS number',
    hint: '10 digits, such as 999 000 0018',
    kind: 'number',
  },
  sexField,
  ...whereFields,
];

/** Where the address is not shown to the reader there are no boxes for it, nor for hiding it. */
export function demographicsFields(identity: Identity): readonly FieldShape[] {
  const whoFields = [...nameFields, birthField, sexField];
  if (!isWhereShown(identity)) return whoFields;
  const privacy: FieldShape = {
    name: 'restricted',
    label: 'Keep address and telephone private',
    hint: 'Then only a GP or a consultant sees where this person lives',
    kind: 'tick',
  };
  return [...whoFields, ...whereFields, privacy];
}

export function isWhereShown({ address, telephone }: Identity): boolean {
  return [address, telephone].every(
    ({ __typename }) => __typename !== 'Withheld' && __typename !== 'Unavailable',
  );
}

export function demographicsValues(identity: Identity): Values {
  const { name, dateOfBirth, sex, address, telephone, restricted } = identity;
  return {
    family: name.family,
    given: name.given.join('\n'),
    prefix: name.prefix ?? '',
    preferred: name.preferred ?? '',
    dateOfBirth: formatDate(dateOfBirth),
    sex: sex ?? '',
    lines: address.__typename === 'Address' ? address.lines.join('\n') : '',
    postcode: address.__typename === 'Address' ? (address.postcode ?? '') : '',
    telephone: telephone.__typename === 'Telephone' ? telephone.number : '',
    restricted: restricted ? 'yes' : '',
  };
}

const deathFields: readonly FieldShape[] = [
  {
    name: 'on',
    label: 'The day they died',
    hint: 'For example 3 11 2026. Leave it empty where the day is not known.',
    kind: 'date',
  },
  {
    name: 'place',
    label: 'Where they died',
    hint: 'For example: at home, St Wilfrid’s Hospice',
    kind: 'text',
  },
];

/** A death is recorded once somebody has said who it is that died. */
export function recordDeathFields({
  name,
  dateOfBirth,
  nhsNumber,
}: Identity): readonly FieldShape[] {
  const number = nhsNumber === null ? '' : `, NHS number ${formatNhsNumber(nhsNumber)}`;
  return [
    ...deathFields,
    {
      name: 'isRightPerson',
      path: `${notSent}.isRightPerson`,
      label: `This is the person who died: ${formatName(name)}, born ${formatDate(dateOfBirth)}${number}`,
      missing: 'Check that this is the person who died, then tick the box',
      kind: 'tick',
      isRequired: true,
    },
  ];
}

/** What is recorded of a death can be put right, not taken back: a box that was filled stays so. */
export function correctDeathFields(identity: Identity): readonly FieldShape[] {
  const known = deathValues(identity);
  return deathFields.map((field) => ({
    ...field,
    isRequired: (known[field.name] ?? '') !== '',
    missing: 'Write what is right: this can be corrected, not taken back',
  }));
}

export function deathValues({ died }: Identity): Values {
  const on = died?.on ?? null;
  return { on: on === null ? '' : formatDate(on), place: died?.place ?? '' };
}
