// Sees to it that the browser tests have a browser: looks for Chromium, and where it is missing
// installs the Debian package when it can (root and apt-get), else says in one line what to install.
// A missing browser is a failure only with CI=true; otherwise the tests are skipped by name.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const wanted = JSON.parse(readFileSync(new URL('./chromium.json', import.meta.url), 'utf8'));
const installTimeoutMs = 10 * 60_000;

/** Answers whether the browser tests may go on: there is a browser, or there need not be one. */
export function ensureChromium(say = console.log) {
  if (findChromium() !== undefined) return true;
  if (canInstall() && installChromium(say)) return true;
  const packages = wanted.packages.join(' ');
  say(
    `Chromium is missing, so the browser tests ${isCi() ? 'fail' : 'are skipped'}: ` +
      `install it (Debian: apt-get install ${packages}) or set CHROMIUM_PATH.`,
  );
  return !isCi();
}

function findChromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named) return existsSync(named) ? named : undefined;
  return wanted.paths.find((path) => existsSync(path));
}

function canInstall() {
  const isNamed = Boolean(process.env.CHROMIUM_PATH);
  const hasApt = ['/usr/bin/apt-get', '/bin/apt-get'].some((path) => existsSync(path));
  return !isNamed && process.getuid?.() === 0 && hasApt;
}

function installChromium(say) {
  say(`Installing ${wanted.packages.join(' and ')} for the browser tests (a minute or two)...`);
  const install = ['install', '-y', '-qq', '--no-install-recommends', ...wanted.packages];
  return apt(['update', '-qq'], say) && apt(install, say) && findChromium() !== undefined;
}

function apt(args, say) {
  const ran = spawnSync('apt-get', args, {
    encoding: 'utf8',
    timeout: installTimeoutMs,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (ran.status === 0) return true;
  const reason = (ran.stderr ?? '').trim().split('\n').at(-1) || String(ran.error ?? 'no reason');
  say(`apt-get ${args[0]} did not work: ${reason}`);
  return false;
}

function isCi() {
  return process.env.CI === 'true';
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = ensureChromium() ? 0 : 1;
}
