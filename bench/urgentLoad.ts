/**
 * Load of the urgent query: unique requests (person, request id) over 50 connections, every body
 * checked, delays kept.
 */
import { Agent, request } from 'node:http';
import { perSecond } from './bench';
import { urgentQuery } from './urgentQuery';

const connections = 50;
const pacedConnectionsMax = 500;
export const warmMs = 2_000;
export const roundMs = 4_000;
export const rounds = 3;

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

/**
 * Open loop: as many requests a second as told, whether or not the ones before were answered. A delay
 * runs from when its request was due, so that a server that stands still is not asked more kindly.
 */
export const paced = async (
  url: string,
  ids: readonly string[],
  wantedPerSecond: number,
  forMs: number,
): Promise<Round> => {
  const agent = new Agent({ keepAlive: true, maxSockets: pacedConnectionsMax });
  const delays: number[] = [];
  const answers: Promise<void>[] = [];
  let wrong = 0;
  let bytes = 0;
  const began = performance.now();
  const send = async (number: number, due: number): Promise<void> => {
    const id = ids[number % ids.length] ?? '';
    const body = await ask(agent, url, id, number);
    delays.push(performance.now() - due);
    bytes = body.length;
    if (!isRight(body, id)) wrong += 1;
  };
  for (let number = 1; ; number += 1) {
    const due = began + (number * 1000) / wantedPerSecond;
    if (due - began > forMs) break;
    const early = due - performance.now();
    if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
    answers.push(send(number, due));
  }
  await Promise.all(answers);
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
