/** What an operator is told of a mistake in the sign-in configuration: one line with its field. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chooseSignIn } from '../../../cli/chooseSignIn';
import { parseConfiguration, readConfiguration } from '../../../gateway/signIn/configuration';
import { writeConfiguration } from '../../support/madeSignIn';
import { temporaryFolder } from '../../support/temporaryFolder';

const browser = {
  clientId: 'c',
  scope: 'openid',
  idTokenAlgorithm: 'RS256',
  privateKeyFile: 'key.pem',
};
const issuer = {
  name: 'staff',
  label: 'NHS CIS2',
  kind: 'staff',
  issuer: 'https://cis2.example',
  jwksUri: 'https://cis2.example/jwks',
  browser,
};
const good = { publicUrl: 'https://plans.example', issuers: [issuer] };
const withIssuer = (more: object) => ({ ...good, issuers: [{ ...issuer, ...more }] });
const withBrowser = (more: object) => withIssuer({ browser: { ...browser, ...more } });

describe('the configuration of the sign-in', () => {
  it('is read from a file, with the files it names found beside it', () => {
    const { issuers } = readConfiguration(writeConfiguration(good));
    const { privateKeyFile = '' } = issuers[0]?.browser ?? {};
    expect(readFileSync(privateKeyFile, 'utf8')).toContain('PRIVATE KEY');
  });

  it.each<[string, object, RegExp]>([
    ['an unknown field', { ...good, surprise: 1 }, /surprise/],
    ['no public address', { issuers: [issuer] }, /: publicUrl: /],
    [
      'plain http elsewhere',
      { ...good, publicUrl: 'http://plans.example' },
      /: publicUrl: must be an https address/,
    ],
    ['no issuer', { ...good, issuers: [] }, /: issuers: /],
    [
      'an issuer over http',
      withIssuer({ issuer: 'http://cis2.example' }),
      /: issuers\[0\]\.issuer: must be an https/,
    ],
    ['an unknown kind', withIssuer({ kind: 'visitor' }), /: issuers\[0\]\.kind: /],
    [
      'a symmetric algorithm',
      withBrowser({ idTokenAlgorithm: 'HS256' }),
      /: issuers\[0\]\.browser\.idTokenAlgorithm: /,
    ],
    [
      'no algorithm at all',
      withIssuer({ accessTokens: { audience: 'a', algorithm: 'none' } }),
      /: issuers\[0\]\.accessTokens\.algorithm: /,
    ],
    [
      'two ways to prove the client',
      withBrowser({ clientSecretFile: 's' }),
      /: issuers\[0\]\.browser\.privateKeyFile: give/,
    ],
    ['a role that is none', withIssuer({ roles: { R1: 'KING' } }), /: issuers\[0\]\.roles\.R1: /],
    [
      'one issuer twice',
      { ...good, issuers: [issuer, { ...issuer, name: 'other' }] },
      /: issuers\[1\]\.issuer: stands here twice/,
    ],
  ])('is refused with %s, in one line that names the field', (_what, input, message) => {
    let said = '';
    try {
      parseConfiguration(input, 'sign-in.json');
    } catch (error) {
      said = (error as Error).message;
    }
    expect(said).toMatch(message);
    expect(said).not.toContain('\n');
  });

  it('is refused where a file that it names cannot be read, or it is itself no JSON', () => {
    const file = writeConfiguration(withBrowser({ privateKeyFile: 'missing.pem' }));
    expect(() => readConfiguration(file)).toThrow(
      /issuers\[0\]\.browser\.privateKeyFile: names a file/,
    );
    const broken = join(temporaryFolder(), 'sign-in.json');
    writeFileSync(broken, '{');
    expect(() => readConfiguration(broken)).toThrow(/is not JSON/);
    expect(() => readConfiguration(`${broken}.missing`)).toThrow(/cannot be read/);
  });

  it('is what README shows', () => {
    const readme = readFileSync(join(__dirname, '../../../README.md'), 'utf8');
    const [, example = ''] = /```json\n(\{\n {2}"publicUrl"[\s\S]*?)```/.exec(readme) ?? [];
    expect(() => parseConfiguration(JSON.parse(example), 'of README')).not.toThrow();
  });
});

describe('a start without a configuration', () => {
  const refusal = (host: string, nodeEnv?: string) => () =>
    chooseSignIn({ host, nodeEnv, environment: {} });

  it('is a demonstration, on this machine only and never in production', () => {
    expect(refusal('127.0.0.1')()).toMatchObject({ isDemo: true });
    expect(refusal('127.0.0.1', 'production')).toThrow(/NODE_ENV=production/);
    expect(refusal('0.0.0.0')).toThrow(/listens on this machine only/);
  });

  it('is none with one: any host, also in production', () => {
    const environment = { CUCKMERE_SIGN_IN: writeConfiguration(good) };
    const chosen = chooseSignIn({ host: '0.0.0.0', nodeEnv: 'production', environment });
    expect(chosen.isDemo).toBe(false);
  });
});
