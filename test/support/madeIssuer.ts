/**
 * An issuer of a test's own: its keys are made here, its key set is served on a free port, and it
 * signs whatever a test wants, good or forged.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose';
import type { CryptoKey } from 'jose';

export interface MadeIssuer {
  readonly issuer: string;
  readonly jwksUri: string;
  readonly privateKey: CryptoKey;
  /** The public key as PEM text: what a confused verifier takes for a shared secret. */
  readonly publicPem: string;
  /** Signs these claims; `iss`, `iat` and `exp` are there unless told. */
  sign(
    claims: Readonly<Record<string, unknown>>,
    header?: Readonly<Record<string, unknown>>,
  ): Promise<string>;
  /** How often the key set was asked for. */
  asked(): number;
  /** The key set answers with an error while this is true. */
  setDown(isDown: boolean): void;
  /** From now on the keys are others; gives back a signer with the new one. */
  rotate(): Promise<void>;
}

const closers: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of closers.splice(0)) await close();
});

export const makeIssuer = async (algorithm = 'RS256'): Promise<MadeIssuer> => {
  let kid = 'first';
  let pair = await generateKeyPair(algorithm, { extractable: true });
  let asked = 0;
  let isDown = false;
  const server = createServer((_request, response) => {
    asked += 1;
    const answer = async (): Promise<void> => {
      // No `alg`, as many issuers have it: only our own rule then says which one is taken.
      const jwk = { ...(await exportJWK(pair.publicKey)), kid, use: 'sig' };
      response.writeHead(isDown ? 503 : 200, { 'content-type': 'application/json' });
      response.end(isDown ? '{}' : JSON.stringify({ keys: [jwk] }));
    };
    void answer();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(
    () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  );
  const issuer = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return {
    issuer,
    jwksUri: `${issuer}/jwks`,
    get privateKey() {
      return pair.privateKey;
    },
    publicPem: await exportSPKI(pair.publicKey),
    sign: (claims, header = {}) => {
      const now = Math.floor(Date.now() / 1_000);
      return new SignJWT({ iss: issuer, iat: now, exp: now + 300, ...claims })
        .setProtectedHeader({ alg: algorithm, kid, typ: 'at+jwt', ...header })
        .sign(pair.privateKey);
    },
    asked: () => asked,
    setDown: (down) => {
      isDown = down;
    },
    rotate: async () => {
      pair = await generateKeyPair(algorithm, { extractable: true });
      kid = `after ${kid}`;
    },
  };
};

/** Base64url of JSON, for tokens that no library would sign. */
export const part = (value: object): string =>
  Buffer.from(JSON.stringify(value)).toString('base64url');
