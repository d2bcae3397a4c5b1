/** One opening with who opened whose record and why, what was found before, and the form of a review. */
import { useCallback, useEffect, useState, type SubmitEvent } from 'react';
import { formatDate, formatDayAndTime } from '../format/dates';
import { asSentence, formatName } from '../format/words';
import { accessQuery } from '../graph/emergencyDocuments';
import { sendRequest } from '../graph/request';
import { ErrorSummary, errorOf, type FormError } from '../page/ErrorSummary';
import { Field, type FieldShape } from '../page/Field';
import { SavingLine } from '../page/SavingLine';
import { useCommand } from '../page/useCommand';
import { accessAnswer, outcomeWords, type AccessDetails } from './reviewAnswers';

export interface AccessReviewProps {
  readonly reference: string;
  readonly onReviewed: (position: string) => Promise<void>;
}

type Answer = ReturnType<typeof accessAnswer.parse>;

export function AccessReview({ reference, onReviewed }: AccessReviewProps) {
  const [answer, setAnswer] = useState<Answer>();
  const ask = useCallback(
    async (readAfter?: string) => {
      const sent = await sendRequest({
        document: accessQuery,
        variables: { reference },
        readAfter,
      });
      const data = sent.kind === 'answered' ? (sent.data as { emergencyAccess?: unknown }) : {};
      setAnswer(accessAnswer.parse(data.emergencyAccess));
    },
    [reference],
  );
  useEffect(() => void ask(), [ask]);
  switch (answer?.__typename) {
    case undefined:
      return <p role="status">Loading</p>;
    case 'EmergencyAccessDetails':
      return (
        <>
          <Details details={answer} />
          <ReviewForm
            reference={reference}
            onReviewed={async (position) => {
              await ask(position);
              await onReviewed(position);
            }}
          />
        </>
      );
    case 'EmergencyAccessNotFound':
    case 'Withheld':
      return <p>{answer.message}</p>;
    case 'Unavailable':
    default:
      return (
        <>
          <p role="alert">This opening could not be loaded.</p>
          <button type="button" className="nhsuk-button" onClick={() => void ask()}>
            Try again
          </button>
        </>
      );
  }
}

function Details({ details }: { readonly details: AccessDetails }) {
  const { openedBy, person, freeText, reviews } = details;
  return (
    <>
      <p>
        Opened by {openedBy.name}, {openedBy.role}, {openedBy.organisationName}.
      </p>
      <p>
        The record of{' '}
        {person.identity.__typename === 'Identity' ? (
          <strong>
            {formatName(person.identity.name)}, born {formatDate(person.identity.dateOfBirth)}
          </strong>
        ) : (
          <>
            a person whose name could not be loaded, <span className="number">{person.id}</span>
          </>
        )}
        .
      </p>
      <p>
        {freeText === null ? 'They wrote nothing beside the reason.' : `They wrote: “${freeText}”`}
      </p>
      {reviews.map(({ outcome, note, by, at }) => (
        <p key={at}>
          {outcomeWords[outcome]}, {by.name}, {formatDayAndTime(at)}.{' '}
          {note === null ? '' : asSentence(note)}
        </p>
      ))}
    </>
  );
}

const fields: readonly (FieldShape & { readonly name: 'outcome' | 'note' })[] = [
  {
    name: 'outcome',
    label: 'Was it justified?',
    kind: 'radios',
    isRequired: true,
    choices: Object.entries(outcomeWords).map(([value, words]) => ({ value, words })),
  },
  {
    name: 'note',
    label: 'Why, or what is needed',
    hint: 'Needed unless it was justified',
    kind: 'long',
  },
];

const noErrors: readonly FormError[] = [];

function ReviewForm({ reference, onReviewed }: AccessReviewProps) {
  const form = `review-${reference}`;
  const { state, run, clear } = useCommand('reviewEmergencyAccess');
  const [typed, setTyped] = useState({ outcome: '', note: '' });
  const [missing, setMissing] = useState(noErrors);
  const refused =
    state.kind === 'done' && state.outcome.kind === 'refused' ? state.outcome : undefined;
  const errors =
    refused === undefined ? missing : [{ field: refused.field, message: refused.message }];
  const review = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const { outcome } = typed;
    const note = typed.note.trim();
    clear();
    const found = missingIn(outcome, note);
    setMissing(found);
    if (found.length > 0) return;
    const sent = await run({ reference, outcome, ...(note === '' ? {} : { note }) });
    if (sent?.kind !== 'saved') return;
    setTyped({ outcome: '', note: '' });
    await onReviewed(sent.position);
  };
  return (
    <form className="review" onSubmit={(event) => void review(event)} noValidate>
      <ErrorSummary form={form} errors={errors} />
      {fields.map((shape) => (
        <Field
          key={shape.name}
          form={form}
          shape={shape}
          value={typed[shape.name]}
          error={errorOf(errors, shape.name)}
          onChange={(value) => setTyped({ ...typed, [shape.name]: value })}
        />
      ))}
      <button type="submit" className="nhsuk-button" aria-disabled={state.kind === 'saving'}>
        Record the review
      </button>
      <SavingLine state={state} />
    </form>
  );
}

function missingIn(outcome: string, note: string): readonly FormError[] {
  if (outcome === '') return [{ field: 'outcome', message: 'Choose whether it was justified' }];
  if (outcome !== 'JUSTIFIED' && note === '') {
    return [{ field: 'note', message: 'Write why, or what is needed' }];
  }
  return noErrors;
}
