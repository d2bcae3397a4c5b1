/**
 * A button that opens a form in its place. Leaving the form keeps what was typed in it, and says so;
 * once it is saved the form closes and says when. The focus goes where the reader goes.
 */
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { formatTime } from '../format/dates';
import { useUnsavedForms } from '../page/unsaved';

export interface OpenFormProps {
  /** The name of the form that is inside, to tell whether it holds words that are not saved. */
  readonly form: string;
  readonly button: string;
  /** What the button is about, for those who hear it alone: `Focus of care`. */
  readonly about?: string;
  /** A link among text, where a button would be too loud. */
  readonly isQuiet?: boolean;
  readonly children: (onSaved: () => void) => ReactNode;
}

export function OpenForm({ form, button, about, isQuiet = false, children }: OpenFormProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [wasOpened, setWasOpened] = useState(false);
  const [savedAtMs, setSavedAtMs] = useState<number>();
  const isUnsaved = useUnsavedForms().includes(form);
  const opener = useRef<HTMLButtonElement>(null);
  const inside = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (wasOpened) (isOpen ? inside : opener).current?.focus();
  }, [isOpen, wasOpened]);
  const open = (): void => {
    setWasOpened(true);
    setIsOpen(true);
  };
  const finish = (): void => {
    setSavedAtMs(Date.now());
    setIsOpen(false);
  };
  return (
    <div className={isOpen ? 'open-form open-form--open' : 'open-form'}>
      {isOpen ? null : (
        <>
          <button
            type="button"
            ref={opener}
            className={isQuiet ? 'as-link' : 'nhsuk-button nhsuk-button--secondary'}
            onClick={open}
          >
            {button}
            {about === undefined ? null : <span className="nhsuk-u-visually-hidden"> {about}</span>}
          </button>
          {isUnsaved ? <p className="sub">Not saved yet: what you typed is kept here.</p> : null}
        </>
      )}
      <p className="saving" role="status">
        {isOpen || savedAtMs === undefined ? '' : `Saved ${formatTime(savedAtMs)}`}
      </p>
      {wasOpened ? (
        <div
          ref={inside}
          hidden={!isOpen}
          tabIndex={-1}
          role="group"
          aria-label={about === undefined ? button : `${button}: ${about}`}
        >
          {children(finish)}
          <button type="button" className="as-link" onClick={() => setIsOpen(false)}>
            Leave it as it is
          </button>
        </div>
      ) : null}
    </div>
  );
}
