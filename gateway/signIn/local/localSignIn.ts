/**
 * The default start: sign-in by OpenID Connect as everywhere, with issuers of its own on this
 * machine, in which everybody is made up. Choosing a person is all there is to it, so it refuses to
 * be where others could come.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { exportJWK, generateKeyPair } from 'jose';
import { CuckmereError } from '../../../events/errors';
import { demoActors, demoActorsShown, demoIssuerOf } from '../../demo/actors';
import type { DemoActor } from '../../demo/actors';
import { isLoopback } from '../loopback';
import { openSignIn } from '../openSignIn';
import type { SignInOptions } from '../openSignIn';
import { readFormBody } from '../readFormBody';
import type { SignIn } from '../signIn';
import { localConfiguration, localIssuers, localPath } from './localConfiguration';
import type { LocalIssuer } from './localConfiguration';
import { openLocalProvider } from './localProvider';
import type { LocalProvider } from './localProvider';

/** Throws `CONFIGURATION` where a demonstration must not run. */
export const refuseOutsideDemo = (host: string, nodeEnv: string | undefined): void => {
  if (nodeEnv === 'production') {
    throw new CuckmereError(
      'CONFIGURATION',
      'The demo sign-in does not run with NODE_ENV=production. Name your issuers in CUCKMERE_SIGN_IN, or unset NODE_ENV to run the demonstration.',
    );
  }
  if (!isLoopback(host)) {
    throw new CuckmereError(
      'CONFIGURATION',
      `The demo sign-in lets anyone in, so it listens on this machine only: use --host 127.0.0.1, not ${host}.`,
    );
  }
};

export type LocalSignInOptions = Pick<SignInOptions, 'house' | 'log'> & {
  /** Serves the page on which a person is chosen. */
  readonly page: (request: IncomingMessage, response: ServerResponse) => void;
};

const peopleOf = (name: LocalIssuer): readonly DemoActor[] =>
  demoActors.filter(({ role }) => demoIssuerOf(role) === name);

const interactionPath = /^\/oidc\/(staff|citizen)\/interaction\/[\w-]{1,100}(\/people)?$/;

export const openLocalSignIn = (options: LocalSignInOptions): SignIn => {
  let url = '';
  let inner: SignIn | undefined;
  const clientKeys = once(() => generateKeyPair('RS256', { extractable: true }));
  const listeners = new Set<(sessionId: string) => void>();
  const providers = new Map<LocalIssuer, Promise<LocalProvider>>();

  const providerOf = (name: LocalIssuer): Promise<LocalProvider> => {
    const known = providers.get(name);
    if (known) return known;
    const opening = clientKeys()
      .then(({ publicKey }) => exportJWK(publicKey))
      .then((clientKey) => openLocalProvider({ name, url, people: peopleOf(name), clientKey }));
    providers.set(name, opening);
    return opening;
  };

  const opened = (): SignIn => {
    if (!inner) throw new CuckmereError('SIGN_IN_UNAVAILABLE', 'The server is not listening yet.');
    return inner;
  };

  const answerInteraction = async (
    request: IncomingMessage,
    response: ServerResponse,
    name: LocalIssuer,
    path: string,
  ): Promise<void> => {
    const { provider } = await providerOf(name);
    const people = peopleOf(name);
    const isPost = request.method === 'POST';
    const chosen = isPost ? (await readFormBody(request)).get('person') : undefined;
    const { params } = await provider.interactionDetails(request, response);
    const hint = isPost ? chosen : params['login_hint'];
    const person = people.find(({ id }) => id === hint);
    if (path.endsWith('/people')) {
      const shown = demoActorsShown().filter(({ id }) => people.some((one) => one.id === id));
      response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
      response.end(JSON.stringify({ people: shown }));
    } else if (person) {
      const acr = params['acr_values'];
      await provider.interactionFinished(
        request,
        response,
        { login: { accountId: person.id, ...(typeof acr === 'string' ? { acr } : {}) } },
        { mergeWithLastSubmission: false },
      );
    } else if (isPost) {
      throw new CuckmereError('BAD_REQUEST', 'person names nobody who may sign in here.');
    } else options.page(request, response);
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const name = localIssuers.find((one) => pathname.startsWith(`${localPath(one)}/`));
    if (!name) return opened().answer(request, response);
    if (interactionPath.test(pathname)) {
      await answerInteraction(request, response, name, pathname).catch((error: unknown) => {
        if (!(error instanceof Error) || error.name !== 'SessionNotFound') throw error;
        // Left open too long, or the way back was taken twice.
        response.writeHead(303, { location: '/?signIn=failed' });
        response.end();
      });
    } else await (await providerOf(name)).answer(request, response);
    return true;
  };

  return {
    callerOf: (headers) => opened().callerOf(headers),
    touched: (headers) => opened().touched(headers),
    endsAtMs: (caller) => opened().endsAtMs(caller),
    seenAtMs: (sessionId) => inner?.seenAtMs(sessionId),
    onEnded: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    answer,
    isOurHost: (host) => isLoopback(host.replace(/:\d+$/, '')),
    listening: (listeningAt) => {
      url = listeningAt;
      inner = openSignIn({
        ...options,
        configuration: localConfiguration(url),
        clientAuthOf: async () => {
          const client = await import('openid-client');
          return client.PrivateKeyJwt((await clientKeys()).privateKey);
        },
      });
      inner.onEnded((sessionId) => {
        for (const listener of listeners) listener(sessionId);
      });
    },
    close: () => inner?.close(),
  };
};

const once = <Value>(make: () => Value): (() => Value) => {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
};
