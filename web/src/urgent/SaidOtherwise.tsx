/**
 * After the one tap: it is recorded, and says so. Who said it and what they said can be added as
 * words of their own that follow the question; or the question is taken back by who put it.
 */
import { useEffect, useRef, useState, type SubmitEvent } from 'react';
import { formatTime } from '../format/dates';
import { ErrorSummary, errorOf, type FormError } from '../page/ErrorSummary';
import { Field, type FieldShape } from '../page/Field';
import { SavingLine } from '../page/SavingLine';
import { useCommand } from '../page/useCommand';
import type { Hindrance } from './hindrance';

export interface Asked {
  /** Undefined where the answer did not name it: then nothing can be added or taken back. */
  readonly questionId: string | undefined;
  readonly concern: string;
  readonly atMs: number;
}

export interface SaidOtherwiseProps {
  readonly personId: string;
  readonly asked: Asked;
  readonly stands: string;
  readonly hindrance: Hindrance | undefined;
  readonly onSaved: (position: string) => void;
  /** With what there is to say in place of this: that it was taken back, or nothing. */
  readonly onClose: (how: string) => void;
}

const saidBy: FieldShape = { name: 'saidBy', label: 'Who said it', kind: 'text' };
const words: FieldShape = { name: 'concern', label: 'What they said', kind: 'long' };

export function SaidOtherwise(props: SaidOtherwiseProps) {
  const { personId, asked, stands, hindrance, onSaved, onClose } = props;
  const { questionId, concern, atMs } = asked;
  const place = useRef<HTMLDivElement>(null);
  const takeBack = useCommand('takeBackCprQuestion');
  const [addedAtMs, setAddedAtMs] = useState<number>();
  useEffect(() => place.current?.focus({ preventScroll: true }), []);

  const undo = async (): Promise<void> => {
    const outcome = await takeBack.run({ personId, questionId });
    if (outcome?.kind !== 'saved') return;
    onSaved(outcome.position);
    onClose(`Taken back ${formatTime(Date.now())}`);
  };
  const isCertain = hindrance?.isCertain === true;

  return (
    <div className="said" ref={place} tabIndex={-1}>
      <p role="status">
        <strong>
          Recorded {formatTime(atMs)}: “{concern}”.
        </strong>{' '}
        {stands}
        {addedAtMs === undefined ? '' : ` Their words were added ${formatTime(addedAtMs)}.`}
      </p>
      {hindrance === undefined ? null : <p className="actions__note">{hindrance.words}</p>}
      {questionId === undefined || addedAtMs !== undefined ? null : (
        <AddWords
          personId={personId}
          asked={{ questionId, concern }}
          isBlocked={isCertain}
          onAdded={(position) => {
            setAddedAtMs(Date.now());
            onSaved(position);
          }}
        />
      )}
      <div className="said__ways">
        <button type="button" className="action" onClick={() => onClose('')}>
          {addedAtMs === undefined ? 'Nothing to add' : 'Close'}
        </button>
        {questionId === undefined || isCertain ? null : (
          <button
            type="button"
            className="action"
            aria-disabled={takeBack.state.kind === 'saving'}
            onClick={() => void undo()}
          >
            Take it back
          </button>
        )}
      </div>
      {takeBack.state.kind === 'done' && takeBack.state.outcome.kind === 'refused' ? (
        <p className="saving saving--not" role="status">
          Not taken back: {takeBack.state.outcome.message}
        </p>
      ) : (
        <SavingLine state={takeBack.state} />
      )}
    </div>
  );
}

interface AddWordsProps {
  readonly personId: string;
  readonly asked: { readonly questionId: string; readonly concern: string };
  readonly isBlocked: boolean;
  readonly onAdded: (position: string) => void;
}

function AddWords({ personId, asked, isBlocked, onAdded }: AddWordsProps) {
  const { questionId, concern } = asked;
  const form = `said-${questionId}`;
  const { state, run, clear } = useCommand('questionCprDecision');
  const [typed, setTyped] = useState({ saidBy: '', concern: '' });
  const [missing, setMissing] = useState(noErrors);
  const refused = state.kind === 'done' && state.outcome.kind === 'refused' ? state.outcome : null;
  const errors = refused ? [{ field: refused.field, message: refused.message }] : missing;

  const add = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (isBlocked) return;
    const who = typed.saidBy.trim();
    const what = typed.concern.trim();
    clear();
    const isEmpty = who === '' && what === '';
    setMissing(isEmpty ? [{ field: 'saidBy', message: 'Write who said it, or what' }] : noErrors);
    if (isEmpty) return;
    const outcome = await run({
      personId,
      concern: what === '' ? concern : what,
      ...(who === '' ? {} : { saidBy: who }),
      follows: questionId,
    });
    if (outcome?.kind === 'saved') onAdded(outcome.position);
  };

  return (
    <form onSubmit={(event) => void add(event)} noValidate>
      <ErrorSummary form={form} errors={errors} />
      <h3>Who said it, and what did they say?</h3>
      {[saidBy, words].map((shape) => (
        <Field
          key={shape.name}
          form={form}
          shape={shape}
          value={typed[shape.name as keyof typeof typed]}
          error={errorOf(errors, shape.name)}
          onChange={(value) => setTyped({ ...typed, [shape.name]: value })}
        />
      ))}
      {isBlocked ? null : (
        <button type="submit" className="nhsuk-button" aria-disabled={state.kind === 'saving'}>
          Add their words
        </button>
      )}
      <SavingLine state={state} />
    </form>
  );
}

const noErrors: readonly FormError[] = [];
