/**
 * The hazard log is true to the tests: every hazard of the safety case is there, and every test that
 * it names exists and runs. Those not yet verified are printed, so that nobody takes them for done.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { faultsInNames } from '../support/namedTests';

const root = join(__dirname, '../..');
const hazardsMin = 24;

const hazardSchema = z.strictObject({
  id: z.string().regex(/^H\d+$/),
  hazard: z.string().min(1),
  control: z.string().min(1),
  tests: z.array(z.string()),
  status: z.enum(['open', 'verified']),
});

const hazards = z
  .array(hazardSchema)
  .parse(JSON.parse(readFileSync(join(root, 'docs/hazards.json'), 'utf8')));

function readTests(file: string): string | undefined {
  const path = join(root, file);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

describe('the hazard log', () => {
  it('holds every hazard, each once', () => {
    const ids = hazards.map((hazard) => hazard.id);

    expect(ids.length).toBeGreaterThanOrEqual(hazardsMin);
    expect(new Set(ids).size).toBe(ids.length);
    for (let number = 1; number <= hazardsMin; number += 1) expect(ids).toContain(`H${number}`);
  });

  it('names only tests that exist and run', () => {
    const faults = hazards.flatMap(({ id, tests }) =>
      faultsInNames(tests, readTests).map((fault) => `${id}: ${fault}`),
    );

    expect(faults).toEqual([]);
  });

  it('calls a hazard verified only when it names the tests that verify it', () => {
    const bare = hazards.filter(({ status, tests }) => status === 'verified' && tests.length === 0);

    expect(bare.map((hazard) => hazard.id)).toEqual([]);
  });

  afterAll(() => {
    const open = hazards.filter((hazard) => hazard.status === 'open').map((hazard) => hazard.id);
    if (open.length > 0) process.stderr.write(`Hazards still open: ${open.join(', ')}.\n`);
  });
});

describe('the check of named tests', () => {
  const source = `
    it('runs plainly', () => {});
    test.each([1, 2])("runs for each", (n) => {});
    it.failing(\`runs and fails\`, () => {});
    it.skip('is skipped', () => {});
    it.todo('is planned');
    describe('groups', () => { it('runs in a group', () => {}); });
  `;
  const faultsIn = (...names: string[]): string[] =>
    faultsInNames(names, (file) => (file === 'test/a.test.ts' ? source : undefined));

  it('finds a test however it is registered', () => {
    const titles = ['runs plainly', 'runs for each', 'runs and fails', 'runs in a group'];

    expect(faultsIn(...titles.map((title) => `test/a.test.ts: ${title}`))).toEqual([]);
  });

  it.each([
    ['a title cut short', 'test/a.test.ts: runs'],
    ['a skipped test', 'test/a.test.ts: is skipped'],
    ['a planned test', 'test/a.test.ts: is planned'],
    ['a group', 'test/a.test.ts: groups'],
    ['a missing file', 'test/b.test.ts: runs plainly'],
    ['a name without a file', 'runs plainly'],
  ])('does not accept %s', (_what, name) => {
    expect(faultsIn(name)).toHaveLength(1);
  });
});
