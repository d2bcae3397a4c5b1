/**
 * The live socket: graphql-transport-ws carries the protocol, a one-use ticket (or a program's token)
 * says who it is, and the hub decides what is sent. Queries and mutations are refused here. A reader
 * that is too slow is closed with a code that says "resume"; a message is never left out. Whoever's
 * session is over hears nothing more.
 */
import type { IncomingMessage, Server } from 'node:http';
import { GraphQLError } from 'graphql';
import type { ExecutionArgs, GraphQLSchema } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import type { Clock } from '../../events/store/clock';
import type { Caller } from '../../subgraphs/context';
import type { createErrorFormat } from '../clientErrors';
import { isOwnOrigin } from '../signIn/origin';
import type { SignIn } from '../signIn/signIn';
import type { Tickets } from '../tickets';
import { openSocketCallers } from './socketCallers';
import { closeCodes } from './closeCodes';
import type { EndReason, Member } from './member';
import type { LiveOperation, LiveSchema } from './liveSchema';

export const socketLimits = {
  messageBytesMax: 64 * 1024,
  /** Bytes waiting for one reader; beyond it the socket is closed and may resume. */
  waitingBytesMax: 64 * 1024,
  subscriptionsMax: 50,
  /** Of one person; a browser needs one for each page that is open on a plan. */
  socketsPerCallerMax: 5,
  /** Of one program, which signs in by its token. */
  socketsPerProgramMax: 50,
  messagesPerMinuteMax: 100,
  initMs: 3_000,
  heartbeatMs: 5_000,
  /** How long a client may take over one message of a replay. */
  flushMs: 10_000,
  /** How long clients may take to answer "going away" before their sockets are cut. */
  goodbyeMs: 1_000,
} as const;

// A type, not an interface: graphql-ws asks for one with an index signature.

type Extra = {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
  caller?: Caller;
};

/** Said to a subscriber whose right to follow ended. */
const noLonger = JSON.stringify({
  message: 'You may not follow this person any more.',
  extensions: { code: 'NOT_PERMITTED' },
});

export interface Subscription {
  /** Starts sending; gives back how to stop. */
  start(member: Member): () => void;
}

export interface LiveSocketOptions {
  readonly server: Server;
  readonly path: string;
  readonly tickets: Tickets;
  readonly signIn: Pick<SignIn, 'callerOf' | 'endsAtMs' | 'onEnded' | 'isOurHost'>;
  readonly clock: Clock;
  readonly liveSchema: LiveSchema;
  readonly apiSchema: GraphQLSchema;
  readonly formatError: ReturnType<typeof createErrorFormat>;
  readonly subscribe: (
    caller: Caller,
    live: LiveOperation,
    variables: Readonly<Record<string, unknown>>,
  ) => Promise<Subscription | GraphQLError>;
  /** Token up to which everything was sent; undefined while something is on its way. */
  readonly settledTo: () => string | undefined;
  readonly limits?: Partial<Record<'socketsPerCallerMax' | 'subscriptionsMax', number>>;
}

/** An iterator that carries nothing and only ends: messages go to the socket as shared bytes. */
const endOnly = (onReturn: () => void): AsyncGenerator<never> & { end: () => void } => {
  let finish: (result: IteratorReturnResult<undefined>) => void = () => undefined;
  const ended = new Promise<IteratorReturnResult<undefined>>((resolve) => {
    finish = resolve;
  });
  const iterator = {
    next: () => ended,
    return: () => {
      onReturn();
      finish({ done: true, value: undefined });
      return ended;
    },
    throw: () => iterator.return(),
    end: () => {
      void iterator.return();
    },
    [Symbol.asyncIterator]: () => iterator,
    [Symbol.asyncDispose]: async () => {
      await iterator.return();
    },
  };
  return iterator as never;
};

export const openLiveSocket = (options: LiveSocketOptions) => {
  const limits = { ...socketLimits, ...options.limits };
  const isOurs = ({ headers }: IncomingMessage): boolean =>
    isOwnOrigin(headers) && options.signIn.isOurHost(headers.host ?? '');
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: socketLimits.messageBytesMax,
    perMessageDeflate: false,
  });
  const callers = openSocketCallers({ ...options, ...limits });

  options.server.on('upgrade', (request, stream, head) => {
    // Node listens to this stream no more: an error that nobody hears would end the process.
    stream.on('error', () => stream.destroy());
    const [path] = (request.url ?? '').split('?');
    if (path !== options.path || !isOurs(request)) {
      stream.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, stream, head, (socket) => {
      callers.countMessages(socket);
      sockets.emit('connection', socket, request);
    });
  });

  const forwardErrors = (errors: readonly GraphQLError[]): readonly GraphQLError[] =>
    errors.map((error) => {
      const { message, extensions } = options.formatError(error.toJSON(), error);
      return new GraphQLError(message, extensions ? { extensions } : {});
    });

  /**
   * What each socket follows, by id. graphql-ws forgets an iterator whose id was completed and taken
   * again while the second was prepared: it is ended here, and all are when the socket closes.
   */
  const followed = new WeakMap<WebSocket, Map<string, ReturnType<typeof endOnly>>>();
  const followedOn = (socket: WebSocket): Map<string, ReturnType<typeof endOnly>> => {
    let mine = followed.get(socket);
    if (!mine) {
      const all = (mine = new Map<string, ReturnType<typeof endOnly>>());
      followed.set(socket, all);
      socket.once('close', () => {
        for (const iterator of [...all.values()]) iterator.end();
      });
    }
    return mine;
  };

  /** What `onSubscribe` prepared, until `subscribe` takes it up. */
  const prepared = new WeakMap<object, { id: string; extra: Extra; subscription: Subscription }>();

  const disposable = useServer<{ ticket?: unknown; token?: unknown }, Extra>(
    {
      connectionInitWaitTimeout: socketLimits.initMs,
      onConnect: async ({ connectionParams = {}, extra }) => {
        const { ticket, token } = connectionParams;
        const caller =
          typeof token === 'string'
            ? await options.signIn.callerOf({ authorization: `Bearer ${token}` })
            : options.tickets.redeem(String(ticket));
        if (!caller || callers.isOver(caller)) return false;
        if (!callers.add(extra.socket, caller)) {
          extra.socket.close(closeCodes.tooMany, 'Too many sockets for one caller');
          return false;
        }
        extra.caller = caller;
        return true;
      },
      onSubscribe: async (context, id, payload) => {
        const { extra } = context;
        const refuse = (message: string, code: string): GraphQLError[] => [
          new GraphQLError(message, { extensions: { code } }),
        ];
        if (!extra.caller || callers.isOver(extra.caller))
          return refuse('Sign in first.', 'UNAUTHENTICATED');
        const count = Object.keys(context.subscriptions).length;
        if (
          count > limits.subscriptionsMax ||
          followedOn(extra.socket).size > limits.subscriptionsMax
        ) {
          return refuse('Too many subscriptions on one socket.', 'BAD_REQUEST');
        }
        try {
          const live = options.liveSchema.prepare(
            payload.query,
            payload.operationName ?? undefined,
          );
          if (Array.isArray(live)) return forwardErrors(live as GraphQLError[]);
          const operation = live as LiveOperation;
          const variables = payload.variables ?? {};
          const subscription = await options.subscribe(extra.caller, operation, variables);
          if (subscription instanceof GraphQLError) return forwardErrors([subscription]);
          const contextValue = {};
          prepared.set(contextValue, { id, extra, subscription });
          const { document } = operation;
          return { schema: options.apiSchema, document, contextValue } satisfies ExecutionArgs;
        } catch (error) {
          const fault =
            error instanceof GraphQLError
              ? error
              : new GraphQLError('fault', { originalError: error as Error });
          return forwardErrors([fault]);
        }
      },
      subscribe: (args: ExecutionArgs) => {
        const ready = prepared.get(args.contextValue as object);
        if (!ready) throw new Error('A subscription that was not prepared.');
        return begin(ready.id, ready.extra, ready.subscription);
      },
    },
    sockets,
    limits.heartbeatMs * 2,
  );

  const begin = (id: string, { socket, caller }: Extra, subscription: Subscription) => {
    const frame = `{"id":${JSON.stringify(id)},"type":"next","payload":`;
    let stop: () => void = () => undefined;
    const mine = followedOn(socket);
    mine.get(id)?.end();
    const iterator = endOnly(() => {
      if (mine.get(id) === iterator) mine.delete(id);
      stop();
    });
    mine.set(id, iterator);
    let sent: Promise<boolean> = Promise.resolve(true);
    const send = (payload: string): boolean => {
      if (socket.readyState !== socket.OPEN || !caller || callers.isOver(caller)) return false;
      if (socket.bufferedAmount > socketLimits.waitingBytesMax) return false;
      sent = new Promise((resolve) => {
        socket.send(`${frame}${payload}}`, (error) => {
          resolve(!error);
        });
      });
      return true;
    };
    const flushed = async (): Promise<boolean> => {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<boolean>((resolve) => {
        timer = setTimeout(resolve, socketLimits.flushMs, false);
      });
      const isOut = await Promise.race([sent, late]);
      clearTimeout(timer);
      return isOut;
    };
    const end = (reason: EndReason): void => {
      if (reason === 'denied' && socket.readyState === socket.OPEN) {
        // The other subscriptions of the socket go on.
        socket.send(`{"id":${JSON.stringify(id)},"type":"error","payload":[${noLonger}]}`);
        iterator.end();
        return;
      }
      iterator.end();
      callers.closeWhereOver();
      const code = reason === 'behind' ? closeCodes.tooSlow : 1011;
      socket.close(code, 'Resume with the last position received');
    };
    stop = subscription.start({ send, flushed, end });
    // Closed while it was prepared: nobody tells of that again.
    if (socket.readyState > socket.OPEN) iterator.end();
    return iterator;
  };

  const heartbeat = setInterval(() => {
    const position = options.settledTo();
    const ping = JSON.stringify({
      type: 'ping',
      ...(position === undefined ? {} : { payload: { position } }),
    });
    for (const socket of sockets.clients) {
      if (socket.readyState === socket.OPEN) socket.send(ping);
    }
  }, limits.heartbeatMs);

  return {
    openSockets: (): number => sockets.clients.size,
    close: async (): Promise<void> => {
      clearInterval(heartbeat);
      callers.close();
      for (const socket of sockets.clients) socket.close(closeCodes.goingAway, 'Going away');
      const cut = setTimeout(() => {
        for (const socket of sockets.clients) socket.terminate();
      }, socketLimits.goodbyeMs);
      await disposable.dispose();
      clearTimeout(cut);
    },
  };
};
