/**
 * The urgent query through the gateway beside one non-federated schema on bare node:http answering
 * the same bytes. Unique requests (person, request id), every body checked, 50 connections, the
 * two in turns; the servers run in a process of their own.
 */
import { Agent, request } from 'node:http';
import { percentile, perSecond, rate } from './bench';
import type { Bench } from './bench';
import { startServers } from './startServers';
import { urgentQuery } from './urgentQuery';

const connections = 50;
const warmMs = 2_000;
const roundMs = 4_000;
const rounds = 3;

export interface Round {
  readonly answers: number;
  readonly ms: number;
  readonly delays: readonly number[];
  readonly wrong: number;
  readonly bytes: number;
}

const ask = (agent: Agent, url: string, id: string, number: number): Promise<string> =>
  new Promise((resolve, reject) => {
    const body = JSON.stringify({ query: urgentQuery, variables: { id } });
    const asked = request(
      `${url}/graphql`,
      {
        method: 'POST',
        agent,
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'x-cuckmere-demo': 'paramedic',
          'x-request-id': String(number),
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          resolve(Buffer.concat(chunks).toString('utf8'));
        });
      },
    );
    asked.once('error', reject);
    asked.end(body);
  });

const isRight = (body: string, id: string): boolean =>
  body.includes(`"id":"${id}"`) &&
  body.includes('"__typename":"CprRecorded"') &&
  body.includes('"forCpr":false') &&
  body.includes('above the kettle') &&
  !body.includes('"errors"');

export const load = async (url: string, ids: readonly string[], forMs: number): Promise<Round> => {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const delays: number[] = [];
  let wrong = 0;
  let bytes = 0;
  let number = 0;
  const began = performance.now();
  const worker = async (): Promise<void> => {
    while (performance.now() - began < forMs) {
      number += 1;
      const id = ids[number % ids.length] ?? '';
      const at = performance.now();
      const body = await ask(agent, url, id, number);
      delays.push(performance.now() - at);
      bytes = body.length;
      if (!isRight(body, id)) wrong += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  const ms = performance.now() - began;
  agent.destroy();
  return { answers: delays.length, ms, delays, wrong, bytes };
};

export const total = (all: readonly Round[]) => ({
  perSecond: perSecond(
    all.reduce((sum, { answers }) => sum + answers, 0),
    all.reduce((sum, { ms }) => sum + ms, 0),
  ),
  delays: all.flatMap(({ delays }) => [...delays]),
  wrong: all.reduce((sum, { wrong }) => sum + wrong, 0),
});

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
