/** Who one can be in the demonstration: choosing a name signs in, through the local provider. */
import { roleWords } from '../page/SignedInBar';
import type { DemoActor } from './demoPeople';

export interface ActorListProps {
  readonly actors: readonly DemoActor[];
  /** Id of who is signed in. */
  readonly chosenId: string | undefined;
}

export function ActorList({ actors, chosenId }: ActorListProps) {
  return (
    <ul className="actors">
      {actors.map((actor) => (
        <li key={actor.id}>
          <a href={actor.signIn} aria-current={actor.actorId === chosenId ? 'true' : undefined}>
            <ActorWords actor={actor} />
            {actor.actorId === chosenId ? (
              <small className="actors__you">This is you now</small>
            ) : null}
          </a>
        </li>
      ))}
    </ul>
  );
}

export function ActorWords({ actor }: { readonly actor: DemoActor }) {
  return (
    <>
      <strong>{actor.name}</strong>
      <span>{roleWords(actor)}</span>
      {actor.note === undefined || actor.note === null ? null : <small>{actor.note}</small>}
    </>
  );
}
