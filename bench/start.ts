/** Start over a large log: how long until the server is ready, and how much memory it then holds. */
import { spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench, Figure } from './bench';
import { fillLog } from './fillLog';

const events = 1_000_000;
const starts = 3;
const main = join(__dirname, '../cli/main.js');

/** Resident megabytes of every process below this one, but for its own. */
const residentBelow = (pid: number): number =>
  readdirSync(`/proc/${String(pid)}/task`)
    .flatMap((task) =>
      readFileSync(`/proc/${String(pid)}/task/${task}/children`, 'utf8')
        .trim()
        .split(' '),
    )
    .filter((child) => child !== '')
    .reduce((sum, child) => {
      const status = readFileSync(`/proc/${child}/status`, 'utf8');
      return sum + Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
    }, 0);

interface Started {
  readonly ms: number;
  readonly residentMb: number;
}

/** From the moment that the command is given until health says ready. */
const startOnce = async (data: string): Promise<Started> => {
  const began = performance.now();
  const args = ['--disable-warning=ExperimentalWarning', main, 'start', '--data', data];
  const server = spawn(process.execPath, [...args, '--port', '0', '--empty'], {
    env: { ...process.env, NODE_ENV: 'development' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => server.once('exit', resolve));
  const url = await new Promise<string>((resolve, reject) => {
    let said = '';
    server.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const found = /GraphQL\s+(http:\S+)\/graphql/.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    });
    server.once('exit', (code) => {
      reject(new Error(`The server ended with ${String(code)}: ${said}`));
    });
  });
  while (!(await fetch(`${url}/health/ready`)).ok) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const ms = performance.now() - began;
  const residentMb = residentBelow(server.pid ?? 0);
  server.kill('SIGINT');
  await ended;
  return { ms, residentMb };
};

export const start: Bench = {
  name: 'start',
  says: 'start with a million events in the log',
  run: async (folder) => {
    await fillLog(folder, events);
    const figures: Figure[] = [];
    for (let count = 1; count <= starts; count += 1) {
      const { ms, residentMb } = await startOnce(folder);
      const name = `start ${String(count)}`;
      figures.push(
        { name: `${name}, until ready`, value: ms / 1000, unit: 's' },
        { name: `${name}, memory of the server`, value: residentMb, unit: 'MB resident' },
      );
    }
    return figures;
  },
};
