/**
 * The strip over the whole page while it is not live or not whole, with *Try again*. A try that
 * brought nothing says so with its second, so that nobody presses a button that seems dead.
 */
import { useState } from 'react';
import { formatSeconds } from '../format/dates';

export interface StripProps {
  readonly words: string | undefined;
  readonly isAsking: boolean;
  /** The last question was not answered. */
  readonly hasFailed: boolean;
  readonly onTryAgain: () => Promise<void>;
}

export function Strip({ words, isAsking, hasFailed, onTryAgain }: StripProps) {
  const [triedAtMs, setTriedAtMs] = useState<number>();
  const tryAgain = async (): Promise<void> => {
    await onTryAgain();
    setTriedAtMs(Date.now());
  };
  return (
    <div className="strip-place">
      {words === undefined ? null : (
        <div className="strip">
          <p role="status">
            {words}
            {triedAtMs !== undefined && hasFailed && !isAsking
              ? ` Tried ${formatSeconds(triedAtMs)}: no answer.`
              : ''}
          </p>
          <button type="button" onClick={() => void tryAgain()} aria-disabled={isAsking}>
            {isAsking ? 'Trying again' : 'Try again'}
          </button>
        </div>
      )}
    </div>
  );
}
