/**
 * From a right that ended, durable in the log, to silence: how long until the last content reaches a
 * reader's socket while the record keeps changing, and how much comes after. An incident that ends,
 * consent that is withdrawn, a carer's delegation that is revoked.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { openApp } from '../cli/app';
import type { App } from '../cli/app';
import type { Act } from '../events/decider';
import { hoursAfter } from '../events/incident/commands';
import type { CommandId, PersonId } from '../events/ids';
import { isoNow } from '../events/store/clock';
import { randomId } from '../events/store/random';
import { createLog } from '../gateway/log';
import { percentile } from './bench';
import type { Bench, Figure } from './bench';
import { createHeaderSignIn } from './headerSignIn';
import { benchActor, makePerson, makePlan, revisePlan } from './people';

const rounds = 20;
const changeEveryMs = 20;
/** How long a reader is watched after it fell silent. */
const watchMs = 100;
const carersKey = 'b'.repeat(64);

const act = (): Act => ({
  commandId: randomId() as CommandId,
  actor: benchActor,
  at: isoNow(),
});

interface Reader {
  /** Performance clock of the last message with content. */
  contentAt: number;
  /** Of the last message without, or of the word that it is over. */
  silentAt: number;
  close(): void;
}

const query = `subscription($id: ID!) { planChanged(personId: $id) { kind person { cprDecision { __typename } } } }`;

const follow = (app: App, id: string, actor: string): Reader => {
  const reader: Reader = { contentAt: 0, silentAt: 0, close: () => void client.dispose() };
  const client = createClient({
    url: `${app.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: async () => {
      const headers = { 'x-cuckmere-demo': actor };
      const response = await fetch(`${app.url}/ticket`, { method: 'POST', headers });
      return (await response.json()) as Record<string, unknown>;
    },
  });
  client.subscribe<{ planChanged: { person: { cprDecision: { __typename: string } } } }>(
    { query, variables: { id } },
    {
      next: ({ data }) => {
        const isContent = data?.planChanged.person.cprDecision.__typename === 'CprRecorded';
        reader[isContent ? 'contentAt' : 'silentAt'] = performance.now();
      },
      error: () => {
        reader.silentAt = performance.now();
      },
      complete: () => undefined,
    },
  );
  return reader;
};

const untilPast = async (read: () => number, moment: number): Promise<void> => {
  while (read() <= moment) await pause(1);
};

interface Kind {
  readonly name: string;
  readonly actor: string;
  /** Gives the right; gives back how to end it. */
  readonly give: (app: App, id: PersonId) => Promise<() => Promise<unknown>>;
}

const kinds: readonly Kind[] = [
  {
    name: 'an incident ends',
    actor: 'paramedic',
    give: async ({ house }, id) => {
      const incidentId = randomId();
      const until = hoursAfter(isoNow(), 1);
      const [caseId, organisation, crew] = ['measured', 'X4AMB', [] as const];
      const attach = {
        type: 'AttachIncident',
        incidentId,
        caseId,
        organisation,
        crew,
        until,
      } as const;
      await house.loops.emergency.handle(id, attach, act());
      return () => house.loops.emergency.handle(id, { type: 'EndIncident', incidentId }, act());
    },
  },
  {
    name: 'consent is withdrawn',
    actor: 'gp',
    give: async ({ house }, id) => {
      const say = (decision: 'GIVEN' | 'WITHDRAWN') =>
        house.loops.sharing.handle(
          id,
          { type: 'RecordSharingDecision', decision, decidedBy: 'PERSON', reason: randomId() },
          act(),
        );
      await say('GIVEN');
      return () => say('WITHDRAWN');
    },
  },
  {
    name: 'a delegation is revoked',
    actor: 'ruth',
    give: async ({ house }, id) => {
      const given = await house.loops.sharing.handle(
        id,
        {
          type: 'DelegateAccess',
          carerKey: carersKey,
          name: 'Ruth',
          relationship: 'daughter',
          sections: ['cprDecision', 'plan'],
          until: hoursAfter(isoNow(), 24),
          consentTakenBy: { name: 'Dr Bench Mark', role: 'GP' },
        },
        act(),
      );
      if (given.kind !== 'done') throw new Error(given.message);
      const delegationId = given.entryId(0);
      const revoke = { type: 'RevokeDelegation', delegationId } as const;
      return () => house.loops.sharing.handle(id, revoke, act());
    },
  },
];

const measure = async (app: App, kind: Kind, number: number): Promise<readonly Figure[]> => {
  const id = await makePerson(app.house, number);
  await makePlan(app.house, id);
  let isChanging = true;
  const changes = (async () => {
    for (let count = 0; isChanging; count += 1) {
      await revisePlan(app.house, id, count);
      await pause(changeEveryMs);
    }
  })();
  const delays: number[] = [];
  let late = 0;
  for (let round = 0; round < rounds; round += 1) {
    const end = await kind.give(app, id);
    const began = performance.now();
    const reader = follow(app, id, kind.actor);
    await untilPast(() => reader.contentAt, began);
    await end();
    const endedAt = performance.now();
    await untilPast(() => reader.silentAt, began);
    const { silentAt } = reader;
    delays.push(Math.max(reader.contentAt - endedAt, 0));
    await pause(watchMs);
    if (reader.contentAt > silentAt) late += 1;
    reader.close();
  }
  isChanging = false;
  await changes;
  const note = `${String(rounds)} times; content after that: ${String(late)}`;
  return [0.5, 0.99].map((share) => ({
    name: `${kind.name}, last content after it, p${String(share * 100)}`,
    value: percentile(delays, share),
    unit: 'ms',
    ...(share === 0.99 ? { note } : {}),
  }));
};

export const revocation: Bench = {
  name: 'revocation',
  says: 'from a right that ended to silence, the plan published again all the while',
  run: async (folder) => {
    const app = await openApp({
      data: folder,
      host: '127.0.0.1',
      port: 0,
      withDemo: false,
      log: createLog({ write: () => undefined }),
      signIn: createHeaderSignIn(() => carersKey),
      socketLimits: { socketsPerCallerMax: 10_000 },
    });
    const figures: Figure[] = [];
    for (const [number, kind] of kinds.entries()) {
      figures.push(...(await measure(app, kind, number)));
    }
    await app.close();
    return figures;
  },
};
