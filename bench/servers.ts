/**
 * The servers under measurement, in a process of their own: the whole product with people in it,
 * and the floors beside it: a non-federated schema on bare node:http that answers the same bytes,
 * and a plain `ws` broadcast.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { execute, parse } from 'graphql';
import type { DocumentNode } from 'graphql';
import { buildSchema } from 'graphql';
import { printSchema } from 'graphql';
import { WebSocketServer } from 'ws';
import { openApp } from '../cli/app';
import { openGraph } from '../gateway/graph';
import { demoCaller } from '../gateway/demo/actors';
import { createLog } from '../gateway/log';
import type { Caller } from '../subgraphs/context';
import type { Subgraph } from '../subgraphs/subgraph';
import { subgraphsOf } from '../subgraphs/subgraphs';
import {
  ciphersSoFar,
  compose,
  isComposition,
  prepareComposition,
  switchable,
} from './composition';
import { createHeaderSignIn } from './headerSignIn';
import { makePeople } from './people';
import { urgentQuery } from './urgentQuery';

export interface Started {
  readonly url: string;
  /** The same subgraphs, each at a path of its name, for a gateway in another process. */
  readonly subgraphsUrl: string;
  readonly floorUrl: string;
  readonly broadcastUrl: string;
  readonly ids: readonly string[];
}

const peopleCount = 500;

const listen = async (server: ReturnType<typeof createServer>): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
};

const readBody = async (request: AsyncIterable<Buffer>): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
};

/** Answers from what the product answered once for each person: no I/O, no keys, no federation. */
const openFloor = async (
  schemaText: string,
  stored: ReadonlyMap<string, unknown>,
): Promise<number> => {
  const schema = buildSchema(schemaText);
  const documents = new Map<string, DocumentNode>();
  const rootValue = { person: ({ id }: { id: string }) => stored.get(id) };
  const server = createServer((request, response) => {
    const answer = async (): Promise<void> => {
      const { query, variables } = JSON.parse(await readBody(request)) as {
        query: string;
        variables: Record<string, unknown>;
      };
      let document = documents.get(query);
      if (!document) documents.set(query, (document = parse(query)));
      const result = await execute({ schema, document, rootValue, variableValues: variables });
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(result));
    };
    void answer();
  });
  return listen(server);
};

/** The subgraphs over HTTP, as one caller who may read; `GET /calls` tells how often they were asked. */
const openSubgraphs = async (subgraphs: readonly Subgraph[], caller: Caller): Promise<number> => {
  const documents = new Map<string, DocumentNode>();
  let calls = 0;
  const server = createServer((request, response) => {
    const answer = async (): Promise<void> => {
      if (request.method === 'GET') {
        response.end(String(calls));
        return;
      }
      calls += 1;
      const subgraph = subgraphs.find(({ name }) => `/${name}` === request.url);
      const { query, variables } = JSON.parse(await readBody(request)) as {
        query: string;
        variables?: Record<string, unknown>;
      };
      let document = documents.get(query);
      if (!document) documents.set(query, (document = parse(query)));
      const context = { caller, requestId: 'bench' };
      const result = await subgraph?.execute({ document, variables: variables ?? {}, context });
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ data: result?.data, errors: result?.errors }));
    };
    void answer();
  });
  server.keepAliveTimeout = 65_000;
  return listen(server);
};

const openBroadcast = async (): Promise<number> => {
  const server = createServer((request, response) => {
    const answer = async (): Promise<void> => {
      const text = await readBody(request);
      for (const client of sockets.clients) client.send(text);
      response.end();
    };
    void answer();
  });
  const sockets = new WebSocketServer({ server, perMessageDeflate: false });
  return listen(server);
};

const start = async (data: string): Promise<Started> => {
  prepareComposition();
  const app = await openApp({
    data,
    host: '127.0.0.1',
    port: 0,
    withDemo: false,
    signIn: createHeaderSignIn(),
    // Measured as it is served: the libraries check less where NODE_ENV says production.
    nodeEnv: 'development',
    wrapAccessLog: switchable,
    socketLimits: { socketsPerCallerMax: 10_000 },
  });
  const ids = await makePeople(app.house, peopleCount);
  const stored = new Map<string, unknown>();
  for (const id of ids) {
    const response = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-cuckmere-demo': 'paramedic' },
      body: JSON.stringify({ query: urgentQuery, variables: { id } }),
    });
    const { data: answer } = (await response.json()) as { data: { person: unknown } };
    stored.set(id, answer.person);
  }
  const graph = await openGraph(subgraphsOf(app.house), createLog());
  const floorPort = await openFloor(printSchema(graph.apiSchema), stored);
  const broadcastPort = await openBroadcast();
  const caller = demoCaller('paramedic');
  if (!caller) throw new Error('There is no demo paramedic.');
  const subgraphsPort = await openSubgraphs(subgraphsOf(app.house), caller);
  return {
    url: app.url,
    subgraphsUrl: `http://127.0.0.1:${String(subgraphsPort)}`,
    floorUrl: `http://127.0.0.1:${String(floorPort)}`,
    broadcastUrl: `http://127.0.0.1:${String(broadcastPort)}`,
    ids,
  };
};

/** What became of the process so far; told to its parent at each change of what is left out. */
export interface Spent {
  readonly processorMs: number;
  readonly ciphers: number;
}

process.on('message', (message) => {
  if (isComposition(message)) compose(message);
  const { user, system } = process.cpuUsage();
  const spent: Spent = { processorMs: (user + system) / 1_000, ciphers: ciphersSoFar() };
  process.send?.(spent);
});
process.on('disconnect', () => process.exit(0));
start(process.argv[2] ?? '').then(
  (started) => process.send?.(started),
  (error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exit(1);
  },
);
