/**
 * The public keys of one issuer, fetched from the address in the configuration and from nowhere
 * else: what a token's header says of keys is never followed. An outage of the provider is bridged
 * by the last good keys, and no flood of tokens with unknown keys becomes a flood of requests.
 */
import { createLocalJWKSet, errors } from 'jose';
import type { JSONWebKeySet, JWTVerifyGetKey } from 'jose';
import { CuckmereError } from '../../events/errors';
import { monotonicMs } from '../../events/store/clock';

export const keySetLimits = {
  fetchMs: 2_000,
  /** Keys older than this are fetched again before they are used. */
  freshMs: 5 * 60_000,
  /** So long the last good keys are used while the provider does not answer. */
  keptMs: 10 * 60_000,
  /** Between two fetches, for whatever reason. */
  cooldownMs: 15_000,
  bytesMax: 256 * 1024,
} as const;

export interface KeySetOptions {
  readonly url: string;
  readonly nowMs?: () => number;
  readonly fetch?: typeof fetch;
}

interface GoodKeys {
  readonly keyOf: ReturnType<typeof createLocalJWKSet>;
  readonly atMs: number;
}

/**
 * Throws jose's `JWKSNoMatchingKey` where no key is the token's, and `SIGN_IN_UNAVAILABLE` where
 * that cannot be known.
 */
export const openKeySet = (options: KeySetOptions): JWTVerifyGetKey => {
  const { url, nowMs = monotonicMs, fetch: get = fetch } = options;
  let good: GoodKeys | undefined;
  let triedAtMs = Number.NEGATIVE_INFINITY;
  let pending: Promise<void> | undefined;

  const load = async (): Promise<void> => {
    triedAtMs = nowMs();
    const response = await get(url, {
      redirect: 'error',
      headers: { accept: 'application/json' },
      signal: AbortSignal.timeout(keySetLimits.fetchMs),
    });
    const text = await response.text();
    if (!response.ok || text.length > keySetLimits.bytesMax) throw new Error('No keys.');
    good = { keyOf: createLocalJWKSet(JSON.parse(text) as JSONWebKeySet), atMs: nowMs() };
  };

  /** Fetches, unless that was tried a moment ago; a failure leaves the last good keys. */
  const refresh = async (): Promise<void> => {
    if (!pending && nowMs() - triedAtMs < keySetLimits.cooldownMs) return;
    pending ??= load()
      .catch(() => undefined)
      .finally(() => {
        pending = undefined;
      });
    await pending;
  };

  const usable = (): GoodKeys => {
    if (good && nowMs() - good.atMs <= keySetLimits.freshMs + keySetLimits.keptMs) return good;
    throw new CuckmereError('SIGN_IN_UNAVAILABLE', 'The sign-in service does not answer.');
  };

  return async (header, token) => {
    if (!good || nowMs() - good.atMs > keySetLimits.freshMs) await refresh();
    const keys = usable();
    try {
      return await keys.keyOf(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      await refresh();
      if (good === keys) throw error;
      return usable().keyOf(header, token);
    }
  };
};
