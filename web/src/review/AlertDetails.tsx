/** Who an alert is about, looked up when it is asked for: who acted, and whose record it was. */
import { useState } from 'react';
import { joinParts } from '../format/words';
import { alertQuery } from '../graph/emergencyDocuments';
import { sendRequest } from '../graph/request';
import { alertAnswer, shortReference } from './reviewAnswers';
import { WhoseRecord } from './WhoseRecord';

export function AlertDetails({ reference }: { readonly reference: string }) {
  const [answer, setAnswer] = useState<ReturnType<typeof alertAnswer.parse>>();
  const [isAsking, setIsAsking] = useState(false);
  const look = async (): Promise<void> => {
    setIsAsking(true);
    const sent = await sendRequest({ document: alertQuery, variables: { reference } });
    const data = sent.kind === 'answered' ? (sent.data as { accessAlert?: unknown }) : {};
    setAnswer(alertAnswer.parse(data.accessAlert));
    setIsAsking(false);
  };
  switch (answer?.__typename) {
    case 'AccessAlertDetails':
      return (
        <>
          <p role="status">
            It was {joinParts(answer.by.name, answer.by.role, answer.by.organisationName)}.
          </p>
          {answer.person === null ? (
            <p>It is about how often they searched, whoever they were looking for.</p>
          ) : (
            <WhoseRecord person={answer.person} />
          )}
        </>
      );
    case 'AccessAlertNotFound':
    case 'Withheld':
      return <p role="status">{answer.message}</p>;
    case 'Unavailable':
    case undefined:
    default:
      return (
        <>
          {answer === undefined ? null : <p role="alert">This could not be loaded.</p>}
          <button type="button" className="action" onClick={() => void look()}>
            {isAsking ? 'Loading' : answer === undefined ? 'Who it was' : 'Try again'}
            <span className="nhsuk-u-visually-hidden"> ({shortReference(reference)})</span>
          </button>
        </>
      );
  }
}
