/**
 * The three kinds of token that are believed, each by its own rules (SAFETY.md 4): one algorithm,
 * the issuer's keys, issuer, audience and times. One kind never passes for another. Undefined means
 * "not believed", and nobody is told why.
 */
import { errors, jwtVerify } from 'jose';
import type { JWTPayload, JWTVerifyGetKey, JWTVerifyOptions } from 'jose';
import type { Clock } from '../../events/store/clock';
import type { IssuerConfiguration } from './configuration';
import type { OnceOnly } from './onceOnly';

export const tokenLimits = {
  clockToleranceSeconds: 5,
  accessTokenAge: '10m',
  logoutTokenAge: '2m',
  tokenBytesMax: 16 * 1024,
} as const;

export interface VerifyContext {
  readonly issuer: IssuerConfiguration;
  readonly keys: JWTVerifyGetKey;
  readonly clock: Clock;
}

export type VerifiedClaims = JWTPayload & { readonly sub: string };

/** Rejects only where the provider's keys cannot be had. */
const verify = async (
  token: string,
  { issuer, keys, clock }: VerifyContext,
  rules: JWTVerifyOptions & { readonly algorithms: [string] },
): Promise<{ payload: JWTPayload; type: string | undefined } | undefined> => {
  if (token.length > tokenLimits.tokenBytesMax) return undefined;
  try {
    const { payload, protectedHeader } = await jwtVerify(token, keys, {
      issuer: issuer.issuer,
      clockTolerance: tokenLimits.clockToleranceSeconds,
      currentDate: clock(),
      ...rules,
    });
    return { payload, type: protectedHeader.typ };
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof TypeError) return undefined;
    throw error;
  }
};

const withSubject = (payload: JWTPayload | undefined): VerifiedClaims | undefined =>
  typeof payload?.sub === 'string' && payload.sub !== '' ? (payload as VerifiedClaims) : undefined;

/** An access token for our API (RFC 9068). */
export const verifyAccessToken = async (
  token: string,
  context: VerifyContext,
): Promise<(VerifiedClaims & { readonly exp: number; readonly jti: string }) | undefined> => {
  const { accessTokens } = context.issuer;
  if (!accessTokens) return undefined;
  const verified = await verify(token, context, {
    audience: accessTokens.audience,
    algorithms: [accessTokens.algorithm],
    typ: 'at+jwt',
    requiredClaims: ['sub', 'exp', 'iat', 'jti'],
    maxTokenAge: tokenLimits.accessTokenAge,
  });
  return withSubject(verified?.payload) as never;
};

export interface IdTokenExpectations {
  readonly nonce: string;
  /** Seconds since 1970: the authentication is not older than this (step-up). */
  readonly authenticatedSince?: number;
}

/** An ID token of the browser's sign-in (OpenID Connect Core 3.1.3.7). */
export const verifyIdToken = async (
  token: string,
  context: VerifyContext,
  expected: IdTokenExpectations,
): Promise<VerifiedClaims | undefined> => {
  const { browser } = context.issuer;
  if (!browser) return undefined;
  const verified = await verify(token, context, {
    audience: browser.clientId,
    algorithms: [browser.idTokenAlgorithm],
    requiredClaims: ['sub', 'exp', 'iat'],
  });
  if (!verified) return undefined;
  const { payload, type = 'JWT' } = verified;
  const { azp, nonce, auth_time: authTime } = payload;
  const since = expected.authenticatedSince;
  const isFresh =
    since === undefined ||
    (typeof authTime === 'number' && authTime + tokenLimits.clockToleranceSeconds >= since);
  const isOurs = azp === undefined ? !Array.isArray(payload.aud) : azp === browser.clientId;
  const isGood = type.toUpperCase() === 'JWT' && nonce === expected.nonce && isOurs && isFresh;
  return isGood ? withSubject(payload) : undefined;
};

export interface ProviderSignOut {
  readonly subject?: string;
  readonly providerSession?: string;
}

const logoutEvent = 'http://schemas.openid.net/event/backchannel-logout';

/** A logout token, believed once (OpenID Connect Back-Channel Logout 1.0, 2.6). */
export const verifyLogoutToken = async (
  token: string,
  context: VerifyContext,
  onceOnly: OnceOnly,
): Promise<ProviderSignOut | undefined> => {
  const { browser } = context.issuer;
  if (!browser) return undefined;
  const verified = await verify(token, context, {
    audience: browser.clientId,
    algorithms: [browser.idTokenAlgorithm],
    requiredClaims: ['iat', 'jti', 'events'],
    maxTokenAge: tokenLimits.logoutTokenAge,
  });
  if (!verified) return undefined;
  const { sub, sid, nonce, jti, events } = verified.payload;
  const subject = typeof sub === 'string' && sub !== '' ? { subject: sub } : {};
  const providerSession = typeof sid === 'string' && sid !== '' ? { providerSession: sid } : {};
  const signOut = { ...subject, ...providerSession };
  // Older providers send no type, or JWT; an access token has one of its own.
  const isType = ['logout+jwt', 'jwt', undefined].includes(verified.type?.toLowerCase());
  const isEvent = typeof events === 'object' && events !== null && logoutEvent in events;
  if (!isType || !isEvent || nonce !== undefined || Object.keys(signOut).length === 0) {
    return undefined;
  }
  return onceOnly.isFirst(`${context.issuer.name} ${jti ?? ''}`) ? signOut : undefined;
};
