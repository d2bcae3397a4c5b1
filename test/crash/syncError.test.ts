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

/** Sends a mutation; the revision and position that acknowledge it. Rejects where it has no answer. */
const send = async (server: RunningCuckmere, name: string, input: object): Promise<Data> => {
  const { data } = await server.graphql('gp', mutationText(name), { input });
  const saved = (data as Data)?.[name];
  if (!String(saved?.__typename).endsWith('Saved')) throw new Error(JSON.stringify(saved));
  return saved;
};

const newPerson = (): object => ({
  commandId: randomUUID(),
  ...personInput({ name: { family: 'Pilbeam', given: ['Ann'] } }),
});

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

  it.each([
    ['a new person, whose key is written first', 'registerPerson', newPerson],
    [
      'somebody who is there',
      'startEndOfLifePlan',
      (personId: unknown) => ({ commandId: randomUUID(), personId }),
    ],
  ])(
    'acknowledges nothing more for %s, ends, comes back on its port, and has kept the rest',
    async (_who, name, inputFor) => {
      const server = await startCuckmere(temporaryFolder());
      const first = newPerson();
      const kept = await send(server, 'registerPerson', first);
      const [pid = 0] = childrenOf(server.program.pid);

      await failSyncsOf(pid);
      const unanswered = Array.from({ length: 5 }, () => inputFor(kept.person.id));
      const answers = await Promise.allSettled(unanswered.map((one) => send(server, name, one)));

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
      expect(await send(server, 'registerPerson', first)).toEqual(kept);
      // Of five that start one plan any one may be on the disk; it alone is carried out.
      const again = await Promise.allSettled(unanswered.map((one) => send(server, name, one)));
      const done = again.filter(({ status }) => status === 'fulfilled');
      expect(done).toHaveLength(name === 'registerPerson' ? unanswered.length : 1);
      expect(await Promise.allSettled(unanswered.map((one) => send(server, name, one)))).toEqual(
        again,
      );
    },
  );
});
