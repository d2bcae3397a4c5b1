/** The compiled code that a start keeps beside the build: a gain where it can be kept, never a fault. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from '../support/cuckmere';
import { endAll, startNode } from '../support/program';
import { temporaryFolder } from '../support/temporaryFolder';

jest.setTimeout(90_000);
beforeAll(ensureBuilt);
afterEach(endAll);

/** A build that holds one program, which loads one other file. */
const smallBuild = (): string => {
  const dist = temporaryFolder();
  mkdirSync(join(dist, 'cli'));
  copyFileSync(
    join(__dirname, '../../dist/cli/compileCache.js'),
    join(dist, 'cli/compileCache.js'),
  );
  writeFileSync(join(dist, 'cli/other.js'), "console.log('loaded');\n");
  writeFileSync(join(dist, 'cli/main.js'), "require('./compileCache');require('./other');\n");
  return dist;
};
const runIn = async (dist: string): Promise<number | null> => {
  const program = startNode([join(dist, 'cli/main.js')]);
  await program.heard(/^loaded$/);
  return program.exitCode;
};

describe('compiled code', () => {
  it('is kept beside the build', async () => {
    const dist = smallBuild();
    expect(await runIn(dist)).toBe(0);
    expect(readdirSync(join(dist, '.compile-cache'))).toHaveLength(1);
  });

  it('is done without where it cannot be kept', async () => {
    const dist = smallBuild();
    writeFileSync(join(dist, '.compile-cache'), 'a file where the folder would be');
    expect(await runIn(dist)).toBe(0);
    expect(existsSync(join(dist, 'cli/.compile-cache'))).toBe(false);
  });
});
