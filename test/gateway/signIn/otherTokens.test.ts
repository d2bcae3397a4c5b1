/** ID tokens and logout tokens, each believed by its own rules only, the second kind once. */
import { parseConfiguration } from '../../../gateway/signIn/configuration';
import { openKeySet } from '../../../gateway/signIn/keySet';
import { createOnceOnly } from '../../../gateway/signIn/onceOnly';
import { verifyIdToken, verifyLogoutToken } from '../../../gateway/signIn/verify';
import type { VerifyContext } from '../../../gateway/signIn/verify';
import { systemClock } from '../../../events/store/clock';
import { makeIssuer } from '../../support/madeIssuer';
import type { MadeIssuer } from '../../support/madeIssuer';
import { clientId, issuerField } from '../../support/madeSignIn';

let made: MadeIssuer;
let context: VerifyContext;
beforeAll(async () => {
  made = await makeIssuer();
  const { issuers } = parseConfiguration(
    { publicUrl: 'http://127.0.0.1:4000', issuers: [issuerField('staff', made, 'staff')] },
    'of this test',
  );
  const keys = openKeySet({ url: made.jwksUri });
  context = { issuer: issuers[0]!, keys, clock: systemClock };
});

const now = (): number => Math.floor(Date.now() / 1_000);

describe('an ID token', () => {
  const good = { sub: 's', aud: clientId, nonce: 'n' };
  const believed = async (
    claims: Readonly<Record<string, unknown>>,
    header: object = { typ: 'JWT' },
    authenticatedSince?: number,
  ): Promise<boolean> => {
    const expected = {
      nonce: 'n',
      ...(authenticatedSince === undefined ? {} : { authenticatedSince }),
    };
    const token = await made.sign(claims, header as Record<string, unknown>);
    return (await verifyIdToken(token, context, expected)) !== undefined;
  };

  it('is believed with our client as audience and our nonce, with or without a type', async () => {
    expect(await believed(good)).toBe(true);
    expect(await believed(good, { typ: undefined })).toBe(true);
    expect(await believed({ ...good, aud: [clientId, 'other'], azp: clientId })).toBe(true);
  });

  it.each([
    ['another nonce', { nonce: 'other' }],
    ['no nonce', { nonce: undefined }],
    ['another audience', { aud: 'other' }],
    ['several audiences and no party', { aud: [clientId, 'other'] }],
    ['another party', { azp: 'other' }],
    ['no subject', { sub: undefined }],
    ['an expiry that is over', { iat: now() - 60, exp: now() - 6 }],
    ['another issuer', { iss: 'https://elsewhere.example' }],
  ])('is not with %s', async (_what, claims) => {
    expect(await believed({ ...good, ...claims })).toBe(false);
  });

  it.each(['at+jwt', 'logout+jwt'])('is not where it is a %s', async (typ) => {
    expect(await believed(good, { typ })).toBe(false);
  });

  it('is not where a fresh sign-in was asked for and it tells of an older one, or of none', async () => {
    const since = now();
    expect(await believed({ ...good, auth_time: since }, { typ: 'JWT' }, since)).toBe(true);
    expect(await believed({ ...good, auth_time: since - 6 }, { typ: 'JWT' }, since)).toBe(false);
    expect(await believed(good, { typ: 'JWT' }, since)).toBe(false);
  });
});

describe('a logout token', () => {
  const events = { 'http://schemas.openid.net/event/backchannel-logout': {} };
  const good = { sub: 's', sid: 'p', aud: clientId, jti: 'one', events };
  const told = async (claims: Readonly<Record<string, unknown>>, typ = 'logout+jwt') =>
    verifyLogoutToken(await made.sign(claims, { typ }), context, createOnceOnly());

  it('names the subject or its session', async () => {
    expect(await told(good)).toEqual({ subject: 's', providerSession: 'p' });
    expect(await told({ ...good, sid: undefined })).toEqual({ subject: 's' });
  });

  it('is believed once', async () => {
    const onceOnly = createOnceOnly();
    const token = await made.sign(good, { typ: 'logout+jwt' });
    expect(await verifyLogoutToken(token, context, onceOnly)).toBeDefined();
    expect(await verifyLogoutToken(token, context, onceOnly)).toBeUndefined();
  });

  it.each([
    ['a nonce, which makes it an ID token', { nonce: 'n' }],
    ['no event', { events: undefined }],
    ['another event', { events: { other: {} } }],
    ['neither subject nor session', { sub: undefined, sid: undefined }],
    ['no id', { jti: undefined }],
    ['an age of more than two minutes', { iat: now() - 126 }],
    ['another audience', { aud: 'other' }],
  ])('is not with %s', async (_what, claims) => {
    expect(await told({ ...good, ...claims })).toBeUndefined();
  });

  it('is not where it is an access token', async () => {
    expect(await told(good, 'at+jwt')).toBeUndefined();
  });
});
