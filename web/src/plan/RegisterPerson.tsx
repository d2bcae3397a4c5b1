/** Registers a person who is not held yet, then opens them. What is refused stays as typed. */
import type { FieldShape } from '../page/Field';
import { wholeInput, type FormInput, type Values } from './formInput';
import type { PlanDesk } from './planDesk';
import { SectionForm } from './SectionForm';

const registerFields: readonly FieldShape[] = [
  { name: 'family', path: 'name.family', label: 'Family name', kind: 'text', isRequired: true },
  {
    name: 'given',
    path: 'name.given',
    label: 'Given names',
    hint: 'One on each line, first name first',
    kind: 'lines',
    isRequired: true,
  },
  { name: 'preferred', path: 'name.preferred', label: 'Likes to be called', kind: 'text' },
  { name: 'dateOfBirth', label: 'Date of birth', kind: 'date', isRequired: true },
  {
    name: 'nhsNumber',
    label: 'NHS number',
    hint: '10 digits, such as 999 000 0018',
    kind: 'number',
  },
  {
    name: 'sex',
    label: 'Sex',
    kind: 'select',
    choices: ['female', 'male', 'other', 'unknown'].map((value) => ({ value, words: value })),
  },
  {
    name: 'lines',
    path: 'address.lines',
    label: 'Address',
    hint: 'One line of the address on each line',
    kind: 'lines',
  },
  { name: 'postcode', path: 'address.postcode', label: 'Postcode', kind: 'text' },
  { name: 'telephone', label: 'Telephone', kind: 'telephone' },
];
const noValues = {};

export function RegisterPerson({ onRegistered }: { onRegistered: (personId: string) => void }) {
  const desk: PlanDesk = {
    personId: undefined,
    revision: '',
    onSaved: async ({ personId }) => onRegistered(personId),
    readRevision: async () => undefined,
  };
  return (
    <section aria-labelledby="register-heading" className="card">
      <h2 id="register-heading">Register a person</h2>
      <SectionForm
        desk={desk}
        form="register"
        mutation="registerPerson"
        fields={registerFields}
        saved={noValues}
        button="Register"
        inputOf={registerInput}
        isBasedOn={false}
      />
    </section>
  );
}

function registerInput(fields: readonly FieldShape[], values: Values): FormInput {
  const { input, errors } = wholeInput(fields, values);
  const { nhsNumber } = input;
  return {
    input:
      typeof nhsNumber === 'string'
        ? { ...input, nhsNumber: nhsNumber.replace(/[\s-]/g, '') }
        : input,
    errors,
  };
}
