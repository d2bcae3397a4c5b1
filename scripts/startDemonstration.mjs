// A demonstration of its own for a script: on a new folder, on a free port, gone without a trace when it
// is stopped.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
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
