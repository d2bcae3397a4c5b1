/**
 * `/`: what this is, and the demonstration's sign-in. It says plainly that the people are made up.
 */
import { useCallback, useEffect, useState } from 'react';
import { Link } from '../page/Link';
import { PageBar } from '../page/PageBar';
import { useViewer, type ViewerState } from '../page/viewer';
import { DemoPeople } from './DemoPeople';
import { loadDemo, signIn, signOut, type DemoActor, type DemoState } from './demoPeople';

export function StartPage() {
  const [viewer, loadViewer] = useViewer();
  const [demo, setDemo] = useState<DemoState>({ kind: 'loading' });
  const load = useCallback(async () => setDemo(await loadDemo()), []);
  useEffect(() => void load(), [load]);
  const isSignedIn = viewer.kind === 'signedIn';
  return (
    <>
      <header>
        <PageBar title="Cuckmere" />
      </header>
      <main className="plain plain--wide" id="main">
        <h1 tabIndex={-1}>Shared care plans</h1>
        <p className="lead">
          Cuckmere keeps the plan a person has made for the end of their life, and shows it within
          seconds to whoever comes to help. When the plan changes, every page that is open on it
          changes too.
        </p>
        {isSignedIn ? (
          <SignedIn viewer={viewer} onSignOut={() => void signOut().then(loadViewer)} />
        ) : null}
        <Demonstration
          demo={demo}
          viewer={viewer}
          onRetry={() => void load()}
          onSignedIn={() => void loadViewer()}
        />
      </main>
    </>
  );
}

function SignedIn(props: {
  viewer: Extract<ViewerState, { kind: 'signedIn' }>;
  onSignOut: () => void;
}) {
  const { name, roleName, organisationName } = props.viewer.viewer;
  return (
    <section className="card" aria-labelledby="signed-in-heading">
      <h2 id="signed-in-heading">
        You are {name}, {roleName}, {organisationName}
      </h2>
      <div className="doors">
        <Link to="/urgent" className="nhsuk-button">
          Urgent view
        </Link>
        <Link to="/plan" className="nhsuk-button nhsuk-button--secondary">
          Write a plan
        </Link>
        <button
          type="button"
          className="nhsuk-button nhsuk-button--secondary"
          onClick={props.onSignOut}
        >
          Sign out
        </button>
      </div>
    </section>
  );
}

interface DemonstrationProps {
  readonly demo: DemoState;
  readonly viewer: ViewerState;
  readonly onRetry: () => void;
  readonly onSignedIn: () => void;
}

function Demonstration({ demo, viewer, onRetry, onSignedIn }: DemonstrationProps) {
  if (demo.kind !== 'loaded') return <NoDemonstration kind={demo.kind} onRetry={onRetry} />;
  const isSignedIn = viewer.kind === 'signedIn';
  const { actors, people } = demo.demo;
  return (
    <>
      <section className="card" aria-labelledby="sign-in-heading">
        <h2 id="sign-in-heading">{isSignedIn ? 'Be somebody else' : 'Choose who you are'}</h2>
        <p>
          <strong>This is a demonstration.</strong> Every person in it is made up, and choosing a
          name is all the sign-in there is. Put nothing real in it.
        </p>
        <ActorList
          actors={actors}
          chosenId={isSignedIn ? viewer.viewer.id : undefined}
          onSignedIn={onSignedIn}
        />
      </section>
      <DemoPeople people={people} isSignedIn={isSignedIn} />
    </>
  );
}

function NoDemonstration(props: { kind: 'loading' | 'absent' | 'failed'; onRetry: () => void }) {
  switch (props.kind) {
    case 'loading':
      return <p role="status">Loading</p>;
    case 'absent':
      return <p>The demonstration is switched off here.</p>;
    case 'failed':
      return (
        <div role="alert">
          <p>The list of demonstration people could not be loaded.</p>
          <button type="button" className="nhsuk-button" onClick={props.onRetry}>
            Try again
          </button>
        </div>
      );
  }
}

interface ActorListProps {
  readonly actors: readonly DemoActor[];
  readonly chosenId: string | undefined;
  readonly onSignedIn: () => void;
}

function ActorList({ actors, chosenId, onSignedIn }: ActorListProps) {
  const [failedId, setFailedId] = useState<string>();
  const choose = async (id: string): Promise<void> => {
    const worked = await signIn(id);
    setFailedId(worked ? undefined : id);
    if (worked) onSignedIn();
  };
  return (
    <ul className="actors">
      {actors.map(({ id, name, roleName, organisationName, note }) => (
        <li key={id}>
          <button type="button" aria-pressed={id === chosenId} onClick={() => void choose(id)}>
            <strong>{name}</strong>
            <span>
              {roleName}, {organisationName}
            </span>
            {note === undefined || note === null ? null : <small>{note}</small>}
            {id === chosenId ? <small className="actors__you">This is you now</small> : null}
          </button>
          {failedId === id ? <p role="alert">Signing in did not work. Try again.</p> : null}
        </li>
      ))}
    </ul>
  );
}
