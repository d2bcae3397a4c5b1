/**
 * What a reader can do about the decision at the door: say that somebody says otherwise (one tap; it
 * changes nothing in the decision), and, where their role may, record a withdrawal with its reason.
 * Where two records disagree each act names its record. What was begun stays until it is done with,
 * whatever the panel shows meanwhile.
 */
import { useState } from 'react';
import { formatTime } from '../format/dates';
import type { Hindrance } from './hindrance';
import type { PanelState } from './panelState';
import { recordName, standsWords } from './panelWords';
import { showDecision } from './showDecision';
import { SayOtherwise } from './SayOtherwise';
import { WithdrawForm } from './WithdrawForm';

export interface PanelActionsProps {
  readonly personId: string;
  readonly state: PanelState;
  readonly mayWithdraw: boolean;
  readonly hindrance: Hindrance | undefined;
  /** Something was saved at this position: show it. */
  readonly onSaved: (position: string) => Promise<void>;
}

/** What an act is about: one record, or the withdrawal that stands. */
export interface Target {
  readonly key: string;
  readonly decisionId: string | undefined;
  /** The record by name. */
  readonly name: string | undefined;
  readonly canWithdraw: boolean;
}

export function PanelActions(props: PanelActionsProps) {
  const { state, hindrance } = props;
  const [begun, setBegun] = useState<readonly Target[]>([]);
  const [recorded, setRecorded] = useState('');
  const now = targetsOf(state);
  const kept = begun.filter(({ key }) => !now.some((target) => target.key === key));
  const isBlocked = hindrance?.isCertain === true;
  if (begun.length === 0 && recorded === '' && (isBlocked || now.length === 0)) return null;
  return (
    <div className="actions">
      {hindrance === undefined || isBlocked || begun.length > 0 ? null : (
        <p className="actions__note">{hindrance.words}</p>
      )}
      {[...now, ...kept].map((target) => (
        <Acts
          key={target.key}
          {...props}
          onWithdrawn={async (position) => {
            setRecorded(`Withdrawal recorded ${formatTime(Date.now())}.`);
            await props.onSaved(position);
            showDecision();
          }}
          target={target}
          isNamed={now.length > 1}
          isOffered={!isBlocked && now.includes(target)}
          onBegun={(isBegun) =>
            setBegun((before) => [
              ...before.filter(({ key }) => key !== target.key),
              ...(isBegun ? [target] : []),
            ])
          }
        />
      ))}
      <p className="saving" role="status">
        {recorded}
      </p>
    </div>
  );
}

interface ActsProps extends PanelActionsProps {
  readonly target: Target;
  readonly isNamed: boolean;
  readonly isOffered: boolean;
  readonly onBegun: (isBegun: boolean) => void;
  /** A withdrawal was saved at this position: show what stands now, and go there. */
  readonly onWithdrawn: (position: string) => Promise<void>;
}

function Acts(props: ActsProps) {
  const { personId, state, mayWithdraw, hindrance, target, isNamed, isOffered } = props;
  const { onBegun, onSaved, onWithdrawn } = props;
  const [isAsking, setIsAsking] = useState(false);
  const [isWithdrawing, setIsWithdrawing] = useState(false);
  const about = isNamed ? target.name : undefined;
  const leave = (): void => {
    setIsWithdrawing(false);
    onBegun(isAsking);
  };
  return (
    <div className="acts">
      {about === undefined ? null : <h3>About {about}</h3>}
      <SayOtherwise
        personId={personId}
        about={about}
        stands={standsWords(state)}
        isOffered={isOffered}
        hindrance={hindrance}
        onOpen={(isOpen) => {
          setIsAsking(isOpen);
          onBegun(isOpen || isWithdrawing);
        }}
        onSaved={(position) => void onSaved(position)}
      />
      {isWithdrawing ? (
        <WithdrawForm
          personId={personId}
          decisionId={target.decisionId}
          about={target.name}
          hindrance={hindrance}
          onSaved={(position) => {
            leave();
            void onWithdrawn(position);
          }}
          onLeave={leave}
        />
      ) : isOffered && mayWithdraw && target.canWithdraw ? (
        <button
          type="button"
          className="action"
          onClick={() => {
            setIsWithdrawing(true);
            onBegun(true);
          }}
        >
          Record a withdrawal
          {about === undefined ? null : (
            <span className="nhsuk-u-visually-hidden"> of {about}</span>
          )}
        </button>
      ) : null}
    </div>
  );
}

/** Each record that stands; a withdrawal can be questioned too. */
export function targetsOf(state: PanelState): readonly Target[] {
  switch (state.kind) {
    case 'notFor':
    case 'for':
    case 'conflicting': {
      const { answer } = state;
      const records = 'decisions' in answer ? answer.decisions : [answer.decision];
      return records.map((record) => ({
        key: record.id,
        decisionId: record.id,
        name: recordName(record),
        canWithdraw: true,
      }));
    }
    case 'withdrawn':
      return [{ key: 'withdrawal', decisionId: undefined, name: undefined, canWithdraw: false }];
    case 'none':
    case 'notShared':
    case 'unavailable':
    case 'withheld':
      return [];
  }
}
