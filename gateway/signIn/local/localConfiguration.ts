/**
 * The configuration of the demonstration: the same fields as an installation's file, with the three
 * local issuers in it. Each has keys of its own, so that a token of one is none of another.
 */
import { demoActorIdsFrom } from '../../demo/actors';
import { parseConfiguration } from '../configuration';
import type { SignInConfiguration } from '../configuration';
import { staffAcr } from './claimsOf';

export const localIssuers = ['staff', 'citizen', 'system'] as const;
export type LocalIssuer = (typeof localIssuers)[number];

export const localPath = (name: LocalIssuer): string => `/oidc/${name}`;
export const localClientId = 'cuckmere';
/** What access tokens of the local issuers are for. */
export const localAudience = 'urn:cuckmere:api';

const common = (url: string, name: LocalIssuer) => ({
  name,
  kind: name,
  issuer: `${url}${localPath(name)}`,
  jwksUri: `${url}${localPath(name)}/jwks`,
  actorIdsFrom: demoActorIdsFrom,
  accessTokens: { audience: localAudience, algorithm: localAlgorithm[name] },
});

/** As CIS2 and NHS login sign their ID tokens. */
export const localAlgorithm = { staff: 'RS256', citizen: 'RS512', system: 'RS256' } as const;

const client = (name: LocalIssuer, scope: string, parameters: Record<string, string>) => ({
  clientId: localClientId,
  scope,
  idTokenAlgorithm: localAlgorithm[name],
  // The local provider is given the key itself; no file is read.
  privateKeyFile: 'none',
  parameters: { prompt: 'login', ...parameters },
});

/** `url` is where the server listens. */
export const localConfiguration = (url: string): SignInConfiguration =>
  parseConfiguration(
    {
      publicUrl: url,
      issuers: [
        {
          ...common(url, 'staff'),
          label: 'NHS staff',
          browser: client(
            'staff',
            'openid profile nhsperson nationalrbacaccess associatedorgs selectedrole',
            { acr_values: staffAcr },
          ),
        },
        {
          ...common(url, 'citizen'),
          label: 'NHS login',
          browser: client('citizen', 'openid profile', { vtr: '["P9.Cp.Cd"]' }),
        },
        { ...common(url, 'system'), label: '999 and 111 systems' },
      ],
    },
    'of the demonstration',
  );
