/** Said in place of a page that needs to know who is looking, with the way to tell it. */
import type { ViewerState } from './viewer';
import { Link } from './Link';

export function SignInFirst({ viewer, onRetry }: { viewer: ViewerState; onRetry: () => void }) {
  switch (viewer.kind) {
    case 'loading':
      return <p role="status">Loading</p>;
    case 'notSignedIn':
      return viewer.wasSignedIn === true ? (
        <div role="alert">
          <h1 tabIndex={-1}>You are signed out</h1>
          <p>
            You signed out, or your session ended. Nothing about anybody is shown on this page any
            more. That says nothing about any plan.
          </p>
          <Link to="/" className="nhsuk-button">
            Sign in again
          </Link>
        </div>
      ) : (
        <>
          <h1>Sign in first</h1>
          <p>You are not signed in. Sign in on the start page, then come back.</p>
          <Link to="/" className="nhsuk-button">
            Go to the start page
          </Link>
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
