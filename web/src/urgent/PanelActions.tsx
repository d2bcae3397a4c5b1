/**
 * What a reader can do about the decision at the door: say that somebody says otherwise (one tap; it
 * changes nothing in the decision), and, where their role may, record a withdrawal with its reason.
 */
import { useState } from 'react';
import { SavingLine } from '../page/SavingLine';
import { useCommand } from '../page/useCommand';
import type { PanelState } from './panelState';
import { WithdrawForm } from './WithdrawForm';

export interface PanelActionsProps {
  readonly personId: string;
  readonly state: PanelState;
  readonly mayWithdraw: boolean;
  /** Something was saved at this position: show it. */
  readonly onSaved: (position: string) => void;
}

/** What one tap says. */
const concernOfOneTap = 'They say otherwise';

export function PanelActions(props: PanelActionsProps) {
  const { personId, state, mayWithdraw, onSaved } = props;
  const [isWithdrawing, setIsWithdrawing] = useState(false);
  const canQuestion = ['notFor', 'for', 'withdrawn', 'conflicting'].includes(state.kind);
  const canWithdraw = mayWithdraw && ['notFor', 'for', 'conflicting'].includes(state.kind);
  if (!canQuestion && !isWithdrawing) return null;
  return (
    <div className="actions">
      {canQuestion ? <SayOtherwise {...props} /> : null}
      {isWithdrawing ? (
        <WithdrawForm
          personId={personId}
          decisionId={decisionIdOf(state)}
          onSaved={(position) => {
            setIsWithdrawing(false);
            onSaved(position);
          }}
          onLeave={() => setIsWithdrawing(false)}
        />
      ) : canWithdraw ? (
        <div>
          <button type="button" className="action" onClick={() => setIsWithdrawing(true)}>
            Record a withdrawal
          </button>
        </div>
      ) : null}
    </div>
  );
}

function SayOtherwise({ personId, onSaved }: PanelActionsProps) {
  const { state, run } = useCommand('questionCprDecision');
  const say = async (): Promise<void> => {
    const outcome = await run({ personId, concern: concernOfOneTap });
    if (outcome?.kind === 'saved') onSaved(outcome.position);
  };
  const isRefused = state.kind === 'done' && state.outcome.kind === 'refused';
  return (
    <div>
      <button
        type="button"
        className="action"
        aria-disabled={state.kind === 'saving'}
        onClick={() => void say()}
      >
        They say otherwise
      </button>
      <p className="action__hint">Notes a doubt beside the decision; it changes nothing in it.</p>
      {isRefused ? (
        <p className="saving saving--not" role="status">
          Not recorded: {state.outcome.message}
        </p>
      ) : (
        <SavingLine state={state} done="Recorded" />
      )}
    </div>
  );
}

function decisionIdOf(state: PanelState): string | undefined {
  return state.kind === 'notFor' || state.kind === 'for' ? state.answer.decision.id : undefined;
}
