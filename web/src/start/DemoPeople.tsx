/**
 * The made-up people of the demonstration: one of each kind first, the others when asked for. Each
 * opens by the id of the person, so that a link can be opened in a window of its own.
 */
import { useState } from 'react';
import { formatDate } from '../format/dates';
import { formatNhsNumber } from '../format/words';
import { Link } from '../page/Link';
import { personAddress } from '../page/place';
import { demoStateWords, oneOfEachState, type DemoPerson } from './demoPeople';

export interface DemoPeopleProps {
  readonly people: readonly DemoPerson[];
  readonly isSignedIn: boolean;
  /** True where who is signed in may read or write a plan that is not published. */
  readonly mayWrite: boolean;
}

export function DemoPeople({ people, isSignedIn, mayWrite }: DemoPeopleProps) {
  const [isAll, setIsAll] = useState(false);
  const shown = isAll ? people : oneOfEachState(people);
  return (
    <section className="card" aria-labelledby="people-heading">
      <h2 id="people-heading">The people in the demonstration</h2>
      <p>
        {isSignedIn
          ? 'Each with what there is to see, as the demonstration begins.'
          : 'Choose who you are first; then each of them can be opened.'}{' '}
        CPR is trying to start a heart again that has stopped.
      </p>
      <ul className="people">
        {shown.map((person) => (
          <li key={person.personId}>
            <span>
              <strong>{person.name}</strong>
              <br />
              <span className="sub">Born {formatDate(person.dateOfBirth)}</span>
              <br />
              <span className="sub">
                NHS number <span className="number">{formatNhsNumber(person.nhsNumber)}</span>
              </span>
            </span>
            <span className="people__state">
              {demoStateWords(person.state)}
              {person.note === undefined || person.note === null ? null : (
                <small>{person.note}</small>
              )}
            </span>
            {isSignedIn ? (
              <span className="people__doors">
                <Door path="/urgent" words="Urgent view" person={person} />
                {mayWrite ? <Door path="/plan" words="Plan" person={person} /> : null}
              </span>
            ) : null}
          </li>
        ))}
      </ul>
      {shown.length < people.length ? (
        <button
          type="button"
          className="nhsuk-button nhsuk-button--secondary"
          onClick={() => setIsAll(true)}
        >
          Show all {people.length} people
        </button>
      ) : null}
    </section>
  );
}

function Door({ path, words, person }: { path: string; words: string; person: DemoPerson }) {
  return (
    <Link to={personAddress(path, person.personId)}>
      {words}
      <span className="nhsuk-u-visually-hidden"> of {person.name}</span>
    </Link>
  );
}
