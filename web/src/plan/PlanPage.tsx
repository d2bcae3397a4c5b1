/**
 * `/plan`: a clinician finds or registers a person, writes their plan and publishes it. One person a
 * page; what others change meanwhile shows here too.
 */
import { useEffect } from 'react';
import { planPersonLive, planPersonQuery } from '../graph/documents';
import { readPlanPerson, type PlanPerson } from '../graph/personView';
import type { FollowedPerson, PersonSource } from '../live/followPerson';
import { useFollowedPerson, useLiveState, useOpenPersonState } from '../live/useFollowedPerson';
import { FindPerson } from '../people/FindPerson';
import { Link } from '../page/Link';
import { PageBar } from '../page/PageBar';
import { goTo, personAddress } from '../page/place';
import { SignInFirst } from '../page/SignInFirst';
import { useSignedOut } from '../page/useSignedOut';
import { may, useViewer, type ViewerState } from '../page/viewer';
import { LiveLight } from '../urgent/LiveLight';
import { WhoHeader } from '../urgent/WhoHeader';
import { PlanEditor } from './PlanEditor';
import { RegisterPerson } from './RegisterPerson';

const source: PersonSource<PlanPerson> = {
  query: planPersonQuery,
  live: planPersonLive,
  read: readPlanPerson,
};

export function PlanPage({ personId }: { readonly personId: string | undefined }) {
  const [viewer, loadViewer] = useViewer();
  if (personId === undefined || viewer.kind !== 'signedIn') {
    return (
      <>
        <header>
          <PageBar title="Write a plan" links={[{ to: '/', words: 'Start' }]} />
        </header>
        <main className="plain" id="main">
          {viewer.kind === 'signedIn' ? (
            <Choose mayRegister={may(viewer, 'REGISTER_PERSON')} />
          ) : (
            <SignInFirst viewer={viewer} onRetry={() => void loadViewer()} />
          )}
        </main>
      </>
    );
  }
  return <OpenPlan key={personId} personId={personId} viewer={viewer} />;
}

function Choose({ mayRegister }: { readonly mayRegister: boolean }) {
  const open = (personId: string): void => goTo(personAddress('/plan', personId));
  return (
    <FindPerson
      heading="Whose plan?"
      onOpen={open}
      ifNobody={(typed) =>
        mayRegister ? <RegisterPerson typed={typed} onRegistered={open} /> : null
      }
    />
  );
}

function OpenPlan({ personId, viewer }: { personId: string; viewer: ViewerState }) {
  const followed = useFollowedPerson(personId, source);
  if (followed === undefined) return null;
  return <FollowedPlan followed={followed} viewer={viewer} />;
}

interface FollowedPlanProps {
  readonly followed: FollowedPerson<PlanPerson>;
  readonly viewer: ViewerState;
}

function FollowedPlan({ followed, viewer }: FollowedPlanProps) {
  const { shown, personId, failure, socket, isAsking } = useOpenPersonState(followed);
  const live = useLiveState(socket);
  useSignedOut(failure);
  const isShown = shown !== undefined;
  useEffect(() => {
    if (isShown) document.querySelector('h1')?.focus({ preventScroll: true });
  }, [isShown]);
  return (
    <>
      <header className="fixed">
        <PageBar
          title="End-of-life plan"
          links={[
            may(viewer, 'SEARCH')
              ? { to: '/plan', words: 'Find another' }
              : { to: '/', words: 'Start' },
            { to: personAddress('/urgent', personId), words: 'Urgent view' },
          ]}
        >
          <LiveLight state={live} />
        </PageBar>
        <WhoHeader identity={shown?.view.identity} />
      </header>
      {shown !== undefined ? (
        <PlanEditor followed={followed} view={shown.view} viewer={viewer} />
      ) : (
        <main className="plain" id="main">
          {failure === undefined ? (
            <p role="status">Loading</p>
          ) : (
            <>
              <p role="alert">The plan could not be loaded. One may exist.</p>
              <button type="button" className="nhsuk-button" onClick={() => void followed.ask()}>
                {isAsking ? 'Trying again' : 'Try again'}
              </button>
              <p>
                <Link to="/plan">Find another person</Link>
              </p>
            </>
          )}
        </main>
      )}
    </>
  );
}
