/**
 * Opens a withheld record in an emergency: one tap shows the reasons, one tap on a reason opens it.
 * Nothing has to be typed, nothing covers the page, and a failed attempt can be pressed again.
 */
import { useEffect, useRef, useState } from 'react';
import { Field, type FieldShape } from '../page/Field';
import { useCommand, type SavingState } from '../page/useCommand';
import { showDecision } from './showDecision';
import { emergencyReasonsFor, type EmergencyReason } from './emergencyReasons';

export interface OpenInEmergencyProps {
  readonly personId: string;
  /** Names of the rules that withhold the record. */
  readonly rule: string;
  /** It is open at this position; resolves once it is shown. */
  readonly onOpened: (position: string) => Promise<void>;
}

const words: FieldShape = {
  name: 'freeText',
  label: 'Your own words beside the reason',
  hint: 'Write them before you choose the reason',
  kind: 'long',
};

export function OpenInEmergency({ personId, rule, onOpened }: OpenInEmergencyProps) {
  const [isChoosing, setIsChoosing] = useState(false);
  const wasChoosing = useRef(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isChoosing) heading.current?.focus();
    else if (wasChoosing.current) button.current?.focus();
    wasChoosing.current = isChoosing;
  }, [isChoosing]);
  if (isChoosing) {
    return (
      <div className="reasons" role="group" aria-labelledby="reasons-heading">
        <h3 id="reasons-heading" tabIndex={-1} ref={heading}>
          Why do you open it?
        </h3>
        <Reasons
          personId={personId}
          reasons={emergencyReasonsFor(rule)}
          onOpened={onOpened}
          onLeave={() => setIsChoosing(false)}
        />
      </div>
    );
  }
  return (
    <div className="reasons">
      <p>
        In an emergency you can open it for four hours. Your reason is recorded. The person and a
        privacy officer are told.
      </p>
      <button
        type="button"
        className="nhsuk-button nhsuk-button--warning wide-button"
        ref={button}
        onClick={() => setIsChoosing(true)}
      >
        Open in an emergency
      </button>
    </div>
  );
}

interface ReasonsProps extends Omit<OpenInEmergencyProps, 'rule'> {
  readonly reasons: readonly EmergencyReason[];
  readonly onLeave: () => void;
}

function Reasons({ personId, reasons, onOpened, onLeave }: ReasonsProps) {
  const { state, run } = useCommand('openInEmergency');
  const [freeText, setFreeText] = useState('');
  const open = async ({ alertType, reason }: EmergencyReason): Promise<void> => {
    const typed = freeText.trim();
    const said = { alertType, reason, ...(typed === '' ? {} : { freeText: typed }) };
    const outcome = await run({ personId, ...said });
    if (outcome?.kind !== 'saved') return;
    await onOpened(outcome.position);
    showDecision();
  };
  return (
    <>
      <ul>
        {reasons.map((one) => (
          <li key={one.reason}>
            <button
              type="button"
              className="action"
              aria-disabled={state.kind === 'saving'}
              onClick={() => void open(one)}
            >
              {one.words}
              <small>{one.detail}</small>
            </button>
          </li>
        ))}
      </ul>
      <p className={isNotOpened(state) ? 'saving saving--not' : 'saving'} role="status">
        {openingWords(state)}
      </p>
      <Field form="opening" shape={words} value={freeText} onChange={setFreeText} />
      <button type="button" className="nhsuk-button nhsuk-button--secondary" onClick={onLeave}>
        Do not open it
      </button>
    </>
  );
}

const isNotOpened = (state: SavingState): boolean =>
  state.kind === 'done' && state.outcome.kind !== 'saved';

function openingWords(state: SavingState): string {
  if (state.kind !== 'done') return state.kind === 'saving' ? 'Opening' : '';
  if (state.outcome.kind === 'saved') return 'Opening';
  return `Not opened: ${state.outcome.message} Press the reason again to retry.`;
}
