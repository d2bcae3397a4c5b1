/** Said in place of a page that needs to know who is looking, with the way to tell it. */
import type { ViewerState } from './viewer';
import { Link } from './Link';

export function SignInFirst({ viewer, onRetry }: { viewer: ViewerState; onRetry: () => void }) {
  switch (viewer.kind) {
    case 'loading':
      return <p role="status">Loading</p>;
    case 'notSignedIn':
      return (
        <>
          <h1>Say who you are first</h1>
          <p>
            You are not signed in. <Link to="/">Choose who you are on the start page</Link>, then
            come back.
          </p>
        </>
      );
    case 'failed':
      return (
        <>
          <h1>This page could not be loaded</h1>
          <p>{viewer.message} This says nothing about any plan.</p>
          <button type="button" className="nhsuk-button" onClick={onRetry}>
            Try again
          </button>
        </>
      );
    case 'signedIn':
      return null;
  }
}
