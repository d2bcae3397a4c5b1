/**
 * The browser's way through a provider and back: authorization code with PKCE, state and nonce
 * (openid-client), the ID token verified once more by our own rules, then a session. Whatever goes
 * wrong ends on the start page with one plain word, and nobody is signed in.
 */
import { isCuckmereError } from '../../events/errors';
import type { Clock } from '../../events/store/clock';
import type { BlindIndex } from '../../events/store/keys/blindIndex';
import type { Cookies } from './cookies';
import { flowLimits, openFlow, sealFlow } from './flowCookie';
import type { Flow } from './flowCookie';
import { identityOf } from './identity';
import type { Claims, Identity } from './identity';
import type { Issuer } from './issuers';
import { sessionLimits } from './sessions';
import type { Sessions } from './sessions';
import { verifyIdToken } from './verify';
import type { VerifiedClaims } from './verify';

/** What the start page says after a sign-in that did not work. */
export type SignInFault = 'failed' | 'noAccess' | 'unavailable' | 'somebodyElse' | 'weaker';

export interface FlowOptions {
  readonly publicUrl: string;
  readonly issuers: readonly Issuer[];
  readonly sessions: Sessions;
  readonly cookies: Cookies;
  readonly clock: Clock;
  readonly blind: BlindIndex;
  readonly onFault: (issuer: string, fault: SignInFault, error?: unknown) => void;
}

/** Where to send the browser, with which cookies. */
export interface Redirect {
  readonly to: string;
  readonly cookies: readonly string[];
}

const callbackPath = '/sign-in/callback/';

/** A path of ours, never another host's: `//elsewhere` is one. */
const ownPath = (text: string | null): string =>
  text !== null && /^\/(?!\/)[\w/-]{0,100}$/.test(text) ? text : '/';

/** Where whoever asked for no other page begins: at what they came for. */
const homes: Readonly<Partial<Record<string, string>>> = {
  PRIVACY_OFFICER: '/review',
  PATIENT: '/record',
  CARER: '/record',
};
const homeOf = (role: string): string => homes[role] ?? '/';

const secondsOf = (clock: Clock): number => Math.floor(clock().getTime() / 1_000);

export const createBrowserFlow = (options: FlowOptions) => {
  const { publicUrl, issuers, sessions, cookies, clock, blind } = options;
  const dropFlow = cookies.flow('', 0);
  const back = (fault: SignInFault): Redirect => ({ to: `/?signIn=${fault}`, cookies: [dropFlow] });
  const named = (name: string | undefined): Issuer | undefined =>
    issuers.find(({ configuration: one }) => one.browser !== undefined && one.name === name);

  /** To the provider; to the start page where it is not said which. */
  const begin = async (query: URLSearchParams, cookie: string | undefined): Promise<Redirect> => {
    const session = await sessions.sessionOf(cookies.sessionIn(cookie));
    const again = query.has('again') ? session : undefined;
    const issuer = named(again?.issuer ?? query.get('with') ?? undefined);
    const browser = issuer?.configuration.browser;
    if (!issuer || !browser || (query.has('again') && !again)) return { to: '/', cookies: [] };
    const { name } = issuer.configuration;
    try {
      const client = await import('openid-client');
      const provider = await issuer.client();
      const flow: Flow = {
        issuer: name,
        state: client.randomState(),
        nonce: client.randomNonce(),
        verifier: client.randomPKCECodeVerifier(),
        to: ownPath(query.get('to')),
        asCarer: again ? again.asCarer : query.get('as') === 'carer',
        ...(session && !again ? { before: session.id } : {}),
        ...(again ? { again: { sessionId: again.id, since: secondsOf(clock) } } : {}),
      };
      const hint = query.get('login_hint');
      const url = client.buildAuthorizationUrl(provider, {
        ...browser.parameters,
        redirect_uri: new URL(`${callbackPath}${name}`, publicUrl).href,
        scope: browser.scope,
        state: flow.state,
        nonce: flow.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(flow.verifier),
        code_challenge_method: 'S256',
        ...(again ? { max_age: '0', prompt: 'login' } : {}),
        ...(hint !== null && hint.length <= 100 ? { login_hint: hint } : {}),
      });
      const sealed = await sealFlow(flow, blind, clock);
      return { to: url.href, cookies: [cookies.flow(sealed, flowLimits.keepSeconds)] };
    } catch (error) {
      options.onFault(name, 'unavailable', error);
      return back('unavailable');
    }
  };

  /** The verified claims of who came back, those of userinfo beneath those of the ID token. */
  const claimsOf = async (issuer: Issuer, flow: Flow, url: URL): Promise<Claims | undefined> => {
    const client = await import('openid-client');
    const provider = await issuer.client();
    const tokens = await client.authorizationCodeGrant(provider, url, {
      pkceCodeVerifier: flow.verifier,
      expectedState: flow.state,
      expectedNonce: flow.nonce,
      idTokenExpected: true,
    });
    const claims: VerifiedClaims | undefined = await verifyIdToken(
      tokens.id_token ?? '',
      { issuer: issuer.configuration, keys: issuer.keys, clock },
      {
        nonce: flow.nonce,
        ...(flow.again ? { authenticatedSince: flow.again.since } : {}),
      },
    );
    if (!claims) return undefined;
    const { userinfo_endpoint: hasUserInfo } = provider.serverMetadata();
    const more = hasUserInfo
      ? await client.fetchUserInfo(provider, tokens.access_token, claims.sub)
      : {};
    return { ...more, ...claims };
  };

  const finish = async (
    issuer: Issuer,
    flow: Flow,
    claims: Claims,
    identity: Identity,
  ): Promise<Redirect> => {
    const { name, browser } = issuer.configuration;
    const authTime = claims['auth_time'];
    const at = new Date((typeof authTime === 'number' ? authTime : 0) * 1_000).toISOString();
    if (flow.again) {
      const { sessionId } = flow.again;
      const outcome = await sessions.authenticateAgain(sessionId, identity, at);
      return outcome === 'done' ? { to: flow.to, cookies: [dropFlow] } : back(outcome);
    }
    if (flow.before !== undefined) await sessions.end(flow.before, 'SIGNED_IN_ANEW');
    const { sid } = claims;
    const value = await sessions.start({
      identity,
      issuer: name,
      subject: claims.sub,
      ...(typeof sid === 'string' ? { providerSession: sid } : {}),
      authenticatedAt: at,
      ...(browser?.idleMinutes === undefined ? {} : { idleMinutes: browser.idleMinutes }),
    });
    const keepSeconds = sessionLimits.absoluteMs / 1_000;
    const to = flow.to === '/' ? homeOf(identity.actor.role) : flow.to;
    return { to, cookies: [dropFlow, cookies.session(value, keepSeconds)] };
  };

  /** From the provider; `path` and query as the browser asked for them. */
  const comeBack = async (url: URL, cookie: string | undefined): Promise<Redirect> => {
    const name = url.pathname.slice(callbackPath.length);
    const flow = await openFlow(cookies.flowIn(cookie), blind, clock);
    const issuer = named(name);
    // Another issuer's answer to this request for authentication is never taken (mix-up).
    if (!flow || !issuer || flow.issuer !== name) return back('failed');
    try {
      const claims = await claimsOf(issuer, flow, url);
      if (!claims) {
        options.onFault(name, 'failed');
        return back('failed');
      }
      const { configuration } = issuer;
      const identity = identityOf(claims, { issuer: configuration, blind, asCarer: flow.asCarer });
      if (identity) return await finish(issuer, flow, claims, identity);
      options.onFault(name, 'noAccess');
      return back('noAccess');
    } catch (error) {
      const fault = isCuckmereError(error) ? 'unavailable' : 'failed';
      options.onFault(name, fault, error);
      return back(fault);
    }
  };

  return { begin, comeBack };
};
