/**
 * What a reader can record about the decision, below everything that is read: that somebody says
 * otherwise, and, where their role may, a withdrawal. Nothing while it is not known whose page this
 * is, and nothing after death.
 */
import { useEffect, useState } from 'react';
import type { PersonIdentity } from '../graph/identity';
import type { PanelState } from './panelState';
import { SayOtherwise } from './SayOtherwise';
import { WithdrawForm } from './WithdrawForm';

export interface RecordSectionProps {
  readonly personId: string;
  readonly identity: PersonIdentity;
  readonly state: PanelState;
  readonly mayWithdraw: boolean;
  readonly isCutOff: boolean;
  /** Something was saved at this position: show it. */
  readonly onSaved: (position: string) => void;
}

const questionable = ['notFor', 'for', 'withdrawn', 'conflicting'];
const withdrawable = ['notFor', 'for', 'conflicting'];

export function RecordSection(props: RecordSectionProps) {
  const { personId, identity, state, mayWithdraw, isCutOff, onSaved } = props;
  const [isWithdrawing, setIsWithdrawing] = useState(false);
  const canQuestion = questionable.includes(state.kind);
  const [wasShown, setWasShown] = useState(false);
  useEffect(() => setWasShown((before) => before || canQuestion), [canQuestion]);
  // What was typed stays on the page, whatever becomes of the panel meanwhile.
  if (!canQuestion && !wasShown) return null;
  if (identity.__typename === 'Identity' && identity.died !== null) return null;
  return (
    <section className="wide record" aria-labelledby="record-heading">
      <h2 id="record-heading">Record something about resuscitation</h2>
      {identity.__typename !== 'Identity' && !wasShown ? (
        <p>
          Not confirmed whose this is. Nothing can be recorded from here until name and NHS number
          have loaded.
        </p>
      ) : (
        <>
          {isCutOff ? (
            <p className="record__lost">
              There is no connection: nothing is saved until it is back. What you type is kept here.
            </p>
          ) : null}
          <div className="actions">
            <SayOtherwise personId={personId} state={state} onSaved={onSaved} />
            {isWithdrawing ? (
              <WithdrawForm
                personId={personId}
                decisions={decisionsOf(state)}
                onSaved={(position) => {
                  setIsWithdrawing(false);
                  onSaved(position);
                }}
                onLeave={() => setIsWithdrawing(false)}
              />
            ) : mayWithdraw && withdrawable.includes(state.kind) ? (
              <div>
                <button type="button" className="action" onClick={() => setIsWithdrawing(true)}>
                  Record a withdrawal
                </button>
                <p className="action__hint">Ends {whichWords(state)} at once, for everybody.</p>
              </div>
            ) : null}
          </div>
        </>
      )}
    </section>
  );
}

function whichWords(state: PanelState): string {
  return state.kind === 'conflicting' ? 'one of the two records, or both,' : 'the decision';
}

function decisionsOf(state: PanelState) {
  if (state.kind === 'notFor' || state.kind === 'for') return [state.answer.decision];
  return state.kind === 'conflicting' ? state.answer.decisions : [];
}
