/** Pages drawn to text, as a reader meets them: entities back to characters, tags left out. */
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { UrgentHeader } from '../../../web/src/urgent/UrgentHeader';
import { UrgentView } from '../../../web/src/urgent/UrgentView';
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
  readonly isAsking?: boolean;
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
  const { live = { kind: 'live' }, isAsking = false } = shown;
  return (
    <>
      <UrgentHeader
        view={view}
        live={live}
        failure={answer.kind === 'answered' ? undefined : answer.kind}
        isAsking={isAsking}
        onTryAgain={() => Promise.resolve()}
      />
      <UrgentView
        view={view}
        live={live}
        notice={undefined}
        isAsking={isAsking}
        mayWithdraw={shown.mayWithdraw ?? false}
        onTryAgain={nothing}
        onSeen={nothing}
        onRetryWords={nothing}
        onSaved={() => Promise.resolve()}
      />
    </>
  );
}

const nothing = (): void => undefined;
