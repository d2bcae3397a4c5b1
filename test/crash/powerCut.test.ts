/**
 * Power cuts (hazard H6). A kill keeps the page cache, so it proves nothing about syncs: here the
 * writes and syncs of a run are traced, and the files that a power cut could have left, at any moment
 * and with any part of what was not yet synced, are built and opened with the real adapters.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeTraced } from '../support/strace';
import { endAll } from '../support/program';
import { temporaryFolder } from '../support/temporaryFolder';
import { crashCases } from './crashCases';
import { createDisk } from './power/disk';
import type { Disk } from './power/disk';
import { fateNames, fates } from './power/fates';
import type { FateName } from './power/fates';
import { acknowledgedIn, faultsOf } from './power/judge';
import type { Acknowledged } from './power/judge';
import type { Call } from './power/steps';
import { tracedRun } from './power/tracedRun';
import { random, seed } from './seededRandom';

jest.setTimeout(crashCases.timeoutMs);
afterEach(endAll);

const round = 'traced';
const attemptsMax = 20;
/** In memory where there is such a folder: hundreds of small data folders are made and opened. */
const quickFolder = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;

const acknowledgedBy = (lines: readonly string[]): Acknowledged[] =>
  lines.flatMap((line) => acknowledgedIn(round, line) ?? []);

/** The faults of the folder that a cut at this moment leaves, each said with the cut. */
const faultsOfCut = async (
  disk: Disk,
  fate: FateName,
  acknowledged: readonly Acknowledged[],
): Promise<string[]> => {
  const folder = mkdtempSync(join(quickFolder, 'cuckmere-cut-'));
  try {
    disk.cutInto(folder, fates[fate]());
    return await faultsOf(join(folder, 'data'), acknowledged);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/**
 * Goes through a run and cuts the power: after the last answer and half of the other times when something
 * was just acknowledged, keeping nothing that was not synced; else anywhere, keeping anything.
 */
const cutThrough = async (
  calls: readonly Call[],
  cases: number,
  disk: Disk,
  before: readonly Acknowledged[] = [],
): Promise<readonly string[]> => {
  const says = calls.flatMap(({ kind }, index) => (kind === 'say' ? [index] : []));
  const cuts = new Map<number, FateName[]>([[says.at(-1) ?? 0, ['nothing']]]);
  for (let number = 0; number < cases; number += 1) {
    const isAtAnswer = number % 2 === 0;
    const at = isAtAnswer ? pick(says) : Math.floor(random() * calls.length);
    cuts.set(at, [...(cuts.get(at) ?? []), isAtAnswer ? 'nothing' : pick(fateNames)]);
  }
  const acknowledged = [...before];
  const bad: string[] = [];
  for (const [index, call] of calls.entries()) {
    disk.apply(call);
    const said = call.kind === 'say' ? acknowledgedIn(round, call.line) : undefined;
    if (said) acknowledged.push(said);
    for (const fate of cuts.get(index) ?? []) {
      const faults = await faultsOfCut(disk, fate, acknowledged);
      const where = `after step ${String(index)} of ${String(calls.length)}, keeping ${fate}`;
      if (faults.length > 0) bad.push(`${where}: ${faults.slice(0, 3).join('; ')}`);
    }
  }
  return bad;
};

const filesBelow = (folder: string): Map<string, string> =>
  new Map(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => statSync(join(folder, name)).isFile() && !name.endsWith('-shm'))
      .sort()
      .map((name) => [name, readFileSync(join(folder, name), 'latin1')]),
  );

const writeTraced = async (commands: number, env: NodeJS.ProcessEnv = {}) => {
  const root = temporaryFolder();
  const args = [join(root, 'data'), round, '0', String(commands)];
  return { ...(await tracedRun({ root, args, env })), root };
};

/** The syncs by which commits end: after a write of the same file, and more of it does not follow. */
const commitsOf = (calls: readonly Call[], file: string): Call[] =>
  calls.filter((call, index) => {
    const [before, after] = [calls[index - 1], calls[index + 1]];
    const isOfFile = (one: Call | undefined): boolean =>
      one !== undefined && 'path' in one && one.path.endsWith(file);
    return call.kind === 'sync' && isOfFile(call) && isOfFile(before) && !isOfFile(after);
  });

/**
 * A writer killed between the last write of a commit of `file` and its sync, then one that is sent the
 * same again. Runs differ by a few syncs, so some kills miss and are tried again.
 */
const killBeforeSync = async (file: string, syncs: readonly Call[]) => {
  const env = { WRITERS: '1', COMMANDS_PER_OPENING: String(crashCases.commands) };
  for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
    const root = temporaryFolder();
    const sent = (commands: number) => [join(root, 'data'), round, '0', String(commands)];
    const { name, nth } = pick(syncs);
    const inject = `${name}:signal=KILL:when=${String(nth)}`;
    const killed = await tracedRun({ root, args: sent(crashCases.commands), env, inject });
    const last = killed.calls.at(-1);
    if (killed.exitCode !== null || last?.kind !== 'write' || !last.path.endsWith(file)) continue;
    const next = await tracedRun({ root, args: sent(killed.lines.length + 1), env });
    return { root, killed, next };
  }
  throw new Error(`No writer was killed before it synced ${file}.`);
};

describeTraced(`a power cut (CRASH_SEED=${String(seed)})`, () => {
  let written: Awaited<ReturnType<typeof writeTraced>>;
  beforeAll(async () => {
    written = await writeTraced(crashCases.commands);
  });

  it('is tried on everything that a writer does to the disk: the trace gives its very files', () => {
    const { calls, root } = written;
    const disk = createDisk(root);
    for (const call of calls) disk.apply(call);
    const copy = mkdtempSync(join(root, 'copy-'));
    disk.copyInto(copy);
    const found = filesBelow(copy);
    rmSync(copy, { recursive: true });
    expect([...found.keys()]).toEqual([...filesBelow(root).keys()]);
    expect(found).toEqual(filesBelow(root));
  });

  it('loses nothing that was acknowledged, makes nothing unreadable and nothing twice', async () => {
    const { calls, root } = written;
    const bad = await cutThrough(calls, crashCases.cuts, createDisk(root));
    expect(bad).toEqual([]);
  });

  it.each([
    ['the log', 'events.db', /lost: /],
    ['the keys', 'keys.db', /unreadable: |wrong master/],
  ])(
    'loses what was acknowledged where %s is not synced, and the test sees it',
    async (_what, unsafe, fault) => {
      const { calls, root } = await writeTraced(crashCases.commands, { UNSAFE: unsafe });
      const bad = await cutThrough(calls, crashCases.cuts / 4, createDisk(root));
      expect(bad.filter((line) => fault.test(line)).length).toBeGreaterThan(0);
    },
  );

  it.each(['events.db-wal', 'keys.db-wal'])(
    'after a kill between write and sync of %s takes nothing that was acknowledged later',
    async (file) => {
      const { calls } = await writeTraced(crashCases.commands, {
        WRITERS: '1',
        COMMANDS_PER_OPENING: String(crashCases.commands),
      });
      const syncs = commitsOf(calls, file);
      for (let number = 0; number < crashCases.killsBeforeCuts; number += 1) {
        const { root, killed, next } = await killBeforeSync(file, syncs);
        const disk = createDisk(root);
        for (const call of killed.calls) disk.apply(call);
        const before = acknowledgedBy(killed.lines);
        const bad = await cutThrough(next.calls, crashCases.cuts / 10, disk, before);
        expect(bad).toEqual([]);
      }
    },
  );
});
