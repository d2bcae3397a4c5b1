/**
 * How much waits for whoever is signed in: alerts that they have not seen, openings that nobody has
 * reviewed. Asked every few seconds on every page, also one that nobody looks at, well within the
 * minute in which an alert must be known; it concerns no person and leaves no record of one.
 */
import { createContext, useCallback, useContext, useEffect, useState } from 'react';
import * as z from 'zod/mini';
import { answerOf, unavailable, withheld } from '../graph/answers';
import { waitingQuery } from '../graph/emergencyDocuments';
import { sendRequest } from '../graph/request';
import { may, type ViewerState } from './viewer';

/** Half of that minute: every member of staff asks, so no more often than it must be. */
const askAgainMs = 30_000;

const waitingAnswer = answerOf([
  z.object({
    __typename: z.literal('AccessWaiting'),
    alerts: z.number(),
    openings: z.number(),
    mark: z.string(),
    isWhole: z.boolean(),
  }),
  withheld,
  unavailable,
]);
/** `undefined`: not asked yet, or this reader is told of nothing. */
export type Waiting = z.output<typeof waitingAnswer> | undefined;
export type WaitingAndAsk = readonly [Waiting, (readAfter?: string) => Promise<void>];

export const WaitingContext = createContext<WaitingAndAsk>([undefined, () => Promise.resolve()]);

export const useWaiting = (): WaitingAndAsk => useContext(WaitingContext);

/** Those who can be told: privacy officers, and whoever may lead somebody's care. */
export function isTold(viewer: ViewerState): boolean {
  return may(viewer, 'REVIEW_EMERGENCY_ACCESS') || may(viewer, 'WRITE_PLAN');
}

/** For the one place that gives it to all pages. */
export function useAskedWaiting(viewer: ViewerState): WaitingAndAsk {
  const [waiting, setWaiting] = useState<Waiting>();
  const viewerId = viewer.kind === 'signedIn' && isTold(viewer) ? viewer.viewer.id : undefined;
  const ask = useCallback(async (readAfter?: string) => {
    const sent = await sendRequest({ document: waitingQuery, readAfter, isUnattended: true });
    const data = sent.kind === 'answered' ? (sent.data as { accessWaiting?: unknown }) : {};
    setWaiting(waitingAnswer.parse(data.accessWaiting));
  }, []);
  useEffect(() => {
    setWaiting(undefined);
    if (viewerId === undefined) return undefined;
    const askNow = (): void => void ask();
    askNow();
    const timer = setInterval(askNow, askAgainMs);
    document.addEventListener('visibilitychange', askNow);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', askNow);
    };
  }, [ask, viewerId]);
  return [waiting, ask];
}

/** All that waits; 0 also where it is not known. */
export function waitingCount(waiting: Waiting): number {
  return waiting?.__typename === 'AccessWaiting' ? waiting.alerts + waiting.openings : 0;
}

/** `2 alerts, 1 opening to review`; undefined where nothing waits. Not known is not nothing. */
export function waitingWords(waiting: Waiting): string | undefined {
  if (waiting?.__typename === 'Unavailable') return 'Alerts could not be read';
  if (waiting?.__typename !== 'AccessWaiting' || waitingCount(waiting) === 0) return undefined;
  const { alerts, openings } = waiting;
  return [
    ...(alerts === 0 ? [] : [alerts === 1 ? '1 alert' : `${alerts} alerts`]),
    ...(openings === 0
      ? []
      : [openings === 1 ? '1 opening to review' : `${openings} openings to review`]),
  ].join(', ');
}
