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
import type { Composition } from './composition';
import { startServers } from './startServers';
import type { RunningServers } from './startServers';
import { load, paced, roundMs, rounds, total, warmMs } from './urgentLoad';
import type { Round } from './urgentLoad';

const packages = ['@graphql-hive/gateway@2.15.1', '@graphql-hive/router-runtime@1.4.23'];
const upWithinMs = 60_000;
const halfPeakMs = 6_000;

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

interface Compared {
  readonly name: string;
  readonly composition: Composition;
  readonly says: string;
  readonly must: string;
}

const refuseWrong = (who: string, { wrong }: Pick<Round, 'wrong'>): void => {
  if (wrong > 0) throw new Error(`${String(wrong)} answers of ${who} were wrong.`);
};

/** Our delays where as many ask as half of what we answer at most. */
const atHalfPeak = async (
  { url, ids }: RunningServers,
  peak: number,
  says: string,
): Promise<Figure> => {
  const round = await paced(url, ids, peak / 2, halfPeakMs);
  refuseWrong('ours', round);
  return {
    name: `urgent query, ${says}, p99 at half our peak`,
    value: percentile(round.delays, 0.99),
    unit: 'ms',
    note: `must < 50 ms; ${String(Math.round(peak / 2))} a second, p50 ${percentile(round.delays, 0.5).toFixed(1)} ms`,
  };
};

const compare = async (
  { name, composition, says, must }: Compared,
  servers: RunningServers,
  peer: Peer,
): Promise<readonly Figure[]> => {
  const { url, ids } = servers;
  await servers.turn(composition);
  await load(url, ids, warmMs);
  await load(peer.url, ids, warmMs);
  const before = await callsTo(servers);
  const { ciphers } = await servers.turn(composition);
  const ours: Round[] = [];
  const theirs: Round[] = [];
  for (let round = 0; round < rounds; round += 1) {
    ours.push(await load(url, ids, roundMs));
    theirs.push(await load(peer.url, ids, roundMs));
  }
  const calls = (await callsTo(servers)) - before;
  const mine = total(ours);
  const other = total(theirs);
  refuseWrong('ours', mine);
  refuseWrong(name, other);
  const sealed = (await servers.turn(composition)).ciphers - ciphers;
  if (composition === 'none' && sealed > 0) throw new Error('Something was sealed or opened.');
  const note = `${must}; ${(calls / other.delays.length).toFixed(2)} calls each`;
  return [
    rate(`urgent query, ${says}`, mine.perSecond, '/s', name, other.perSecond, note),
    {
      name: `urgent query, ${says}, p99 at full load`,
      value: percentile(mine.delays, 0.99),
      unit: 'ms',
      against: { name, value: percentile(other.delays, 0.99) },
    },
    await atHalfPeak(servers, mine.perSecond, says),
  ];
};

export const hive: Bench = {
  name: 'hive',
  says: 'the urgent query beside Hive Gateway: policy, sealing and access records off, then on (its own: none)',
  run: async (folder) => {
    const program = installed();
    if (program === undefined) {
      process.stdout.write(
        '  Hive Gateway is not installed and could not be brought: no figures beside it.\n',
      );
      return [];
    }
    const servers = await startServers(folder);
    const supergraph = join(folder, 'supergraph.graphql');
    writeFileSync(
      supergraph,
      readSupergraph().replace(/"local:([\w-]+)"/g, `"${servers.subgraphsUrl}/$1"`),
    );
    const figures: Figure[] = [];
    for (const [name, flags, must] of [
      ['Hive Gateway', [], 'must 3'],
      ['Hive Gateway, Rust planner', ['--hive-router-runtime'], 'must 2'],
    ] as const) {
      const peer = await startHive(program, supergraph, flags);
      try {
        for (const [composition, says] of [
          ['none', 'all off'],
          ['all', 'all on'],
        ] as const) {
          const compared = {
            name,
            composition,
            says,
            must: composition === 'none' ? must : 'none set',
          };
          figures.push(...(await compare(compared, servers, peer)));
        }
      } finally {
        await peer.stop();
      }
    }
    await servers.stop();
    return figures;
  },
};
