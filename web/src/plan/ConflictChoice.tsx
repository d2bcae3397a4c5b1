/**
 * Two people changed the same words: both stand side by side, with who and when, for the author to
 * choose. Nothing is lost whichever way, and nothing is chosen for them.
 */
import { useEffect, useRef, useState } from 'react';
import type { FieldConflict } from '../graph/command';
import { formatDayAndTime } from '../format/dates';

export interface ConflictChoiceProps {
  readonly fields: readonly FieldConflict[];
  readonly labelOf: (field: string) => string;
  readonly wordsOf: (field: string, value: string | null) => string;
  /** The fields of which the author keeps their own; the others take what is saved. */
  readonly onChosen: (mine: readonly string[]) => void;
}

type Side = 'mine' | 'theirs';

export function ConflictChoice({ fields, labelOf, wordsOf, onChosen }: ConflictChoiceProps) {
  const [sides, setSides] = useState<Readonly<Record<string, Side>>>({});
  const isComplete = fields.every(({ field }) => sides[field] !== undefined);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  return (
    <div
      className="conflict"
      ref={place}
      tabIndex={-1}
      role="group"
      aria-label="Somebody else changed the same"
    >
      <h3>You and somebody else changed the same</h3>
      <p>Nothing is lost. Choose for each, or write it anew in the form and keep yours.</p>
      {fields.map(({ field, yours, theirs, changedBy, changedAt }) => (
        <fieldset key={field} className="nhsuk-fieldset">
          <legend>{labelOf(field)}</legend>
          <div className="conflict__pair">
            <Value
              heading="Yours, not saved"
              words={wordsOf(field, yours)}
              button="Keep mine"
              isChosen={sides[field] === 'mine'}
              onChoose={() => setSides({ ...sides, [field]: 'mine' })}
            />
            <Value
              heading={`${changedBy}, ${formatDayAndTime(changedAt)}`}
              words={wordsOf(field, theirs)}
              button="Use theirs"
              isChosen={sides[field] === 'theirs'}
              onChoose={() => setSides({ ...sides, [field]: 'theirs' })}
            />
          </div>
        </fieldset>
      ))}
      <button
        type="button"
        className="nhsuk-button"
        aria-disabled={!isComplete}
        onClick={() => {
          if (isComplete)
            onChosen(fields.map(({ field }) => field).filter((f) => sides[f] === 'mine'));
        }}
      >
        Save what I chose
      </button>
      {isComplete ? null : <p className="sub">Choose one for each first.</p>}
    </div>
  );
}

interface ValueProps {
  readonly heading: string;
  readonly words: string;
  readonly button: string;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function Value({ heading, words, button, isChosen, onChoose }: ValueProps) {
  return (
    <div className={isChosen ? 'conflict__value conflict__value--chosen' : 'conflict__value'}>
      <p className="sub">{heading}</p>
      <p className="as-written">{words}</p>
      <button
        type="button"
        className="nhsuk-button nhsuk-button--secondary"
        aria-pressed={isChosen}
        onClick={onChoose}
      >
        {button}
      </button>
    </div>
  );
}
