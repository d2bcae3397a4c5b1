/** `EVENTSTORE_URL`: understood or refused in one line, and its password shown to nobody. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  namesOf,
  readConnectionString,
} from '../../../../events/store/eventstoredb/connectionString';
import { openStreamsCalls } from '../../../../events/store/eventstoredb/client';
import { temporaryFolder } from '../../../support/temporaryFolder';

const secret = 'hunter-of-secrets';

const refusalOf = (text: string): { code: string; message: string } => {
  try {
    readConnectionString(text);
  } catch (error) {
    return error as { code: string; message: string };
  }
  throw new Error(`was taken: ${text}`);
};

describe('a connection string', () => {
  it.each([
    ['kurrentdb://127.0.0.1:2113?tls=false', 'kurrentdb://127.0.0.1:2113?tls=false'],
    ['  esdb://node.example/?tls=false  ', 'kurrentdb://node.example:2113?tls=false'],
    ['esdb+discover://cluster.example', 'kurrentdb+discover://cluster.example:2113'],
    ['kurrent://a:1,b:2,c', 'kurrentdb://a:1,b:2,c:2113'],
    [
      'kdb://a?TLS=true&keepaliveinterval=10000',
      'kurrentdb://a:2113?tls=true&keepAliveInterval=10000',
    ],
    ['kurrentdb://ops:p%40ss%3Aw%2Frd@a', 'kurrentdb://ops:p%40ss%3Aw%2Frd@a:2113'],
  ])('%s is understood', (text, url) => {
    expect(readConnectionString(text).url).toBe(url);
  });

  it('is read by the client as it was meant, credentials included', async () => {
    const { url } = readConnectionString(`esdb://ops:${secret}%3A%40@a:1,b:2?tlsVerifyCert=false`);
    const { parseConnectionString } = jest.requireActual<{
      parseConnectionString: (text: string) => unknown;
    }>('@kurrent/kurrentdb-client/dist/Client/parseConnectionString');
    expect(parseConnectionString(url)).toMatchObject({
      hosts: [
        { address: 'a', port: 1 },
        { address: 'b', port: 2 },
      ],
      defaultCredentials: { username: 'ops', password: `${secret}:@` },
      tlsVerifyCert: false,
    });
  });

  it('is secure unless it says tls=false', () => {
    expect(readConnectionString('kurrentdb://a').isSecure).toBe(true);
    expect(readConnectionString('kurrentdb://a?tls=false').isSecure).toBe(false);
    expect(namesOf(readConnectionString('kurrentdb://a,b:3?tls=false'))).toBe('a:2113, b:3');
  });

  it.each([
    ['of another scheme', `http://ops:${secret}@a`, /has the form kurrentdb:\/\//],
    ['that is no address', secret, /has the form kurrentdb:\/\//],
    ['without a host', `kurrentdb://ops:${secret}@`, /host:port/],
    ['with a port that is none', 'kurrentdb://a:99999', /host:port/],
    ['with a host in brackets', 'kurrentdb://[::1]:2113', /host:port/],
    ['with a raw colon in the password', `kurrentdb://ops:${secret}:x@a`, /percent-encode/],
    ['with a raw @ in the password', `kurrentdb://ops:${secret}@x@a`, /percent-encode/],
    ['with a raw % in the password', `kurrentdb://ops:${secret}%@a`, /write a % as %25/],
    ['without a password', 'kurrentdb://ops@a', /a user and a password/],
    ['with a password that would be ignored', `kurrentdb://ops:${secret}@a?tls=false`, /no effect/],
    ['with an option nobody knows', `kurrentdb://ops:${secret}@a?shout=1`, /"shout" is not known/],
    [
      'with an option that may be secret',
      `kurrentdb://a?${secret}%20=1`,
      /the option is not known/,
    ],
    ['that reads from followers', 'kurrentdb://a?nodePreference=follower', /is not known/],
    ['that hides conflicts', 'kurrentdb://a?throwOnAppendFailure=false', /is not known/],
    ['with tls=maybe', `kurrentdb://ops:${secret}@a?tls=maybe`, /tls is true or false/],
    ['with a number that is none', 'kurrentdb://a?gossipTimeout=soon', /gossipTimeout is a whole/],
    ['with a keepalive the client warns of', 'kurrentdb://a?keepAliveInterval=5', /from 10000/],
    [
      'with a file that is not there',
      'kurrentdb://a?tlsCAFile=/nowhere/ca.pem',
      /tlsCAFile cannot/,
    ],
    ['with half a user certificate', 'kurrentdb://a?userCertFile=package.json', /go together/],
  ])('%s is refused in one line without its secrets', (_what, text, expected) => {
    const { code, message } = refusalOf(text);
    expect(code).toBe('CONFIGURATION');
    expect(message).toMatch(/^EVENTSTORE_URL is not usable: [^\n]+\.$/);
    expect(message).toMatch(expected);
    expect(message).not.toContain(secret);
  });

  it('names files that are there', () => {
    const file = join(temporaryFolder(), 'ca.pem');
    writeFileSync(file, '');
    const { url } = readConnectionString(`kurrentdb://a?tlsCAFile=${encodeURIComponent(file)}`);
    expect(url).toBe(`kurrentdb://a:2113?tlsCAFile=${encodeURIComponent(file)}`);
  });

  it('is printed by nobody, even where everything may be logged and nothing warns', async () => {
    const { default: logging } = await import('debug');
    const lines: string[] = [];
    const write = jest.spyOn(logging, 'log').mockImplementation((...words) => {
      lines.push(words.join(' '));
    });
    const warn = jest.spyOn(console, 'warn').mockImplementation((...words) => {
      lines.push(words.join(' '));
    });
    logging.enable('*');
    try {
      const calls = openStreamsCalls(readConnectionString(`esdb://ops:${secret}@127.0.0.1:1`));
      await expect(calls.tombstone({} as never, 200)).rejects.toBeDefined();
      await calls.close();
    } finally {
      logging.disable();
      write.mockRestore();
      warn.mockRestore();
    }
    expect(lines.join('\n')).not.toContain(secret);
    expect(lines.join('\n')).not.toContain('deprecated');
    expect(lines.length).toBeGreaterThan(0);
  });
});
