/**
 * The issuers of a configuration, opened: their keys, and for those that browsers sign in with a
 * client of openid-client. Nothing is fetched before it is needed.
 */
import { readFile } from 'node:fs/promises';
import { decodeJwt, importPKCS8 } from 'jose';
import type { JWTVerifyGetKey } from 'jose';
import type { ClientAuth, Configuration } from 'openid-client';
import { CuckmereError } from '../../events/errors';
import { monotonicMs } from '../../events/store/clock';
import type { IssuerConfiguration } from './configuration';
import { openKeySet } from './keySet';

export const discoveryLimits = { fetchSeconds: 5, keepMs: 60 * 60_000 } as const;

export interface Issuer {
  readonly configuration: IssuerConfiguration;
  readonly keys: JWTVerifyGetKey;
  /** For issuers with `browser`. Throws `SIGN_IN_UNAVAILABLE`. */
  client(): Promise<Configuration>;
}

/** How our client proves itself to the provider. */
export type ClientAuthOf = (issuer: IssuerConfiguration) => Promise<ClientAuth>;

/** By the files that the configuration names. */
export const clientAuthFromFiles: ClientAuthOf = async ({ browser }) => {
  const client = await import('openid-client');
  const { privateKeyFile, privateKeyId: kid, clientSecretFile = '' } = browser ?? {};
  if (privateKeyFile === undefined) {
    return client.ClientSecretBasic((await readFile(clientSecretFile, 'utf8')).trim());
  }
  const pem = await readFile(privateKeyFile, 'utf8');
  const key = await importPKCS8(pem, browser?.clientAlgorithm ?? 'RS256');
  return client.PrivateKeyJwt(kid === undefined ? key : { key, kid });
};

export const openIssuer = (
  configuration: IssuerConfiguration,
  clientAuthOf: ClientAuthOf = clientAuthFromFiles,
): Issuer => {
  let known: { client: Configuration; atMs: number } | undefined;
  const discover = async (): Promise<Configuration> => {
    const { browser, issuer } = configuration;
    if (!browser) throw new TypeError(`No browser signs in with ${configuration.name}.`);
    const client = await import('openid-client');
    const url = new URL(issuer);
    return client.discovery(
      url,
      browser.clientId,
      { id_token_signed_response_alg: browser.idTokenAlgorithm },
      await clientAuthOf(configuration),
      {
        timeout: discoveryLimits.fetchSeconds,
        // Marked deprecated only to stand out; the configuration allows http on this machine only.
        // eslint-disable-next-line @typescript-eslint/no-deprecated
        execute: url.protocol === 'http:' ? [client.allowInsecureRequests] : [],
      },
    );
  };
  return {
    configuration,
    keys: openKeySet({ url: configuration.jwksUri }),
    client: async () => {
      if (known && monotonicMs() - known.atMs < discoveryLimits.keepMs) return known.client;
      try {
        known = { client: await discover(), atMs: monotonicMs() };
        return known.client;
      } catch (cause) {
        // What was discovered an hour ago is still right, most likely.
        if (known) return known.client;
        const message = 'The sign-in service does not answer.';
        throw new CuckmereError('SIGN_IN_UNAVAILABLE', message, { cause });
      }
    },
  };
};

/** The issuer that a token says it is of; nothing else of it is believed yet. */
export const issuerOfToken = (token: string, issuers: readonly Issuer[]): Issuer | undefined => {
  try {
    const { iss } = decodeJwt(token);
    return issuers.find(({ configuration }) => configuration.issuer === iss);
  } catch {
    return undefined;
  }
};
