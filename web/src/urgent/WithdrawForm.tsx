/**
 * Records that a decision is withdrawn, with the reason: at once, for everybody. What was typed stays
 * until the withdrawal is saved, whatever happens to the panel meanwhile.
 */
import { useState, type SubmitEvent } from 'react';
import type { DecisionRecord } from '../graph/decision';
import { decisionHeading, sourceWords } from './decisionFacts';
import { ErrorSummary, errorOf, type FormError } from '../page/ErrorSummary';
import { Field, type FieldShape } from '../page/Field';
import { refusalWords } from '../page/refusalWords';
import { SavingLine } from '../page/SavingLine';
import { useCommand, type SavingState } from '../page/useCommand';

export interface WithdrawFormProps {
  readonly personId: string;
  /** What the reader saw: one decision, or several that disagree; none where none could be shown. */
  readonly decisions: readonly DecisionRecord[];
  readonly onSaved: (position: string) => void;
  readonly onLeave: () => void;
}

const form = 'withdraw';
type Name = 'decisionId' | 'reason' | 'saidBy';
const fields: readonly (FieldShape & { readonly name: Name })[] = [
  {
    name: 'reason',
    label: 'Why it is withdrawn',
    hint: 'In the person’s own words where you can',
    kind: 'long',
    isRequired: true,
  },
  { name: 'saidBy', label: 'Who said so', kind: 'text' },
];

/** The value of *both records*: a withdrawal that names none ends all that stand. */
const all = 'all';

/** Which of the records that disagree is meant; asked only where there are several. */
function whichField(decisions: readonly DecisionRecord[]): FieldShape & { readonly name: Name } {
  return {
    name: 'decisionId',
    label: 'Which record is withdrawn',
    kind: 'radios',
    isRequired: true,
    choices: [
      ...decisions.map((record) => ({
        value: record.id,
        words: `${decisionHeading(record)}: ${sourceWords(record)}`,
      })),
      { value: all, words: decisions.length === 2 ? 'Both records' : 'All of them' },
    ],
  };
}

export function WithdrawForm({ personId, decisions, onSaved, onLeave }: WithdrawFormProps) {
  const { state, run, clear } = useCommand('withdrawCprDecision');
  const [typed, setTyped] = useState({
    decisionId: decisions.length > 1 ? '' : (decisions[0]?.id ?? all),
    reason: '',
    saidBy: '',
  });
  const asked = decisions.length > 1 ? [whichField(decisions), ...fields] : fields;
  const [missing, setMissing] = useState(noErrors);
  const errors = state.kind === 'done' ? refusalOf(state) : missing;

  const withdraw = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const reason = typed.reason.trim();
    const saidBy = typed.saidBy.trim();
    clear();
    const wrong: FormError[] = [
      ...(typed.decisionId === ''
        ? [{ field: 'decisionId', message: 'Choose which record is withdrawn' }]
        : []),
      ...(reason === ''
        ? [{ field: 'reason', message: 'Write why the decision is withdrawn' }]
        : []),
    ];
    setMissing(wrong);
    if (wrong.length > 0) return;
    const outcome = await run({
      personId,
      ...(typed.decisionId === all ? {} : { decisionId: typed.decisionId }),
      reason,
      ...(saidBy === '' ? {} : { saidBy }),
    });
    if (outcome?.kind === 'saved') onSaved(outcome.position);
  };

  return (
    <form className="withdraw" onSubmit={(event) => void withdraw(event)} noValidate>
      <ErrorSummary form={form} errors={errors} />
      <h3>Record a withdrawal</h3>
      <p>It ends the decision at once, for everybody. It cannot be undone, only decided anew.</p>
      {asked.map((shape) => (
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
        Record the withdrawal
      </button>{' '}
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
