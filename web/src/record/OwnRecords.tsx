/** Leads to the one record that the reader may open, or lets them choose where there are several. */
import { useCallback, useEffect, useState } from 'react';
import { formatDate } from '../format/dates';
import { formatName } from '../format/words';
import { ownRecordsQuery } from '../graph/recordDocuments';
import { sendRequest } from '../graph/request';
import { Link } from '../page/Link';
import { goOnTo, personAddress } from '../page/place';
import { useSignedOut } from '../page/useSignedOut';
import { readOwnRecords, type OwnRecord } from './recordAnswers';

export interface OwnRecordsProps {
  readonly role: string;
  /** The page to open the record on. */
  readonly path: '/record' | '/urgent';
}

export function OwnRecords({ role, path }: OwnRecordsProps) {
  const [state, setState] = useState<readonly OwnRecord[] | 'loading' | 'failed'>('loading');
  const [failure, setFailure] = useState<string>();
  useSignedOut(failure);
  const ask = useCallback(async () => {
    setState('loading');
    const sent = await sendRequest({ document: ownRecordsQuery });
    setFailure(sent.kind === 'answered' ? undefined : sent.kind);
    const records = sent.kind === 'answered' ? readOwnRecords(sent.data) : undefined;
    const [only] = records ?? [];
    if (only !== undefined && records?.length === 1) goOnTo(personAddress(path, only.id));
    setState(records ?? 'failed');
  }, [path]);
  useEffect(() => void ask(), [ask]);
  if (state === 'loading') return <p role="status">Loading</p>;
  if (state === 'failed') {
    return (
      <>
        <h1 tabIndex={-1}>Your record could not be loaded</h1>
        <p role="alert">There may be one.</p>
        <button type="button" className="nhsuk-button" onClick={() => void ask()}>
          Try again
        </button>
      </>
    );
  }
  if (state.length === 0) return <NoRecord role={role} />;
  return (
    <>
      <h1 tabIndex={-1}>Whose record?</h1>
      <ul className="rows">
        {state.map(({ id, identity }) => (
          <li key={id}>
            <Link to={personAddress(path, id)}>
              {identity.__typename === 'Identity'
                ? `${formatName(identity.name)}, born ${formatDate(identity.dateOfBirth)}`
                : 'Somebody whose name could not be loaded'}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}

function NoRecord({ role }: { readonly role: string }) {
  if (role === 'PATIENT') {
    return (
      <>
        <h1 tabIndex={-1}>There is no record of you here</h1>
        <p>Nobody has begun a plan with you in this service. You can ask those who care for you.</p>
      </>
    );
  }
  return role === 'CARER' ? (
    <>
      <h1 tabIndex={-1}>Nobody shares a record with you now</h1>
      <p>The person decides who may see their record, and until when. You can ask them.</p>
    </>
  ) : (
    <>
      <h1 tabIndex={-1}>Whose record?</h1>
      <p>This page opens from the record of a person, or from a review.</p>
    </>
  );
}
