// `npm test`: every check of the house, cheapest first, each announced in one line with its time.
// It stops at the first that fails and names it. Arguments are handed to jest: `npm test -- policy`.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildPages, buildServer, digestSources, stampBuild } from './build.mjs';
import { ensureChromium } from './ensure-chromium.mjs';
import { ensureStrace } from './ensure-strace.mjs';
import { runTool } from './runTool.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const rooms = ['events', 'policy', 'projections', 'subgraphs', 'gateway', 'cli', 'interop'];
const crossed = [...rooms, 'bench', 'test', 'web'].filter((room) => existsSync(`${root}/${room}`));
const digest = digestSources();

const steps = [
  ['Chromium for the browser tests', () => ensureChromium()],
  ['strace for the power-cut tests', () => ensureStrace()],
  ['types', () => checkTypes('tsconfig.json', 'server')],
  ['types of the pages', () => checkTypes('web/tsconfig.json', 'web')],
  ['lint', () => runTool('eslint', ['.', '--max-warnings', '0'])],
  ['format', () => runTool('prettier', ['--check', '--log-level', 'warn', '.'])],
  ['arrows', () => runTool('depcruise', ['--config', '.dependency-cruiser.cjs', ...crossed])],
  ['build of the server', buildServer],
  ['build of the pages', buildPages],
  ['tests', runTests],
];

process.exitCode = steps.every(runStep) ? 0 : 1;

function runStep([name, run]) {
  const startedMs = performance.now();
  const isGood = run();
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  console.log(isGood ? `ok    ${name} (${seconds} s)` : `FAILED at: ${name} (${seconds} s)`);
  return isGood;
}

function checkTypes(project, name) {
  const remembered = `node_modules/.cache/tsc-${name}.tsbuildinfo`;
  return runTool('tsc', ['-p', project, '--incremental', '--tsBuildInfoFile', remembered]);
}

function runTests() {
  stampBuild(digest);
  return runTool('jest', process.argv.slice(2));
}
