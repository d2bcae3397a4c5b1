/**
 * From "publish" to the message on a browser's socket, with 1 and with 100 subscribers, beside a
 * plain `ws` broadcast of the same bytes to as many sockets. Every message is checked to hold the
 * change; the clock runs from before the mutation is sent.
 */
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { percentile } from './bench';
import type { Bench, Figure } from './bench';
import { randomId } from '../events/store/random';
import { startServers } from './startServers';
import type { RunningServers } from './startServers';
import { urgentSubscription } from './urgentQuery';

const changes = 60;
const crowds = [1, 100];
const actors = ['paramedic', 'nhs111', 'gp', 'consultant', 'senior-nurse'];

interface Answer {
  readonly data?: Record<string, { __typename: string; revision?: string }>;
}

const post = async (url: string, actor: string, body: object): Promise<Answer> => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-cuckmere-demo': actor },
    body: JSON.stringify(body),
  });
  return (await response.json()) as Answer;
};

const mutate = async (url: string, name: string, input: object): Promise<string> => {
  const type = `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}Input!`;
  const query = `mutation($input: ${type}) { ${name}(input: $input) { __typename ... on EndOfLifePlanSaved { revision } } }`;
  const answer = await post(`${url}/graphql`, 'gp', {
    query,
    variables: { input: { commandId: randomId(), ...input } },
  });
  const result = answer.data?.[name];
  if (result?.revision === undefined) throw new Error(`${name} was not taken.`);
  return result.revision;
};

interface Message {
  readonly kind: string;
  readonly person: { endOfLifePlan: { focusOfCare: { statement: string } } };
}

type Listener = (message: Message, at: number) => void;

const follow = (url: string, personId: string, actor: string, listener: Listener) => {
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: async () =>
      (await post(`${url}/ticket`, actor, {})) as Record<string, unknown>,
  });
  const isOpen = new Promise<void>((resolve, reject) => {
    client.subscribe<{ planChanged: Message }>(
      { query: urgentSubscription, variables: { id: personId } },
      {
        next: ({ data }) => {
          const at = performance.now();
          if (!data) return;
          if (data.planChanged.kind === 'OPENED') resolve();
          listener(data.planChanged, at);
        },
        error: reject,
        complete: () => undefined,
      },
    );
  });
  return { isOpen, close: () => client.dispose() };
};

const product = async (
  { url, ids }: RunningServers,
  crowd: number,
  scopes: number,
): Promise<{ delays: number[]; bytes: number }> => {
  const personId = ids[crowd] ?? '';
  const delays: number[] = [];
  let wanted = '';
  /** A made plan's last revision; then the one each change came to. */
  let last = '6';
  let began = 0;
  let left = 0;
  let bytes = 0;
  let done: () => void = () => undefined;
  const listener: Listener = (message, at) => {
    const { statement } = message.person.endOfLifePlan.focusOfCare;
    if (message.kind !== 'PUBLISHED' || statement !== wanted) return;
    bytes = JSON.stringify(message).length;
    delays.push(at - began);
    left -= 1;
    if (left === 0) done();
  };
  const clients = Array.from({ length: crowd }, (_, number) =>
    follow(url, personId, actors[number % scopes] ?? '', listener),
  );
  await Promise.all(clients.map(({ isOpen }) => isOpen));
  for (let change = 0; change < changes; change += 1) {
    wanted = `Change ${String(change)} for ${String(crowd)}`;
    const revision = await mutate(url, 'stateFocusOfCare', {
      personId,
      basedOn: last,
      statement: wanted,
    });
    left = crowd;
    const all = new Promise<void>((resolve) => (done = resolve));
    began = performance.now();
    const publish = mutate(url, 'publishEndOfLifePlan', { personId, draftRevision: revision });
    [last] = await Promise.all([publish, all]);
  }
  for (const client of clients) await client.close();
  return { delays, bytes };
};

const broadcast = async (
  { broadcastUrl }: RunningServers,
  crowd: number,
  bytes: number,
): Promise<number[]> => {
  const text = 'x'.repeat(bytes);
  const delays: number[] = [];
  let began = 0;
  let left = 0;
  let done: () => void = () => undefined;
  const sockets = await Promise.all(
    Array.from({ length: crowd }, async () => {
      const socket = new WebSocket(broadcastUrl.replace('http', 'ws'));
      socket.on('message', () => {
        delays.push(performance.now() - began);
        left -= 1;
        if (left === 0) done();
      });
      await new Promise((resolve) => socket.once('open', resolve));
      return socket;
    }),
  );
  for (let change = 0; change < changes; change += 1) {
    left = crowd;
    const all = new Promise<void>((resolve) => (done = resolve));
    began = performance.now();
    await Promise.all([fetch(broadcastUrl, { method: 'POST', body: text }), all]);
  }
  for (const socket of sockets) socket.close();
  return delays;
};

export const live: Bench = {
  name: 'live',
  says: 'publish to message on the socket, the whole urgent view in each message',
  run: async (folder) => {
    const servers = await startServers(folder);
    const figures: Figure[] = [];
    for (const crowd of crowds) {
      const mine = await product(servers, crowd, Math.min(crowd, 2));
      const plain = await broadcast(servers, crowd, mine.bytes);
      for (const [name, share] of [
        ['p50', 0.5],
        ['p99', 0.99],
      ] as const) {
        const value = percentile(mine.delays, share);
        const floor = percentile(plain, share);
        figures.push({
          name: `publish to socket, ${String(crowd)} subscriber${crowd > 1 ? 's' : ''}, ${name}`,
          value,
          unit: 'ms',
          against: { name: 'ws broadcast', value: floor },
          ratio: value / floor,
          ...(share === 0.5 ? { note: `${String(mine.bytes)} bytes` } : {}),
        });
      }
    }
    await servers.stop();
    return figures;
  },
};
