/** Who is signed in, in which role and for whom, and the way out, on top of every page. */
import { useState } from 'react';
import { joinParts } from '../format/words';
import { signOut } from './signOut';
import { useViewer, type Viewer } from './viewer';

export function SignedInBar() {
  const [state, load] = useViewer();
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
      <button type="button" className="as-link" onClick={() => void leave()}>
        Sign out
      </button>
      {hasFailed ? <p role="alert">You are still signed in: the service did not answer.</p> : null}
    </div>
  );
}

/** `GP, Meads Surgery`; a patient or carer belongs to no organisation. */
export function roleWords(who: Pick<Viewer, 'role' | 'roleName' | 'organisationName'>): string {
  const isCitizen = who.role === 'PATIENT' || who.role === 'CARER';
  return joinParts(who.roleName, isCitizen ? null : who.organisationName);
}
