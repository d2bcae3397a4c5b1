/**
 * One connection that follows one person: a ticket, a socket, a subscription. It never reconnects by
 * itself: its owner opens the next one, from the last position received (graphql-ws would repeat the
 * old one, and takes the resumable close code 4429 for a fatal one).
 */
import { createClient } from 'graphql-ws';
import * as z from 'zod/mini';

/** A connection that was not acknowledged after this is given up. */
const acknowledgeTimeoutMs = 8_000;

export interface PlanSocketOptions {
  readonly document: string;
  readonly personId: string;
  /** The last position received: the subscription goes on after it; without it, from now on. */
  readonly after: string | undefined;
  readonly onConnected: () => void;
  /** Any sign of life, a ping included. */
  readonly onHeard: () => void;
  readonly onMessage: (message: PlanMessage) => void;
  /** Once: the connection is over. */
  readonly onEnd: (end: SocketEnd) => void;
}

export interface PlanMessage {
  readonly position: string;
  readonly kind: string;
  readonly at: string;
  readonly person: unknown;
  readonly isWhole: boolean;
}

/** `positionUnknown`: start anew without `after`. `refused`: the server said no to following. */
export type SocketEnd = 'lost' | 'positionUnknown' | 'refused' | 'notSignedIn';

export interface PlanSocket {
  close(): void;
}

const change = z.object({
  planChanged: z.object({
    position: z.string(),
    kind: z.string(),
    at: z.string(),
    person: z.unknown(),
  }),
});
const ticketAnswer = z.object({ ticket: z.string() });

export type ConnectPlanSocket = (options: PlanSocketOptions) => PlanSocket;

export const connectPlanSocket: ConnectPlanSocket = (options) => {
  let end: SocketEnd | 'closing' | undefined;
  const finish = (how: SocketEnd): void => {
    if (end !== undefined) return;
    end = how;
    dispose();
    options.onEnd(how);
  };
  // A client that could not connect refuses to be disposed of: there is nothing left to do then.
  const dispose = (): void => void Promise.resolve(client.dispose()).catch(() => undefined);
  const client = createClient({
    url: socketUrl,
    lazy: true,
    retryAttempts: 0,
    connectionAckWaitTimeout: acknowledgeTimeoutMs,
    connectionParams: async () => {
      const ticket = await fetchTicket();
      if (ticket === undefined) finish('notSignedIn');
      return { ticket: ticket ?? '' };
    },
    on: {
      connected: () => end === undefined && options.onConnected(),
      message: () => end === undefined && options.onHeard(),
      closed: () => finish('lost'),
    },
  });
  const { document, personId, after } = options;
  client.subscribe(
    { query: document, variables: { personId, ...(after === undefined ? {} : { after }) } },
    {
      next: (result) => {
        if (end !== undefined) return;
        const read = change.safeParse(result.data);
        const isWhole = result.errors === undefined;
        if (read.success)
          options.onMessage({
            ...read.data.planChanged,
            person: read.data.planChanged.person,
            isWhole,
          });
        else finish(endOfErrors(result.errors));
      },
      error: (error) => finish(Array.isArray(error) ? endOfErrors(error) : 'lost'),
      complete: () => finish('lost'),
    },
  );
  return {
    close() {
      end ??= 'closing';
      client.terminate();
      dispose();
    },
  };
};

function socketUrl(): string {
  const url = new URL('/graphql', window.location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url.href;
}

/** A one-use ticket; undefined where the reader is not signed in. */
async function fetchTicket(): Promise<string | undefined> {
  const response = await fetch('/ticket', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    credentials: 'same-origin',
    cache: 'no-store',
    signal: AbortSignal.timeout(acknowledgeTimeoutMs),
  });
  if (response.status === 401) return undefined;
  return ticketAnswer.parse(await response.json()).ticket;
}

function endOfErrors(errors: unknown): SocketEnd {
  const codes = Array.isArray(errors)
    ? errors.map((error: { extensions?: { code?: unknown } | null }) => error.extensions?.code)
    : [];
  if (codes.includes('POSITION_UNKNOWN')) return 'positionUnknown';
  return codes.includes('NOT_PERMITTED') || codes.includes('FORBIDDEN') ? 'refused' : 'lost';
}
