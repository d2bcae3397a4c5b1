/**
 * A client of the live feed over a real socket, as a browser is one: ticket, graphql-ws, `after`.
 * And a bare socket, for what a well-behaved client never does.
 */
import { once } from 'node:events';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { ClientOptions } from 'ws';
import { until } from './app';
import type { Data, GraphError, TestApp } from './app';

export interface LiveMessage {
  readonly position: string;
  readonly kind: string;
  readonly at: string;
  readonly person: Data;
}

export interface Follower {
  readonly messages: readonly LiveMessage[];
  readonly errors: readonly GraphError[];
  /** Code with which the socket closed, once it has. */
  closedWith(): number | undefined;
  /** Waits until this many messages came. */
  heard(count: number): Promise<void>;
  /** Cuts the connection without a word, as a lost signal does. */
  cut(): void;
  end(): Promise<void>;
}

export const defaultSelection =
  'id cprDecision { __typename ... on CprRecorded { decision { id } } }';

export const liveQuery = (selection = defaultSelection): string =>
  `subscription($personId: ID!, $after: String) {
    planChanged(personId: $personId, after: $after) { position kind at person { ${selection} } }
  }`;

export interface FollowOptions {
  readonly personId: string;
  readonly actor?: string;
  readonly after?: string | undefined;
  readonly selection?: string;
  readonly query?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of open.splice(0)) await end();
});

/** Follows a person's record until ended; never reconnects by itself. */
export const follow = (app: TestApp, options: FollowOptions): Follower => {
  const messages: LiveMessage[] = [];
  const errors: GraphError[] = [];
  let socket: WebSocket | undefined;
  let closeCode: number | undefined;
  const client = createClient({
    url: `${app.app.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: async () => ({ ticket: await app.ticket(options.actor ?? 'paramedic') }),
    on: {
      connected: (connected) => {
        socket = connected as WebSocket;
      },
      closed: (event) => {
        closeCode = (event as { code: number }).code;
      },
    },
  });
  const { personId, after } = options;
  client.subscribe<{ planChanged: LiveMessage }>(
    {
      query: options.query ?? liveQuery(options.selection),
      variables: { personId, ...(after === undefined ? {} : { after }), ...options.variables },
    },
    {
      next: ({ data, errors: faults }) => {
        if (faults) errors.push(...(faults as unknown as GraphError[]));
        if (data?.planChanged) messages.push(data.planChanged);
      },
      error: (error) => {
        if (Array.isArray(error)) errors.push(...(error as GraphError[]));
      },
      complete: () => undefined,
    },
  );
  const end = async (): Promise<void> => {
    await client.dispose();
  };
  open.push(end);
  return {
    messages,
    errors,
    closedWith: () => closeCode,
    heard: (count) =>
      until(
        () => messages.length >= count,
        `${String(count)} messages came (${String(messages.length)} did; ${JSON.stringify(errors)})`,
      ),
    cut: () => {
      socket?.terminate();
    },
    end,
  };
};

export interface BareSocket {
  readonly socket: WebSocket;
  readonly texts: readonly string[];
  say(message: object): void;
  /** Waits for the first text received that matches. */
  heard(pattern: RegExp): Promise<string>;
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
}

/** A socket that says only what it is told to; `init` signs it in with this ticket first. */
export const openBareSocket = async (
  app: { readonly app: { readonly url: string } },
  options: ClientOptions & { readonly init?: object } = {},
): Promise<BareSocket> => {
  const socket = new WebSocket(
    `${app.app.url.replace('http', 'ws')}/graphql`,
    'graphql-transport-ws',
    options,
  );
  open.push(() => {
    socket.terminate();
    return Promise.resolve();
  });
  const texts: string[] = [];
  socket.on('message', (bytes: Buffer) => void texts.push(bytes.toString('utf8')));
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.once('close', (code, reason) => {
      resolve({ code, reason: reason.toString('utf8') });
    });
  });
  await once(socket, 'open');
  const say = (message: object): void => {
    socket.send(JSON.stringify(message));
  };
  const heard = async (pattern: RegExp): Promise<string> => {
    await until(() => texts.some((text) => pattern.test(text)), `${String(pattern)} was heard`);
    return texts.find((text) => pattern.test(text)) ?? '';
  };
  if (options.init) {
    say({ type: 'connection_init', payload: options.init });
    await heard(/connection_ack/);
  }
  return { socket, texts, say, heard, closed };
};
