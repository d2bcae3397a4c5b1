/**
 * The urgent query with access records, each durable before its answer, beside the same server on the
 * same data without them, in turns. Unique requests, every body checked, 50 connections.
 */
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { AccessServerStarted } from './accessServers';
import { percentile, rate } from './bench';
import type { Bench } from './bench';
import { load, total } from './urgentLoad';
import type { Round } from './urgentLoad';

const warmMs = 3_000;
const roundMs = 4_000;
const rounds = 4;

const nextMessage = (child: ChildProcess): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const ended = (code: number | null): void => {
      reject(new Error(`The server ended with ${String(code)}.`));
    };
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      resolve(message);
    });
  });

/** Turns the records on or off; the milliseconds of processor that the server took so far. */
const turn = async (child: ChildProcess, records: 'on' | 'off'): Promise<number> => {
  const switched = nextMessage(child);
  child.send(records);
  return Number(await switched);
};

interface Phase {
  readonly round: Round;
  readonly processorMs: number;
}

const measure = async (
  child: ChildProcess,
  records: 'on' | 'off',
  loaded: () => Promise<Round>,
): Promise<Phase> => {
  const before = await turn(child, records);
  const round = await loaded();
  return { round, processorMs: (await turn(child, records)) - before };
};

/** Microseconds of processor for one answer. */
const processorMicroseconds = (phases: readonly Phase[]): number =>
  (phases.reduce((sum, { processorMs }) => sum + processorMs, 0) * 1_000) /
  phases.reduce((sum, { round }) => sum + round.answers, 0);

export const accessRecords: Bench = {
  name: 'access-records',
  says: 'the urgent query with access records on and off, the same server, 50 connections',
  run: async (folder) => {
    const child = fork(join(__dirname, 'accessServers.js'), [join(folder, 'data')], {
      env: { ...process.env, NODE_ENV: 'development' },
    });
    const { url, ids } = (await nextMessage(child)) as AccessServerStarted;
    const on: Phase[] = [];
    const off: Phase[] = [];
    const loaded = () => load(url, ids, roundMs);
    await load(url, ids, warmMs);
    for (let round = 0; round < rounds; round += 1) {
      off.push(await measure(child, 'off', loaded));
      on.push(await measure(child, 'on', loaded));
    }
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.disconnect();
    await ended;
    const kept = total(on.map(({ round }) => round));
    const without = total(off.map(({ round }) => round));
    if (kept.wrong + without.wrong > 0) {
      throw new Error(`${String(kept.wrong + without.wrong)} answers were wrong.`);
    }
    return [
      rate(
        'urgent query, access records on',
        kept.perSecond,
        '/s',
        'records off',
        without.perSecond,
        'must 0.6; policy and sealing on in both',
      ),
      {
        name: 'urgent query, access records on, p99',
        value: percentile(kept.delays, 0.99),
        unit: 'ms',
        against: { name: 'records off', value: percentile(without.delays, 0.99) },
      },
      {
        name: 'processor for one urgent query, records on',
        value: processorMicroseconds(on),
        unit: 'us',
        against: { name: 'records off', value: processorMicroseconds(off) },
        ratio: processorMicroseconds(off) / processorMicroseconds(on),
        note: 'what the rate would be on a machine with nothing else to do',
      },
    ];
  },
};
