/**
 * `/`: what this is, and signing in. In a demonstration it says plainly that the people are made up,
 * and what to try first.
 */
import { useCallback, useEffect, useState } from 'react';
import { Link } from '../page/Link';
import { PageBar } from '../page/PageBar';
import { may, useViewer, type Viewer, type ViewerState } from '../page/viewer';
import { roleWords } from '../page/SignedInBar';
import { ActorList } from './ActorList';
import { DemoPeople } from './DemoPeople';
import { loadDemo, type DemoState } from './demoPeople';
import { loadIssuers, signInFault, type Issuer } from './issuers';

export function StartPage() {
  const [viewer] = useViewer();
  const [demo, setDemo] = useState<DemoState>({ kind: 'loading' });
  const [issuers, setIssuers] = useState<readonly Issuer[]>();
  const load = useCallback(async () => {
    const loaded = await loadDemo();
    if (loaded.kind === 'absent') setIssuers(await loadIssuers());
    setDemo(loaded);
  }, []);
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
          issuers={issuers}
          viewer={viewer}
          fault={signInFault(window.location.search)}
          onRetry={() => void load()}
        />
      </main>
    </>
  );
}

export interface StartViewProps {
  readonly demo: DemoState;
  /** The services to sign in with, where this is no demonstration. */
  readonly issuers: readonly Issuer[] | undefined;
  readonly viewer: ViewerState;
  /** What went wrong with the last sign-in. */
  readonly fault: string | undefined;
  readonly onRetry: () => void;
}

/** Everything below the first words: who you are, what to try, whom you can open. */
export function StartView({ demo, issuers, viewer, fault, onRetry }: StartViewProps) {
  const signedIn = viewer.kind === 'signedIn' ? viewer.viewer : undefined;
  const actors = demo.kind === 'loaded' ? demo.demo.actors : [];
  const choose = <ActorList actors={actors} chosenId={signedIn?.id} />;
  return (
    <>
      {fault === undefined ? null : (
        <p role="alert" className="sign-in-fault">
          {fault}
        </p>
      )}
      {demo.kind === 'loaded' ? (
        <p className="made-up">
          <strong>This is a demonstration.</strong> Everybody in it is made up, and choosing a name
          is all the sign-in there is. Put nothing real in it.
        </p>
      ) : null}
      {signedIn === undefined ? null : (
        <SignedIn key={signedIn.id} viewer={signedIn}>
          {demo.kind === 'loaded' ? choose : null}
        </SignedIn>
      )}
      {demo.kind !== 'loaded' ? (
        <NoDemonstration
          kind={demo.kind}
          issuers={signedIn === undefined ? issuers : []}
          onRetry={onRetry}
        />
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
  /** The choice of somebody else to be. */
  readonly children: React.ReactNode;
}

function SignedIn({ viewer, children }: SignedInProps) {
  const [isChoosing, setIsChoosing] = useState(false);
  const mayWrite = viewer.may.includes('WRITE_PLAN');
  const mayReview = viewer.may.includes('REVIEW_EMERGENCY_ACCESS');
  const isCitizen = viewer.role === 'PATIENT' || viewer.role === 'CARER';
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
        ) : isCitizen ? (
          <li>
            <Link to="/record" className="nhsuk-button">
              {viewer.role === 'PATIENT' ? 'Your record' : 'A record shared with you'}
            </Link>
            <p>Who has looked at it, and the way to the plan.</p>
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
        <li>
          As Kit, open somebody whose plan is withheld in an emergency. Then be Robin Firle, the
          privacy officer of the crew, and Dr Abena Osei, who leads the care: both are told.
        </li>
        <li>Be Margaret Ellis, and read who has looked at her record.</li>
      </ol>
    </section>
  );
}

interface NoDemonstrationProps {
  readonly kind: 'loading' | 'absent' | 'failed';
  readonly issuers: readonly Issuer[] | undefined;
  readonly onRetry: () => void;
}

function NoDemonstration({ kind, issuers, onRetry }: NoDemonstrationProps) {
  if (kind === 'loading') return <p role="status">Loading</p>;
  if (kind === 'failed' || issuers === undefined) {
    return (
      <div role="alert">
        <p>The ways to sign in could not be loaded.</p>
        <button type="button" className="nhsuk-button" onClick={onRetry}>
          Try again
        </button>
      </div>
    );
  }
  return <SignInWith issuers={issuers} />;
}

function SignInWith({ issuers }: { readonly issuers: readonly Issuer[] }) {
  if (issuers.length === 0) return null;
  return (
    <section className="card" aria-labelledby="sign-in-heading">
      <h2 id="sign-in-heading">Sign in</h2>
      <ul className="doors">
        {issuers.map(({ name, label, kind }) => (
          <li key={name}>
            <a className="nhsuk-button" href={`/sign-in?with=${name}`}>
              Continue with {label}
            </a>
            {kind === 'citizen' ? (
              <p>
                To see your own plan. <a href={`/sign-in?with=${name}&as=carer`}>Or sign in</a> to
                see that of somebody you care for.
              </p>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
