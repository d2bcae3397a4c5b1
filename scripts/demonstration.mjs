// A demonstration of its own for a script that looks at the pages: a server on a new folder, and the
// browser to look with. The caller stops it.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const startTimeoutMs = 120_000;

/** Starts a demonstration on a new folder; gives its address and how to end it and the folder. */
export async function startDemonstration() {
  const data = mkdtempSync(join(tmpdir(), 'cuckmere-screenshots-'));
  const args = [join(root, 'bin', 'cuckmere.mjs'), 'start', '--port', '0', '--data', data];
  const server = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => server.once('exit', resolve));
  const url = await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The server did not start.')), startTimeoutMs);
    server.stdout.on('data', (text) => {
      const found = /http:\/\/[^\s/]+\//.exec(String(text));
      if (found) resolve(found[0]);
      if (found) clearTimeout(timer);
    });
    void ended.then(() => reject(new Error('The server ended before it was ready.')));
  });
  const stop = async () => {
    server.kill('SIGTERM');
    await ended;
    rmSync(data, { recursive: true, force: true });
  };
  return { url, stop };
}

/** Where Chromium is; throws where it is nowhere. */
export function chromiumPath() {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  const { paths } = JSON.parse(readFileSync(new URL('./chromium.json', import.meta.url), 'utf8'));
  const found = paths.find((path) => existsSync(path));
  if (found === undefined) throw new Error('Chromium is missing: set CHROMIUM_PATH.');
  return found;
}

async function tokenOfGp(base) {
  const response = await fetch(new URL('/oidc/staff/token', base), {
    method: 'POST',
    headers: { authorization: `Basic ${btoa('gp:demo')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  return (await response.json()).access_token;
}

/** The GP withdraws the decision of a made-up person. */
export async function withdraw(base, personId) {
  const input = {
    commandId: crypto.randomUUID(),
    personId,
    reason: 'They have changed their mind.',
  };
  const query = `mutation($input: WithdrawCprDecisionInput!) {
    withdrawCprDecision(input: $input) { __typename }
  }`;
  const response = await fetch(new URL('/graphql', base), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await tokenOfGp(base)}`,
    },
    body: JSON.stringify({ query, variables: { input } }),
  });
  const { data } = await response.json();
  const answered = data?.withdrawCprDecision.__typename;
  if (answered !== 'EndOfLifePlanSaved') throw new Error(`The withdrawal answered ${answered}.`);
}
