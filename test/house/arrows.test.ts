/**
 * The fences can fail: a tree with one planted violation for each rule of dependency-cruiser, and one
 * text with each kind of forbidden randomness and clock for ESLint. A fence that lets its own
 * violation through protects nothing.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(__dirname, '../..');
const config = join(root, '.dependency-cruiser.cjs');
const { forbidden } = jest.requireActual<{ forbidden: readonly { readonly name: string }[] }>(
  '../../.dependency-cruiser.cjs',
);

/** What is planted for each rule: a file, and the imports that break the rule. */
const violations: Record<string, Record<string, string>> = {
  'arrow-events': { 'events/store/a.ts': '../../policy/rows' },
  'arrow-policy': { 'policy/b.ts': '../projections/rows' },
  'arrow-projections': { 'projections/c.ts': '../subgraphs/rows' },
  'arrow-subgraphs': { 'subgraphs/d.ts': '../gateway/rows' },
  'arrow-gateway': { 'gateway/e.ts': '../cli/rows' },
  'arrow-cli': { 'cli/f.ts': '../web/rows' },
  'arrow-interop': { 'interop/g.ts': '../gateway/rows' },
  'arrow-web': { 'web/h.ts': '../events/rows' },
  'events-stay-pure': { 'events/i.ts': 'node:fs', 'events/person/i.ts': '../store/rows' },
  'events-know-no-graph-or-http': {
    'events/store/j.ts': 'graphql',
    'events/store/k.ts': 'node:http',
  },
  'policy-stays-pure': { 'policy/l.ts': 'node:fs', 'policy/m.ts': '../events/store/rows' },
  'kurrentdb-behind-its-adapter': { 'events/store/sqlite/n.ts': '@kurrent/kurrentdb-client' },
  'sqlite-behind-its-adapters': {
    'projections/o.ts': 'node:sqlite',
    'gateway/o.ts': 'node:sqlite',
  },
  'redis-behind-its-adapter': { 'gateway/live/p.ts': 'ioredis' },
  'sign-in-behind-its-fence': { 'gateway/live/t.ts': 'jose' },
  'nothing-goes-round': { 'cli/q.ts': './r', 'cli/r.ts': './q' },
  'everything-resolves': { 'cli/s.ts': './nowhere' },
};

const allowed: Record<string, string> = {
  'events/person/a.ts': '../rows',
  'events/ids.ts': 'uuid',
  'events/store/sqlite/b.ts': 'node:sqlite',
  'events/store/eventstoredb/c.ts': '@kurrent/kurrentdb-client',
  'gateway/signIn/u.ts': 'jose',
  'policy/d.ts': '../events/rows',
  'projections/database.ts': 'node:sqlite',
  'projections/e.ts': '../policy/rows',
  'subgraphs/f.ts': '../projections/rows',
  'gateway/g.ts': '../subgraphs/rows',
  'gateway/redis/h.ts': 'ioredis',
  'cli/i.ts': '../gateway/rows',
  'cli/j.ts': '../interop/rows',
  'interop/k.ts': '../events/rows',
  'bench/l.ts': '../gateway/rows',
  'test/m.ts': '../web/rows',
  'bench/n.ts': 'node:sqlite',
};

const rooms = 'events policy projections subgraphs gateway cli interop bench test web'.split(' ');

interface Report {
  readonly summary: {
    readonly violations: readonly { readonly from: string; readonly rule: { name: string } }[];
  };
}

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cuckmere-arrows-'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const room of [...rooms, 'events/store'])
    plant(`${room}/rows.ts`, 'export const rows = [];\n');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function plant(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

function plantImports(imports: Record<string, string>): void {
  for (const [file, target] of Object.entries(imports)) plant(file, `import '${target}';\n`);
}

/** Runs the tool with the house's own rules over the planted tree; answers `file: rule` pairs. */
function cruise(): string[] {
  const tool = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [tool, '--config', config, '--output-type', 'json', ...rooms];
  const ran = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  const report = JSON.parse(ran.stdout) as Report;
  return report.summary.violations.map((violation) => `${violation.from}: ${violation.rule.name}`);
}

describe('the arrows between the rooms', () => {
  it('are each broken by the violation planted for them', () => {
    for (const imports of Object.values(violations)) plantImports(imports);

    const found = cruise();

    expect(Object.keys(violations).sort()).toEqual(forbidden.map((rule) => rule.name).sort());
    for (const [rule, imports] of Object.entries(violations)) {
      const expected = rule === 'nothing-goes-round' ? ['cli/q.ts'] : Object.keys(imports);
      for (const file of expected) expect(found).toContain(`${file}: ${rule}`);
    }
  });

  it('count an import of types as an import', () => {
    plant(
      'events/t.ts',
      "import type { rows } from '../gateway/rows';\nexport type T = typeof rows;\n",
    );

    expect(cruise()).toContain('events/t.ts: arrow-events');
  });

  it('let through what the design allows', () => {
    plantImports(allowed);

    expect(cruise()).toEqual([]);
  });
});

describe('the fences of randomness and the clock', () => {
  const forbiddenText = [
    "import { randomUUID } from 'node:crypto';",
    "import { v4 } from 'uuid';",
    'export const a = [randomUUID(), v4(), Math.random(), crypto.randomUUID()];',
    'export const b = [Date.now(), new Date(), Date(), performance.now(), process.hrtime()];',
    'export const fine = new Date(0);',
  ].join('\n');

  /** Lints a text as if it were the content of a file of the house; answers lines with a fence. */
  function fencedLines(file: string, text: string): string[] {
    const tool = join(root, 'node_modules/eslint/bin/eslint.js');
    const args = [tool, '--stdin', '--stdin-filename', join(root, file), '--format', 'json'];
    const ran = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', input: text });
    const [report] = JSON.parse(ran.stdout) as {
      messages: { ruleId: string | null; line: number; message: string }[];
    }[];
    return report!.messages
      .filter(({ ruleId }) => ruleId?.startsWith('no-restricted-'))
      .map(({ line, message, ruleId }) => `${line} ${ruleId ?? ''} ${message}`);
  }

  it('stop every source of either in a fenced room, and no date that is given its time', () => {
    const found = fencedLines('events/store/eventStore.ts', forbiddenText);

    const countOf = (line: number): number =>
      found.filter((text) => text.startsWith(`${line} `)).length;
    expect([1, 2, 3, 4, 5].map(countOf)).toEqual([1, 1, 2, 5, 0]);
  });

  it('keep process, timers and the network out of the pure rooms', () => {
    const found = fencedLines('events/ids.ts', 'setTimeout(() => fetch(process.env.HOST), 1);');

    expect(found.filter((text) => text.includes('This room is pure'))).toHaveLength(3);
  });

  it('are open in the one file that reads each', () => {
    expect(fencedLines('events/store/clock.ts', 'export const now = () => new Date();')).toEqual(
      [],
    );
    const random = "import { randomUUID } from 'node:crypto';\nexport const id = randomUUID();";
    expect(fencedLines('events/store/random.ts', random)).toEqual([]);
  });
});
