/**
 * `cuckmere start` as real processes: it says where it is and keeps what it acknowledged through
 * kill -9, comes back on its port, ends tidily, and refuses in one line what it must not do (H6).
 */
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { childrenOf, ensureBuilt, runCuckmere, startCuckmere } from '../support/cuckmere';
import type { RunningCuckmere } from '../support/cuckmere';
import { until } from '../support/app';
import type { Data } from '../support/app';
import { onEachLog } from '../support/logs';
import { endAll } from '../support/program';
import { temporaryFolder } from '../support/temporaryFolder';
import { mutationText, personInput } from '../support/writes';

jest.setTimeout(90_000);
beforeAll(ensureBuilt);
afterEach(endAll);

const registerThrough = async (
  server: Pick<RunningCuckmere, 'graphql'>,
  commandId: string,
  family: string,
): Promise<string> => {
  const input = { commandId, ...personInput({ name: { family, given: ['A'] } }) };
  const { data } = await server.graphql('gp', mutationText('registerPerson'), { input });
  const saved = (data as Data).registerPerson;
  if (saved.__typename !== 'PersonSaved') throw new Error(JSON.stringify(saved));
  return saved.person.id as string;
};

const familyOf = async (server: RunningCuckmere, id: string): Promise<string | undefined> => {
  const query =
    'query($id: ID!) { person(id: $id) { identity { ... on Identity { name { family } } } } }';
  const { data } = await server.graphql('gp', query, { id });
  return (data as Data).person.identity.name?.family as string | undefined;
};

onEachLog((logOf) => {
  const startOn = (data: string, args?: readonly string[]): Promise<RunningCuckmere> =>
    startCuckmere(data, args, logOf(data));

  describe('cuckmere start', () => {
    it('prints its addresses and who may sign in, answers, and ends with 0 on Ctrl-C', async () => {
      const { program, url } = await startOn(temporaryFolder());

      const said = program.lines.join('\n');
      expect(said).toContain(`${url}/urgent`);
      expect(said).toMatch(/paramedic\s+Kit Rowan/);
      expect(said).toContain('No people yet');
      expect(await (await fetch(`${url}/health/live`)).json()).toEqual({ live: true });
      expect((await fetch(`${url}/health/ready`)).status).toBe(200);
      process.kill(-program.pid, 'SIGINT');

      expect(await program.exitCode).toBe(0);
      await expect(fetch(`${url}/health/live`)).rejects.toThrow();
    });

    it('shows the same data at the second start', async () => {
      const data = temporaryFolder();
      const first = await startOn(data);
      const id = await registerThrough(first, randomUUID(), 'Pilbeam');
      process.kill(first.program.pid, 'SIGTERM');
      expect(await first.program.exitCode).toBe(0);

      const second = await startOn(data, []);

      expect(await familyOf(second, id)).toBe('Pilbeam');
      expect(second.program.lines.join('\n')).toContain('No people yet');
    });

    it('comes back on its port after kill -9 in the middle of writing, and lost nothing acknowledged', async () => {
      const server = await startOn(temporaryFolder());
      const acknowledged = new Map<string, string>();
      const unanswered = new Map<string, string>();
      let isKilled = false;
      const writer = async (name: number): Promise<void> => {
        for (let n = 0; !isKilled; n += 1) {
          const commandId = randomUUID();
          const family = `Family ${String(name)} ${String(n)}`;
          try {
            acknowledged.set(await registerThrough(server, commandId, family), family);
          } catch {
            unanswered.set(commandId, family);
            return;
          }
        }
      };
      const [pid = 0] = childrenOf(server.program.pid);
      const writers = Array.from({ length: 8 }, (_, name) => writer(name));
      await until(() => acknowledged.size >= 100, 'a hundred people were acknowledged');

      process.kill(pid, 'SIGKILL');
      await Promise.all(writers);
      isKilled = true;

      await server.program.heard(/The server ended unexpectedly \(signal SIGKILL\)/);
      await until(
        () =>
          fetch(`${server.url}/health/ready`).then(
            ({ ok }) => ok,
            () => false,
          ),
        'the server came back on its port',
      );
      expect(childrenOf(server.program.pid)).not.toContain(pid);
      expect(unanswered.size).toBeGreaterThan(0);
      for (const [id, family] of acknowledged) expect(await familyOf(server, id)).toBe(family);
      for (const [commandId, family] of unanswered) {
        const id = await registerThrough(server, commandId, family);
        expect(await registerThrough(server, commandId, family)).toBe(id);
        expect(await familyOf(server, id)).toBe(family);
      }
    });
  });
});

describe('cuckmere start refuses in one line and ends with 1', () => {
  const oneLine = async (args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<string> => {
    const program = runCuckmere(['start', '--empty', ...args], env);
    expect(await program.exitCode).toBe(1);
    expect(program.lines).toHaveLength(1);
    return program.lines[0] ?? '';
  };

  it('a folder that another process has open', async () => {
    const data = temporaryFolder();
    const first = await startCuckmere(data);

    const line = await oneLine(['--data', data, '--port', '0']);

    expect(line).toMatch(/^Another process \(process \d+\) has this data folder open/);
    expect((await fetch(`${first.url}/health/ready`)).status).toBe(200);
  });

  it('to let anyone in where NODE_ENV is production', async () => {
    const args = ['--data', temporaryFolder(), '--port', '0'];

    expect(await oneLine(args, { NODE_ENV: 'production' })).toContain('NODE_ENV=production');
  });

  it.each(['0.0.0.0', 'example.org'])(
    'to let anyone in from elsewhere: --host %s',
    async (host) => {
      const args = ['--data', temporaryFolder(), '--port', '0', '--host', host];

      expect(await oneLine(args)).toContain('use --host 127.0.0.1');
    },
  );

  it('a port that is in use', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const { port } = taken.address() as AddressInfo;

    const line = await oneLine(['--data', temporaryFolder(), '--port', String(port)]);
    taken.close();

    expect(line).toContain(`Port ${String(port)} is in use`);
  });

  it('a data folder whose path is too long for its admin socket', async () => {
    const data = `${temporaryFolder()}/${'deep/'.repeat(30)}`;

    expect(await oneLine(['--data', data, '--port', '0'])).toContain('path is too long');
  });

  it.each([
    ['is not understood', { EVENTSTORE_URL: 'http://127.0.0.1:2113' }, /has the form kurrentdb:/],
    [
      'has a password that would be ignored',
      { EVENTSTORE_URL: 'esdb://ops:hunter2@127.0.0.1?tls=false' },
      /^EVENTSTORE_URL is not usable: with tls=false .* no effect/,
    ],
    [
      'goes with a namespace that is no word',
      { EVENTSTORE_URL: 'esdb://127.0.0.1?tls=false', EVENTSTORE_NAMESPACE: 'a-b' },
      /A namespace is up to 40 letters and digits/,
    ],
  ])('an EVENTSTORE_URL that %s', async (_what, env, expected) => {
    const line = await oneLine(['--data', temporaryFolder(), '--port', '0'], env);

    expect(line).toMatch(expected);
    expect(line).not.toContain('hunter2');
  });

  it('a folder with a log of its own where EVENTSTORE_URL is set, and the other way round', async () => {
    const own = temporaryFolder();
    const remote = temporaryFolder();
    writeFileSync(join(own, 'events.db'), '');
    writeFileSync(join(remote, 'log.json'), '{"kind":"EventStoreDB","namespace":""}');
    const env = { EVENTSTORE_URL: 'esdb://127.0.0.1:1?tls=false' };

    expect(await oneLine(['--data', own], env)).toContain('holds an event log of its own');
    expect(await oneLine(['--data', remote])).toContain('set EVENTSTORE_URL, or choose another');
    expect(await oneLine(['--data', remote], { ...env, EVENTSTORE_NAMESPACE: 'other' })).toContain(
      'belongs to the event log with the namespace ""',
    );
  });

  it.each([
    [['--prot', '4000'], /unknown option '--prot'/],
    [['--port', 'http'], /a port is a whole number/],
    [['--port', '70000'], /a port is a whole number/],
    [['--port', '-1'], /a port is a whole number/],
    [['now'], /too many arguments/],
  ])('what it does not understand: %s', async (args, expected) => {
    const program = runCuckmere(['start', ...args]);

    expect(await program.exitCode).toBe(1);
    expect(program.lines.join('\n')).toMatch(expected);
  });
});
