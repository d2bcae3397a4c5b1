/** The command line as it is typed: which folder a command means, where commands are grouped. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openData } from '../projections/openedData';
import { ensureBuilt, runCuckmere } from '../support/cuckmere';
import { endAll } from '../support/program';
import { temporaryFolder } from '../support/temporaryFolder';

beforeAll(ensureBuilt, 120_000);
afterEach(endAll);

describe('--data behind a command of a group', () => {
  it.each([
    ['verify projections', [], 'There is no event log in'],
    ['backup keys', ['copy'], 'There are no keys in'],
    ['keys rotate', [], 'There are no keys in'],
  ])('of %s names the folder that is meant', async (words, more, says) => {
    const data = join(temporaryFolder(), 'nothing here');
    const program = runCuckmere([...words.split(' '), ...more, '--data', data]);
    const [line] = await program.heard(new RegExp(says));
    expect(program.lines.join('\n')).toContain(data);
    expect(line).toBe(says);
    expect(await program.exitCode).toBe(1);
    expect(existsSync(data)).toBe(false);
  });

  it('of rebuild too, which then works in it', async () => {
    const data = await openData();
    await data.close();
    const program = runCuckmere(['rebuild', 'all', '--data', data.folder]);
    await program.heard(/^ {2}erasureView, up to position 0{32}$/);
    expect(await program.exitCode).toBe(0);
  });
});
