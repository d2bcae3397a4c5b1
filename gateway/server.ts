/**
 * The HTTP side of one process: the graph, the live socket, sign-in, health, the pages. Errors are
 * typed JSON; nothing about a person is ever in an address.
 */
import { createServer } from 'node:http';
import type { IncomingMessage, Server as HttpServer, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CuckmereError, isCuckmereError } from '../events/errors';
import { randomId } from '../events/store/random';
import type { StandingFault } from '../events/store/standingFaults';
import type { Caller, SubgraphContext } from '../subgraphs/context';
import type { House } from '../subgraphs/house';
import { accessBasis } from '../subgraphs/shared/accessScope';
import type { Subgraph } from '../subgraphs/subgraph';
import type { AccessLog } from './audit/accessLog';
import { createAuditLive } from './audit/auditLive';
import { recordAnswers } from './audit/recordAnswers';
import { httpStatusOf } from './clientErrors';
import { demoActorsShown } from './demo/actors';
import { openGraph } from './graph';
import { hearApplied } from './live/hearApplied';
import { createHub } from './live/hub';
import { openLiveSocket } from './live/socket';
import type { LiveSocketOptions } from './live/socket';
import { createSubscribe } from './live/subscribe';
import type { GatewayLog } from './log';
import { createPages } from './pages';
import { readJsonBody } from './readBody';
import { notSignedIn } from './signIn/notSignedIn';
import { isOwnOrigin } from './signIn/origin';
import type { SignIn } from './signIn/signIn';
import { createTickets } from './tickets';
import { tokenOf } from '../events/store/eventStore';

export interface ServerOptions {
  readonly house: House;
  readonly subgraphs: readonly Subgraph[];
  readonly signIn: SignIn;
  readonly accessLog: AccessLog;
  readonly log: GatewayLog;
  /** What is wrong with the event log until somebody mends it. */
  readonly faults: () => readonly StandingFault[];
  readonly host: string;
  /** 0 picks a free one. */
  readonly port: number;
  /** The demo people to show on the start page; absent where this is no demonstration. */
  readonly demoPeople?: () => readonly object[];
  readonly socketLimits?: LiveSocketOptions['limits'];
}

export type ExecuteAs = (
  caller: Caller,
  query: string,
  variables: Readonly<Record<string, unknown>>,
) => Promise<{ data?: Record<string, unknown> | null; errors?: readonly { message: string }[] }>;

export interface Listening {
  readonly port: number;
  readonly url: string;
}

export interface Server {
  /** Lets callers in. Rejects with `CONFIGURATION` where the port is taken. */
  listen(): Promise<Listening>;
  /** Runs one operation as this caller, the same way as an HTTP request goes. */
  readonly execute: ExecuteAs;
  /** Takes no more, lets what runs finish within `ms`, closes sockets with "going away". */
  close(ms: number): Promise<void>;
}

/** Set by a page on what it asks by itself. */
const unattendedHeader = 'x-cuckmere-unattended';

const sendJson = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  });
  response.end(JSON.stringify(body));
};

const graphError = (error: unknown, reference: string): object => ({
  errors: [
    isCuckmereError(error)
      ? { message: error.message, extensions: { code: error.code } }
      : { message: 'Something unexpected.', extensions: { code: 'INTERNAL', reference } },
  ],
});

const listenOn = async (
  server: HttpServer,
  { host, port: wanted }: Pick<ServerOptions, 'host' | 'port'>,
): Promise<Listening> => {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new CuckmereError(
              'CONFIGURATION',
              `Port ${String(wanted)} is in use; choose another with --port, or --port 0 for a free one.`,
            )
          : error,
      );
    });
    server.listen(wanted, host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const shownHost = host.includes(':') ? `[${host}]` : host;
  return { port, url: `http://${shownHost}:${String(port)}` };
};

export const openServer = async (options: ServerOptions): Promise<Server> => {
  const { house, log, signIn, accessLog } = options;
  const graph = await openGraph(options.subgraphs, log);
  const pages = createPages();
  const tickets = createTickets();
  const hub = createHub({
    log,
    basisOf: (personId) => accessBasis(house, personId),
    nowMs: () => house.clock().getTime(),
  });
  const stopHearing = hearApplied(house, hub);

  const callerOf = async (request: IncomingMessage): Promise<Caller> => {
    const caller = await signIn.callerOf(request.headers);
    if (!caller) {
      accessLog.countRefusedSignIn();
      throw notSignedIn();
    }
    return caller;
  };

  const contextOf = (request: IncomingMessage, caller: Caller, body: unknown): SubgraphContext => {
    const extensions = (body as { extensions?: { readAfter?: unknown } } | null)?.extensions;
    const { traceparent } = request.headers;
    return {
      caller,
      requestId: randomId(),
      ...(typeof traceparent === 'string' ? { traceparent } : {}),
      ...(typeof extensions?.readAfter === 'string' ? { readAfter: extensions.readAfter } : {}),
    };
  };

  const answer = recordAnswers(graph, accessLog);

  const health = (): { status: number; body: object } => {
    const { position, isCaughtUp, ...care } = house.runner.status();
    const halts = [...care.halts, ...house.accessRunner.status().halts];
    const faults = options.faults();
    const records = accessLog.status();
    const isWell = halts.length === 0 && faults.length === 0 && records.unkept === 0;
    const isReady = isCaughtUp && isWell;
    return {
      status: isReady ? 200 : 503,
      body: {
        ready: isReady,
        caughtUp: isCaughtUp,
        position,
        halted: halts.map(({ model, position: at, type, reason }) => ({ model, at, type, reason })),
        faults,
        live: hub.counts(),
        accessLog: records,
      },
    };
  };

  const routes: Readonly<
    Record<string, (request: IncomingMessage, response: ServerResponse) => Promise<void> | void>
  > = {
    'GET /health/live': (_request, response) => {
      sendJson(response, 200, { live: true });
    },
    'GET /health/ready': (_request, response) => {
      const { status, body } = health();
      sendJson(response, status, body);
    },
    'POST /graphql': async (request, response) => {
      const caller = await callerOf(request);
      const body = await readJsonBody(request);
      const context = contextOf(request, caller, body);
      const answered = await answer(body, request.headers, context);
      // What a page asks by itself, nobody having done anything, keeps nobody signed in.
      const isAttended = request.headers[unattendedHeader] === undefined;
      const cookie = isAttended ? await signIn.touched(request.headers) : undefined;
      if (cookie !== undefined) response.setHeader('set-cookie', cookie);
      for (const [name, value] of answered.headers) response.setHeader(name, value);
      response.setHeader('cache-control', 'no-store');
      response.writeHead(answered.status);
      response.end(answered.body);
    },
    'POST /ticket': async (request, response) => {
      sendJson(response, 200, { ticket: tickets.issue(await callerOf(request)) });
    },
    'GET /demo/people': (_request, response) => {
      const people = options.demoPeople?.();
      if (people) sendJson(response, 200, { actors: demoActorsShown(), people });
      else sendJson(response, 404, { errors: [{ message: 'This is no demonstration.' }] });
    },
  };

  /** A page elsewhere that points a name of its own at this machine is not let in. */
  const refuseForeignName = ({ headers }: IncomingMessage): void => {
    if (!signIn.isOurHost(headers.host ?? '')) {
      throw new CuckmereError('BAD_REQUEST', 'Open this by its own address: the host is not ours.');
    }
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    refuseForeignName(request);
    if (request.method === 'POST' && !isOwnOrigin(request.headers)) {
      throw new CuckmereError('BAD_REQUEST', 'This came from a page of another address.');
    }
    if (await signIn.answer(request, response)) return;
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const route = routes[`${request.method ?? ''} ${pathname}`];
    if (route) {
      await route(request, response);
      return;
    }
    if (request.method === 'GET' || request.method === 'HEAD') {
      if (pathname === '/graphql') {
        throw new CuckmereError('BAD_REQUEST', 'Send GraphQL by POST, or open the live socket.');
      }
      pages(request, response);
      return;
    }
    sendJson(response, 404, { errors: [{ message: 'There is nothing at this address.' }] });
  };

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      const reference = isCuckmereError(error) ? '' : log.fault('http', error);
      if (response.headersSent) response.destroy();
      else sendJson(response, httpStatusOf(error), graphError(error, reference));
    });
  });
  server.keepAliveTimeout = 65_000;

  const live = openLiveSocket({
    server,
    path: '/graphql',
    tickets,
    signIn,
    clock: house.clock,
    liveSchema: graph.liveSchema,
    apiSchema: graph.apiSchema,
    formatError: graph.formatError,
    subscribe: createSubscribe({
      ...graph,
      house,
      hub,
      audit: createAuditLive(accessLog),
      onFault: (error) => void log.fault('live record', error),
    }),
    settledTo: () =>
      hub.isSettled() ? tokenOf(house.store.generation, house.runner.position()) : undefined,
    ...(options.socketLimits ? { limits: options.socketLimits } : {}),
  });

  return {
    listen: async () => {
      const listening = await listenOn(server, options);
      signIn.listening(listening.url);
      return listening;
    },
    execute: async (caller, query, variables) => {
      const headers = { 'content-type': 'application/json' };
      const context = { caller, requestId: randomId() };
      const answered = await answer({ query, variables }, headers, context);
      return JSON.parse(answered.body) as Awaited<ReturnType<ExecuteAs>>;
    },
    close: async (ms) => {
      stopHearing();
      hub.stop();
      signIn.close();
      const closed = new Promise((resolve) => server.close(resolve));
      await live.close();
      server.closeIdleConnections();
      const timer = setTimeout(() => {
        server.closeAllConnections();
      }, ms);
      await closed;
      clearTimeout(timer);
      await graph.stop();
    },
  };
};
