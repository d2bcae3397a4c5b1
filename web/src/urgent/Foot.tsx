/**
 * Where all this comes from: which version, published when and by whom, read at what second, whether
 * from the record itself, and what could not be read. The truth about time stands on every urgent
 * view, and the way to all the rest.
 */
import type { Reading } from '../graph/answers';
import type { UrgentPerson } from '../graph/personView';
import { formatDate, formatDayAndTime, formatSeconds, formatTime } from '../format/dates';
import { joinParts } from '../format/words';
import { readingOf } from '../live/freshness';
import type { LiveState } from '../live/liveState';
import { Link } from '../page/Link';
import { personAddress } from '../page/place';
import { unreadParts, unreadWords } from './unreadParts';

export function Foot({ view, live }: { readonly view: UrgentPerson; readonly live: LiveState }) {
  const reading = readingOf(view);
  const unread = unreadWords(unreadParts(view));
  return (
    <section className="wide foot" aria-label="Where this comes from">
      {unread === '' ? null : <p className="absent absent--unavailable">{unread}</p>}
      <p className="sub">
        {versionWords(view)}{' '}
        {reading === undefined ? 'It is not known when this was read.' : readWords(reading, live)}{' '}
        {reviewWords(view)}
      </p>
      <p className="foot__ways">
        {mayOpen(view, 'DRAFT') ? (
          <>
            <Link to={personAddress('/plan', view.id)}>Whole plan</Link>{' '}
          </>
        ) : null}
        {mayOpen(view, 'HISTORY') ? (
          <>
            <Link to={personAddress('/plan', view.id, historyId)}>History</Link>{' '}
          </>
        ) : null}
        <button type="button" className="as-link" onClick={() => window.print()}>
          Print
        </button>
      </p>
    </section>
  );
}

/** Where the page of the whole plan has its versions. */
const historyId = 'history-heading';

/** The graph says which ways lead this reader anywhere: none is offered that ends in a refusal. */
function mayOpen({ endOfLifePlan: plan }: UrgentPerson, part: 'DRAFT' | 'HISTORY'): boolean {
  return plan.__typename === 'EndOfLifePlan' && plan.readerMayOpen.includes(part);
}

/** Which version this is, or why there is none to name. */
export function versionWords({ endOfLifePlan: plan }: UrgentPerson): string {
  if (plan.__typename !== 'EndOfLifePlan') return '';
  if (plan.version === null) return 'Nothing has been published: only a draft exists.';
  const { number, publishedAt, publishedBy, wholePlan } = plan.version;
  const by = joinParts(publishedBy.name, publishedBy.role);
  return wholePlan
    ? `Published version ${number}, ${formatDayAndTime(publishedAt)}, by ${by}.`
    : `Version ${number}, published at once because waiting could harm, ${formatDayAndTime(publishedAt)}, by ${by}.`;
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

function reviewWords({ cprDecision, identity }: UrgentPerson): string {
  const hasDied = identity.__typename === 'Identity' && identity.died !== null;
  return cprDecision.__typename === 'CprRecorded' && !hasDied
    ? `Review by ${formatDate(cprDecision.decision.reviewOn)}.`
    : '';
}
