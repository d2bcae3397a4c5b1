/** The questions about somebody to call, and the answers that are saved, as the texts of the boxes. */
import type { Contact } from '../graph/sections';
import type { FieldShape } from '../page/Field';
import type { Values } from './formInput';

export const contactFields: readonly FieldShape[] = [
  {
    name: 'name',
    label: 'Name',
    hint: 'Of the person, or of the service that answers',
    missing: 'Write the name of the person or the service',
    kind: 'text',
    isRequired: true,
  },
  {
    name: 'kind',
    label: 'Who they are',
    missing: 'Choose whether this is a professional or somebody of their own',
    kind: 'radios',
    isRequired: true,
    choices: [
      { value: 'PROFESSIONAL', words: 'A professional or a service' },
      { value: 'PERSONAL', words: 'Family, friend or carer' },
    ],
  },
  {
    name: 'telephone',
    label: 'Telephone',
    missing: 'Write the telephone number',
    kind: 'telephone',
    isRequired: true,
  },
  {
    name: 'availability',
    label: 'When they answer',
    missing: 'Choose when they answer',
    kind: 'radios',
    isRequired: true,
    choices: [
      { value: 'ANY_HOUR', words: 'At any hour' },
      { value: 'IN_HOURS', words: 'Weekdays, 08:00 to 18:30' },
      { value: 'OUT_OF_HOURS', words: 'Nights and weekends' },
    ],
  },
  {
    name: 'relationship',
    label: 'Relationship or role',
    hint: 'For example: daughter, district nurse',
    kind: 'text',
  },
  { name: 'organisation', label: 'Organisation', kind: 'text' },
  {
    name: 'purpose',
    label: 'What to call them for',
    hint: 'For example: symptom advice at night',
    kind: 'text',
  },
  { name: 'keyWorker', label: 'Key worker', kind: 'tick' },
  { name: 'isAttorney', label: 'Attorney for health and welfare', kind: 'tick' },
];

export function contactValues(contact: Contact): Values {
  const { name, kind, telephone, availability, keyWorker, isAttorney } = contact;
  return {
    name,
    kind,
    telephone,
    availability,
    relationship: contact.relationship ?? '',
    organisation: contact.organisation ?? '',
    purpose: contact.purpose ?? '',
    keyWorker: keyWorker ? 'yes' : '',
    isAttorney: isAttorney ? 'yes' : '',
  };
}

export const removalFields: readonly FieldShape[] = [
  {
    name: 'reason',
    label: 'Why they are removed',
    missing: 'Write why they are removed',
    kind: 'text',
    isRequired: true,
  },
];
