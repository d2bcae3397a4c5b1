/**
 * The keys of an issuer through its outages, and under tokens with unknown keys: what is fetched,
 * and when what was fetched last stops being believed.
 */
import { jwtVerify } from 'jose';
import { keySetLimits, openKeySet } from '../../../gateway/signIn/keySet';
import { makeIssuer } from '../../support/madeIssuer';
import type { MadeIssuer } from '../../support/madeIssuer';

const claims = { sub: 's' };
const { freshMs, keptMs, cooldownMs } = keySetLimits;

const opened = async () => {
  const made = await makeIssuer();
  let nowMs = 0;
  const keys = openKeySet({ url: made.jwksUri, nowMs: () => nowMs });
  return {
    made,
    pass: (ms: number) => {
      nowMs += ms;
    },
    verify: (token: string) => jwtVerify(token, keys),
  };
};

const isGood = async (verify: (token: string) => Promise<unknown>, made: MadeIssuer) => {
  await expect(verify(await made.sign(claims))).resolves.toBeDefined();
};

describe('the keys of an issuer', () => {
  it('are fetched once, and again when they are no longer fresh', async () => {
    const { made, verify, pass } = await opened();
    await Promise.all([1, 2, 3].map(() => isGood(verify, made)));
    expect(made.asked()).toBe(1);
    pass(freshMs + 1);
    await isGood(verify, made);
    expect(made.asked()).toBe(2);
  });

  it('are good for ten minutes more while the issuer does not answer, and then no more', async () => {
    const { made, verify, pass } = await opened();
    await isGood(verify, made);
    made.setDown(true);
    pass(freshMs + 1);
    await isGood(verify, made);
    pass(keptMs - 2);
    await isGood(verify, made);
    pass(2);
    await expect(verify(await made.sign(claims))).rejects.toMatchObject({
      code: 'SIGN_IN_UNAVAILABLE',
    });
    made.setDown(false);
    pass(cooldownMs);
    await isGood(verify, made);
  });

  it('are fetched again for an unknown kid, but no sooner than a while after the last time', async () => {
    const { made, verify, pass } = await opened();
    await isGood(verify, made);
    const unknown = await made.sign(claims, { kid: 'unknown' });
    for (let count = 0; count < 20; count += 1) {
      await expect(verify(unknown)).rejects.toMatchObject({ code: 'ERR_JWKS_NO_MATCHING_KEY' });
    }
    expect(made.asked()).toBe(1);
    pass(cooldownMs);
    await expect(verify(unknown)).rejects.toMatchObject({ code: 'ERR_JWKS_NO_MATCHING_KEY' });
    expect(made.asked()).toBe(2);
  });

  it('that are new are found by the first token that names them', async () => {
    const { made, verify, pass } = await opened();
    await isGood(verify, made);
    await made.rotate();
    pass(cooldownMs);
    await isGood(verify, made);
  });
});
