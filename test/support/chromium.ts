/**
 * The browser that the browser tests drive: Debian's Chromium, or the one that CHROMIUM_PATH names.
 * Without one the tests are skipped by name; with CI=true they fail instead, since a check that
 * silently did not run must never look like one that passed.
 */
import { existsSync } from 'node:fs';
import chromium from '../../scripts/chromium.json';

/** The flags every browser test starts Chromium with: it may run as root in a small container. */
export const chromiumArgs: readonly string[] = ['--no-sandbox', '--disable-dev-shm-usage'];

/** Where Chromium is on this machine, or nothing; a CHROMIUM_PATH that leads nowhere is nothing. */
export function chromiumPath(): string | undefined {
  const named = process.env['CHROMIUM_PATH'];
  const candidates = named === undefined || named === '' ? chromium.paths : [named];
  return candidates.find((path) => existsSync(path));
}

/**
 * Groups tests that need a browser. `tests` receives the path of Chromium to launch.
 * Where there is none each test is still registered, as skipped, or as failing with CI=true.
 */
export function describeBrowser(name: string, tests: (executablePath: string) => void): void {
  const path = chromiumPath();
  if (path !== undefined) {
    describe(name, () => {
      tests(path);
    });
  } else if (process.env['CI'] === 'true') {
    describe(name, () => {
      beforeAll(() => {
        throw new Error('Chromium is missing, and with CI=true no browser test may be skipped.');
      });
      tests('');
    });
  } else {
    describe.skip(`${name} (Chromium is missing)`, () => {
      tests('');
    });
  }
}
