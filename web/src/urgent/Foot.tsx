/**
 * Where all this comes from: which version, published when and by whom, read at what second, and
 * whether from the record itself. The truth about time stands on every urgent view.
 */
import type { Reading } from '../graph/answers';
import type { UrgentPerson } from '../graph/personView';
import { formatDate, formatDayAndTime, formatSeconds, formatTime } from '../format/dates';
import { joinParts, joinWords, upperFirst } from '../format/words';
import { readingOf } from '../live/freshness';
import type { LiveState } from '../live/liveState';
import { Link } from '../page/Link';
import { personAddress } from '../page/place';
import { provenanceWords } from './decisionFacts';
import { unreadParts } from './standing';

export interface FootProps {
  readonly view: UrgentPerson;
  readonly live: LiveState;
  readonly mayReadPlan: boolean;
}

export function Foot({ view, live, mayReadPlan }: FootProps) {
  const reading = readingOf(view);
  const unread = unreadParts(view);
  const decision = view.cprDecision.__typename === 'CprRecorded' ? view.cprDecision : undefined;
  return (
    <section className="wide foot" aria-labelledby="foot-heading">
      <h2 id="foot-heading">Where this comes from</h2>
      {decision === undefined ? null : (
        <p className="sub">Resuscitation: {provenanceWords(decision.decision)}</p>
      )}
      <p className="sub">
        {versionWords(view)}{' '}
        {reading === undefined ? 'It is not known when this was read.' : readWords(reading, live)}{' '}
        {reviewWords(view)}
      </p>
      {unread.length === 0 ? null : (
        <p className="sub">
          <strong>{upperFirst(joinWords(unread))} could not be read.</strong>
        </p>
      )}
      <p className="foot__links">
        {mayReadPlan ? (
          <Link to={personAddress('/plan', view.id)}>The whole plan and its history</Link>
        ) : null}
        <button type="button" className="foot__print" onClick={() => window.print()}>
          Print this page
        </button>
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
    : `Version ${number}, published at once since waiting could harm, ${formatDayAndTime(publishedAt)}, by ${by}.`;
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
