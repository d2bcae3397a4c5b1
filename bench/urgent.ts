/**
 * The urgent query through the gateway beside one non-federated schema on bare node:http answering
 * the same bytes. Unique requests (person, request id), every body checked, 50 connections, the
 * two in turns; the servers run in a process of their own.
 */
import { percentile, rate } from './bench';
import type { Bench } from './bench';
import { startServers } from './startServers';
import { load, roundMs, rounds, total, warmMs } from './urgentLoad';
import type { Round } from './urgentLoad';

export const urgent: Bench = {
  name: 'urgent',
  says: 'the urgent query over HTTP, 50 connections, unique requests, every body checked',
  run: async (folder) => {
    const servers = await startServers(folder);
    const { url, floorUrl, ids } = servers;
    await load(url, ids, warmMs);
    await load(floorUrl, ids, warmMs);
    const ours: Round[] = [];
    const floors: Round[] = [];
    for (let round = 0; round < rounds; round += 1) {
      ours.push(await load(url, ids, roundMs));
      floors.push(await load(floorUrl, ids, roundMs));
    }
    await servers.stop();
    const mine = total(ours);
    const floor = total(floors);
    if (mine.wrong + floor.wrong > 0) {
      throw new Error(
        `${String(mine.wrong)} answers of ours and ${String(floor.wrong)} of the floor were wrong.`,
      );
    }
    const note = `${String(ours[0]?.bytes ?? 0)} bytes; policy, sealing and access records on`;
    return [
      rate('urgent query', mine.perSecond, '/s', 'bare node:http', floor.perSecond, note),
      {
        name: 'urgent query, p50',
        value: percentile(mine.delays, 0.5),
        unit: 'ms',
        against: { name: 'bare node:http', value: percentile(floor.delays, 0.5) },
      },
      {
        name: 'urgent query, p99',
        value: percentile(mine.delays, 0.99),
        unit: 'ms',
        against: { name: 'bare node:http', value: percentile(floor.delays, 0.99) },
      },
    ];
  },
};
