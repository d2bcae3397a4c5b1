/**
 * A writer killed at the k-th call of each kind that changes the disk (hazard H6): write, sync, rename
 * and the rest of its class. Nothing acknowledged is lost or doubled, and all can be read.
 */
import { join } from 'node:path';
import { describeTraced } from '../support/strace';
import { endAll } from '../support/program';
import { temporaryFolder } from '../support/temporaryFolder';
import { crashCases } from './crashCases';
import { acknowledgedIn, faultsOf } from './power/judge';
import type { Call } from './power/steps';
import { tracedRun } from './power/tracedRun';
import { random, seed } from './seededRandom';

jest.setTimeout(crashCases.timeoutMs);
afterEach(endAll);

const round = 'killed';
const commands = 60;

const write = async (inject?: string) => {
  const root = temporaryFolder();
  const args = [join(root, 'data'), round, '0', String(commands)];
  const run = await tracedRun({ root, args, ...(inject === undefined ? {} : { inject }) });
  return { ...run, data: join(root, 'data') };
};

/** As many calls of the run as asked for, of every kind in turn, each at random among its kind. */
const chosenFrom = (calls: readonly Call[], count: number): Call[] => {
  const kinds = new Map<string, Call[]>();
  for (const call of calls) {
    if (call.kind === 'say' || call.kind === 'open') continue;
    kinds.set(call.name, [...(kinds.get(call.name) ?? []), call]);
  }
  const ofKinds = [...kinds.values()];
  const chosen = Array.from({ length: count }, (_, index) => {
    const ofKind = ofKinds[index % ofKinds.length]!;
    return ofKind[Math.floor(random() * ofKind.length)]!;
  });
  // The last calls of a run may not come in another: each is wanted early enough.
  return chosen.map((call) => ({ ...call, nth: Math.max(1, Math.floor(call.nth * 0.9)) }));
};

describeTraced(`a writer killed at a call to the disk (CRASH_SEED=${String(seed)})`, () => {
  it('has lost nothing that it acknowledged, done nothing twice, and left nothing unreadable', async () => {
    const { calls } = await write();
    const names = new Set(calls.map(({ name }) => name));
    expect([...names]).toEqual(expect.arrayContaining(['pwrite64', 'fsync', 'rename', 'unlink']));
    let killed = 0;
    for (const { name, nth } of chosenFrom(calls, crashCases.kills)) {
      const run = await write(`${name}:signal=KILL:when=${String(nth)}`);
      if (run.exitCode === null) killed += 1;
      const acknowledged = run.lines.flatMap((line) => acknowledgedIn(round, line) ?? []);
      const faults = await faultsOf(run.data, acknowledged);
      expect({ at: `${name} ${String(nth)}`, faults }).toEqual({
        at: `${name} ${String(nth)}`,
        faults: [],
      });
    }
    expect(killed).toBeGreaterThan(crashCases.kills / 2);
  });
});
