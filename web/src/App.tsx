/** Which page stands at which address. */
import { useEffect } from 'react';
import { Link } from './page/Link';
import { PageBar } from './page/PageBar';
import { SignedInBar } from './page/SignedInBar';
import { useLoadedViewer, ViewerContext } from './page/viewer';
import { useArrival, usePlace } from './page/place';
import { useAskedWaiting, waitingCount, WaitingContext } from './page/waiting';
import { RecordPage } from './record/RecordPage';
import { ReviewPage } from './review/ReviewPage';
import { PlanPage } from './plan/PlanPage';
import { ChoosePerson } from './start/ChoosePerson';
import { StartPage } from './start/StartPage';
import { UrgentPage } from './urgent/UrgentPage';

const titles: Record<string, string> = {
  '/': 'Shared care plans',
  '/urgent': 'Urgent view',
  '/plan': 'Write a plan',
  '/review': 'Who opened records',
  '/record': 'Who has looked',
};

export function App() {
  const place = usePlace();
  const { path, personId, incidentId } = place;
  const viewer = useLoadedViewer();
  const waiting = useAskedWaiting(viewer[0]);
  const count = waitingCount(waiting[0]);
  useArrival(place);
  useEffect(() => {
    const title = titles[path] ?? (isProvider(path) ? 'Sign in' : 'No such page');
    document.title = `${count === 0 ? '' : `(${String(count)}) `}${title} - Cuckmere`;
  }, [path, count]);
  return (
    <ViewerContext value={viewer}>
      <WaitingContext value={waiting}>
        <a className="nhsuk-skip-link" href="#main" onClick={skipToMain}>
          Skip to the main content
        </a>
        {isProvider(path) ? null : <SignedInBar />}
        <Page path={path} personId={personId} incidentId={incidentId} />
      </WaitingContext>
    </ViewerContext>
  );
}

function Page({
  path,
  personId,
  incidentId,
}: {
  readonly path: string;
  readonly personId: string | undefined;
  readonly incidentId: string | undefined;
}) {
  switch (path) {
    case '/':
      return <StartPage />;
    case '/urgent':
      return <UrgentPage personId={personId} incidentId={incidentId} />;
    case '/plan':
      return <PlanPage personId={personId} />;
    case '/review':
      return <ReviewPage />;
    case '/record':
      return <RecordPage personId={personId} />;
    default:
      if (isProvider(path)) return <ChoosePerson path={path} />;
      return (
        <>
          <header>
            <PageBar title="Cuckmere" />
          </header>
          <main className="plain" id="main">
            <h1>No such page</h1>
            <p>
              <Link to="/">Go to the start page</Link>
            </p>
          </main>
        </>
      );
  }
}

/** Where the demonstration's provider asks who one is. */
function isProvider(path: string): boolean {
  return path.startsWith('/oidc/');
}

/** The hash of the address holds who is open, so the skip link moves the focus and not the address. */
function skipToMain(event: React.MouseEvent): void {
  event.preventDefault();
  const heading = document.querySelector<HTMLElement>('#main h1, #main h2, #main');
  heading?.setAttribute('tabindex', '-1');
  heading?.focus();
}
