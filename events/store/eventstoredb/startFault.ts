/**
 * Why a server does not answer at the start, found by a look at its port: nothing listens, it wants
 * TLS, it has none, its certificate is not trusted. One sentence that says what to do.
 */
import { createConnection, isIP } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Socket } from 'node:net';
import { CuckmereError } from '../../errors';
import { namesOf } from './connectionString';
import type { Connection, Server } from './connectionString';
import { eventStoreDbLimits } from './eventStoreDbLimits';

/** Resolves to undefined where it connected, else to the error's code; `slow` where it took too long. */
const failureOf = (open: () => Socket, connected: string): Promise<string | undefined> =>
  new Promise((resolve) => {
    const socket = open();
    const settle = (answer: string | undefined): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(eventStoreDbLimits.probeMs, () => {
      settle('slow');
    });
    socket.once(connected, () => {
      settle(undefined);
    });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      settle(error.code ?? 'unknown');
    });
    socket.once('close', () => {
      settle('closed');
    });
  });

const tcpFailure = (server: Server): Promise<string | undefined> =>
  failureOf(() => createConnection(server), 'connect');

const tlsFailure = ({ host, port }: Server): Promise<string | undefined> =>
  failureOf(
    () =>
      connectTls({
        host,
        port,
        rejectUnauthorized: false,
        ...(isIP(host) ? {} : { servername: host }),
      }),
    'secureConnect',
  );

const certificateWords = /certificate|self[- ]signed|issuer|altnames/i;

const configuration = (words: string): CuckmereError => new CuckmereError('CONFIGURATION', words);

/**
 * The fault that waiting does not mend, or `STORE_UNAVAILABLE` where it may. `words` are those of
 * the call that failed.
 */
export const startFault = async (connection: Connection, words: string): Promise<CuckmereError> => {
  const [server] = connection.servers;
  const where = namesOf(connection);
  const failure = server && (await tcpFailure(server));
  if (!server || failure !== undefined) {
    const why = { ECONNREFUSED: 'nothing listens there', ENOTFOUND: 'there is no such host' }[
      failure ?? ''
    ];
    return new CuckmereError(
      'STORE_UNAVAILABLE',
      `EventStoreDB at ${where} cannot be reached (${why ?? failure ?? 'unknown'}): start it, or correct EVENTSTORE_URL.`,
    );
  }
  const speaksTls = (await tlsFailure(server)) === undefined;
  if (speaksTls && !connection.isSecure) {
    return configuration(
      `EventStoreDB at ${where} wants TLS: take tls=false out of EVENTSTORE_URL, and name its certificate authority by tlsCAFile if need be.`,
    );
  }
  if (!speaksTls && connection.isSecure) {
    return configuration(
      `EventStoreDB at ${where} does not speak TLS: add tls=false to EVENTSTORE_URL if the way to it is safe, else give the server a certificate.`,
    );
  }
  if (connection.isSecure && certificateWords.test(words)) {
    return configuration(
      `The certificate of EventStoreDB at ${where} is not trusted: name its certificate authority by tlsCAFile in EVENTSTORE_URL.`,
    );
  }
  return new CuckmereError(
    'STORE_UNAVAILABLE',
    `EventStoreDB at ${where} is reached but does not answer: see its own log; it may still be starting, or have no leader.`,
  );
};
