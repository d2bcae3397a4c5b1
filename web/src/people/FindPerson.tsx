/**
 * The finder: by NHS number, by name with date of birth and postcode, or by the sound of the name
 * with date of birth. Where a look-alike may be meant it asks "Is this the person?" before anything
 * opens (hazard H3). What was typed is always kept.
 */
import { useRef, useState, type ReactNode, type SubmitEvent } from 'react';
import { sendRequest } from '../graph/request';
import { ErrorSummary, errorOf, type FormError } from '../page/ErrorSummary';
import { Field, type FieldShape } from '../page/Field';
import { FoundPeople } from './FoundPeople';
import type { FindOutcome, FindWay, TypedDetails } from './findPeople';
import { findPeople, labels } from './findPeople';

const form = 'find';

const ways: readonly { readonly way: FindWay; readonly words: string }[] = [
  { way: 'nhsNumber', words: 'NHS number' },
  { way: 'nameBirthPostcode', words: 'Name, date of birth and postcode' },
  { way: 'soundAndBirth', words: 'Sound of the name and date of birth' },
];

const familyName: FieldShape = {
  name: 'familyName',
  label: labels.familyName,
  kind: 'text',
  isRequired: true,
};
const dateOfBirth: FieldShape = {
  name: 'dateOfBirth',
  label: labels.dateOfBirth,
  hint: 'For example 14 3 1941',
  kind: 'text',
  isRequired: true,
};
const fieldsOf: Record<FindWay, readonly FieldShape[]> = {
  nhsNumber: [
    {
      name: 'nhsNumber',
      label: labels.nhsNumber,
      hint: '10 digits, such as 999 000 0018. It is on letters, prescriptions and the medicines box.',
      kind: 'number',
      isRequired: true,
    },
  ],
  nameBirthPostcode: [
    familyName,
    dateOfBirth,
    { name: 'postcode', label: labels.postcode, kind: 'text', isRequired: true },
  ],
  soundAndBirth: [
    { ...familyName, hint: 'As it sounds, if you do not know how it is spelt' },
    dateOfBirth,
  ],
};

export interface FindPersonProps {
  readonly heading: string;
  readonly onOpen: (personId: string) => void;
  /** What may be done once a search found nobody; it is given what that search asked. */
  readonly ifNobody?: (typed: TypedDetails) => ReactNode;
}

export function FindPerson({ heading, onOpen, ifNobody }: FindPersonProps) {
  const [way, setWay] = useState<FindWay>('nhsNumber');
  const [typed, setTyped] = useState<TypedDetails>(nothingTyped);
  const [sought, setSought] = useState<TypedDetails>(nothingTyped);
  const [outcome, setOutcome] = useState<FindOutcome>();
  const [isLooking, setIsLooking] = useState(false);
  const question = useRef(0);

  const look = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    question.current += 1;
    const asked = question.current;
    setIsLooking(true);
    const answer = await findPeople(sendRequest, way, typed);
    if (question.current !== asked) return;
    setIsLooking(false);
    setOutcome(answer);
    setSought(soughtBy(way, typed));
    const [only] = answer.kind === 'found' && !answer.mustConfirm ? answer.people : [];
    if (only !== undefined && answer.kind === 'found' && answer.people.length === 1)
      onOpen(only.id);
  };
  const forget = (): void => {
    question.current += 1;
    setIsLooking(false);
    setOutcome(undefined);
  };
  const errors = outcome?.kind === 'wrong' ? outcome.errors : noErrors;

  return (
    <div className="find">
      <ErrorSummary form={form} errors={errors} />
      <h1 tabIndex={-1}>{heading}</h1>
      <fieldset className="ways">
        <legend className="nhsuk-fieldset__legend">Find the person by</legend>
        {ways.map((choice) => (
          <label key={choice.way}>
            <input
              type="radio"
              name="way"
              checked={way === choice.way}
              onChange={() => {
                setWay(choice.way);
                forget();
              }}
            />
            {choice.words}
          </label>
        ))}
      </fieldset>
      <form onSubmit={(event) => void look(event)} noValidate>
        {fieldsOf[way].map((shape) => (
          <Field
            key={shape.name}
            form={form}
            shape={shape}
            value={typed[shape.name as keyof TypedDetails]}
            error={errorOf(errors, shape.name)}
            onChange={(value) => setTyped({ ...typed, [shape.name]: value })}
          />
        ))}
        <button type="submit" className="nhsuk-button" aria-disabled={isLooking}>
          {isLooking ? 'Looking' : 'Find'}
        </button>
      </form>
      <div role="status">
        {outcome === undefined ? null : (
          <FoundPeople outcome={outcome} onOpen={onOpen} onForget={forget} />
        )}
      </div>
      {outcome?.kind === 'found' && outcome.people.length === 0 ? ifNobody?.(sought) : null}
    </div>
  );
}

/** What this search asked: nothing that was typed for another one, which may be of another person. */
function soughtBy(way: FindWay, typed: TypedDetails): TypedDetails {
  const asked = fieldsOf[way].map(({ name }) => [name, typed[name as keyof TypedDetails]]);
  return { ...nothingTyped, ...(Object.fromEntries(asked) as Partial<TypedDetails>) };
}

const noErrors: readonly FormError[] = [];
const nothingTyped: TypedDetails = {
  nhsNumber: '',
  familyName: '',
  dateOfBirth: '',
  postcode: '',
};
