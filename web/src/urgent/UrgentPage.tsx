/**
 * `/urgent`: find a person, then their urgent view, which changes by itself when the plan changes.
 * One person a page: opening another starts everything anew.
 */
import { useEffect } from 'react';
import { urgentPersonLive, urgentPersonQuery } from '../graph/documents';
import { readUrgentPerson, type UrgentPerson } from '../graph/personView';
import type { FollowedPerson, PersonSource } from '../live/followPerson';
import { useFollowedPerson, useLiveState, useOpenPersonState } from '../live/useFollowedPerson';
import { FindPerson } from '../people/FindPerson';
import { PageBar } from '../page/PageBar';
import { goTo, personAddress } from '../page/place';
import { SignInFirst } from '../page/SignInFirst';
import { useSignedOut } from '../page/useSignedOut';
import { may, useViewer, type ViewerState } from '../page/viewer';
import { OwnRecords } from '../record/OwnRecords';
import { OpenIncident } from './OpenIncident';
import { unreadView } from './unreadView';
import { UrgentHeader } from './UrgentHeader';
import { UrgentView } from './UrgentView';

const source: PersonSource<UrgentPerson> = {
  query: urgentPersonQuery,
  live: urgentPersonLive,
  read: readUrgentPerson,
};

const startLink = { to: '/', words: 'Start' };

export interface UrgentPageProps {
  readonly personId: string | undefined;
  readonly incidentId: string | undefined;
}

export function UrgentPage({ personId, incidentId }: UrgentPageProps) {
  const [viewer, loadViewer] = useViewer();
  if (personId === undefined || viewer.kind === 'notSignedIn') {
    return (
      <>
        <header>
          <PageBar title="Urgent view" links={[startLink]} />
        </header>
        <main className="plain" id="main">
          {viewer.kind === 'signedIn' && incidentId !== undefined ? (
            <OpenIncident key={incidentId} incidentId={incidentId} />
          ) : viewer.kind === 'signedIn' && !may(viewer, 'SEARCH') ? (
            <OwnRecords key={viewer.viewer.id} role={viewer.viewer.role} path="/urgent" />
          ) : viewer.kind === 'signedIn' ? (
            <FindPerson
              heading="Find a person"
              onOpen={(id) => goTo(personAddress('/urgent', id))}
            />
          ) : (
            <SignInFirst viewer={viewer} onRetry={() => void loadViewer()} />
          )}
        </main>
      </>
    );
  }
  return <UrgentPerson key={personId} personId={personId} viewer={viewer} />;
}

function UrgentPerson({ personId, viewer }: { personId: string; viewer: ViewerState }) {
  const followed = useFollowedPerson(personId, source);
  if (followed === undefined) return null;
  return <Followed followed={followed} viewer={viewer} />;
}

interface FollowedProps {
  readonly followed: FollowedPerson<UrgentPerson>;
  readonly viewer: ViewerState;
}

function Followed({ followed, viewer }: FollowedProps) {
  const { shown, personId, failure, isAsking, socket, notice } = useOpenPersonState(followed);
  const live = useLiveState(socket);
  useSignedOut(failure);
  const isFirstLoad = shown === undefined && failure === undefined;
  const view = shown?.view ?? unreadView(personId);
  useAskAtEnd(view, followed);
  useEffect(() => {
    if (!isFirstLoad) document.querySelector('h1')?.focus({ preventScroll: true });
  }, [isFirstLoad]);
  return (
    <>
      <UrgentHeader
        view={isFirstLoad ? undefined : view}
        live={live}
        failure={failure}
        isAsking={isAsking}
        onTryAgain={followed.wake}
      />
      {isFirstLoad ? null : view.identity.__typename === 'PersonNotFound' ? (
        <NotHeld />
      ) : view.identity.__typename === 'PersonErased' ? (
        <Erased />
      ) : (
        <UrgentView
          view={view}
          live={live}
          notice={notice}
          isAsking={isAsking}
          mayWithdraw={may(viewer, 'WITHDRAW_CPR_DECISION')}
          onTryAgain={() => void followed.wake()}
          onSeen={() => void followed.acknowledge()}
          onRetryWords={() => void followed.retryWords()}
          onSaved={async (position) => {
            followed.noteSaved(position);
            await followed.ask(position);
          }}
        />
      )}
    </>
  );
}

/** What was opened in an emergency is asked for again at its end: then it is withheld. */
function useAskAtEnd(view: UrgentPerson, { ask }: FollowedPerson<UrgentPerson>): void {
  const { emergencyOpening: opening } = view;
  const until = opening.__typename === 'EmergencyOpening' ? opening.until : undefined;
  useEffect(() => {
    if (until === undefined) return undefined;
    const timer = setTimeout(() => void ask(), Math.max(Date.parse(until) - Date.now(), 0) + 500);
    return () => clearTimeout(timer);
  }, [until, ask]);
}

function Erased() {
  return (
    <main className="plain" id="main">
      <p>
        Nothing is known here any more, which is not the same as “no decision”. Look for a paper
        form in the home, and ask those who know the person.
      </p>
    </main>
  );
}

function NotHeld() {
  return (
    <main className="plain" id="main">
      <p>
        The link may be old, or the plan may be held elsewhere. Look for a paper form in the home,
        and find the person by NHS number or name.
      </p>
    </main>
  );
}
