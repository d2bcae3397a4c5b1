/**
 * Sign-in by OpenID Connect: browsers by a session, programs by an access token. The addresses of
 * its own are here; everything that is not believed is answered alike.
 */
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Caller } from '../../subgraphs/context';
import type { House } from '../../subgraphs/house';
import type { GatewayLog } from '../log';
import { createBrowserFlow } from './browserFlow';
import type { Redirect } from './browserFlow';
import type { SignInConfiguration } from './configuration';
import { cookiesFor } from './cookies';
import { identityOf } from './identity';
import { clientAuthFromFiles, issuerOfToken, openIssuer } from './issuers';
import type { ClientAuthOf } from './issuers';
import { isLoopback } from './loopback';
import { notSignedIn } from './notSignedIn';
import { createOnceOnly } from './onceOnly';
import { readFormBody } from './readFormBody';
import { openSessions, sessionLimits } from './sessions';
import type { SignIn } from './signIn';
import { verifyAccessToken, verifyLogoutToken } from './verify';

export interface SignInOptions {
  readonly configuration: SignInConfiguration;
  readonly house: Pick<House, 'loops' | 'runner' | 'clock' | 'blind'>;
  readonly log: GatewayLog;
  readonly clientAuthOf?: ClientAuthOf;
}

/** A token that does not say when its subject proved who they are was never fresh. */
const never = 0;

const logoutPath = '/sign-in/back-channel-logout/';

export const openSignIn = (options: SignInOptions): SignIn => {
  const { configuration, house, log, clientAuthOf = clientAuthFromFiles } = options;
  const { publicUrl } = configuration;
  const { clock, blind } = house;
  const issuers = configuration.issuers.map((one) => openIssuer(one, clientAuthOf));
  const cookies = cookiesFor(publicUrl);
  const sessions = openSessions(house);
  const onceOnly = createOnceOnly();
  const flow = createBrowserFlow({
    publicUrl,
    issuers,
    sessions,
    cookies,
    clock,
    blind,
    onFault: (issuer, fault, error) => {
      if (error === undefined) log.info('sign-in refused', { issuer, fault });
      else log.fault(`sign-in by ${issuer}`, error);
    },
  });

  const callerOfToken = async (token: string): Promise<Caller | undefined> => {
    const found = issuerOfToken(token, issuers);
    if (!found) return undefined;
    const { configuration: issuer, keys } = found;
    const claims = await verifyAccessToken(token, { issuer, keys, clock });
    const identity = claims && identityOf(claims, { issuer, blind });
    if (!identity) return undefined;
    const authTime = claims['auth_time'];
    const at = typeof authTime === 'number' ? authTime : never;
    const id = createHash('sha256').update(`${issuer.issuer}\n${claims.jti}`).digest('hex');
    return {
      ...identity,
      sessionId: `token-${id.slice(0, 32)}`,
      authenticatedAt: new Date(at * 1_000).toISOString(),
      expiresAt: new Date(claims.exp * 1_000).toISOString(),
    };
  };

  const redirect = (response: ServerResponse, { to, cookies: set }: Redirect): void => {
    response.writeHead(303, {
      location: to,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      ...(set.length > 0 ? { 'set-cookie': [...set] } : {}),
    });
    response.end();
  };

  const sendJson = (response: ServerResponse, status: number, body: unknown): void => {
    response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
    response.end(JSON.stringify(body));
  };

  const signOut = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const session = await sessions.sessionOf(cookies.sessionIn(request.headers.cookie));
    if (session) await sessions.end(session.id, 'SIGNED_OUT');
    response.setHeader('set-cookie', cookies.session('', 0));
    sendJson(response, 200, { signedIn: false });
  };

  /** The provider says that somebody signed out there (Back-Channel Logout 1.0). */
  const hearLogout = async (request: IncomingMessage, name: string): Promise<void> => {
    const issuer = issuers.find((one) => one.configuration.name === name);
    const token = (await readFormBody(request)).get('logout_token');
    const context = issuer && { issuer: issuer.configuration, keys: issuer.keys, clock };
    const told = context && token ? await verifyLogoutToken(token, context, onceOnly) : undefined;
    // The standard has 400 for it; here whatever is not believed is answered alike.
    if (!told) throw notSignedIn();
    await sessions.providerSignedOut(name, told);
    log.info('signed out by the provider', { issuer: name });
  };

  /** Issuers that a browser can sign in with, for the start page. */
  const choices = configuration.issuers
    .filter(({ browser }) => browser !== undefined)
    .map(({ name, label, kind }) => ({ name, label, kind }));

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const asked = new URL(request.url ?? '/', 'http://localhost');
    // Never another host, whatever was asked for: `//elsewhere/sign-in` is one.
    const url = new URL(publicUrl);
    url.pathname = asked.pathname;
    url.search = asked.search;
    const { cookie } = request.headers;
    if (request.method === 'GET' && url.pathname === '/sign-in') {
      const isOtherName = request.headers.host !== new URL(publicUrl).host;
      // Cookies and the way back belong to one name of this installation.
      if (isOtherName) redirect(response, { to: url.href, cookies: [] });
      else redirect(response, await flow.begin(url.searchParams, cookie));
    } else if (request.method === 'GET' && url.pathname.startsWith('/sign-in/callback/')) {
      redirect(response, await flow.comeBack(url, cookie));
    } else if (request.method === 'GET' && url.pathname === '/sign-in/choices') {
      sendJson(response, 200, { issuers: choices });
    } else if (request.method === 'POST' && url.pathname === '/sign-out') {
      await signOut(request, response);
    } else if (request.method === 'POST' && url.pathname.startsWith(logoutPath)) {
      await hearLogout(request, url.pathname.slice(logoutPath.length));
      sendJson(response, 200, {});
    } else return false;
    return true;
  };

  return {
    callerOf: async ({ authorization, cookie }) => {
      if (authorization !== undefined) {
        const token = /^Bearer ([\w.~+/=-]+)$/i.exec(authorization)?.[1];
        return token === undefined ? undefined : callerOfToken(token);
      }
      const session = cookies.sessionIn(cookie);
      return session === undefined ? undefined : sessions.callerOf(session);
    },
    touched: async ({ authorization, cookie }) => {
      const session = cookies.sessionIn(cookie);
      if (authorization !== undefined || session === undefined) return undefined;
      const value = await sessions.touched(session);
      return value && cookies.session(value, sessionLimits.absoluteMs / 1_000);
    },
    endsAtMs: ({ sessionId, expiresAt }) =>
      sessionId.startsWith('token-') ? Date.parse(expiresAt) : sessions.endsAtMs(sessionId),
    seenAtMs: sessions.seenAtMs,
    onEnded: sessions.onEnded,
    answer,
    isOurHost: (host) => {
      const name = host.replace(/:\d+$/, '');
      return host === new URL(publicUrl).host || isLoopback(name);
    },
    listening: () => undefined,
    close: sessions.close,
  };
};
