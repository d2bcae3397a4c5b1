#!/usr/bin/env node
// The way in. Sees to the right Node and to a build that matches the sources, then hands over to
// cli/main. Written so that an old Node can still read it and say in one line what to do.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

const nodeMajorMin = 24;
const root = fileURLToPath(new URL('..', import.meta.url));
const ownNode = `${root}node_modules/.bin/node`;

if (majorOf(process.version) >= nodeMajorMin) await start();
else if (isRightNode(ownNode)) runAgainWith(ownNode);
else fail(`Cuckmere needs Node ${nodeMajorMin} and this is ${process.version}: run npm ci first.`);

async function start() {
  endWithWhoeverStartedUs();
  const builder = await import('../scripts/build.mjs');
  if (!builder.isBuildCurrent()) {
    if (builder.canBuild()) {
      console.error('Building what has changed (the first time takes about half a minute)...');
      if (!builder.build()) return fail('The build failed: see the lines above.');
    } else if (!builder.isBuilt()) {
      return fail(
        'Cuckmere is not built, and the tools to build it are missing: run npm ci first.',
      );
    }
  }
  await import(pathToFileURL(`${root}dist/cli/main.js`).href);
}

function runAgainWith(node) {
  const args = [fileURLToPath(import.meta.url), ...process.argv.slice(2)];
  const child = spawn(node, args, { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => child.kill(signal));
  }
  child.on('exit', (code) => process.exit(code ?? 1));
}

// Started by the lines above under an older Node: should that process be killed, so must this end.
function endWithWhoeverStartedUs() {
  if (!process.send) return;
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel.unref();
}

function isRightNode(path) {
  if (!existsSync(path)) return false;
  return majorOf(spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout ?? '') >= nodeMajorMin;
}

function majorOf(version) {
  return Number(/^v(\d+)/.exec(version)?.[1] ?? 0);
}

function fail(message) {
  console.error(message);
  process.exitCode = 1;
}
