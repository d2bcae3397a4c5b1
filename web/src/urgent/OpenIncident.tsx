/** Where the link of a 999 or 111 case leads: on to its person, or why it leads nowhere. */
import { useCallback, useEffect, useState } from 'react';
import * as z from 'zod/mini';
import { answerOf, unavailable, withheld } from '../graph/answers';
import { incidentQuery } from '../graph/emergencyDocuments';
import { sendRequest } from '../graph/request';
import { Link } from '../page/Link';
import { goOnTo, personAddress } from '../page/place';

const incident = answerOf([
  z.object({
    __typename: z.literal('LiveIncident'),
    person: z.object({ id: z.string() }),
  }),
  z.object({ __typename: z.literal('IncidentOver'), message: z.string() }),
  withheld,
  unavailable,
]);

type Found = z.output<typeof incident>;

export function OpenIncident({ incidentId }: { readonly incidentId: string }) {
  const [found, setFound] = useState<Found>();
  const ask = useCallback(async () => {
    setFound(undefined);
    const answer = await sendRequest({ document: incidentQuery, variables: { id: incidentId } });
    const data = answer.kind === 'answered' ? (answer.data as { incident?: unknown }) : {};
    const read = incident.parse(data.incident);
    if (read.__typename === 'LiveIncident') goOnTo(personAddress('/urgent', read.person.id));
    else setFound(read);
  }, [incidentId]);
  useEffect(() => void ask(), [ask]);
  if (found === undefined || found.__typename === 'LiveIncident') {
    return <p role="status">Opening the case</p>;
  }
  const isLoaded = found.__typename !== 'Unavailable';
  return (
    <div role="alert">
      <h1>{isLoaded ? 'This case opens nothing' : 'The case could not be loaded'}</h1>
      <p>{isLoaded ? found.message : 'A plan may exist. Do not read this as “none”.'}</p>
      {isLoaded ? null : (
        <button type="button" className="nhsuk-button" onClick={() => void ask()}>
          Try again
        </button>
      )}
      <p>
        <Link to="/urgent">Find the person</Link>
      </p>
    </div>
  );
}
