/**
 * Signing in to the demonstration as a browser does it, redirect by redirect with its cookies, and
 * as a script does it, by a token.
 */
import type { TestApp } from './app';

export interface Visitor {
  /** The cookies held now, as a request sends them. */
  cookie(): string;
  /** One request with the cookies; redirects are not followed. */
  fetch(url: string, init?: RequestInit): Promise<Response>;
  /** Follows redirects to the last answer, whose address is given with it. */
  go(url: string): Promise<{ readonly url: string; readonly response: Response }>;
}

const redirectsMax = 12;

export const createVisitor = (): Visitor => {
  const jar = new Map<string, { readonly value: string; readonly path: string }>();
  const cookieFor = (path: string): string =>
    [...jar]
      .filter(([, one]) => path.startsWith(one.path))
      .map(([name, { value }]) => `${name}=${value}`)
      .join('; ');
  const keep = (response: Response): void => {
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split('; ');
      const name = pair.slice(0, pair.indexOf('='));
      const value = pair.slice(name.length + 1);
      const isGone = value === '' || attributes.some((one) => /^max-age=0$/i.test(one));
      const path = attributes.find((one) => /^path=/i.test(one))?.slice(5) ?? '/';
      if (isGone) jar.delete(name);
      else jar.set(name, { value, path });
    }
  };
  const visitor: Visitor = {
    cookie: () => cookieFor('/'),
    fetch: async (url, init = {}) => {
      const { pathname, origin } = new URL(url);
      const cookie = cookieFor(pathname);
      const response = await fetch(url, {
        ...init,
        redirect: 'manual',
        headers: { origin, ...(cookie ? { cookie } : {}), ...(init.headers as object) },
      });
      keep(response);
      return response;
    },
    go: async (url) => {
      let at = url;
      for (let count = 0; count < redirectsMax; count += 1) {
        const response = await visitor.fetch(at);
        const to = response.headers.get('location');
        if (to === null) return { url: at, response };
        await response.arrayBuffer();
        at = new URL(to, at).href;
      }
      throw new Error(`Too many redirects from ${url}.`);
    },
  };
  return visitor;
};

const citizens = ['margaret', 'ruth'];
const issuerOf = (actor: string): string => {
  if (actor.endsWith('-system')) return 'system';
  return citizens.includes(actor) ? 'citizen' : 'staff';
};

/** A visitor who chose this demo person on the start page. */
export const signInAs = async (
  url: string,
  actor: string,
  visitor: Visitor = createVisitor(),
): Promise<Visitor> => {
  const as = actor === 'ruth' ? '&as=carer' : '';
  const { url: end, response } = await visitor.go(
    `${url}/sign-in?with=${issuerOf(actor)}&login_hint=${actor}${as}`,
  );
  if (!visitor.cookie().includes('cuckmere_session=')) {
    const text = (await response.text()).slice(0, 300);
    throw new Error(`${actor} is not signed in; the way ended at ${end}: ${text}`);
  }
  return visitor;
};

/** An access token of ten minutes for this demo person, or for the 999/111 system. */
export const tokenFor = async (url: string, actor: string): Promise<string> => {
  const response = await fetch(`${url}/oidc/${issuerOf(actor)}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${actor}:demo`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  const answer = (await response.json()) as { access_token?: string };
  if (answer.access_token === undefined) throw new Error(`No token: ${JSON.stringify(answer)}`);
  return answer.access_token;
};

/** A visitor with just this cookie, whatever is answered. */
export const plain = (cookie: string): Pick<Visitor, 'fetch'> => ({
  fetch: (url, init = {}) => {
    const headers = { ...(init.headers as object), cookie, origin: new URL(url).origin };
    return fetch(url, { ...init, headers });
  },
});

/** The visitor asks who they are. */
export const ask = (
  { app: { url } }: Pick<TestApp, 'app'>,
  visitor: Pick<Visitor, 'fetch'>,
  headers: object = {},
): Promise<Response> =>
  visitor.fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query: '{ me { id } }' }),
  });

export const isSignedIn = async (app: Pick<TestApp, 'app'>, visitor: Visitor): Promise<boolean> =>
  (await ask(app, visitor)).status === 200;

/** Id of the visitor's session. */
export const sessionOf = (visitor: Visitor): string =>
  /cuckmere_session=([0-9a-f-]{36})/.exec(visitor.cookie())?.[1] ?? '';
