/**
 * From an opening in an emergency, answered, to what the pages of a privacy officer and of whoever
 * leads the care are told when they next ask; beside the minute in which both must know.
 */
import { wholeTeamIdOf } from '../events/ids';
import type { CommandId } from '../events/ids';
import { isoNow } from '../events/store/clock';
import { randomId } from '../events/store/random';
import { openApp } from '../cli/app';
import type { App } from '../cli/app';
import { demoActorId } from '../gateway/demo/actors';
import { createLog } from '../gateway/log';
import { percentile } from './bench';
import type { Bench, Figure } from './bench';
import { createHeaderSignIn } from './headerSignIn';
import { benchActor, makePerson } from './people';

const openings = 50;
/** As often as a page asks by itself (`web/src/page/waiting.ts`): the longest that it waits. */
const pageAsksEveryMs = 30_000;
const mustKnowMs = 60_000;

const opening = `mutation($input: OpenInEmergencyInput!) { openInEmergency(input: $input) { __typename } }`;
const waiting = '{ accessWaiting { __typename ... on AccessWaiting { alerts } } }';

const ask = async (
  app: App,
  actor: string,
  query: string,
  variables: object = {},
): Promise<Record<string, Record<string, unknown>>> => {
  const response = await fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-cuckmere-demo': actor },
    body: JSON.stringify({ query, variables }),
  });
  const { data } = (await response.json()) as { data: Record<string, Record<string, unknown>> };
  return data;
};

const alertsOf = async (app: App, actor: string): Promise<number> =>
  Number((await ask(app, actor, waiting))['accessWaiting']?.['alerts']);

/** Milliseconds from the answer to the opening until this reader's count says so. */
const untilTold = async (app: App, actor: string, count: number): Promise<number> => {
  const began = performance.now();
  while ((await alertsOf(app, actor)) < count) continue;
  return performance.now() - began;
};

const open = async (app: App, number: number): Promise<number[]> => {
  const { house } = app;
  const personId = await makePerson(house, number);
  const lead = { actorId: demoActorId('consultant'), name: 'Who leads', telephone: '01632 960001' };
  await house.loops.relationship.handle(
    personId,
    {
      type: 'JoinCareTeam',
      teamId: wholeTeamIdOf('X1HSP'),
      organisation: 'X1HSP',
      lead,
    },
    { commandId: randomId() as CommandId, actor: benchActor, at: isoNow() },
  );
  const input = { commandId: randomId(), personId, alertType: '1', reason: '4' };
  const { openInEmergency: answer } = await ask(app, 'paramedic', opening, { input });
  if (answer?.['__typename'] !== 'OpenedInEmergency') throw new Error(JSON.stringify(answer));
  return Promise.all(
    ['privacy-officer', 'consultant'].map((actor) => untilTold(app, actor, number)),
  );
};

export const alerts: Bench = {
  name: 'alerts',
  says: 'from an opening in an emergency to the count that the pages of who must know ask for',
  run: async (folder) => {
    const app = await openApp({
      data: folder,
      host: '127.0.0.1',
      port: 0,
      withDemo: false,
      log: createLog({ write: () => undefined }),
      signIn: createHeaderSignIn(),
    });
    const told: number[][] = [];
    for (let number = 1; number <= openings; number += 1) told.push(await open(app, number));
    await app.close();
    return ['privacy officer', 'who leads the care'].flatMap((reader, at): Figure[] => {
      const delays = told.map((both) => both[at] ?? Number.NaN);
      const worst = percentile(delays, 0.99);
      return [
        { name: `${reader}, the next to ask is told, p99`, value: worst, unit: 'ms' },
        {
          name: `${reader}, with the longest wait of a page`,
          value: (worst + pageAsksEveryMs) / 1_000,
          unit: 's',
          against: { name: 'must', value: mustKnowMs / 1_000 },
          note: `${String(openings)} openings, each told to both`,
        },
      ];
    });
  },
};
