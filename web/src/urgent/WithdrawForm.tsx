/**
 * Records that a decision is withdrawn, with the reason: at once, for everybody. What was typed stays
 * until the withdrawal is saved, whatever happens to the panel meanwhile.
 */
import { useState, type SubmitEvent } from 'react';
import { ErrorSummary, errorOf, type FormError } from '../page/ErrorSummary';
import { Field, type FieldShape } from '../page/Field';
import { refusalWords } from '../page/refusalWords';
import { SavingLine } from '../page/SavingLine';
import { useCommand, type SavingState } from '../page/useCommand';
import type { Hindrance } from './hindrance';

export interface WithdrawFormProps {
  readonly personId: string;
  /** The decision that the reader saw; undefined where two stand, or none could be shown. */
  readonly decisionId: string | undefined;
  /** Which record it is about, in words; undefined where the place of the form says it. */
  readonly about?: string | undefined;
  /** Why nothing can be saved now; what is typed is kept. */
  readonly hindrance?: Hindrance | undefined;
  readonly onSaved: (position: string) => void;
  readonly onLeave: () => void;
}

const fields: readonly (FieldShape & { readonly name: 'reason' | 'saidBy' })[] = [
  {
    name: 'reason',
    label: 'Why it is withdrawn',
    hint: 'In the person’s own words where you can',
    kind: 'long',
    isRequired: true,
  },
  { name: 'saidBy', label: 'Who said so', kind: 'text' },
];

export function WithdrawForm(props: WithdrawFormProps) {
  const { personId, decisionId, about, hindrance, onSaved, onLeave } = props;
  const form = decisionId === undefined ? 'withdraw' : `withdraw-${decisionId}`;
  const { state, run, clear } = useCommand('withdrawCprDecision');
  const [typed, setTyped] = useState({ reason: '', saidBy: '' });
  const [missing, setMissing] = useState(noErrors);
  const errors = state.kind === 'done' ? refusalOf(state) : missing;

  const withdraw = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (hindrance?.isCertain === true) return;
    const reason = typed.reason.trim();
    const saidBy = typed.saidBy.trim();
    clear();
    setMissing(
      reason === ''
        ? [{ field: 'reason', message: 'Write why the decision is withdrawn' }]
        : noErrors,
    );
    if (reason === '') return;
    const outcome = await run({
      personId,
      ...(decisionId === undefined ? {} : { decisionId }),
      reason,
      ...(saidBy === '' ? {} : { saidBy }),
    });
    if (outcome?.kind === 'saved') onSaved(outcome.position);
  };

  return (
    <form className="withdraw" onSubmit={(event) => void withdraw(event)} noValidate>
      <ErrorSummary form={form} errors={errors} />
      <h3>Record a withdrawal{about === undefined ? '' : `: ${about}`}</h3>
      <p>It ends the decision at once, for everybody. It cannot be undone, only decided anew.</p>
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
      {hindrance === undefined ? null : <p className="actions__note">{hindrance.words}</p>}
      {hindrance?.isCertain === true ? null : (
        <button type="submit" className="nhsuk-button" aria-disabled={state.kind === 'saving'}>
          Record the withdrawal
        </button>
      )}{' '}
      <button type="button" className="nhsuk-button nhsuk-button--secondary" onClick={onLeave}>
        Leave it as it is
      </button>
      <SavingLine state={state} />
    </form>
  );
}

const noErrors: readonly FormError[] = [];

function refusalOf(state: SavingState): readonly FormError[] {
  if (state.kind !== 'done' || state.outcome.kind !== 'refused') return noErrors;
  const { field: path, message } = state.outcome;
  const field = fields.find(({ name }) => name === path);
  return [{ field: field?.name, message: refusalWords(message, path, field?.label) }];
}
