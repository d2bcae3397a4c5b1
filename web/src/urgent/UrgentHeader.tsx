/**
 * What stays at the top of the urgent view: the live light, the strip that says that the page is not
 * live or not whole, and who this is. Each agrees with the others about what could be read.
 */
import type { UrgentPerson } from '../graph/personView';
import type { LiveState } from '../live/liveState';
import { PageBar, type PageBarProps } from '../page/PageBar';
import { personAddress } from '../page/place';
import { may, useViewer, type ViewerState } from '../page/viewer';
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

/** Whoever may search finds another; whoever may see it, who has looked. */
function linksFor(
  viewer: ViewerState,
  personId: string | undefined,
): NonNullable<PageBarProps['links']> {
  return [
    ...(may(viewer, 'SEARCH') ? [{ to: '/urgent', words: 'Find another' }] : [startLink]),
    ...(may(viewer, 'READ_ACCESS_LOG') && personId !== undefined
      ? [{ to: personAddress('/record', personId), words: 'Who has looked' }]
      : []),
  ];
}

const startLink = { to: '/', words: 'Start' };

export function UrgentHeader({ view, live, failure, isAsking, onTryAgain }: UrgentHeaderProps) {
  const isSignedOut = failure === 'notSignedIn';
  const [viewer] = useViewer();
  return (
    <header className="fixed">
      <PageBar title="Urgent view" links={linksFor(viewer, view?.id)}>
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
