/**
 * `/review`: who opened records without a relationship to the person. A privacy officer has alerts by
 * reference and the openings to review; whoever leads a person's care has the alerts about them.
 */
import { useEffect } from 'react';
import { PageBar } from '../page/PageBar';
import { SignInFirst } from '../page/SignInFirst';
import { may, useViewer } from '../page/viewer';
import { AccessList } from './AccessList';
import { AlertList } from './AlertList';

export function ReviewPage() {
  const [viewer, loadViewer] = useViewer();
  const isSignedIn = viewer.kind === 'signedIn';
  useEffect(() => {
    if (isSignedIn) document.querySelector('h1')?.focus({ preventScroll: true });
  }, [isSignedIn]);
  return (
    <>
      <header>
        <PageBar title="Who opened records" links={[{ to: '/', words: 'Start' }]} />
      </header>
      <main className="plain plain--wide" id="main">
        {isSignedIn ? (
          <>
            <h1 tabIndex={-1}>Who opened records</h1>
            <AlertList />
            {may(viewer, 'REVIEW_EMERGENCY_ACCESS') ? <AccessList /> : null}
          </>
        ) : (
          <SignInFirst viewer={viewer} onRetry={() => void loadViewer()} />
        )}
      </main>
    </>
  );
}
