/**
 * A chain file that cannot be written (hazard H20): the log goes on, the fault is said, and the chain
 * vouches for every record once the disk takes it again. The faults are injected by strace.
 */
import { join } from 'node:path';
import { describeTraced } from '../support/strace';
import { endAll } from '../support/program';
import { temporaryFolder } from '../support/temporaryFolder';
import { acknowledgedIn, faultsOf } from './power/judge';
import { tracedRun } from './power/tracedRun';

const commands = 30;
afterEach(endAll);

describeTraced('a chain file that the disk does not take', () => {
  // Only the chain syncs by fdatasync; the third such call is that of its second head.
  it.each(['fdatasync:error=ENOSPC:when=3', 'fdatasync:error=EIO:when=2..4'])(
    'is told and stops no command, and the log is whole and vouched for afterwards (%s)',
    async (inject) => {
      const root = temporaryFolder();
      const data = join(root, 'data');
      const args = [data, 'traced', '0', String(commands)];
      const { lines, exitCode } = await tracedRun({
        root,
        args,
        inject,
        env: { HEAD_AFTER_MS: '1' },
      });
      expect(exitCode).toBe(0);
      expect(lines.filter((line) => line.startsWith('fault '))[0]).toMatch(/ENOSPC|EIO/);
      const acknowledged = lines.flatMap((line) => acknowledgedIn('traced', line) ?? []);
      expect(acknowledged).toHaveLength(commands);
      expect(await faultsOf(data, acknowledged)).toEqual([]);
    },
  );
});
