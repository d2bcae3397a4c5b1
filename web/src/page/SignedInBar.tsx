/** Who is signed in, in which role and for whom, and the way out, on top of every page. */
import { useState } from 'react';
import { joinParts } from '../format/words';
import { Link } from './Link';
import { signOut } from './signOut';
import { useViewer, type Viewer } from './viewer';
import { useWaiting, waitingWords, type Waiting } from './waiting';

export function SignedInBar() {
  const [state, load] = useViewer();
  const [waiting] = useWaiting();
  const [hasFailed, setHasFailed] = useState(false);
  if (state.kind !== 'signedIn') return null;
  const leave = async (): Promise<void> => {
    setHasFailed(!(await signOut()));
    await load();
  };
  return (
    <div className="signed-in" role="region" aria-label="Who is signed in">
      <span>
        <strong>{state.viewer.name}</strong> {roleWords(state.viewer)}
      </span>
      <Waits waiting={waiting} />
      <button type="button" className="as-link" onClick={() => void leave()}>
        Sign out
      </button>
      {hasFailed ? <p role="alert">You are still signed in: the service did not answer.</p> : null}
    </div>
  );
}

/** Told on every page, so that nobody has to be on the right one. */
function Waits({ waiting }: { readonly waiting: Waiting }) {
  const words = waitingWords(waiting);
  return (
    <span className="signed-in__waits" role="status">
      {words === undefined ? null : <Link to="/review">{words}</Link>}
    </span>
  );
}

/** `GP, Meads Surgery`; a patient or carer belongs to no organisation. */
export function roleWords(who: Pick<Viewer, 'role' | 'roleName' | 'organisationName'>): string {
  const isCitizen = who.role === 'PATIENT' || who.role === 'CARER';
  return joinParts(who.roleName, isCitizen ? null : who.organisationName);
}
