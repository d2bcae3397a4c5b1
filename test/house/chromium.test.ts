/**
 * What becomes of browser tests where there is no browser, and of any skipped test: run by a jest of
 * its own over tiny test files, with CHROMIUM_PATH leading nowhere.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '../..');
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cuckmere-chromium-'));
  const support = JSON.stringify(join(root, 'test/support/chromium'));
  writeFileSync(
    join(folder, 'page.test.ts'),
    `import { describeBrowser } from ${support};
     describeBrowser('a page', (path) => { it('opens', () => expect(path).not.toBe('')); });`,
  );
  writeFileSync(
    join(folder, 'left.test.ts'),
    `it('runs', () => expect(1).toBe(1));
     it.skip('is left out', () => expect(1).toBe(1));`,
  );
  const transform = { '\\.ts$': join(root, 'node_modules/@swc/jest') };
  const reporters = ['default', join(root, 'scripts/skippedReporter.cjs')];
  const config = JSON.stringify({ rootDir: folder, transform, reporters });
  writeFileSync(join(folder, 'jest.config.json'), config);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function runJest(file: string, env: NodeJS.ProcessEnv): { status: number | null; said: string } {
  const args = [
    join(root, 'node_modules/jest/bin/jest.js'),
    '--config',
    join(folder, 'jest.config.json'),
  ];
  const ran = spawnSync(process.execPath, [...args, file], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return { status: ran.status, said: ran.stdout + ran.stderr };
}

describe('browser tests', () => {
  it('are skipped by name where Chromium is missing', () => {
    const { status, said } = runJest('page.test.ts', {
      CI: 'false',
      CHROMIUM_PATH: join(folder, 'none'),
    });

    expect(said).toContain('Skipped: a page (Chromium is missing) opens');
    expect(said).toMatch(/Tests: +1 skipped, 1 total/);
    expect(status).toBe(0);
  });

  it('fail with CI=true where Chromium is missing', () => {
    const { status, said } = runJest('page.test.ts', {
      CI: 'true',
      CHROMIUM_PATH: join(folder, 'none'),
    });

    expect(said).toContain('no browser test may be skipped');
    expect(said).toMatch(/Tests: +1 failed, 1 total/);
    expect(status).toBe(1);
  });

  it('run, and are given the browser, where there is one', () => {
    const { status, said } = runJest('page.test.ts', {
      CI: 'true',
      CHROMIUM_PATH: process.execPath,
    });

    expect(said).toMatch(/Tests: +1 passed, 1 total/);
    expect(status).toBe(0);
  });
});

describe('any test that is skipped', () => {
  it('is named, and fails the run with CI=true', () => {
    const onMachine = runJest('left.test.ts', { CI: 'false' });
    const inCi = runJest('left.test.ts', { CI: 'true' });

    expect(onMachine.said).toContain('Skipped: is left out');
    expect(onMachine.status).toBe(0);
    expect(inCi.said).toContain('With CI=true no test may be skipped, and 1 were.');
    expect(inCi.status).toBe(1);
  });
});
