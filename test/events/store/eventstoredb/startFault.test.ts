/** A server that cannot be used: each reason in one line that says what to do. */
import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { openEventStoreDb } from '../../../../events/store/eventstoredb/eventStoreDb';
import { selfSignedCertificate } from '../../../support/selfSignedCertificate';

const limits = { openMs: 300, openRetryDelayMs: 50, readTimeoutMs: 500, readAttemptsMax: 1 };
const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

const listen = async (server: Server): Promise<number> => {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return (server.address() as AddressInfo).port;
};

const closedPort = async (): Promise<number> => {
  const port = await listen(createServer());
  for (const close of closers.splice(0)) close();
  return port;
};

const tlsServer = (): Server => {
  const server = createTlsServer(selfSignedCertificate());
  server.on('tlsClientError', () => undefined);
  return server;
};

const refusalOf = (address: string): Promise<unknown> =>
  openEventStoreDb({ url: `kurrentdb://${address}`, limits }).then(
    () => 'opened',
    (error: unknown) => error,
  );

describe('a server that cannot be used', () => {
  it('where nothing listens: says so once it was waited for, and to start it', async () => {
    const port = String(await closedPort());
    expect(await refusalOf(`127.0.0.1:${port}?tls=false`)).toMatchObject({
      code: 'STORE_UNAVAILABLE',
      message: `EventStoreDB at 127.0.0.1:${port} cannot be reached (nothing listens there): start it, or correct EVENTSTORE_URL.`,
    });
  });

  it('is used where it comes up while it is waited for', async () => {
    const port = await closedPort();
    const refused = openEventStoreDb({
      url: `kurrentdb://127.0.0.1:${String(port)}?tls=false`,
      limits: { ...limits, openMs: 20_000 },
    });
    // A server that wants TLS: what is said changes with what is there, without a new start.
    const server = tlsServer();
    server.listen(port, '127.0.0.1');
    closers.push(() => server.close());
    await expect(refused).rejects.toMatchObject({ code: 'CONFIGURATION' });
  });

  it('whose host is not known', async () => {
    expect(await refusalOf('nowhere.invalid:1?tls=false')).toMatchObject({
      code: 'STORE_UNAVAILABLE',
      message: expect.stringMatching(/^EventStoreDB at nowhere\.invalid:1 cannot be reached \(/),
    });
  });

  it('that wants TLS and is asked without', async () => {
    const port = String(await listen(tlsServer()));
    expect(await refusalOf(`127.0.0.1:${port}?tls=false`)).toMatchObject({
      code: 'CONFIGURATION',
      message: expect.stringMatching(/wants TLS: take tls=false out of EVENTSTORE_URL/),
    });
  });

  it('that has no TLS and is asked with it', async () => {
    const plain = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    const port = String(await listen(plain));
    expect(await refusalOf(`127.0.0.1:${port}`)).toMatchObject({
      code: 'CONFIGURATION',
      message: expect.stringMatching(/does not speak TLS: add tls=false/),
    });
  });

  it('whose certificate nobody vouches for', async () => {
    const port = String(await listen(tlsServer()));
    expect(await refusalOf(`ops:secret@127.0.0.1:${port}`)).toMatchObject({
      code: 'CONFIGURATION',
      message: expect.stringMatching(/^The certificate of EventStoreDB at .* is not trusted/),
    });
  });

  it('that is something else', async () => {
    const other = createServer((socket) => socket.end('hello\n'));
    const port = String(await listen(other));
    expect(await refusalOf(`127.0.0.1:${port}?tls=false`)).toMatchObject({
      code: 'STORE_UNAVAILABLE',
      message: expect.stringMatching(/is reached but does not answer: see its own log/),
    });
  });
});
