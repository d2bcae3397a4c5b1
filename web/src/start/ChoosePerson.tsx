/**
 * The sign-in page of the demonstration's local provider: choosing a made-up person is all there is
 * to it. The provider sends the browser here and takes the choice as a form.
 */
import { useCallback, useEffect, useState } from 'react';
import * as z from 'zod/mini';
import { PageBar } from '../page/PageBar';
import { ActorWords } from './ActorList';
import { demoActor, type DemoActor } from './demoPeople';

const answer = z.object({ people: z.array(demoActor) });

export type ChoiceState =
  | { readonly kind: 'loading' | 'failed' }
  | { readonly kind: 'loaded'; readonly people: readonly DemoActor[] };

/** `path` is the provider's address of this one sign-in. */
export function ChoosePerson({ path }: { readonly path: string }) {
  const [choice, setChoice] = useState<ChoiceState>({ kind: 'loading' });
  const load = useCallback(async () => setChoice(await loadChoice(path)), [path]);
  useEffect(() => void load(), [load]);
  return (
    <>
      <header>
        <PageBar title="Cuckmere" />
      </header>
      <main className="plain plain--wide" id="main">
        <ChoiceView path={path} choice={choice} />
      </main>
    </>
  );
}

export function ChoiceView({ path, choice }: { path: string; choice: ChoiceState }) {
  switch (choice.kind) {
    case 'loading':
      return <p role="status">Loading</p>;
    case 'failed':
      return (
        <>
          <h1 tabIndex={-1}>This sign-in is over</h1>
          <p>It was left open too long, or was finished already.</p>
          <a href="/" className="nhsuk-button">
            Go to the start page
          </a>
        </>
      );
    case 'loaded':
      return (
        <>
          <h1 tabIndex={-1}>Sign in</h1>
          <p className="made-up">
            <strong>This is a demonstration.</strong> Everybody in it is made up, and choosing a
            name is all the sign-in there is.
          </p>
          <form method="post" action={path}>
            <ul className="actors">
              {choice.people.map((actor) => (
                <li key={actor.id}>
                  <button type="submit" name="person" value={actor.id}>
                    <ActorWords actor={actor} />
                  </button>
                </li>
              ))}
            </ul>
          </form>
          <p className="screen-only">
            <a href="/">Back to the start page</a>
          </p>
        </>
      );
  }
}

async function loadChoice(path: string): Promise<ChoiceState> {
  try {
    const response = await fetch(`${path}/people`, { cache: 'no-store', redirect: 'error' });
    const read = answer.safeParse(await response.json());
    return read.success ? { kind: 'loaded', ...read.data } : { kind: 'failed' };
  } catch {
    return { kind: 'failed' };
  }
}
