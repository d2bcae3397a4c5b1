/** The alerts that the reader must know of, those that nobody has seen first; it follows by itself. */
import { formatDayAndTime } from '../format/dates';
import { alertsQuery } from '../graph/emergencyDocuments';
import { Link } from '../page/Link';
import { personAddress } from '../page/place';
import { useCommand } from '../page/useCommand';
import { alertsAnswer, alertWords, shortReference, type Alert } from './reviewAnswers';
import { usePolled } from './usePolled';

const read = (data: Record<string, unknown>) => alertsAnswer.parse(data['accessAlerts']);

export function AlertList() {
  const { answer, ask } = usePolled(alertsQuery, read);
  return (
    <section className="card" aria-labelledby="alerts-heading">
      <h2 id="alerts-heading">Alerts</h2>
      <Alerts answer={answer} ask={ask} />
    </section>
  );
}

type AlertsProps = ReturnType<typeof usePolled<ReturnType<typeof read>>>;

function Alerts({ answer, ask }: AlertsProps) {
  switch (answer?.__typename) {
    case undefined:
      return <p role="status">Loading</p>;
    case 'AccessAlertConnection':
      return (
        <>
          {answer.isWhole ? null : <p>The newest may be missing. The list is asked for again.</p>}
          {answer.edges.length === 0 ? <p>There is no alert for you.</p> : null}
          <ul className="rows">
            {answer.edges.map(({ node }) => (
              <AlertRow key={node.reference} alert={node} onSeen={ask} />
            ))}
          </ul>
          {answer.pageInfo.hasNextPage ? (
            <p className="sub">Only the first are shown. Those seen make room for others.</p>
          ) : null}
        </>
      );
    case 'Withheld':
      return <p>{answer.message}</p>;
    case 'Unavailable':
    default:
      return (
        <>
          <p role="alert">The alerts could not be loaded. There may be some.</p>
          <button type="button" className="nhsuk-button" onClick={() => void ask()}>
            Try again
          </button>
        </>
      );
  }
}

interface AlertRowProps {
  readonly alert: Alert;
  readonly onSeen: (position: string) => Promise<void>;
}

function AlertRow({ alert, onSeen }: AlertRowProps) {
  const { reference, at, kind, organisationName, acknowledgedAt, person } = alert;
  const { state, run } = useCommand('acknowledgeAlert');
  const see = async (): Promise<void> => {
    const outcome = await run({ reference });
    if (outcome?.kind === 'saved') await onSeen(outcome.position);
  };
  const problem =
    state.kind === 'done' && state.outcome.kind !== 'saved' ? state.outcome.message : undefined;
  return (
    <li className={acknowledgedAt === null ? 'alert alert--new' : 'alert'}>
      <p>
        <strong>{alertWords[kind]}</strong>, {formatDayAndTime(at)}, {organisationName}. Reference{' '}
        <span className="number">{shortReference(reference)}</span>.
      </p>
      {person === null ? null : (
        <p>
          <Link to={personAddress('/urgent', person.id)}>
            Whose record it is
            <span className="nhsuk-u-visually-hidden"> ({shortReference(reference)})</span>
          </Link>
        </p>
      )}
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
    </li>
  );
}
