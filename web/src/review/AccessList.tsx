/**
 * The openings that a privacy officer reviews: those that nobody has reviewed, and those that
 * somebody has. The list names nobody; one opening is opened for its names and its review.
 */
import { useState } from 'react';
import { formatDayAndTime, formatTime } from '../format/dates';
import { upperFirst } from '../format/words';
import { accessesQuery } from '../graph/emergencyDocuments';
import { useWaiting } from '../page/waiting';
import { AccessReview } from './AccessReview';
import { ListCard } from './ListCard';
import { outcomeWords, readAccesses, shortReference, type ListedAccess } from './reviewAnswers';

export function AccessList() {
  const [waiting] = useWaiting();
  const count = waiting?.__typename === 'AccessWaiting' ? { count: waiting.openings } : {};
  return (
    <ListCard
      id="openings"
      heading="Opened in an emergency"
      document={accessesQuery}
      read={readAccesses}
      waits={{ words: 'To review', none: 'Nothing is to be reviewed.', ...count }}
      done={{ words: 'Reviewed', none: 'Nothing has been reviewed yet.' }}
      entry={(node, onDone) => <AccessRow access={node} onReviewed={onDone} />}
    />
  );
}

interface AccessRowProps {
  readonly access: ListedAccess;
  readonly onReviewed: (access: ListedAccess, position: string) => Promise<void>;
}

function AccessRow({ access, onReviewed }: AccessRowProps) {
  const { reference, openedAt, until, role, organisationName, outcome } = access;
  const { alertType, reason, overridesDissent } = access;
  const [isOpen, setIsOpen] = useState(false);
  const isDone = outcome !== null && outcome !== 'NEEDS_MORE';
  return (
    <div className={isDone ? 'alert' : 'alert alert--new'}>
      <h3 tabIndex={-1}>
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
      {isOpen ? (
        <AccessReview
          reference={reference}
          onReviewed={(said, position) => onReviewed({ ...access, outcome: said }, position)}
        />
      ) : null}
    </div>
  );
}
