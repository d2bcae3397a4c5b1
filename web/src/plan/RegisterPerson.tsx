/** Registers a person who is not held yet, then opens them. What the search asked is filled in. */
import type { TypedDetails } from '../people/findPeople';
import type { FieldShape } from '../page/Field';
import { wholeInput, type FormInput, type Values } from './formInput';
import { registerFields } from './personFields';
import type { PlanDesk } from './planDesk';
import { SectionForm } from './SectionForm';

export interface RegisterPersonProps {
  /** What was searched for and found nobody. */
  readonly typed: TypedDetails;
  readonly onRegistered: (personId: string) => void;
}

export function RegisterPerson({ typed, onRegistered }: RegisterPersonProps) {
  const desk: PlanDesk = {
    personId: undefined,
    revision: '',
    onSaved: async ({ personId }) => onRegistered(personId),
    readRevision: async () => undefined,
  };
  const { nhsNumber, familyName, dateOfBirth, postcode } = typed;
  return (
    <section aria-labelledby="register-heading" className="card">
      <h2 id="register-heading">Register a person</h2>
      {familyName === '' ? (
        <p>
          Search by name and date of birth too, before you register: nobody should be held twice.
        </p>
      ) : null}
      <SectionForm
        desk={desk}
        form="register"
        mutation="registerPerson"
        fields={registerFields}
        saved={{ nhsNumber, family: familyName, dateOfBirth, postcode }}
        button="Register this person"
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
