/** One opening with who opened whose record and why, what was found before, and the form of a review. */
import { useCallback, useEffect, useState, type SubmitEvent } from 'react';
import { formatDayAndTime } from '../format/dates';
import { asSentence } from '../format/words';
import { accessQuery } from '../graph/emergencyDocuments';
import { sendRequest } from '../graph/request';
import { ErrorSummary, errorOf, type FormError } from '../page/ErrorSummary';
import { Field, type FieldShape } from '../page/Field';
import { SavingLine } from '../page/SavingLine';
import { useCommand } from '../page/useCommand';
import { accessAnswer, outcomeWords, type AccessDetails, type Outcome } from './reviewAnswers';
import { WhoseRecord } from './WhoseRecord';

export interface AccessReviewProps {
  readonly reference: string;
  readonly onReviewed: (outcome: Outcome, position: string) => Promise<void>;
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
            onReviewed={async (outcome, position) => {
              await ask(position);
              await onReviewed(outcome, position);
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
      <WhoseRecord person={person} />
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

const outcomeField: FieldShape = {
  name: 'outcome',
  label: 'Was it justified?',
  kind: 'radios',
  isRequired: true,
  choices: Object.entries(outcomeWords).map(([value, words]) => ({ value, words })),
};

/** What is asked beside each outcome; only a justified opening needs no words. */
const noteFields: Record<Outcome, FieldShape> = {
  JUSTIFIED: { name: 'note', label: 'Why it was justified', kind: 'long' },
  NOT_JUSTIFIED: {
    name: 'note',
    label: 'Why was it not justified?',
    kind: 'long',
    isRequired: true,
    missing: 'Write why it was not justified',
  },
  NEEDS_MORE: {
    name: 'note',
    label: 'What is needed to say?',
    kind: 'long',
    isRequired: true,
    missing: 'Write what is needed',
  },
};

const noErrors: readonly FormError[] = [];

function ReviewForm({ reference, onReviewed }: AccessReviewProps) {
  const form = `review-${reference}`;
  const { state, run, clear } = useCommand('reviewEmergencyAccess');
  const [outcome, setOutcome] = useState<Outcome>();
  const [note, setNote] = useState('');
  const [missing, setMissing] = useState(noErrors);
  const refused =
    state.kind === 'done' && state.outcome.kind === 'refused' ? state.outcome : undefined;
  const errors =
    refused === undefined ? missing : [{ field: refused.field, message: refused.message }];
  const review = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const words = note.trim();
    clear();
    const found = missingIn(outcome, words);
    setMissing(found);
    if (outcome === undefined || found.length > 0) return;
    const sent = await run({ reference, outcome, ...(words === '' ? {} : { note: words }) });
    if (sent?.kind !== 'saved') return;
    setOutcome(undefined);
    setNote('');
    await onReviewed(outcome, sent.position);
  };
  const box = (shape: FieldShape, value: string, onChange: (value: string) => void) => (
    <Field
      form={form}
      shape={shape}
      value={value}
      error={errorOf(errors, shape.name)}
      onChange={onChange}
    />
  );
  return (
    <form className="review" onSubmit={(event) => void review(event)} noValidate>
      <ErrorSummary form={form} errors={errors} />
      {box(outcomeField, outcome ?? '', (value) => setOutcome(value as Outcome))}
      {outcome === undefined ? null : box(noteFields[outcome], note, setNote)}
      <button type="submit" className="nhsuk-button" aria-disabled={state.kind === 'saving'}>
        Record the review
      </button>
      <SavingLine state={state} />
    </form>
  );
}

function missingIn(outcome: Outcome | undefined, note: string): readonly FormError[] {
  if (outcome === undefined) {
    return [{ field: 'outcome', message: 'Choose whether it was justified' }];
  }
  const { missing } = noteFields[outcome];
  return missing === undefined || note !== '' ? noErrors : [{ field: 'note', message: missing }];
}
