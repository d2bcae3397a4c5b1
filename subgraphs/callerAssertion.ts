/**
 * The word of the gateway to a subgraph in another process: the whole context of one request, for
 * one subgraph, for 30 seconds, under a key that only the two hold (DESIGN.md 6, ASVS 8.3.3). A
 * subgraph believes nothing else about who calls; a header that names a caller is not read.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { CuckmereError } from '../events/errors';
import type { SubgraphContext } from './context';

export const assertionLimits = {
  validMs: 30_000,
  /** By which the clocks of two machines may differ. */
  clockSkewMs: 5_000,
  textBytesMax: 16_384,
} as const;

interface Assertion {
  /** Name of the subgraph that it is for. */
  readonly for: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly context: SubgraphContext;
}

const hmacOf = (key: KeyObject, text: string): Buffer =>
  createHmac('sha256', key).update(text).digest();

/** Text for one header: base64url of the assertion, a dot, base64url of its HMAC-SHA256. */
export const assertCaller = (
  key: KeyObject,
  subgraph: string,
  context: SubgraphContext,
  nowMs: number,
): string => {
  const assertion: Assertion = { for: subgraph, at: nowMs, context };
  const text = Buffer.from(JSON.stringify(assertion)).toString('base64url');
  return `${text}.${hmacOf(key, text).toString('base64url')}`;
};

const refusal = (): CuckmereError =>
  new CuckmereError('UNAUTHENTICATED', 'The caller is not vouched for.');

/** The context that the gateway vouches for. Throws `UNAUTHENTICATED`, always in the same words. */
export const callerFrom = (
  key: KeyObject,
  subgraph: string,
  header: string | undefined,
  nowMs: number,
): SubgraphContext => {
  if (header === undefined || header.length > assertionLimits.textBytesMax) throw refusal();
  const [text = '', sent = '', ...more] = header.split('.');
  const given = Buffer.from(sent, 'base64url');
  const own = hmacOf(key, text);
  if (more.length > 0 || given.length !== own.length || !timingSafeEqual(given, own)) {
    throw refusal();
  }
  // Only what the key vouches for is ever parsed.
  const said = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as Assertion;
  const age = nowMs - said.at;
  const isTimely = age <= assertionLimits.validMs && age >= -assertionLimits.clockSkewMs;
  const hasSession = Date.parse(said.context.caller.expiresAt) > nowMs;
  if (said.for !== subgraph || !isTimely || !hasSession) throw refusal();
  return said.context;
};
