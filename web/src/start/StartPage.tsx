/**
 * `/`: what this is, and the demonstration's sign-in. It says plainly that the people are made up,
 * and what to try first.
 */
import { useCallback, useEffect, useState } from 'react';
import { Link } from '../page/Link';
import { PageBar } from '../page/PageBar';
import { may, useViewer, type Viewer, type ViewerState } from '../page/viewer';
import { ActorList, roleWords } from './ActorList';
import { DemoPeople } from './DemoPeople';
import { loadDemo, signOut, type DemoState } from './demoPeople';

export function StartPage() {
  const [viewer, loadViewer] = useViewer();
  const [demo, setDemo] = useState<DemoState>({ kind: 'loading' });
  const load = useCallback(async () => setDemo(await loadDemo()), []);
  useEffect(() => void load(), [load]);
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
        <StartView
          demo={demo}
          viewer={viewer}
          onRetry={() => void load()}
          onSignedIn={() => void loadViewer()}
          onSignOut={() => void signOut().then(loadViewer)}
        />
      </main>
    </>
  );
}

export interface StartViewProps {
  readonly demo: DemoState;
  readonly viewer: ViewerState;
  readonly onRetry: () => void;
  readonly onSignedIn: () => void;
  readonly onSignOut: () => void;
}

/** Everything below the first words: who you are, what to try, whom you can open. */
export function StartView({ demo, viewer, onRetry, onSignedIn, onSignOut }: StartViewProps) {
  const signedIn = viewer.kind === 'signedIn' ? viewer.viewer : undefined;
  const actors = demo.kind === 'loaded' ? demo.demo.actors : [];
  const choose = <ActorList actors={actors} chosenId={signedIn?.id} onSignedIn={onSignedIn} />;
  return (
    <>
      {demo.kind === 'loaded' ? (
        <p className="made-up">
          <strong>This is a demonstration.</strong> Everybody in it is made up, and choosing a name
          is all the sign-in there is. Put nothing real in it.
        </p>
      ) : null}
      {signedIn === undefined ? null : (
        <SignedIn key={signedIn.id} viewer={signedIn} onSignOut={onSignOut}>
          {demo.kind === 'loaded' ? choose : null}
        </SignedIn>
      )}
      {demo.kind !== 'loaded' ? (
        <NoDemonstration kind={demo.kind} onRetry={onRetry} />
      ) : (
        <>
          {signedIn === undefined ? (
            <section className="card" aria-labelledby="sign-in-heading">
              <h2 id="sign-in-heading">Choose who you are</h2>
              {choose}
            </section>
          ) : null}
          {demo.demo.people.length === 0 ? null : (
            <>
              <FirstSteps />
              <DemoPeople
                people={demo.demo.people}
                isSignedIn={signedIn !== undefined}
                mayWrite={may(viewer, 'WRITE_PLAN')}
              />
            </>
          )}
        </>
      )}
    </>
  );
}

interface SignedInProps {
  readonly viewer: Viewer;
  readonly onSignOut: () => void;
  /** The choice of somebody else to be. */
  readonly children: React.ReactNode;
}

function SignedIn({ viewer, onSignOut, children }: SignedInProps) {
  const [isChoosing, setIsChoosing] = useState(false);
  const mayWrite = viewer.may.includes('WRITE_PLAN');
  const mayReview = viewer.may.includes('REVIEW_EMERGENCY_ACCESS');
  return (
    <section className="card" aria-labelledby="signed-in-heading">
      <h2 id="signed-in-heading">
        You are {viewer.name}, {roleWords(viewer)}
      </h2>
      <ul className="doors">
        {mayReview ? (
          <li>
            <Link to="/review" className="nhsuk-button">
              Who opened records
            </Link>
            <p>What was opened in an emergency, and whether it was justified.</p>
          </li>
        ) : (
          <li>
            <Link to="/urgent" className="nhsuk-button">
              Urgent view
            </Link>
            <p>What a crew reads at the door. Find a person, see their wishes.</p>
          </li>
        )}
        {mayWrite ? (
          <li>
            <Link to="/plan" className="nhsuk-button nhsuk-button--secondary">
              Write a plan
            </Link>
            <p>Find or register a person, write their plan, publish it.</p>
            <p>
              <Link to="/review">Alerts about people whose care you lead</Link>
            </p>
          </li>
        ) : null}
      </ul>
      <div className="row-acts">
        {children === null ? null : (
          <button
            type="button"
            className="as-link"
            aria-expanded={isChoosing}
            onClick={() => setIsChoosing(!isChoosing)}
          >
            Be somebody else
          </button>
        )}
        <button type="button" className="as-link" onClick={onSignOut}>
          Sign out
        </button>
      </div>
      {isChoosing ? children : null}
    </section>
  );
}

function FirstSteps() {
  return (
    <section className="card" aria-labelledby="steps-heading">
      <h2 id="steps-heading">What to try first</h2>
      <ol className="steps">
        <li>Be Dr Sam Khan, a GP.</li>
        <li>
          Open Margaret Ellis below, in two windows side by side: her urgent view, and her plan.
        </li>
        <li>
          In her plan, withdraw the decision about resuscitation. The urgent view changes by itself
          and says what changed.
        </li>
        <li>Then be Kit Rowan, a paramedic, and see what a crew may see and do.</li>
      </ol>
    </section>
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
