/**
 * The urgent query through our gateway beside Hive Gateway (MIT), plain and with its Rust planner,
 * over loopback HTTP to the same subgraphs. Hive is installed apart from us (525 MB), once, into
 * `CUCKMERE_HIVE` or the user's cache folder; where that cannot be done the rows say so.
 */
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { readSupergraph } from '../gateway/supergraph';
import { percentile, rate } from './bench';
import type { Bench, Figure } from './bench';
import { startServers } from './startServers';
import type { RunningServers } from './startServers';
import { load, roundMs, rounds, total, warmMs } from './urgentLoad';
import type { Round } from './urgentLoad';

const packages = ['@graphql-hive/gateway@2.15.1', '@graphql-hive/router-runtime@1.4.23'];
const upWithinMs = 60_000;

const hiveFolder = (): string =>
  process.env['CUCKMERE_HIVE'] ?? join(homedir(), '.cache', 'cuckmere', 'hive-gateway-2.15.1');

const programIn = (folder: string): string =>
  join(folder, 'node_modules', '@graphql-hive', 'gateway', 'dist', 'bin.js');

/** The program of Hive Gateway; undefined where it is not there and cannot be brought. */
const installed = (): string | undefined => {
  const folder = hiveFolder();
  const program = programIn(folder);
  if (existsSync(program)) return program;
  process.stdout.write('  installing Hive Gateway, 525 MB, some minutes ...\n');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"private":true}\n');
  spawnSync('npm', ['i', '--no-audit', '--no-fund', '--ignore-scripts', ...packages], {
    cwd: folder,
    stdio: 'ignore',
  });
  return existsSync(program) ? program : undefined;
};

const freePort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
};

interface Peer {
  readonly url: string;
  stop(): Promise<void>;
}

const isUp = async (url: string): Promise<boolean> => {
  try {
    const body = JSON.stringify({ query: '{ __typename }' });
    const headers = { 'content-type': 'application/json' };
    return (await fetch(`${url}/graphql`, { method: 'POST', headers, body })).ok;
  } catch {
    return false;
  }
};

const startHive = async (
  program: string,
  supergraph: string,
  flags: readonly string[],
): Promise<Peer> => {
  const port = await freePort();
  const where = ['--host', '127.0.0.1', '--port', String(port), '--fork', '1'];
  const child: ChildProcess = spawn(
    process.execPath,
    [program, 'supergraph', supergraph, ...where, ...flags],
    {
      cwd: hiveFolder(),
      stdio: 'ignore',
      env: { ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'error' },
    },
  );
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      resolve();
    });
  });
  const url = `http://127.0.0.1:${String(port)}`;
  const givenUpAt = performance.now() + upWithinMs;
  while (!(await isUp(url))) {
    if (child.exitCode !== null || performance.now() > givenUpAt) {
      child.kill();
      throw new Error('Hive Gateway did not start.');
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    url,
    stop: async () => {
      child.kill();
      await ended;
    },
  };
};

const callsTo = async ({ subgraphsUrl }: RunningServers): Promise<number> =>
  Number(await (await fetch(`${subgraphsUrl}/calls`)).text());

const compare = async (
  name: string,
  servers: RunningServers,
  peer: Peer,
): Promise<readonly Figure[]> => {
  const { url, ids } = servers;
  await load(url, ids, warmMs);
  await load(peer.url, ids, warmMs);
  const before = await callsTo(servers);
  const ours: Round[] = [];
  const theirs: Round[] = [];
  for (let round = 0; round < rounds; round += 1) {
    ours.push(await load(url, ids, roundMs));
    theirs.push(await load(peer.url, ids, roundMs));
  }
  const calls = (await callsTo(servers)) - before;
  const mine = total(ours);
  const other = total(theirs);
  if (mine.wrong + other.wrong > 0) {
    const wrong = `${String(mine.wrong)} answers of ours and ${String(other.wrong)} of ${name}`;
    throw new Error(`${wrong} were wrong.`);
  }
  const perAnswer = (calls / other.delays.length).toFixed(2);
  return [
    rate('urgent query', mine.perSecond, '/s', name, other.perSecond, `${perAnswer} calls each`),
    {
      name: 'urgent query, p99 at full load',
      value: percentile(mine.delays, 0.99),
      unit: 'ms',
      against: { name, value: percentile(other.delays, 0.99) },
    },
  ];
};

export const hive: Bench = {
  name: 'hive',
  says: 'the urgent query beside Hive Gateway, policy and sealing on, no access records, unique requests',
  run: async (folder) => {
    const program = installed();
    if (program === undefined) {
      process.stdout.write(
        '  Hive Gateway is not installed and could not be brought: no figures beside it.\n',
      );
      return [];
    }
    const servers = await startServers(folder, false);
    const supergraph = join(folder, 'supergraph.graphql');
    writeFileSync(
      supergraph,
      readSupergraph().replace(/"local:([\w-]+)"/g, `"${servers.subgraphsUrl}/$1"`),
    );
    const figures: Figure[] = [];
    for (const [name, flags] of [
      ['Hive Gateway', []],
      ['Hive Gateway, Rust planner', ['--hive-router-runtime']],
    ] as const) {
      const peer = await startHive(program, supergraph, flags);
      try {
        figures.push(...(await compare(name, servers, peer)));
      } finally {
        await peer.stop();
      }
    }
    await servers.stop();
    return figures;
  },
};
