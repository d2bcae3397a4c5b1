/**
 * Who may vouch for callers: the issuers of one installation, from the JSON file that
 * `CUCKMERE_SIGN_IN` names. A mistake stops the start with one line that names the field; an
 * unknown field is a mistake too.
 */
import { accessSync, constants, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { CuckmereError } from '../../events/errors';
import { assurances, roles } from '../../policy/request';
import { isLoopback } from './loopback';

/** One signing algorithm an issuer; none that is symmetric, and never `none`. */
const algorithms = ['RS256', 'RS512', 'PS256', 'ES256', 'EdDSA'] as const;

/** https; http only on this machine, for a provider of a test or of the demonstration. */
const secureUrl = z.string().refine(isSecureUrl, 'must be an https address');

function isSecureUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

function isOrigin(address: string): boolean {
  return URL.canParse(address) && new URL(address).href === `${new URL(address).origin}/`;
}

const text = z.string().min(1).max(500);

const browser = z
  .strictObject({
    clientId: text,
    scope: text,
    idTokenAlgorithm: z.enum(algorithms),
    /** PKCS #8 PEM, for private_key_jwt; a path beside the configuration file. */
    privateKeyFile: text.optional(),
    privateKeyId: text.optional(),
    /** What the private key signs with; NHS login asks for RS512. */
    clientAlgorithm: z.enum(algorithms).default('RS256'),
    clientSecretFile: text.optional(),
    /** Sent with every request for authentication, such as `vtr` or `acr_values`. */
    parameters: z.record(z.string(), z.string()).default({}),
    /** Nobody is signed in any longer who did nothing for so long. NHS login asks for 30. */
    idleMinutes: z.int().min(1).max(720).optional(),
  })
  .refine(
    ({ privateKeyFile, clientSecretFile }) =>
      (privateKeyFile === undefined) !== (clientSecretFile === undefined),
    { path: ['privateKeyFile'], message: 'give privateKeyFile or clientSecretFile, one of them' },
  );

const issuer = z.strictObject({
  /** Ours, for addresses and records: small letters. */
  name: z.string().regex(/^[a-z][a-z0-9-]{0,30}$/, 'must be a short word of small letters'),
  /** As the start page names it, such as "NHS login". */
  label: text,
  kind: z.enum(['staff', 'citizen', 'system']),
  issuer: secureUrl,
  /** The address it had when actor ids were first made, where it moved since. */
  actorIdsFrom: text.optional(),
  jwksUri: secureUrl,
  browser: browser.optional(),
  accessTokens: z.strictObject({ audience: text, algorithm: z.enum(algorithms) }).optional(),
  /** Names of claims, where they differ from those of CIS2 and NHS login. */
  claims: z.record(z.string(), z.string()).default({}),
  /** Staff: role code (R....) to our role; added to the table of `staffRoles.ts`, null takes away. */
  roles: z.record(z.string(), z.enum(roles).nullable()).default({}),
  /** Value of the assurance claim to how surely it is known who asks. */
  assurance: z.record(z.string(), z.enum(assurances)).default({}),
});

const configuration = z
  .strictObject({
    /** The address under which browsers reach this installation. */
    publicUrl: secureUrl.refine(isOrigin, 'must be an address without a path'),
    issuers: z.array(issuer).min(1).max(10),
  })
  .superRefine(({ issuers }, context) => {
    for (const field of ['name', 'issuer'] as const) {
      issuers.forEach((one, index) => {
        if (issuers.findIndex((other) => other[field] === one[field]) === index) return;
        const path = ['issuers', index, field];
        context.addIssue({ code: 'custom', path, message: 'stands here twice' });
      });
    }
  });

export type IssuerConfiguration = z.output<typeof issuer>;
export type BrowserConfiguration = z.output<typeof browser>;
export type SignInConfiguration = z.output<typeof configuration>;

const refuse = (file: string, what: string): CuckmereError =>
  new CuckmereError('CONFIGURATION', `The sign-in configuration ${file} is wrong: ${what}.`);

/** `issuers[0].browser.clientId`. */
const fieldName = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (name, part) =>
      typeof part === 'number'
        ? `${name}[${String(part)}]`
        : `${name}${name && '.'}${String(part)}`,
    '',
  );

/** Throws `CONFIGURATION`; `file` is only said. */
export const parseConfiguration = (input: unknown, file: string): SignInConfiguration => {
  const parsed = configuration.safeParse(input);
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  const field = fieldName(first?.path ?? []);
  throw refuse(file, `${field === '' ? 'the whole' : field}: ${first?.message ?? ''}`);
};

/** Reads the file, and makes the paths in it absolute. Throws `CONFIGURATION`. */
export const readConfiguration = (file: string): SignInConfiguration => {
  let input: unknown;
  try {
    input = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const isJson = error instanceof SyntaxError;
    throw refuse(file, isJson ? 'it is not JSON; check quotes and commas' : 'it cannot be read');
  }
  const read = parseConfiguration(input, file);
  return {
    ...read,
    issuers: read.issuers.map((one, index) =>
      one.browser ? { ...one, browser: withFiles(one.browser, file, index) } : one,
    ),
  };
};

/** The files of a client beside the configuration, as absolute paths that can be read. */
const withFiles = (
  browser: BrowserConfiguration,
  file: string,
  index: number,
): BrowserConfiguration => {
  const found = { ...browser };
  for (const field of ['privateKeyFile', 'clientSecretFile'] as const) {
    const path = browser[field];
    if (path === undefined) continue;
    found[field] = resolve(dirname(file), path);
    try {
      accessSync(found[field], constants.R_OK);
    } catch {
      const name = fieldName(['issuers', index, 'browser', field]);
      throw refuse(file, `${name}: names a file that cannot be read`);
    }
  }
  return found;
};
