/**
 * Reads `EVENTSTORE_URL` before the client sees it. The client prints the whole text, password
 * included, for an option it does not know and keeps it in its errors (EVENTSTORE.md A5.12), so
 * whatever is wrong is found here, and no message repeats more than the name of an option.
 */
import { accessSync, constants } from 'node:fs';
import { CuckmereError } from '../../errors';

export interface Server {
  readonly host: string;
  readonly port: number;
}

export interface Connection {
  /** For the client only: it holds the password. */
  readonly url: string;
  readonly servers: readonly Server[];
  readonly isSecure: boolean;
}

const defaultPort = 2113;
/** Below this the client warns on the terminal. */
const keepAliveMsMin = 10_000;

const wrong = (what: string): CuckmereError =>
  new CuckmereError('CONFIGURATION', `EVENTSTORE_URL is not usable: ${what}`);

const truth = (name: string, value: string): string => {
  if (value !== 'true' && value !== 'false') throw wrong(`${name} is true or false.`);
  return value;
};

const count =
  (least: number) =>
  (name: string, value: string): string => {
    if (!/^\d{1,9}$/.test(value) || Number(value) < least) {
      throw wrong(`${name} is a whole number from ${String(least)}.`);
    }
    return value;
  };

const readableFile = (name: string, value: string): string => {
  try {
    accessSync(value, constants.R_OK);
  } catch {
    throw wrong(`the file of ${name} cannot be read.`);
  }
  return value;
};

/**
 * Options that may stand after `?`. Not among them: `nodePreference` (heads come from the leader),
 * `throwOnAppendFailure` (false answers a wrong revision).
 */
const optionChecks: Readonly<Record<string, (name: string, value: string) => string>> = {
  tls: truth,
  tlsVerifyCert: truth,
  tlsCAFile: readableFile,
  userCertFile: readableFile,
  userKeyFile: readableFile,
  maxDiscoverAttempts: count(1),
  discoveryInterval: count(1),
  gossipTimeout: count(1),
  keepAliveInterval: count(keepAliveMsMin),
  keepAliveTimeout: count(1),
};

const decoded = (text: string, what: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    throw wrong(`${what} is not percent-encoded; write a % as %25.`);
  }
};

const credentialsFrom = (text: string): string => {
  const [name, password, ...rest] = text.split(':');
  if (!name || !password || rest.length > 0 || /[/?#@]/.test(text)) {
    throw wrong(
      'before the @ stand a user and a password with one colon between them; percent-encode : / ? # @ and % in either.',
    );
  }
  const both = [decoded(name, 'the user'), decoded(password, 'the password')];
  return `${both.map(encodeURIComponent).join(':')}@`;
};

const serverFrom = (text: string): Server => {
  const [, host = '', port] = /^([A-Za-z0-9._-]+)(?::(\d{1,5}))?$/.exec(text) ?? [];
  const number = port === undefined ? defaultPort : Number(port);
  if (host === '' || number < 1 || number > 65_535) {
    throw wrong('after the user stand one or more host:port with commas between them.');
  }
  return { host, port: number };
};

const optionFrom = (text: string): readonly [string, string] => {
  const [name = '', value = '', ...rest] = text.split('=');
  const known = Object.keys(optionChecks).find((one) => one.toLowerCase() === name.toLowerCase());
  const check = known === undefined ? undefined : optionChecks[known];
  if (known === undefined || !check) {
    const said = /^[A-Za-z]{1,40}$/.test(name) ? ` "${name}"` : '';
    throw wrong(
      `the option${said} is not known; known are ${Object.keys(optionChecks).join(', ')}.`,
    );
  }
  if (rest.length > 0) throw wrong(`the value of ${known} must be percent-encoded.`);
  return [known, check(known, decoded(value, `the value of ${known}`))];
};

const wellFormed = /^([a-z+]+):\/\/(?:(.*)@)?([^@/?]*)\/*(?:\?(.*))?$/;
const schemes = /^(esdb|kurrentdb|kurrent|kdb)(\+discover)?$/;

/** Throws `CONFIGURATION` with one sentence that says what to write instead. */
export const readConnectionString = (text: string): Connection => {
  const parts = wellFormed.exec(text.trim());
  const scheme = schemes.exec(parts?.[1] ?? '');
  if (!parts || !scheme) {
    throw wrong('it has the form kurrentdb://user:password@host:2113?option=value (or esdb://).');
  }
  const [, , user, hosts = '', query] = parts;
  const credentials = user === undefined ? '' : credentialsFrom(user);
  const servers = hosts.split(',').map(serverFrom);
  const options = new Map(query ? query.split('&').map(optionFrom) : []);
  const isSecure = options.get('tls') !== 'false';
  if (!isSecure && credentials !== '') {
    throw wrong(
      'with tls=false the server is not told who calls, so a password has no effect; take tls=false away, or the user and password.',
    );
  }
  if (options.has('userCertFile') !== options.has('userKeyFile')) {
    throw wrong('userCertFile and userKeyFile go together.');
  }
  const list = servers.map(({ host, port }) => `${host}:${String(port)}`).join(',');
  const written = [...options].map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  const question = written.length === 0 ? '' : `?${written.join('&')}`;
  // The old name of the scheme makes the client print a warning.
  const url = `kurrentdb${scheme[2] ?? ''}://${credentials}${list}${question}`;
  return { url, servers, isSecure };
};

/** `host:port, host:port`, for messages. */
export const namesOf = ({ servers }: Connection): string =>
  servers.map(({ host, port }) => `${host}:${String(port)}`).join(', ');
