/**
 * Access tokens at our API: each way to forge, swap or stretch one is refused with the same 401, the
 * same body and no detail.
 */
import { createHmac } from 'node:crypto';
import { exportJWK, generateKeyPair, importJWK, SignJWT } from 'jose';
import type { JWTPayload } from 'jose';
import type { TestApp } from '../../support/app';
import { makeIssuer, part } from '../../support/madeIssuer';
import type { MadeIssuer } from '../../support/madeIssuer';
import { audience, gpClaims, issuerField, openAppWith } from '../../support/madeSignIn';

let app: TestApp;
let staff: MadeIssuer;
let systems: MadeIssuer;

beforeAll(async () => {
  staff = await makeIssuer();
  systems = await makeIssuer();
  app = await openAppWith([
    issuerField('staff', staff, 'staff'),
    issuerField('systems', systems, 'system'),
  ]);
});

const now = (): number => Math.floor(Date.now() / 1_000);

const ask = (token: string): Promise<Response> =>
  app.fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: '{ me { name role organisation } }' }),
  });

const without = (claims: JWTPayload, name: string): JWTPayload =>
  Object.fromEntries(Object.entries(claims).filter(([key]) => key !== name));

const elsewhere = async (header: object): Promise<string> => {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return new SignJWT({ iss: staff.issuer, iat: now(), exp: now() + 60, ...gpClaims })
    .setProtectedHeader({ alg: 'RS256', kid: 'first', typ: 'at+jwt', ...header })
    .sign(privateKey);
};

const ownKeyInHeader = async (): Promise<string> => {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = await exportJWK(publicKey);
  return new SignJWT({ iss: staff.issuer, iat: now(), exp: now() + 60, ...gpClaims })
    .setProtectedHeader({ alg: 'RS256', kid: 'mine', typ: 'at+jwt', jwk, jku: staff.jwksUri })
    .sign(privateKey);
};

const unsigned = (header: object): string => {
  const claims = { iss: staff.issuer, iat: now(), exp: now() + 60, ...gpClaims };
  return `${part({ typ: 'at+jwt', kid: 'first', ...header })}.${part(claims)}`;
};

const byPublicKey = (): string => {
  const text = unsigned({ alg: 'HS256' });
  return `${text}.${createHmac('sha256', staff.publicPem).update(text).digest('base64url')}`;
};

const byOtherAlgorithm = async (): Promise<string> => {
  const jwk = { ...(await exportJWK(staff.privateKey)), alg: 'PS256' };
  return new SignJWT({ iss: staff.issuer, iat: now(), exp: now() + 60, ...gpClaims })
    .setProtectedHeader({ alg: 'PS256', typ: 'at+jwt' })
    .sign(await importJWK(jwk, 'PS256'));
};

const withUnknownCrit = (): Promise<string> =>
  new SignJWT({ iss: staff.issuer, iat: now(), exp: now() + 60, ...gpClaims })
    .setProtectedHeader({ alg: 'RS256', kid: 'first', typ: 'at+jwt', crit: ['plus'], plus: 1 })
    .sign(staff.privateKey, { crit: { plus: true } });

const refused: readonly (readonly [string, () => string | Promise<string>])[] = [
  ['no token at all', () => 'x'],
  ['text that is no token', () => 'a.b.c'],
  ['one signed with another key', () => elsewhere({})],
  ['one that brings its own key', ownKeyInHeader],
  ['an unknown kid', () => staff.sign(gpClaims, { kid: 'unknown' })],
  ['alg none', () => `${unsigned({ alg: 'none' })}.`],
  ['HS256 by the RSA public key', byPublicKey],
  [
    'a stripped signature',
    async () => `${(await staff.sign(gpClaims)).split('.').slice(0, 2).join('.')}.`,
  ],
  [
    'claims changed after signing',
    async () => {
      const [header = '', , signature = ''] = (await staff.sign(gpClaims)).split('.');
      return `${header}.${part({ ...gpClaims, iss: staff.issuer, iat: now(), exp: now() + 60, sub: 'other' })}.${signature}`;
    },
  ],
  ['another algorithm of the same key', byOtherAlgorithm],
  ['an unknown crit', withUnknownCrit],
  ['an expired one', () => staff.sign({ ...gpClaims, iat: now() - 120, exp: now() - 6 })],
  ['one older than ten minutes', () => staff.sign({ ...gpClaims, iat: now() - 606 })],
  ['one made in the future', () => staff.sign({ ...gpClaims, iat: now() + 60 })],
  ['one not valid yet', () => staff.sign({ ...gpClaims, nbf: now() + 60 })],
  ['another audience', () => staff.sign({ ...gpClaims, aud: 'https://elsewhere.example' })],
  ['no audience', () => staff.sign(without(gpClaims, 'aud'))],
  ['another issuer', () => staff.sign({ ...gpClaims, iss: 'https://elsewhere.example' })],
  ['the name of another issuer of ours', () => staff.sign({ ...gpClaims, iss: systems.issuer })],
  ['an ID token', () => staff.sign({ ...gpClaims, aud: 'our-client' }, { typ: 'JWT' })],
  ['an ID token with our audience', () => staff.sign(gpClaims, { typ: 'JWT' })],
  ['a logout token', () => staff.sign(gpClaims, { typ: 'logout+jwt' })],
  ['no type', () => staff.sign(gpClaims, { typ: undefined })],
  ...['sub', 'exp', 'iat', 'jti'].map(
    (name) =>
      [`no ${name}`, () => staff.sign({ ...without(gpClaims, name), [name]: undefined })] as const,
  ),
  [
    'a role that is not known here',
    () =>
      staff.sign({
        ...gpClaims,
        nhsid_nrbac_roles: [{ person_roleid: 'role-2', org_code: 'B2', role_code: 'S0:G0:R9999' }],
      }),
  ],
  [
    'a role that every object has',
    () =>
      staff.sign({
        ...gpClaims,
        nhsid_nrbac_roles: [
          { person_roleid: 'role-2', org_code: 'B2', role_code: 'S0:G0:constructor' },
        ],
      }),
  ],
  ['a role that was not selected', () => staff.sign({ ...gpClaims, selected_roleid: 'role-3' })],
  ['an organisation that is not theirs', () => staff.sign({ ...gpClaims, nhsid_user_orgs: [] })],
];

describe('an access token', () => {
  it('of our issuer says who calls: role, organisation and name from the selected role', async () => {
    const answer = await ask(await staff.sign(gpClaims));
    expect(await answer.json()).toMatchObject({
      data: { me: { name: 'Dr Made Up', role: 'GP', organisation: 'B2' } },
    });
  });

  it('of a system carries its organisation', async () => {
    const claims = { sub: 'cad', jti: '1', aud: audience, organisation: 'RYD' };
    const answer = await ask(await systems.sign(claims));
    expect(await answer.json()).toMatchObject({
      data: { me: { role: 'URGENT_CARE_SYSTEM', organisation: 'RYD' } },
    });
  });

  it('is good for 5 seconds after it expired, since clocks differ', async () => {
    const token = await staff.sign({ ...gpClaims, iat: now() - 60, exp: now() - 3 });
    expect((await ask(token)).status).toBe(200);
  });

  it.each(refused)('is refused where it is %s', async (_what, make) => {
    const answer = await ask(await make());
    expect(answer.status).toBe(401);
    expect(await answer.json()).toEqual({
      errors: [{ message: 'Sign in first.', extensions: { code: 'UNAUTHENTICATED' } }],
    });
  });

  it('is taken with no other scheme than Bearer, and never falls back to a cookie', async () => {
    const answer = await app.fetch('/graphql', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Basic ${await staff.sign(gpClaims)}`,
      },
      body: JSON.stringify({ query: '{ me { name } }' }),
    });
    expect(answer.status).toBe(401);
  });

  it('stands in no log line, nor anything of it', async () => {
    const token = await staff.sign(gpClaims);
    await ask(token);
    await ask(`${token}x`);
    const lines = app.logLines.join('\n');
    expect(lines).not.toContain(token.slice(0, 30));
    expect(lines).not.toContain(gpClaims.sub);
    expect(lines).not.toContain(gpClaims.name);
  });
});
