/**
 * "They say otherwise": one tap notes the doubt beside the decision, at once. Only then does the
 * page ask who said it and what they said, and offer to take it back.
 */
import { useState, type SubmitEvent } from 'react';
import { Field, type FieldShape } from '../page/Field';
import { SavingLine } from '../page/SavingLine';
import { useCommand } from '../page/useCommand';
import type { PanelState } from './panelState';

export interface SayOtherwiseProps {
  readonly personId: string;
  readonly state: PanelState;
  readonly onSaved: (position: string) => void;
}

/** What one tap says. */
export const concernOfOneTap = 'They say otherwise';

/** What the words leave as it is, by the state they stand beside. */
export function leavesAsItIs(state: PanelState): string {
  if (state.kind === 'withdrawn') return 'The withdrawal still stands.';
  if (state.kind === 'conflicting') return 'Both records still stand.';
  return 'The decision has not changed.';
}

export function SayOtherwise({ personId, state, onSaved }: SayOtherwiseProps) {
  const asking = useCommand('questionCprDecision');
  const takingBack = useCommand('takeBackCprQuestion');
  const [questionId, setQuestionId] = useState<string>();
  const [isTakenBack, setIsTakenBack] = useState(false);

  const say = async (): Promise<void> => {
    setIsTakenBack(false);
    const outcome = await asking.run({ personId, concern: concernOfOneTap });
    if (outcome?.kind !== 'saved') return;
    setQuestionId(outcome.entryId);
    onSaved(outcome.position);
  };
  const takeBack = async (): Promise<void> => {
    const outcome = await takingBack.run({ personId, questionId });
    if (outcome?.kind !== 'saved') return;
    setQuestionId(undefined);
    setIsTakenBack(true);
    asking.clear();
    onSaved(outcome.position);
  };

  return (
    <div>
      {questionId === undefined ? (
        <>
          <button
            type="button"
            className="action"
            aria-disabled={asking.state.kind === 'saving'}
            onClick={() => void say()}
          >
            They say otherwise
          </button>
          <p className="action__hint">
            One tap notes it beside the decision, for everybody. {leavesAsItIs(state)}
          </p>
          {isTakenBack ? (
            <SavingLine state={takingBack.state} done="Taken back" />
          ) : (
            <SavingLine state={asking.state} done="Recorded" />
          )}
        </>
      ) : (
        <WhoSaidWhat
          personId={personId}
          questionId={questionId}
          state={state}
          onSaved={(position, entryId) => {
            setQuestionId(entryId);
            onSaved(position);
          }}
        >
          <button
            type="button"
            className="nhsuk-button nhsuk-button--secondary"
            aria-disabled={takingBack.state.kind === 'saving'}
            onClick={() => void takeBack()}
          >
            Take it back
          </button>
          <SavingLine state={takingBack.state} done="Taken back" />
        </WhoSaidWhat>
      )}
    </div>
  );
}

const form = 'otherwise';
const fields: readonly (FieldShape & { readonly name: 'saidBy' | 'concern' })[] = [
  { name: 'saidBy', label: 'Who said it', hint: 'Such as: her daughter Ruth', kind: 'text' },
  { name: 'concern', label: 'What they said', kind: 'long', isRequired: true },
];

interface WhoSaidWhatProps {
  readonly personId: string;
  readonly questionId: string;
  readonly state: PanelState;
  readonly onSaved: (position: string, entryId: string | undefined) => void;
  readonly children: React.ReactNode;
}

function WhoSaidWhat({ personId, questionId, state, onSaved, children }: WhoSaidWhatProps) {
  const adding = useCommand('questionCprDecision');
  const [typed, setTyped] = useState({ saidBy: '', concern: '' });
  const [isMissing, setIsMissing] = useState(false);
  const add = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const concern = typed.concern.trim();
    const saidBy = typed.saidBy.trim();
    setIsMissing(concern === '');
    if (concern === '') return;
    const outcome = await adding.run({
      personId,
      concern,
      ...(saidBy === '' ? {} : { saidBy }),
      explains: questionId,
    });
    if (outcome?.kind === 'saved') onSaved(outcome.position, outcome.entryId);
  };
  return (
    <form className="withdraw" onSubmit={(event) => void add(event)} noValidate>
      <h3>Recorded: they say otherwise</h3>
      <p>{leavesAsItIs(state)} If you have a moment, say who said it and what they said.</p>
      {fields.map((shape) => (
        <Field
          key={shape.name}
          form={form}
          shape={shape}
          value={typed[shape.name]}
          error={
            isMissing && shape.name === 'concern' ? 'Write what they said, or leave it' : undefined
          }
          onChange={(value) => setTyped({ ...typed, [shape.name]: value })}
        />
      ))}
      <button type="submit" className="nhsuk-button" aria-disabled={adding.state.kind === 'saving'}>
        Add these words
      </button>{' '}
      {children}
      <SavingLine state={adding.state} done="Added" />
    </form>
  );
}
