// Installs Debian packages where that can be done (root and apt-get), for checks that need a program
// which npm does not bring. What apt-get had to say against it is told in one line.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const installTimeoutMs = 10 * 60_000;

export function canInstall() {
  const hasApt = ['/usr/bin/apt-get', '/bin/apt-get'].some((path) => existsSync(path));
  return process.getuid?.() === 0 && hasApt;
}

/** Answers whether apt-get did it. */
export function installPackages(packages, what, say) {
  say(`Installing ${packages.join(' and ')} for ${what} (a minute or two)...`);
  const install = ['install', '-y', '-qq', '--no-install-recommends', ...packages];
  return apt(['update', '-qq'], say) && apt(install, say);
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
