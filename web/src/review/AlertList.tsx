/** The alerts that the reader must know of: those that they have not seen, and those that they have. */
import { formatDayAndTime } from '../format/dates';
import { alertsQuery } from '../graph/emergencyDocuments';
import { Link } from '../page/Link';
import { personAddress } from '../page/place';
import { useCommand } from '../page/useCommand';
import { may, useViewer } from '../page/viewer';
import { useWaiting } from '../page/waiting';
import { AlertDetails } from './AlertDetails';
import { ListCard } from './ListCard';
import { alertWords, readAlerts, shortReference, type Alert } from './reviewAnswers';

export function AlertList() {
  const [waiting] = useWaiting();
  const count = waiting?.__typename === 'AccessWaiting' ? { count: waiting.alerts } : {};
  return (
    <ListCard
      id="alerts"
      heading="Alerts"
      document={alertsQuery}
      read={readAlerts}
      waits={{ words: 'Not seen', none: 'There is no alert that you have not seen.', ...count }}
      done={{ words: 'Seen', none: 'You have seen no alert yet.' }}
      entry={(node, onDone) => <AlertRow alert={node} onSeen={onDone} />}
    />
  );
}

interface AlertRowProps {
  readonly alert: Alert;
  readonly onSeen: (alert: Alert, position: string) => Promise<void>;
}

function AlertRow({ alert, onSeen }: AlertRowProps) {
  const { reference, at, kind, organisationName, acknowledgedAt } = alert;
  const { state, run } = useCommand('acknowledgeAlert');
  const see = async (): Promise<void> => {
    const outcome = await run({ reference });
    if (outcome?.kind !== 'saved') return;
    await onSeen({ ...alert, acknowledgedAt: new Date().toISOString() }, outcome.position);
  };
  const problem =
    state.kind === 'done' && state.outcome.kind !== 'saved' ? state.outcome.message : undefined;
  return (
    <div className={acknowledgedAt === null ? 'alert alert--new' : 'alert'}>
      <p tabIndex={-1}>
        <strong>{alertWords[kind]}</strong>, {formatDayAndTime(at)}, {organisationName}. Reference{' '}
        <span className="number">{shortReference(reference)}</span>.
      </p>
      <Whose alert={alert} />
      {acknowledgedAt === null ? (
        <button
          type="button"
          className="action"
          aria-disabled={state.kind === 'saving'}
          onClick={() => void see()}
        >
          I have seen this
          <span className="nhsuk-u-visually-hidden"> ({shortReference(reference)})</span>
        </button>
      ) : (
        <p className="sub">Seen {formatDayAndTime(acknowledgedAt)}</p>
      )}
      <p className={problem === undefined ? 'saving' : 'saving saving--not'} role="status">
        {problem === undefined ? '' : `Not recorded: ${problem} Press again to retry.`}
      </p>
    </div>
  );
}

/** Whoever leads the care goes to the record; a privacy officer looks up who it was. */
function Whose({ alert: { reference, kind, person } }: { readonly alert: Alert }) {
  const [viewer] = useViewer();
  if (person !== null) {
    return (
      <p>
        <Link to={personAddress('/urgent', person.id)}>
          Whose record it is
          <span className="nhsuk-u-visually-hidden"> ({shortReference(reference)})</span>
        </Link>
      </p>
    );
  }
  if (!may(viewer, 'REVIEW_EMERGENCY_ACCESS')) return null;
  return kind === 'EMERGENCY_ACCESS' || kind === 'DISSENT_OVERRIDDEN' ? (
    <p className="sub">Review it below, under the same reference.</p>
  ) : (
    <AlertDetails reference={reference} />
  );
}
