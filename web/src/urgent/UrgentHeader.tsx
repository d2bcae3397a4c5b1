/**
 * What stays at the top of the urgent view: the live light, the strip that says that the page is not
 * live or not whole, and who this is. Each agrees with the others about what could be read.
 */
import type { UrgentPerson } from '../graph/personView';
import type { LiveState } from '../live/liveState';
import { PageBar } from '../page/PageBar';
import { LiveLight } from './LiveLight';
import { Strip } from './Strip';
import { stripWords } from './stripWords';
import { isNothingRead, unreadParts } from './unreadParts';
import { WhoHeader } from './WhoHeader';

export interface UrgentHeaderProps {
  /** Undefined until the first question was answered, or was not. */
  readonly view: UrgentPerson | undefined;
  readonly live: LiveState;
  readonly failure: 'notSignedIn' | 'failed' | undefined;
  readonly isAsking: boolean;
  readonly onTryAgain: () => Promise<void>;
}

const findLink = { to: '/urgent', words: 'Find another' };

export function UrgentHeader({ view, live, failure, isAsking, onTryAgain }: UrgentHeaderProps) {
  const isSignedOut = failure === 'notSignedIn';
  return (
    <header className="fixed">
      <PageBar title="Urgent view" links={[findLink]}>
        <LiveLight state={live} missing={view && missingIn(view)} />
      </PageBar>
      <Strip
        words={view && stripWords({ view, live, isSignedOut })}
        isAsking={isAsking}
        hasFailed={failure !== undefined}
        onTryAgain={onTryAgain}
      />
      {view === undefined ? <Loading /> : <WhoHeader identity={view.identity} />}
    </header>
  );
}

function missingIn(view: UrgentPerson): 'nothing' | 'some' | 'everything' {
  if (isNothingRead(view)) return 'everything';
  return unreadParts(view).length === 0 ? 'nothing' : 'some';
}

function Loading() {
  return (
    <div className="who who--unknown">
      <h1>Loading</h1>
      <p role="status">Nothing has been read yet.</p>
    </div>
  );
}
