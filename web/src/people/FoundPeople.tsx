/**
 * What a search found: nobody, in words that cannot be read as "no decision"; somebody who must be
 * confirmed first; or that the search could not be made.
 */
import { formatDate } from '../format/dates';
import { formatName, formatNhsNumber } from '../format/words';
import { addressWords } from '../urgent/WhoHeader';
import type { FindOutcome, FoundPerson } from './findPeople';

export interface FoundPeopleProps {
  readonly outcome: FindOutcome;
  readonly onOpen: (personId: string) => void;
  readonly onForget: () => void;
}

export function FoundPeople({ outcome, onOpen, onForget }: FoundPeopleProps) {
  switch (outcome.kind) {
    case 'wrong':
      return null;
    case 'failed':
      return (
        <div className="found found--failed">
          <h2>We could not look</h2>
          <p>
            {outcome.message} What you typed is kept: press Find to try again. This says nothing
            about any person or plan.
          </p>
        </div>
      );
    case 'found':
      return outcome.people.length === 0 ? (
        <Nobody />
      ) : (
        <div className="found">
          <h2>
            {outcome.people.length === 1 ? 'Is this the person?' : 'Is one of these the person?'}
          </h2>
          <p>The details fit, but another person may be meant. Check each line before you open.</p>
          <ul className="candidates">
            {outcome.people.map((person) => (
              <Candidate key={person.id} person={person} onOpen={onOpen} />
            ))}
          </ul>
          {outcome.more ? (
            <p>More people fit than are listed. Add the postcode or the NHS number.</p>
          ) : null}
          <button type="button" className="nhsuk-button nhsuk-button--secondary" onClick={onForget}>
            {outcome.people.length === 1 ? 'No, not this person' : 'No, none of these'}
          </button>
        </div>
      );
  }
}

function Nobody() {
  return (
    <div className="found">
      <h2>We hold no such person</h2>
      <p>
        This is not the same as “no decision”: the details may be mistyped, or the plan may be held
        elsewhere. Check them, try another way, and look for a paper form in the home.
      </p>
    </div>
  );
}

function Candidate({ person, onOpen }: { person: FoundPerson; onOpen: (id: string) => void }) {
  const { id, identity } = person;
  if (identity.__typename !== 'Identity') {
    return (
      <li>
        <p>Who this is could not be shown.</p>
        <OpenButton onOpen={() => onOpen(id)}>Open, and check who it is</OpenButton>
      </li>
    );
  }
  const { name, dateOfBirth, age, sex, nhsNumber, address } = identity;
  const lives =
    address.__typename === 'NotRecorded' ? 'no address recorded' : addressWords(address);
  return (
    <li>
      <h3>
        {formatName(name)} {name.preferred === null ? '' : <small>({name.preferred})</small>}
      </h3>
      <dl className="facts">
        <Row term="Born">
          {formatDate(dateOfBirth)}
          {age === null ? '' : ` (${age} years)`}
        </Row>
        <Row term="Sex">{sex ?? 'not recorded'}</Row>
        <Row term="Lives">{lives}</Row>
        <Row term="NHS number">
          {nhsNumber === null ? 'none recorded' : formatNhsNumber(nhsNumber)}
        </Row>
      </dl>
      <OpenButton onOpen={() => onOpen(id)}>
        Yes, open<span className="nhsuk-u-visually-hidden"> {formatName(name)}</span>
      </OpenButton>
    </li>
  );
}

function OpenButton({ onOpen, children }: { onOpen: () => void; children: React.ReactNode }) {
  return (
    <button type="button" className="nhsuk-button" onClick={onOpen}>
      {children}
    </button>
  );
}

function Row({ term, children }: { term: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
