/**
 * Where all this comes from: which version, published when and by whom, read at what second, and
 * whether from the record itself. The truth about time stands on every urgent view.
 */
import type { Reading } from '../graph/answers';
import type { UrgentPerson } from '../graph/personView';
import { formatDate, formatDayAndTime, formatSeconds, formatTime } from '../format/dates';
import { joinParts } from '../format/words';
import { readingOf } from '../live/freshness';
import type { LiveState } from '../live/liveState';

export function Foot({ view, live }: { readonly view: UrgentPerson; readonly live: LiveState }) {
  const reading = readingOf(view);
  return (
    <section className="wide foot" aria-label="Where this comes from">
      <p className="sub">
        {versionWords(view)}{' '}
        {reading === undefined ? 'It is not known when this was read.' : readWords(reading, live)}{' '}
        {reviewWords(view)}
      </p>
    </section>
  );
}

/** Which version this is, or why there is none to name. */
export function versionWords({ endOfLifePlan: plan }: UrgentPerson): string {
  if (plan.__typename !== 'EndOfLifePlan') return '';
  if (plan.version === null) return 'Nothing has been published: only a draft exists.';
  const { number, publishedAt, publishedBy, wholePlan } = plan.version;
  const by = joinParts(publishedBy.name, publishedBy.role);
  return wholePlan
    ? `Published version ${number}, ${formatDayAndTime(publishedAt)}, by ${by}.`
    : `Version ${number}, made at once by one change, ${formatDayAndTime(publishedAt)}, by ${by}.`;
}

/** When it was read and how far that can be relied on. */
export function readWords({ at, current }: Reading, live: LiveState): string {
  if (!current) return `May be out of date, as of ${formatSeconds(at)}.`;
  switch (live.kind) {
    case 'lost':
    case 'reconnecting':
      return `As of ${formatSeconds(at)}, not live since ${formatTime(live.sinceMs)}: it may have changed.`;
    case 'refused':
      return `As of ${formatSeconds(at)}, not live: it may have changed.`;
    case 'connecting':
    case 'live':
      return `Read at ${formatSeconds(at)} from the record itself.`;
  }
}

function reviewWords({ cprDecision }: UrgentPerson): string {
  return cprDecision.__typename === 'CprRecorded'
    ? `Review by ${formatDate(cprDecision.decision.reviewOn)}.`
    : '';
}
