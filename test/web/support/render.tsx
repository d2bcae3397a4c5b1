/** Pages drawn to text, as a reader meets them: entities back to characters, tags left out. */
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { UrgentView } from '../../../web/src/urgent/UrgentView';
import { standingOf } from '../../../web/src/urgent/standing';
import { StandingStrip } from '../../../web/src/urgent/StandingStrip';
import { WhoHeader } from '../../../web/src/urgent/WhoHeader';
import { unreadView } from '../../../web/src/urgent/unreadView';
import { readUrgentPerson } from '../../../web/src/graph/personView';
import { answerOf } from '../../../web/src/graph/request';
import type { LiveState } from '../../../web/src/live/liveState';
import { personId } from './answers';

export const textOf = (element: ReactElement): string =>
  renderToStaticMarkup(element)
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');

export interface Shown {
  readonly live?: LiveState;
  readonly mayWithdraw?: boolean;
}

/** The urgent view of what an HTTP answer of the graph leaves to show. */
export function urgentElement(status: number, body: unknown, shown: Shown = {}): ReactElement {
  const answer = answerOf(status, body);
  const read =
    answer.kind === 'answered'
      ? readUrgentPerson((answer.data as { person?: unknown }).person, {
          personId,
          isWhole: answer.isWhole,
        })
      : undefined;
  const view = read ?? unreadView(personId);
  const live = shown.live ?? { kind: 'live' };
  return (
    <>
      <StandingStrip standing={standingOf(view, live)} isAsking={false} onTryAgain={nothing} />
      <WhoHeader identity={view.identity} />
      <UrgentView
        view={view}
        live={live}
        notice={undefined}
        isAsking={false}
        mayWithdraw={shown.mayWithdraw ?? false}
        mayReadPlan={false}
        onTryAgain={nothing}
        onSeen={nothing}
        onRetryWords={nothing}
        onSaved={nothing}
      />
    </>
  );
}

const nothing = (): void => undefined;
