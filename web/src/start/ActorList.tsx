/** Who one can be in the demonstration: choosing a name signs in. */
import { useState } from 'react';
import { joinParts } from '../format/words';
import { signIn, type DemoActor } from './demoPeople';

export interface ActorListProps {
  readonly actors: readonly DemoActor[];
  readonly chosenId: string | undefined;
  readonly onSignedIn: () => void;
}

export function ActorList({ actors, chosenId, onSignedIn }: ActorListProps) {
  const [failedId, setFailedId] = useState<string>();
  const choose = async (id: string): Promise<void> => {
    const worked = await signIn(id);
    setFailedId(worked ? undefined : id);
    if (worked) onSignedIn();
  };
  return (
    <ul className="actors">
      {actors.map((actor) => (
        <li key={actor.id}>
          <button
            type="button"
            aria-pressed={actor.id === chosenId}
            onClick={() => void choose(actor.id)}
          >
            <strong>{actor.name}</strong>
            <span>{roleWords(actor)}</span>
            {actor.note === undefined || actor.note === null ? null : <small>{actor.note}</small>}
            {actor.id === chosenId ? <small className="actors__you">This is you now</small> : null}
          </button>
          {failedId === actor.id ? <p role="alert">Signing in did not work. Try again.</p> : null}
        </li>
      ))}
    </ul>
  );
}

/** `GP, Meads Surgery`; a patient belongs to no organisation. */
export function roleWords(who: Pick<DemoActor, 'role' | 'roleName' | 'organisationName'>): string {
  return joinParts(who.roleName, who.role === 'PATIENT' ? null : who.organisationName);
}
