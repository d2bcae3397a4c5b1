/**
 * The made-up people of the demonstration and the state of each one's plan. Opening one asks for the
 * person by NHS number and puts only the person's id into the address.
 */
import { useState } from 'react';
import { sendRequest } from '../graph/request';
import { formatDate } from '../format/dates';
import { formatNhsNumber } from '../format/words';
import { goTo, personAddress } from '../page/place';
import { findPeople } from '../people/findPeople';
import { demoStateWords, type DemoPerson } from './demoPeople';

export interface DemoPeopleProps {
  readonly people: readonly DemoPerson[];
  readonly isSignedIn: boolean;
}

export function DemoPeople({ people, isSignedIn }: DemoPeopleProps) {
  const [problem, setProblem] = useState<{ nhsNumber: string; message: string }>();
  const open = async (nhsNumber: string): Promise<void> => {
    const typed = { nhsNumber, familyName: '', dateOfBirth: '', postcode: '' };
    const outcome = await findPeople(sendRequest, 'nhsNumber', typed);
    const [person] = outcome.kind === 'found' ? outcome.people : [];
    if (person !== undefined) goTo(personAddress('/urgent', person.id));
    else setProblem({ nhsNumber, message: problemWords(outcome) });
  };
  return (
    <section className="card" aria-labelledby="people-heading">
      <h2 id="people-heading">The people in the demonstration</h2>
      {isSignedIn ? null : <p>Choose who you are first; then each name opens the urgent view.</p>}
      <ul className="people">
        {people.map(({ nhsNumber, name, dateOfBirth, state, note }) => (
          <li key={nhsNumber}>
            {isSignedIn ? (
              <button type="button" className="as-link" onClick={() => void open(nhsNumber)}>
                {name}
              </button>
            ) : (
              <span>{name}</span>
            )}
            <span>{formatDate(dateOfBirth)}</span>
            <span className="number">{formatNhsNumber(nhsNumber)}</span>
            <span className="people__state">
              {demoStateWords(state)}
              {note === undefined || note === null ? null : <small>{note}</small>}
            </span>
            {problem?.nhsNumber === nhsNumber ? <span role="alert">{problem.message}</span> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function problemWords(outcome: Awaited<ReturnType<typeof findPeople>>): string {
  switch (outcome.kind) {
    case 'found':
      return 'We hold no such person. This is not the same as “no decision”.';
    case 'wrong':
      return outcome.errors[0]?.message ?? 'The search was refused.';
    case 'failed':
      return `${outcome.message} Try again.`;
  }
}
