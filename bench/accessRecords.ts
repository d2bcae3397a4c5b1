/**
 * What access costs an urgent query: with policy, sealing and access records, each record durable
 * before its answer, beside the same server on the same data without records, and without any of it,
 * in turns. Unique requests, every body checked, 50 connections.
 */
import { percentile, rate } from './bench';
import type { Bench, Figure } from './bench';
import type { Composition } from './composition';
import { startServers } from './startServers';
import { load, total } from './urgentLoad';
import type { Round } from './urgentLoad';

const warmMs = 3_000;
const roundMs = 4_000;
const rounds = 4;
const compositions: readonly Composition[] = ['none', 'no records', 'all'];

interface Phase {
  readonly round: Round;
  readonly processorMs: number;
}

/** Microseconds of processor for one answer. */
const processorMicroseconds = (phases: readonly Phase[]): number =>
  (phases.reduce((sum, { processorMs }) => sum + processorMs, 0) * 1_000) /
  phases.reduce((sum, { round }) => sum + round.answers, 0);

export const accessRecords: Bench = {
  name: 'access-records',
  says: 'the urgent query with policy, sealing and access records on and off, the same server, 50 connections',
  run: async (folder) => {
    const servers = await startServers(folder);
    const { url, ids } = servers;
    const phases = new Map<Composition, Phase[]>(compositions.map((one) => [one, []]));
    await load(url, ids, warmMs);
    for (let round = 0; round < rounds; round += 1) {
      for (const [composition, kept] of phases) {
        const { processorMs } = await servers.turn(composition);
        const loaded = await load(url, ids, roundMs);
        const spent = (await servers.turn(composition)).processorMs - processorMs;
        kept.push({ round: loaded, processorMs: spent });
      }
    }
    await servers.stop();
    const of = (composition: Composition) => phases.get(composition) ?? [];
    const totalOf = (composition: Composition) => total(of(composition).map(({ round }) => round));
    const wrong = compositions.reduce((sum, one) => sum + totalOf(one).wrong, 0);
    if (wrong > 0) throw new Error(`${String(wrong)} answers were wrong.`);
    const all = totalOf('all');
    const beside = (other: Composition, name: string, note: string): Figure[] => {
      const without = totalOf(other);
      return [
        rate('urgent query, all on', all.perSecond, '/s', name, without.perSecond, note),
        {
          name: 'urgent query, all on, p99',
          value: percentile(all.delays, 0.99),
          unit: 'ms',
          against: { name, value: percentile(without.delays, 0.99) },
        },
        {
          name: 'processor for one urgent query, all on',
          value: processorMicroseconds(of('all')),
          unit: 'us',
          against: { name, value: processorMicroseconds(of(other)) },
          ratio: processorMicroseconds(of(other)) / processorMicroseconds(of('all')),
          note: 'what the rate would be on a machine with nothing else to do',
        },
      ];
    };
    return [
      ...beside('none', 'all off', 'must 0.6; off: policy, sealing, access records'),
      ...beside('no records', 'records off', 'policy and sealing on in both'),
    ];
  },
};
