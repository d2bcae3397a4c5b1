// Sees to it that the tests of power cuts and failing disks can watch system calls: looks for strace,
// installs Debian's where it can, else says in one line what to install. Missing it is a failure only
// with CI=true; otherwise those tests are skipped by name.
import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { canInstall, installPackages } from './debian.mjs';

/** Answers whether those tests may go on: strace works here, or it need not. */
export function ensureStrace(say = console.log) {
  if (hasStrace()) return true;
  if (canInstall() && installPackages(['strace'], 'the power-cut tests', say) && hasStrace()) {
    return true;
  }
  const isCi = process.env.CI === 'true';
  say(
    `strace is missing or may not trace, so the power-cut tests ${isCi ? 'fail' : 'are skipped'}: ` +
      'install it (Debian: apt-get install strace); it is for Linux only.',
  );
  return !isCi;
}

function hasStrace() {
  return spawnSync('strace', ['-qq', '-o', '/dev/null', 'true']).status === 0;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = ensureStrace() ? 0 : 1;
}
