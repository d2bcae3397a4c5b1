/**
 * The parent of `cuckmere start`, run as real processes with a tiny server for a child: what it does
 * when the child is killed, when it is told to stop, when the child cannot live, and when it dies.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transformSync } from '@swc/core';
import { endAll, startNode, type Program } from '../support/program';

const childProgram = `
const http = require('node:http');
const { configurationExitCode, onSupervisor } = require('./supervised.js');
const mode = process.argv[2];
const server = http.createServer((request, response) => response.end(String(process.pid)));
const drain = () => {
  console.log('drained by ' + process.pid);
  if (mode === 'stuck') return new Promise(() => setInterval(() => undefined, 1000));
  server.close();
  server.closeAllConnections();
};
const supervised = onSupervisor({ drain, drainTimeoutMs: 60_000 });
if (mode === 'misconfigured') process.exit(configurationExitCode);
if (mode === 'crash') process.exit(3);
server.listen(supervised.portBefore ?? 0, '127.0.0.1', () => {
  supervised.listening(server.address().port);
  console.log('child ' + process.pid + ' listening on ' + server.address().port);
});
`;

const parentProgram = `
const { superviseServer } = require('./supervisor.js');
const limits = { restartsMax: 2, restartDelayMs: 10, drainTimeoutMs: Number(process.argv[3] ?? 60_000) };
superviseServer({ args: [process.argv[2]], childPath: __dirname + '/child.js', limits, say: console.log })
  .then((code) => { process.exitCode = code; });
`;

const listening = /^child (\d+) listening on (\d+)$/;
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cuckmere-supervisor-'));
  for (const name of ['supervisor', 'supervised']) {
    const source = readFileSync(join(__dirname, '../../cli', `${name}.ts`), 'utf8');
    const { code } = transformSync(source, {
      jsc: { target: 'es2023', parser: { syntax: 'typescript' } },
      module: { type: 'commonjs' },
    });
    writeFileSync(join(folder, `${name}.js`), code);
  }
  writeFileSync(join(folder, 'child.js'), childProgram);
  writeFileSync(join(folder, 'parent.js'), parentProgram);
});

afterEach(endAll);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const supervise = (...args: string[]): Program => startNode([join(folder, 'parent.js'), ...args]);

async function answerOf(port: string): Promise<string> {
  return (await fetch(`http://127.0.0.1:${port}/`)).text();
}

describe('the parent of the server', () => {
  it('starts a killed child again, on the port it had, and says why', async () => {
    const parent = supervise('serve');
    const [, firstPid = '', port = ''] = await parent.heard(listening);
    const linesBefore = parent.lines.length;

    process.kill(Number(firstPid), 'SIGKILL');

    const [, secondPid, samePort] = await parent.heardAfter(linesBefore, listening);
    expect(secondPid).not.toBe(firstPid);
    expect(samePort).toBe(port);
    expect(await answerOf(port)).toBe(secondPid);
    expect(parent.lines).toContain(
      'The server ended unexpectedly (signal SIGKILL). Starting it again.',
    );
  });

  it('gives no port to a first child, whatever the environment says', async () => {
    const environment = { ...process.env, CUCKMERE_PORT: '1' };
    const parent = startNode([join(folder, 'parent.js'), 'serve'], environment);

    const [, , port] = await parent.heard(listening);

    expect(port).not.toBe('1');
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'has the child drain on %s, and ends with 0',
    async (signal) => {
      const parent = supervise('serve');
      const [, pid = ''] = await parent.heard(listening);

      process.kill(parent.pid, signal);

      expect(await parent.exitCode).toBe(0);
      expect(parent.lines).toContain(`drained by ${pid}`);
    },
  );

  it('drains once and ends with 0 when Ctrl-C reaches parent and child, twice', async () => {
    const parent = supervise('serve');
    await parent.heard(listening);

    process.kill(-parent.pid, 'SIGINT');
    process.kill(-parent.pid, 'SIGINT');

    expect(await parent.exitCode).toBe(0);
    expect(parent.lines.filter((line) => line.startsWith('drained'))).toHaveLength(1);
    expect(parent.lines.join('\n')).not.toContain('Starting it again');
  });

  it('kills a child that does not finish draining, says so, and ends with 1', async () => {
    const parent = supervise('stuck', '200');
    await parent.heard(listening);

    process.kill(parent.pid, 'SIGTERM');

    expect(await parent.exitCode).toBe(1);
    expect(parent.lines.at(-1)).toBe('The server did not finish within 0.2 s and was killed.');
  });

  it('gives up a child that keeps dying, with code 1 and a plain line', async () => {
    const parent = supervise('crash');

    expect(await parent.exitCode).toBe(1);
    const restarts = parent.lines.filter((line) => line.includes('Starting it again'));
    expect(restarts).toHaveLength(2);
    expect(parent.lines.at(-1)).toBe(
      'The server ended again (exit code 3), after 2 restarts within 60 s. ' +
        'Cuckmere gives up: see the lines above for why.',
    );
  });

  it('does not start a wrongly configured child again', async () => {
    const parent = supervise('misconfigured');

    expect(await parent.exitCode).toBe(1);
    expect(parent.lines).toEqual([]);
  });
});

describe('the child of a parent that was killed', () => {
  it('drains and ends by itself', async () => {
    const parent = supervise('serve');
    const [, pid = '', port = ''] = await parent.heard(listening);

    process.kill(parent.pid, 'SIGKILL');

    await parent.heard(new RegExp(`^drained by ${pid}$`));
    await parent.exitCode;
    await expect(answerOf(port)).rejects.toThrow();
  });
});

describe('a server run without a parent', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('drains on %s and ends with 0', async (signal) => {
    const child = startNode([join(folder, 'child.js'), 'serve']);
    await child.heard(listening);

    process.kill(child.pid, signal);

    expect(await child.exitCode).toBe(0);
    expect(child.lines).toContain(`drained by ${String(child.pid)}`);
  });
});
