/**
 * kill -9 in the middle of a backup, at calls of every kind that changes the disk (hazard H6): what is
 * left is either the whole backup or one that nobody takes for a backup, and the log is untouched.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { restore } from '../../cli/restore';
import { isCuckmereError } from '../../events/errors';
import { openLogReader } from '../../events/store/sqlite/logReader';
import { writeDemoLog } from '../projections/demoLog';
import { openData } from '../projections/openedData';
import { endAll } from '../support/program';
import { describeTraced, stracePath } from '../support/strace';
import { temporaryFolder } from '../support/temporaryFolder';
import { crashCases } from './crashCases';
import { random, seed } from './seededRandom';
import { startProgramUnder } from './typescriptProgram';

jest.setTimeout(crashCases.timeoutMs);
afterEach(endAll);

/** Those by which a backup reaches the disk, and about how often each is called here. */
const calls = [
  ['pwrite64', 60],
  ['fsync', 3],
  ['fdatasync', 6],
  ['unlink', 2],
  ['rename', 1],
] as const;

const killedAt = async (data: string, name: string, nth: number) => {
  const to = join(temporaryFolder(), 'copy');
  const inject = `inject=${name}:signal=KILL:when=${String(nth)}`;
  const strace = [stracePath, '-qq', '-o', '/dev/null', '-e', `trace=${name}`, '-e', inject];
  const child = startProgramUnder(strace, 'backUp', [data, to]);
  const exitCode = await child.exitCode;
  if (exitCode !== null && exitCode !== 0) throw new Error(child.lines.join('\n'));
  return { to, hasSaidSo: child.lines.includes('backed up') };
};

const recordsIn = async (folder: string): Promise<number> => {
  const reader = openLogReader(folder);
  let records = 0;
  for await (const page of reader.pages()) records += page.length;
  reader.close();
  return records;
};

describeTraced(`a backup that is killed (CRASH_SEED=${String(seed)})`, () => {
  it('is whole, or is refused as one that was broken off and brings nothing back', async () => {
    const log = await openData();
    await writeDemoLog(log);
    await log.close();
    const records = await recordsIn(log.folder);
    const outcomes = { whole: 0, brokenOff: 0 };
    for (let kill = 0; kill < crashCases.kills; kill += 1) {
      const [name, callsMax] = calls[kill % calls.length]!;
      const nth = 1 + Math.floor(random() * callsMax);
      const { to, hasSaidSo } = await killedAt(log.folder, name, nth);
      const data = temporaryFolder();
      try {
        await restore({ from: to, data, say: () => undefined });
        outcomes.whole += 1;
        expect(await recordsIn(data)).toBe(records);
      } catch (error) {
        if (!isCuckmereError(error, 'CONFIGURATION')) throw error;
        expect(error.message).toMatch(/no finished backup/);
        outcomes.brokenOff += 1;
        // What was said to be done is done.
        expect({ at: `${name} ${String(nth)}`, hasSaidSo }).toMatchObject({ hasSaidSo: false });
        expect(existsSync(join(data, 'events.db'))).toBe(false);
      }
      expect(await recordsIn(log.folder)).toBe(records);
    }
    // A run in which nothing was broken off would prove nothing.
    expect(outcomes.brokenOff).toBeGreaterThan(crashCases.kills / 3);
  });
});
