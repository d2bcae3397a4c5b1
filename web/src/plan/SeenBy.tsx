/** Who has pressed "I have seen this" on the urgent view, and when. */
import { formatDayAndTime } from '../format/dates';
import { joinParts } from '../format/words';
import type { WrittenPlan } from '../graph/personView';

export function SeenBy({ plan }: { readonly plan: WrittenPlan }) {
  return (
    <section className="card" aria-labelledby="seen-heading">
      <h2 id="seen-heading">Seen by</h2>
      {plan.seenBy.length === 0 ? (
        <p>Nobody has pressed “I have seen this”.</p>
      ) : (
        <ul className="rows">
          {plan.seenBy.map(({ by, at, position }) => (
            <li key={`${position} ${by.name} ${at}`}>
              {joinParts(by.name, by.role, by.organisationName)}
              <br />
              <span className="sub">{formatDayAndTime(at)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
