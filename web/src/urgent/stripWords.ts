/**
 * What the strip over the whole page says: that nothing on it is live, or that something of it could
 * not be loaded. One strip, one sentence; undefined where everything was read and is live. Pure.
 */
import { formatSeconds } from '../format/dates';
import type { UrgentPerson } from '../graph/personView';
import { readingOf } from '../live/freshness';
import type { LiveState } from '../live/liveState';
import { isNothingRead, unreadParts } from './unreadParts';

export interface StripFacts {
  readonly view: UrgentPerson;
  readonly live: LiveState;
  readonly isSignedOut: boolean;
}

export function stripWords({ view, live, isSignedOut }: StripFacts): string | undefined {
  const why = isSignedOut ? 'You are signed out.' : whyNotLive(live);
  if (isNothingRead(view)) {
    return `${why ?? ''} Nothing could be loaded. A decision may exist.`.trim();
  }
  if (why !== undefined) {
    const reading = readingOf(view);
    const at = reading === undefined ? 'when it was read' : `at ${formatSeconds(reading.at)}`;
    return `${why} Everything here is as it stood ${at} and may have changed since.`;
  }
  return unreadParts(view).length === 0 ? undefined : 'Not everything could be loaded.';
}

function whyNotLive(live: LiveState): string | undefined {
  switch (live.kind) {
    case 'lost':
      return 'Connection lost.';
    case 'reconnecting':
      return 'Reconnecting.';
    case 'refused':
      return 'Not live: you may not follow changes here.';
    case 'connecting':
    case 'live':
      return undefined;
  }
}
