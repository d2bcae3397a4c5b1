/** `cuckmere verify`: beside a running server, with an exit code and one clear line. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { verify } from '../../cli/verify';
import { openTestApp } from '../support/app';
import { temporaryFolder } from '../support/temporaryFolder';
import { writePlan } from '../support/writes';

const run = async (data: string): Promise<{ code: number; lines: string[] }> => {
  const lines: string[] = [];
  const code = await verify({ data, environment: {}, say: (line) => lines.push(line) });
  return { code, lines };
};

describe('cuckmere verify', () => {
  it('says that the log is whole, while the server goes on', async () => {
    const app = await openTestApp();
    await writePlan(app);
    const { code, lines } = await run(app.data);
    expect(lines[0]).toMatch(
      /^The log is whole: \d+ records in \d+\.\d s, up to position [0-9a-f]{32}\.$/,
    );
    expect(code).toBe(0);
    await writePlan(app, { nhsNumber: '9990000018' });
    expect((await run(app.data)).code).toBe(0);
  });

  it('names the first bad position and ends with 1', async () => {
    const app = await openTestApp();
    await writePlan(app);
    const database = new DatabaseSync(join(app.data, 'events.db'));
    database.exec("UPDATE event SET type = 'Other' WHERE sequence = 3");
    database.close();
    const { code, lines } = await run(app.data);
    expect(lines[0]).toBe(
      `The log is not whole: the record at position ${'3'.padStart(16, '0').repeat(2)} does not match its checksum.`,
    );
    expect(code).toBe(1);
  });

  it('refuses a folder without a log by name', async () => {
    const folder = temporaryFolder();
    await expect(run(folder)).rejects.toMatchObject({
      code: 'CONFIGURATION',
      message: expect.stringContaining('There is no event log'),
    });
    rmSync(folder, { recursive: true });
  });
});
