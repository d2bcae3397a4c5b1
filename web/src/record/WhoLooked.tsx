/**
 * Who has looked at one person's record: what was opened in an emergency, then everybody. It is read
 * when it is opened; it says as of when, and can be printed.
 */
import { useCallback, useEffect, useState } from 'react';
import { formatDayAndTime } from '../format/dates';
import { calledName } from '../format/words';
import { moreLooksQuery, recordQuery } from '../graph/recordDocuments';
import { sendRequest } from '../graph/request';
import { PageBar } from '../page/PageBar';
import { personAddress } from '../page/place';
import { useSignedOut } from '../page/useSignedOut';
import type { Viewer } from '../page/viewer';
import { WhoHeader } from '../urgent/WhoHeader';
import { LookList } from './LookList';
import { Openings } from './Openings';
import { readLooks, readRecord, type RecordLooks } from './recordAnswers';

const pageEntries = 20;

export function WhoLooked({ personId, viewer }: { personId: string; viewer: Viewer }) {
  const { record, isAsking, failure, hasFailed, ask, more } = useRecord(personId);
  useSignedOut(failure);
  const isFirst = record === undefined && failure === undefined;
  useEffect(() => {
    if (!isFirst) document.querySelector('h1')?.focus({ preventScroll: true });
  }, [isFirst]);
  const links = [
    { to: '/', words: 'Start' },
    ...(viewer.role === 'PRIVACY_OFFICER'
      ? [{ to: '/review', words: 'Reviews' }]
      : [{ to: personAddress('/urgent', personId), words: 'The plan' }]),
  ];
  return (
    <>
      <header className="fixed">
        <PageBar title="Who has looked" links={links} />
        {isFirst ? <Loading /> : <WhoHeader identity={record?.identity} />}
      </header>
      <main className="plain" id="main">
        {record === undefined ? (
          isFirst ? null : (
            <Failed isAsking={isAsking} onTryAgain={() => void ask()} />
          )
        ) : (
          <>
            <Introduction record={record} viewer={viewer} />
            {viewer.role === 'PRIVACY_OFFICER' ? null : (
              <Openings answer={record.emergencyAccesses} onTryAgain={() => void ask()} />
            )}
            <LookList
              answer={record.accessLog}
              isAsking={isAsking}
              hasFailed={hasFailed}
              onMore={more}
              onTryAgain={() => void ask()}
            />
            <p className="screen-only">
              <button type="button" className="action" onClick={() => window.print()}>
                Print this page
              </button>
            </p>
          </>
        )}
      </main>
    </>
  );
}

function useRecord(personId: string) {
  const [record, setRecord] = useState<RecordLooks>();
  const [isAsking, setIsAsking] = useState(false);
  const [failure, setFailure] = useState<string>();
  const [hasFailed, setHasFailed] = useState(false);
  const ask = useCallback(async () => {
    setIsAsking(true);
    const variables = { id: personId, first: pageEntries };
    const sent = await sendRequest({ document: recordQuery, variables });
    const read = sent.kind === 'answered' ? readRecord(sent.data, personId) : undefined;
    setIsAsking(false);
    setHasFailed(false);
    setFailure(read ? undefined : sent.kind === 'answered' ? 'failed' : sent.kind);
    if (read) setRecord(read);
  }, [personId]);
  useEffect(() => void ask(), [ask]);
  const before = record?.accessLog;
  const more = async (): Promise<void> => {
    if (isAsking || before?.__typename !== 'AccessLogConnection') return;
    setIsAsking(true);
    const variables = { id: personId, first: pageEntries, after: before.pageInfo.endCursor };
    const sent = await sendRequest({ document: moreLooksQuery, variables });
    const next = readLooks(sent.kind === 'answered' ? sent.data : undefined, personId);
    setIsAsking(false);
    setHasFailed(next.__typename !== 'AccessLogConnection');
    if (sent.kind === 'notSignedIn') setFailure(sent.kind);
    if (next.__typename !== 'AccessLogConnection' || record === undefined) return;
    const accessLog = { ...next, edges: [...before.edges, ...next.edges] };
    setRecord({ ...record, accessLog });
  };
  return { record, isAsking, failure, hasFailed, ask, more };
}

/** Whom "you" means in the lists, and as of when they were read. */
function Introduction({ record, viewer }: { record: RecordLooks; viewer: Viewer }) {
  const { identity, accessLog } = record;
  const called = identity.__typename === 'Identity' ? calledName(identity.name) : 'the person';
  const at = 'reading' in accessLog ? accessLog.reading.at : new Date().toISOString();
  return (
    <p>
      {viewer.role === 'PATIENT'
        ? 'Every look at your record leaves a line here.'
        : `Every look at this record leaves a line here. In it “you” is ${called}.`}{' '}
      Names of staff stand here only where their organisation chose so; you can ask it. Read{' '}
      {formatDayAndTime(at)}.
    </p>
  );
}

function Loading() {
  return (
    <div className="who who--unknown">
      <h1>Loading</h1>
      <p role="status">Nothing has been read yet.</p>
    </div>
  );
}

function Failed({ isAsking, onTryAgain }: { isAsking: boolean; onTryAgain: () => void }) {
  return (
    <>
      <p role="alert">Who has looked could not be loaded. Somebody may have.</p>
      <button type="button" className="nhsuk-button" onClick={onTryAgain}>
        {isAsking ? 'Trying again' : 'Try again'}
      </button>
    </>
  );
}
