/**
 * One issuer of the demonstration: `oidc-provider` on this machine, loaded when it is first asked.
 * Whoever comes may be any of its made-up people, in a browser by choosing one, in a script as a
 * client of that name. It exists on loopback addresses only and never in production.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { exportJWK, generateKeyPair } from 'jose';
import type { JWK } from 'jose';
import type { ClientMetadata, Configuration, KoaContextWithOIDC, Provider } from 'oidc-provider';
import { randomToken } from '../../../events/store/random';
import { isoNow } from '../../../events/store/clock';
import type { DemoActor } from '../../demo/actors';
import { claimsOf, staffAcr } from './claimsOf';
import { localAlgorithm, localAudience, localClientId, localPath } from './localConfiguration';
import type { LocalIssuer } from './localConfiguration';
import { createMemory } from './memoryAdapter';

/** The secret of every demo person's client for scripts; it keeps nobody out, and need not. */
export const demoClientSecret = 'demo';

export interface LocalProviderOptions {
  readonly name: LocalIssuer;
  /** Where the server listens. */
  readonly url: string;
  readonly people: readonly DemoActor[];
  /** Public key of the client that browsers sign in through; private_key_jwt. */
  readonly clientKey: JWK;
}

/** The scopes of CIS2 and NHS login, with the claims that each brings. */
const claims = {
  openid: ['sub', 'identity_proofing_level', 'nhs_number', 'birthdate', 'vot'],
  profile: ['name', 'given_name', 'family_name'],
  nhsperson: ['nhsid_useruid', 'idassurancelevel'],
  nationalrbacaccess: ['nhsid_nrbac_roles'],
  associatedorgs: ['nhsid_user_orgs'],
  selectedrole: ['selected_roleid'],
  acr: null,
  auth_time: null,
  iss: null,
  sid: null,
};

const scopes = Object.entries(claims).flatMap(([scope, brings]) => (brings ? [scope] : []));

const scriptClient = ({ id }: DemoActor, name: LocalIssuer): ClientMetadata => ({
  client_id: id,
  client_secret: demoClientSecret,
  grant_types: ['client_credentials'],
  response_types: [],
  redirect_uris: [],
  id_token_signed_response_alg: localAlgorithm[name],
});

const browserClient = ({ name, url, clientKey }: LocalProviderOptions): ClientMetadata => ({
  client_id: localClientId,
  grant_types: ['authorization_code'],
  response_types: ['code'],
  redirect_uris: [`${url}/sign-in/callback/${name}`],
  token_endpoint_auth_method: 'private_key_jwt',
  token_endpoint_auth_signing_alg: 'RS256',
  id_token_signed_response_alg: localAlgorithm[name],
  require_auth_time: true,
  jwks: { keys: [{ ...clientKey, use: 'sig', alg: 'RS256' }] },
  backchannel_logout_uri: `${url}/sign-in/back-channel-logout/${name}`,
  backchannel_logout_session_required: true,
});

const isForScripts = (context: KoaContextWithOIDC): boolean =>
  context.oidc.params?.['grant_type'] === 'client_credentials';

const nowSeconds = (): number => Math.floor(Date.parse(isoNow()) / 1_000);

const signingKey = async (algorithm: string): Promise<JWK> => {
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true });
  return { ...(await exportJWK(privateKey)), alg: algorithm, use: 'sig' };
};

const plainPage = (message: string): string =>
  `<!doctype html><html lang="en"><title>Sign-in - Cuckmere</title><h1>Sign-in did not work</h1><p>${message}</p><p><a href="/">Go to the start page</a></p></html>`;

const configurationOf = async (options: LocalProviderOptions): Promise<Configuration> => {
  const { name, people } = options;
  const find = (id: string): DemoActor | undefined => people.find((one) => one.id === id);
  const secret = (): string => randomToken(32);
  return {
    adapter: createMemory(),
    clients: [browserClient(options), ...people.map((one) => scriptClient(one, name))],
    jwks: { keys: [await signingKey(localAlgorithm[name])] },
    cookies: {
      keys: [secret()],
      names: {
        session: `oidc_${name}`,
        interaction: `oidc_${name}_way`,
        resume: `oidc_${name}_on`,
      },
      long: { sameSite: 'lax', httpOnly: true },
      short: { sameSite: 'lax', httpOnly: true },
    },
    claims,
    scopes,
    acrValues: [staffAcr],
    responseTypes: ['code'],
    pkce: { required: () => true },
    extraParams: ['vtr'],
    clientBasedCORS: () => false,
    enabledJWA: { idTokenSigningAlgValues: [localAlgorithm[name]] },
    ttl: {
      AccessToken: 600,
      ClientCredentials: 600,
      AuthorizationCode: 60,
      IdToken: 600,
      Interaction: 600,
      Session: 12 * 3_600,
      Grant: 12 * 3_600,
    },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      clientCredentials: { enabled: true },
      backchannelLogout: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: (context) => (isForScripts(context) ? localAudience : undefined),
        getResourceServerInfo: () => ({
          scope: '',
          audience: localAudience,
          accessTokenTTL: 600,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: localAlgorithm[name] } },
        }),
      },
    },
    findAccount: (_context, id) => {
      const actor = find(id);
      return actor && { accountId: id, claims: async () => ({ sub: id, ...claimsOf(actor) }) };
    },
    extraTokenClaims: (_context, token) => {
      const actor = token.kind === 'ClientCredentials' ? find(token.clientId ?? '') : undefined;
      return actor && { ...claimsOf(actor), auth_time: nowSeconds() };
    },
    // Our own client needs nobody's consent: it is the product.
    loadExistingGrant: async (context) => {
      const { client, session, provider } = context.oidc;
      const grant = new provider.Grant({
        clientId: client?.clientId ?? '',
        accountId: session?.accountId ?? '',
      });
      grant.addOIDCScope(scopes.join(' '));
      grant.addOIDCClaims(Object.values(claims).flatMap((one) => one ?? []));
      await grant.save();
      return grant;
    },
    interactions: { url: (_context, { uid }) => `${localPath(name)}/interaction/${uid}` },
    renderError: (context, out) => {
      context.type = 'html';
      context.body = plainPage(
        `The provider says: ${out.error_description ?? ''} ${out.error.replace(/[^a-z_]/g, '')}.`,
      );
    },
  };
};

/** Every sign-in chooses anew: the provider is not let know whom this browser chose before. */
const withoutSession = (cookie: string | undefined, name: LocalIssuer): string =>
  (cookie ?? '')
    .split('; ')
    .filter((pair) => !pair.startsWith(`oidc_${name}=`) && !pair.startsWith(`oidc_${name}.`))
    .join('; ');

export interface LocalProvider {
  readonly provider: Provider;
  readonly answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
}

export const openLocalProvider = async (options: LocalProviderOptions): Promise<LocalProvider> => {
  const { Provider: ProviderOf } = await import('oidc-provider');
  const path = localPath(options.name);
  const provider = new ProviderOf(`${options.url}${path}`, await configurationOf(options));
  const callback = provider.callback();
  return {
    provider,
    answer: async (request, response) => {
      // Mounted beneath a path: the provider finds the path again from the original address.
      const whole = request.url ?? '/';
      Object.assign(request, { originalUrl: whole, url: whole.slice(path.length) });
      request.headers.cookie = withoutSession(request.headers.cookie, options.name);
      await callback(request, response);
    },
  };
};
