/**
 * A disk whose sync fails under the running product (hazard H6): nothing more is acknowledged, the
 * process ends, its parent starts it again, and what was sent without an answer can be sent again.
 */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { childrenOf, ensureBuilt, startCuckmere } from '../support/cuckmere';
import type { RunningCuckmere } from '../support/cuckmere';
import { until } from '../support/app';
import type { Data } from '../support/app';
import { describeTraced, stracePath } from '../support/strace';
import { endAll } from '../support/program';
import { temporaryFolder } from '../support/temporaryFolder';
import { mutationText, personInput } from '../support/writes';

jest.setTimeout(90_000);
afterEach(endAll);

const register = async (server: RunningCuckmere, commandId: string): Promise<string> => {
  const input = { commandId, ...personInput({ name: { family: 'Pilbeam', given: ['Ann'] } }) };
  const { data } = await server.graphql('gp', mutationText('registerPerson'), { input });
  const saved = (data as Data | undefined)?.registerPerson;
  if (saved?.__typename !== 'PersonSaved') throw new Error(JSON.stringify(saved));
  return saved.person.id as string;
};

/** From when it answers on, every sync of the process fails. */
const failSyncsOf = async (pid: number): Promise<void> => {
  const args = ['-f', '-o', '/dev/null', '-e', 'trace=fsync,fdatasync'];
  const inject = ['-e', 'inject=fsync,fdatasync:error=EIO', '-p', String(pid)];
  const strace = spawn(stracePath, [...args, ...inject], { stdio: ['ignore', 'ignore', 'pipe'] });
  for await (const line of createInterface(strace.stderr)) {
    if (line.includes('attached')) return;
    throw new Error(line);
  }
};

describeTraced('cuckmere start on a disk whose sync fails', () => {
  beforeAll(ensureBuilt);

  it('acknowledges nothing more, ends, comes back on its port, and has kept what it acknowledged', async () => {
    const server = await startCuckmere(temporaryFolder());
    const before = randomUUID();
    const kept = await register(server, before);
    const [pid = 0] = childrenOf(server.program.pid);

    await failSyncsOf(pid);
    const unanswered = Array.from({ length: 5 }, () => randomUUID());
    const answers = await Promise.allSettled(unanswered.map((one) => register(server, one)));

    expect(answers.map(({ status }) => status)).toEqual(unanswered.map(() => 'rejected'));
    await server.program.heard(/The server ended unexpectedly \(exit code 70\)/);
    await until(
      () =>
        fetch(`${server.url}/health/ready`).then(
          ({ ok }) => ok,
          () => false,
        ),
      'the server came back on its port',
    );
    expect(childrenOf(server.program.pid)).not.toContain(pid);
    expect(await register(server, before)).toBe(kept);
    for (const commandId of unanswered) {
      const id = await register(server, commandId);
      expect(await register(server, commandId)).toBe(id);
    }
  });
});
