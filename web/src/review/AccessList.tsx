/**
 * The openings that a privacy officer reviews, those that nobody has reviewed first. The list names
 * nobody; one opening is opened for its names and its review.
 */
import { useState } from 'react';
import { formatDayAndTime, formatTime } from '../format/dates';
import { upperFirst } from '../format/words';
import { accessesQuery } from '../graph/emergencyDocuments';
import { AccessReview } from './AccessReview';
import { accessesAnswer, outcomeWords, shortReference, type ListedAccess } from './reviewAnswers';
import { usePolled } from './usePolled';

const read = (data: Record<string, unknown>) => accessesAnswer.parse(data['emergencyAccesses']);

export function AccessList() {
  const { answer, ask } = usePolled(accessesQuery, read);
  return (
    <section className="card" aria-labelledby="openings-heading">
      <h2 id="openings-heading">Opened in an emergency</h2>
      <Accesses answer={answer} ask={ask} />
    </section>
  );
}

type AccessesProps = ReturnType<typeof usePolled<ReturnType<typeof read>>>;

function Accesses({ answer, ask }: AccessesProps) {
  switch (answer?.__typename) {
    case undefined:
      return <p role="status">Loading</p>;
    case 'EmergencyAccessConnection':
      return (
        <>
          {answer.isWhole ? null : <p>The newest may be missing. The list is asked for again.</p>}
          {answer.edges.length === 0 ? <p>No record has been opened in an emergency.</p> : null}
          <ul className="rows">
            {answer.edges.map(({ node }) => (
              <AccessRow key={node.reference} access={node} onReviewed={ask} />
            ))}
          </ul>
          {answer.pageInfo.hasNextPage ? (
            <p className="sub">Only the first are shown. Those reviewed make room for others.</p>
          ) : null}
        </>
      );
    case 'Withheld':
      return <p>{answer.message}</p>;
    case 'Unavailable':
    default:
      return (
        <>
          <p role="alert">The list could not be loaded. There may be openings to review.</p>
          <button type="button" className="nhsuk-button" onClick={() => void ask()}>
            Try again
          </button>
        </>
      );
  }
}

interface AccessRowProps {
  readonly access: ListedAccess;
  readonly onReviewed: (position: string) => Promise<void>;
}

function AccessRow({ access, onReviewed }: AccessRowProps) {
  const { reference, openedAt, until, role, organisationName, outcome } = access;
  const { alertType, reason, overridesDissent } = access;
  const [isOpen, setIsOpen] = useState(false);
  const isDone = outcome !== null && outcome !== 'NEEDS_MORE';
  return (
    <li className={isDone ? 'alert' : 'alert alert--new'}>
      <h3>
        {formatDayAndTime(openedAt)} to {formatTime(until)}
      </h3>
      <p>
        {upperFirst(role)}, {organisationName}. {reason.display} ({alertType.display},{' '}
        {alertType.code}+{reason.code}). {overridesDissent ? 'Against the person’s own no. ' : ''}
        Reference <span className="number">{shortReference(reference)}</span>.
      </p>
      <p>
        <strong>{outcome === null ? 'Not yet reviewed' : outcomeWords[outcome]}</strong>
      </p>
      <button
        type="button"
        className="action"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        {isOpen ? 'Close' : 'Names and review'}
        <span className="nhsuk-u-visually-hidden"> ({shortReference(reference)})</span>
      </button>
      {isOpen ? <AccessReview reference={reference} onReviewed={onReviewed} /> : null}
    </li>
  );
}
