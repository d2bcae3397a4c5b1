/**
 * A data folder whose log is malformed, cut short or has lost its end: `cuckmere start` refuses it in
 * one line and serves nothing of it, `cuckmere verify` names from where (hazards H6, H20).
 */
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openHouse } from '../../cli/openHouse';
import { verify } from '../../cli/verify';
import { createLog } from '../../gateway/log';
import { openTestApp } from '../support/app';
import { ensureBuilt, runCuckmere } from '../support/cuckmere';
import {
  cutFile,
  damageEnd,
  damageIndex,
  damagePageWith,
  editOnDisk,
  logFile,
} from '../support/damagedFile';
import { endAll } from '../support/program';
import { temporaryFolder } from '../support/temporaryFolder';
import { writePlan } from '../support/writes';

jest.setTimeout(90_000);
afterEach(endAll);

const quiet = createLog({ write: () => undefined });
let whole = '';

beforeAll(async () => {
  ensureBuilt();
  const app = await openTestApp();
  await writePlan(app);
  await writePlan(app, { nhsNumber: '9990000018' });
  await app.close();
  whole = app.data;
});

/** A copy of a folder that two plans were written to, damaged. */
const damaged = (damage: (folder: string) => void): string => {
  const folder = temporaryFolder();
  cpSync(whole, folder, { recursive: true });
  damage(folder);
  return folder;
};

const verified = async (data: string, chain?: string) => {
  const lines: string[] = [];
  const say = (line: string): void => void lines.push(line);
  return { code: await verify({ data, chain, environment: {}, say }), lines };
};

const damages: [string, (folder: string) => void, RegExp][] = [
  [
    'is no database',
    (folder) => {
      writeFileSync(logFile(folder), 'nonsense '.repeat(4_000));
    },
    /damaged or cut short/,
  ],
  [
    'was cut short',
    (folder) => {
      cutFile(folder, 0.5);
    },
    /the record at position [0-9a-f]{32} (cannot be read|is missing)/,
  ],
  ['has a damaged end', damageEnd, /the record at position [0-9a-f]{32} cannot be read/],
  [
    'lost its last records',
    (folder) => {
      editOnDisk(folder, 'DELETE FROM event WHERE sequence > 8');
    },
    /the log ends before it/,
  ],
];

describe('a log that', () => {
  it.each(damages)('%s is refused in one line and left as it is', async (_what, damage) => {
    const folder = damaged(damage);
    const before = readFileSync(logFile(folder));
    const program = runCuckmere(['start', '--empty', '--data', folder, '--port', '0']);

    expect(await program.exitCode).toBe(1);
    expect(program.lines).toEqual([expect.stringMatching(/^The (file of the )?event log .*\.$/)]);
    expect(readFileSync(logFile(folder)).equals(before)).toBe(true);
  });

  it.each(damages)(
    '%s is told by verify, from where where anything tells',
    async (_w, damage, says) => {
      const { code, lines } = await verified(damaged(damage));

      expect(code).toBe(1);
      expect(lines[0]).toMatch(/^The log is not whole: /);
      expect(lines[0]).toMatch(says);
    },
  );

  it('lost records that only a read model had read is refused as well', async () => {
    const folder = damaged((at) => {
      editOnDisk(at, 'DELETE FROM event WHERE sequence > 8');
      rmSync(join(at, 'chain.jsonl'));
    });

    await expect(openHouse({ data: folder, log: quiet, environment: {} })).rejects.toMatchObject({
      code: 'STORE_DAMAGED',
      message: expect.stringMatching(/had read it up to [0-9a-f]{32}: records are missing/),
    });
  });

  it('has a damaged page is served, and verify names the first record on it', async () => {
    const folder = damaged((at) => {
      damagePageWith(at, 'PersonRegistered');
    });
    const { close } = await openHouse({ data: folder, log: quiet, environment: {} });
    await close();
    const { code, lines } = await verified(folder);
    expect(code).toBe(1);
    expect(lines[0]).toMatch(/position [0-9a-f]{32} cannot be read: the file is damaged there/);
  });
});

describe('cuckmere verify', () => {
  it('finds an index that does not fit the records', async () => {
    const folder = damaged(damageIndex);
    const { code, lines } = await verified(folder);
    expect(code).toBe(1);
    expect(lines[0]).toMatch(/file around them is damaged/);
  });

  it('does not take the hash chain of another log for that of this one', async () => {
    const folder = damaged((at) => {
      editOnDisk(at, "UPDATE log SET value = 'ffffffffffff' WHERE key = 'generation'");
    });
    const { code, lines } = await verified(folder);
    expect(code).toBe(1);
    expect(lines[0]).toContain('The hash chain is of another log');
  });

  it('compares with a copy of the hash chain that was kept elsewhere', async () => {
    const kept = join(temporaryFolder(), 'kept.jsonl');
    cpSync(join(whole, 'chain.jsonl'), kept);
    const folder = damaged((at) => {
      // Somebody who may write the folder edits the log and has the chain made anew.
      editOnDisk(at, 'DELETE FROM event WHERE sequence = (SELECT MAX(sequence) FROM event)');
      for (const name of readdirSync(at)) {
        if (name === 'views' || name === 'chain.jsonl') rmSync(join(at, name), { recursive: true });
      }
    });
    const { close } = await openHouse({ data: folder, log: quiet, environment: {} });
    await close();

    expect((await verified(folder)).code).toBe(0);
    const { code, lines } = await verified(folder, kept);
    expect(code).toBe(1);
    expect(lines[0]).toMatch(/hash chain/);
    await expect(verified(folder, join(folder, 'none'))).rejects.toMatchObject({
      code: 'CONFIGURATION',
    });
  });
});
