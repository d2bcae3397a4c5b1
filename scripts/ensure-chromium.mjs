// Sees to it that the browser tests have a browser: looks for Chromium, and where it is missing
// installs the Debian package when it can (root and apt-get), else says in one line what to install.
// A missing browser is a failure only with CI=true; otherwise the tests are skipped by name.
import { existsSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { canInstall, installPackages } from './debian.mjs';

const wanted = JSON.parse(readFileSync(new URL('./chromium.json', import.meta.url), 'utf8'));

/** Answers whether the browser tests may go on: there is a browser, or there need not be one. */
export function ensureChromium(say = console.log) {
  if (findChromium() !== undefined) return true;
  const mayInstall = !process.env.CHROMIUM_PATH && canInstall();
  const { packages } = wanted;
  if (mayInstall && installPackages(packages, 'the browser tests', say) && findChromium()) {
    return true;
  }
  say(
    `Chromium is missing, so the browser tests ${isCi() ? 'fail' : 'are skipped'}: ` +
      `install it (Debian: apt-get install ${packages.join(' ')}) or set CHROMIUM_PATH.`,
  );
  return !isCi();
}

function findChromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named) return existsSync(named) ? named : undefined;
  return wanted.paths.find((path) => existsSync(path));
}

function isCi() {
  return process.env.CI === 'true';
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = ensureChromium() ? 0 : 1;
}
