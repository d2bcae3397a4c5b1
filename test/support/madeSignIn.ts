/**
 * An app whose callers are vouched for by issuers of the test's own, configured as an installation
 * configures its: a JSON file named by `CUCKMERE_SIGN_IN`.
 */
import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openTestApp } from './app';
import type { TestApp, TestAppOptions } from './app';
import type { MadeIssuer } from './madeIssuer';
import { temporaryFolder } from './temporaryFolder';

export const audience = 'https://plans.example/api';
export const clientId = 'our-client';

export const issuerField = (name: string, made: MadeIssuer, kind: string, more: object = {}) => ({
  name,
  kind,
  label: name,
  issuer: made.issuer,
  jwksUri: made.jwksUri,
  accessTokens: { audience, algorithm: 'RS256' },
  ...(kind === 'system'
    ? {}
    : {
        browser: {
          clientId,
          scope: 'openid',
          idTokenAlgorithm: 'RS256',
          privateKeyFile: 'key.pem',
        },
      }),
  ...more,
});

/** Writes the configuration and the client's key; gives the path of the file. */
export const writeConfiguration = (configuration: object): string => {
  const folder = temporaryFolder();
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  writeFileSync(
    join(folder, 'key.pem'),
    privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  );
  const file = join(folder, 'sign-in.json');
  writeFileSync(file, JSON.stringify(configuration));
  return file;
};

export const openAppWith = (
  issuers: readonly object[],
  options: TestAppOptions = {},
): Promise<TestApp> =>
  openTestApp({
    ...options,
    isOwnSignIn: true,
    environment: {
      CUCKMERE_SIGN_IN: writeConfiguration({ publicUrl: 'http://127.0.0.1:4000', issuers }),
    },
  });

/** Claims of a GP in the shape of CIS2. */
export const gpClaims = {
  sub: '555036632103',
  jti: 'token-1',
  aud: audience,
  name: 'Dr Made Up',
  acr: 'AAL3_ANY',
  selected_roleid: 'role-2',
  nhsid_nrbac_roles: [
    { person_roleid: 'role-1', org_code: 'A1', role_code: 'S0010:G0020:R8008' },
    {
      person_roleid: 'role-2',
      org_code: 'B2',
      role_code: 'S0010:G0020:R0260',
      activity_codes: ['B0380'],
    },
  ],
  nhsid_user_orgs: [
    { org_code: 'A1', org_name: 'Other Surgery' },
    { org_code: 'B2', org_name: 'Made-up Surgery' },
  ],
};
