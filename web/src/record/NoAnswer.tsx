/** A list that is not there, in words that differ for each reason: none of them is "nobody". */
import type { NotShared, Unavailable, Withheld } from '../graph/answers';

export interface NoAnswerProps {
  readonly answer: NotShared | Withheld | Unavailable;
  readonly onTryAgain: () => void;
}

export function NoAnswer({ answer, onTryAgain }: NoAnswerProps) {
  switch (answer.__typename) {
    case 'NotShared':
      return <p>{answer.message}</p>;
    case 'Withheld':
      return (
        <p>
          You may not see this. It is for the person themselves, and for those whom they let see who
          looked.
        </p>
      );
    case 'Unavailable':
    default:
      return (
        <>
          <p role="alert">This could not be loaded. Somebody may have looked.</p>
          <button type="button" className="nhsuk-button" onClick={onTryAgain}>
            Try again
          </button>
        </>
      );
  }
}
