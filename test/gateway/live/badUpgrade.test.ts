/**
 * Upgrades that make no sense, or that are broken off as they are refused, sent to a process of its own:
 * it answers the next one who asks, and was never ended by them.
 */
import { connect } from 'node:net';
import { ensureBuilt, startCuckmere } from '../../support/cuckmere';
import { endAll } from '../../support/program';
import { temporaryFolder } from '../../support/temporaryFolder';

beforeAll(ensureBuilt);
afterAll(endAll);

const upgrade = (port: number, path: string, isReset: boolean): Promise<void> =>
  new Promise((resolve) => {
    const head = [
      `GET ${path} HTTP/1.1`,
      'Host: 127.0.0.1',
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      'Sec-WebSocket-Version: 13',
    ];
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(`${head.join('\r\n')}\r\n\r\n`, () => {
        if (isReset) socket.resetAndDestroy();
      });
    });
    socket.on('error', () => undefined);
    socket.on('data', () => undefined);
    socket.once('close', () => {
      resolve();
    });
  });

it('ends no process', async () => {
  const server = await startCuckmere(temporaryFolder(), ['--empty']);
  const port = Number(new URL(server.url).port);
  for (const path of ['//', '/', '/nothing', 'http://', '/graphql?ticket=%']) {
    await upgrade(port, path, false);
  }
  for (let count = 0; count < 200; count += 1) await upgrade(port, '/nothing', true);
  expect((await fetch(`${server.url}/health/ready`)).status).toBe(200);
  expect(server.program.lines.filter((line) => /unexpectedly|exit code/.test(line))).toEqual([]);
}, 120_000);
