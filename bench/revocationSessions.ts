/**
 * Sessions that end, for `revocation.ts`: by a sign-out here, and by the word of the provider (a signed
 * logout token, Back-Channel Logout 1.0), with the product's own sign-in and an issuer of the bench's.
 */
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { App } from '../cli/app';
import { isoNow } from '../events/store/clock';
import { randomId } from '../events/store/random';
import { demoCaller } from '../gateway/demo/actors';
import { cookiesFor } from '../gateway/signIn/cookies';
import { openSessions } from '../gateway/signIn/sessions';
import type { Kind } from './revocationKinds';

const clientId = 'bench';
const publicUrl = 'http://127.0.0.1:4000';
const algorithm = 'RS256';
const logoutEvent = 'http://schemas.openid.net/event/backchannel-logout';

const post = async (app: App, path: string, init: RequestInit): Promise<undefined> => {
  const response = await fetch(`${app.url}${path}`, { method: 'POST', ...init });
  if (response.status !== 200) throw new Error(`${path} answered ${String(response.status)}.`);
};

/** Headers of a GP who has just signed in; the way through the provider's pages is not measured. */
const signIn = async (app: App, subject: string): Promise<{ cookie: string; origin: string }> => {
  const identity = demoCaller('gp');
  if (!identity) throw new Error('The demonstration has no GP.');
  const sessions = openSessions(app.house);
  const authenticatedAt = isoNow();
  const value = await sessions.start({ identity, issuer: 'staff', subject, authenticatedAt });
  sessions.close();
  const [cookie = ''] = cookiesFor(publicUrl).session(value, 600).split(';');
  return { cookie, origin: app.url };
};

export const openSessionKinds = async (folder: string) => {
  const { publicKey, privateKey } = await generateKeyPair(algorithm);
  const jwk = { ...(await exportJWK(publicKey)), kid: 'bench', use: 'sig' };
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ keys: [jwk] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  writeFileSync(join(folder, 'client.secret'), 'not asked for here');
  const file = join(folder, 'sign-in.json');
  const browser = {
    clientId,
    scope: 'openid',
    idTokenAlgorithm: algorithm,
    clientSecretFile: 'client.secret',
  };
  const staff = { name: 'staff', kind: 'staff', label: 'Bench', issuer, jwksUri: `${issuer}/jwks` };
  writeFileSync(file, JSON.stringify({ publicUrl, issuers: [{ ...staff, browser }] }));

  const logoutToken = (subject: string): Promise<string> =>
    new SignJWT({ events: { [logoutEvent]: {} } })
      .setProtectedHeader({ alg: algorithm, kid: 'bench', typ: 'logout+jwt' })
      .setIssuer(issuer)
      .setAudience(clientId)
      .setSubject(subject)
      .setJti(randomId())
      .setIssuedAt()
      .setExpirationTime('2m')
      .sign(privateKey);

  const kinds: readonly Kind[] = [
    {
      name: 'somebody signs out',
      give: async (app) => {
        const headers = await signIn(app, randomId());
        return { headers, end: () => post(app, '/sign-out', { headers }) };
      },
    },
    {
      name: 'the provider signs somebody out',
      give: async (app) => {
        const subject = randomId();
        const headers = await signIn(app, subject);
        const path = '/sign-in/back-channel-logout/staff';
        return {
          headers,
          end: async () =>
            post(app, path, {
              body: new URLSearchParams({ logout_token: await logoutToken(subject) }),
            }),
        };
      },
    },
  ];
  return {
    environment: { CUCKMERE_SIGN_IN: file },
    kinds,
    close: (): void => {
      server.closeAllConnections();
      server.close();
    },
  };
};
