/**
 * What is wrong, at the top of a form: each error a link to its field. It takes the focus when it
 * appears or changes, so that nobody has to look for it.
 */
import { useEffect, useRef } from 'react';
import { fieldId } from './Field';

export interface FormError {
  /** The name of the field; undefined where the error is about the whole form. */
  readonly field: string | undefined;
  readonly message: string;
  /** The reader must prove again who they are, before the same can be sent. */
  readonly asksToSignIn?: boolean;
}

export interface ErrorSummaryProps {
  readonly form: string;
  readonly errors: readonly FormError[];
  readonly heading?: string;
}

export function ErrorSummary({ form, errors, heading = 'There is a problem' }: ErrorSummaryProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (errors.length > 0) place.current?.focus();
  }, [errors]);
  if (errors.length === 0) return null;
  return (
    <div className="nhsuk-error-summary" ref={place} tabIndex={-1} role="alert">
      <h2 className="nhsuk-error-summary__title">{heading}</h2>
      <ul className="nhsuk-list nhsuk-error-summary__list">
        {errors.map(({ field, message, asksToSignIn }) => (
          <li key={`${field ?? ''} ${message}`}>
            {field === undefined ? (
              message
            ) : (
              <SummaryLink id={fieldId(form, field)} message={message} />
            )}
            {asksToSignIn ? <SignInAgain /> : null}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** In another tab, so that nothing typed is lost. */
function SignInAgain() {
  return (
    <>
      {' '}
      <a href="/sign-in?again&to=/" target="_blank" rel="noopener">
        Sign in again in another tab
      </a>
      , then come back and press once more. Your words are kept here.
    </>
  );
}

/** The address of the page holds who is open, so the link moves the focus and not the address. */
function SummaryLink({ id, message }: { readonly id: string; readonly message: string }) {
  return (
    <a
      href={`#${id}`}
      onClick={(event) => {
        event.preventDefault();
        document.getElementById(id)?.focus();
      }}
    >
      {message}
    </a>
  );
}

/** The error of one field, for the place beside it. */
export function errorOf(errors: readonly FormError[], name: string): string | undefined {
  return errors.find(({ field }) => field === name)?.message;
}
