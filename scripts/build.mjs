// Builds the server (tsc) and the pages (vite) into dist/, and knows whether they are up to date.
// Invariant: the stamp in dist/ is written last, and holds a digest of the sources' content, so a
// build that broke half-way, or one made from other sources, is never taken for a good one.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { runTool } from './runTool.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const stampFile = join(root, 'dist', '.build-stamp');
const sourceFolders = [
  'events',
  'policy',
  'projections',
  'subgraphs',
  'gateway',
  'cli',
  'interop',
  'web',
];
const sourceFiles = ['package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];

/** Whether the tools that build are installed: they are development dependencies. */
export function canBuild() {
  return ['typescript', 'vite'].every((name) => existsSync(join(root, 'node_modules', name)));
}

export function isBuilt() {
  return existsSync(join(root, 'dist', 'cli', 'main.js'));
}

/** Whether dist/ was built, whole, from the sources as they are now. */
export function isBuildCurrent() {
  return isBuilt() && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === digestSources();
}

/** Compiles the server; answers whether that worked. The compiler prints its own errors. */
export function buildServer() {
  return runTool('tsc', ['-p', 'tsconfig.build.json']);
}

/** Builds the pages into dist/web; answers whether that worked. */
export function buildPages() {
  const args = ['build', 'web', '--config', 'web/vite.config.ts', '--logLevel', 'warn'];
  // The warning is about a loader that Vite means to use one day, and nothing that we can answer.
  return runTool('vite', args, { VITE_CONFIG_NATIVE_IGNORE_WARNING: 'true' });
}

/** Builds everything and stamps it; answers whether that worked. */
export function build() {
  const digest = digestSources();
  rmSync(stampFile, { force: true });
  if (!buildServer() || !buildPages()) return false;
  stampBuild(digest);
  return true;
}

/** Records that dist/ holds what these sources make. Call with the digest taken before building. */
export function stampBuild(digest) {
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(stampFile, digest);
}

/** A digest of the names and the content of everything that the build reads. */
export function digestSources() {
  const hash = createHash('sha256');
  for (const file of [...sourceFiles.map((name) => join(root, name)), ...listSources()]) {
    if (existsSync(file)) hash.update(`${relative(root, file)}\0`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

function listSources() {
  return sourceFolders
    .map((folder) => join(root, folder))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = build() ? 0 : 1;
}
