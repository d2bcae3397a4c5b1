/**
 * What must be said over everything on the page: the connection is lost, an older copy is shown, or
 * parts could not be read. Pure. Undefined where all of it was read and is live.
 */
import type { UrgentPerson } from '../graph/personView';
import { formatSeconds, formatTime } from '../format/dates';
import { joinWords } from '../format/words';
import { readingOf } from '../live/freshness';
import type { LiveState } from '../live/liveState';

export interface Standing {
  /** `nothing`: no part was read; `part`: some could not be; `old`: all may have changed since. */
  readonly kind: 'nothing' | 'part' | 'old';
  readonly words: string;
}

/** The parts of a view that could not be read, by the words a crew knows them by. */
export function unreadParts(view: UrgentPerson): readonly string[] {
  const parts = [
    ['who this is', view.identity],
    ['resuscitation', view.cprDecision],
    ['who to call', view.contacts],
    ['the rest of the plan', view.endOfLifePlan],
  ] as const;
  return parts.flatMap(([name, part]) => (part.__typename === 'Unavailable' ? [name] : []));
}

export function standingOf(view: UrgentPerson, live: LiveState): Standing | undefined {
  const unread = unreadParts(view);
  const reading = readingOf(view);
  const lost = lostWords(live);
  if (unread.length === 4) {
    const why = lost === undefined ? '' : `${lost} `;
    return { kind: 'nothing', words: `${why}Nothing could be loaded. A plan may exist.` };
  }
  const missing =
    unread.length === 0
      ? ''
      : ` Could not be loaded: ${joinWords(unread)}. Do not read that as “none”.`;
  if (lost !== undefined && reading !== undefined) {
    const stood = `Everything here is as it stood at ${formatSeconds(reading.at)} and may have changed.`;
    return { kind: 'old', words: `${lost} ${stood}${missing}` };
  }
  if (reading?.current === false) {
    return {
      kind: 'old',
      words: `May be out of date: this is as it stood at ${formatSeconds(reading.at)}.${missing}`,
    };
  }
  return missing === '' ? undefined : { kind: 'part', words: missing.trim() };
}

function lostWords(live: LiveState): string | undefined {
  switch (live.kind) {
    case 'lost':
      return `Connection lost at ${formatTime(live.sinceMs)}.`;
    case 'reconnecting':
      return `Connection lost at ${formatTime(live.sinceMs)}, reconnecting.`;
    case 'refused':
      return 'Not live.';
    case 'connecting':
    case 'live':
      return undefined;
  }
}
