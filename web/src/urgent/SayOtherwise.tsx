/**
 * "They say otherwise": one tap records it at once, whatever comes after. Only then it is asked who
 * said it and what, and the tap can be taken back.
 */
import { useState } from 'react';
import { useCommand } from '../page/useCommand';
import type { Hindrance } from './hindrance';
import { SaidOtherwise, type Asked } from './SaidOtherwise';

export interface SayOtherwiseProps {
  readonly personId: string;
  /** Which record it is about, in words, where several stand. */
  readonly about: string | undefined;
  /** What the question leaves as it was. */
  readonly stands: string;
  /** Whether a new question can be put now; one that was put can be added to all the same. */
  readonly isOffered: boolean;
  readonly hindrance: Hindrance | undefined;
  /** Something was put that is not yet done with. */
  readonly onOpen: (isOpen: boolean) => void;
  readonly onSaved: (position: string) => void;
}

/** What one tap says. */
export const concernOfOneTap = 'They say otherwise';

export function SayOtherwise(props: SayOtherwiseProps) {
  const { personId, about, stands, isOffered, hindrance, onOpen, onSaved } = props;
  const { state, run, clear } = useCommand('questionCprDecision');
  const [asked, setAsked] = useState<Asked>();
  const [closing, setClosing] = useState('');
  const concern = about === undefined ? concernOfOneTap : `${concernOfOneTap} about ${about}`;

  const say = async (): Promise<void> => {
    const outcome = await run({ personId, concern });
    if (outcome?.kind !== 'saved') return;
    clear();
    setClosing('');
    setAsked({ questionId: outcome.entryId, concern, atMs: Date.now() });
    onOpen(true);
    onSaved(outcome.position);
  };
  const close = (how: string): void => {
    setAsked(undefined);
    setClosing(how);
    onOpen(false);
  };

  if (asked !== undefined) {
    const rest = { personId, stands, hindrance, onSaved };
    return <SaidOtherwise asked={asked} onClose={close} {...rest} />;
  }
  if (!isOffered) return null;
  const problem =
    state.kind === 'done' && state.outcome.kind !== 'saved' ? state.outcome.message : undefined;
  const happening = state.kind === 'saving' ? 'Recording' : closing;
  return (
    <div>
      <button
        type="button"
        className="action"
        aria-disabled={state.kind === 'saving'}
        onClick={() => void say()}
      >
        They say otherwise
        {about === undefined ? null : (
          <span className="nhsuk-u-visually-hidden"> about {about}</span>
        )}
      </button>
      <p className={problem === undefined ? 'saving' : 'saving saving--not'} role="status">
        {problem === undefined ? happening : `Not recorded: ${problem} Press again to retry.`}
      </p>
    </div>
  );
}
