/**
 * Tests that watch or fail a program's system calls by strace. Without it they are skipped by name;
 * with CI=true they fail instead: durability that was not tested must not look tested.
 */
import { spawnSync } from 'node:child_process';

/** True where strace is there and may trace; STRACE_PATH names another one. */
export const stracePath = process.env['STRACE_PATH'] ?? 'strace';

const canTrace = (): boolean =>
  spawnSync(stracePath, ['-qq', '-o', '/dev/null', 'true']).status === 0;

/** Groups tests that need strace. */
export function describeTraced(name: string, tests: () => void): void {
  if (canTrace()) {
    describe(name, tests);
  } else if (process.env['CI'] === 'true') {
    describe(name, () => {
      beforeAll(() => {
        throw new Error('strace is missing, and with CI=true no power-cut test may be skipped.');
      });
      tests();
    });
  } else {
    describe.skip(`${name} (strace is missing)`, tests);
  }
}
