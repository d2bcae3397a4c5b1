// `npm run bench`: builds what is not built, compiles bench/ beside it and runs it. Apart from the
// product's own build, so that `npm start` neither waits for the measurements nor breaks with them.
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, isBuildCurrent } from './build.mjs';
import { runTool } from './runTool.mjs';

const entry = fileURLToPath(new URL('../dist/bench/run.js', import.meta.url));

if ((isBuildCurrent() || build()) && runTool('tsc', ['-p', 'scripts/tsconfig.bench.json'])) {
  process.argv[1] = entry;
  await import(pathToFileURL(entry).href);
} else {
  console.error('The measurements were not run: the build failed, see above.');
  process.exitCode = 1;
}
