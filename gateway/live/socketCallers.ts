/**
 * Whose sockets are open: counted for each caller, and closed when the caller's session or token is
 * over: at once where that is heard, within a second where it is the clock that says so.
 */
import type { WebSocket } from 'ws';
import type { Clock } from '../../events/store/clock';
import type { Caller } from '../../subgraphs/context';
import type { SignIn } from '../signIn/signIn';
import { closeCodes } from './closeCodes';

const lookEveryMs = 1_000;
const minuteMs = 60_000;

export interface SocketCallersOptions {
  readonly signIn: Pick<SignIn, 'endsAtMs' | 'onEnded'>;
  readonly clock: Clock;
  readonly socketsPerCallerMax: number;
  readonly socketsPerProgramMax: number;
  readonly messagesPerMinuteMax: number;
}

export const openSocketCallers = (options: SocketCallersOptions) => {
  const { signIn, clock } = options;
  const open = new Map<WebSocket, Caller>();
  const counts = new Map<string, number>();

  const isOver = (caller: Caller): boolean => {
    const endsAtMs = signIn.endsAtMs(caller);
    return endsAtMs === undefined || endsAtMs <= clock().getTime();
  };

  const end = (socket: WebSocket): void => {
    socket.close(closeCodes.forbidden, 'Sign in again');
  };

  const closeWhereOver = (): void => {
    for (const [socket, caller] of open) if (isOver(caller)) end(socket);
  };

  const stopHearing = signIn.onEnded((sessionId) => {
    for (const [socket, caller] of open) if (caller.sessionId === sessionId) end(socket);
  });
  const looking = setInterval(closeWhereOver, lookEveryMs);

  const maxOf = ({ sessionId, kind }: Caller): number =>
    kind === 'system' || sessionId.startsWith('token-')
      ? options.socketsPerProgramMax
      : options.socketsPerCallerMax;

  return {
    isOver,
    closeWhereOver,
    /** False: the caller has as many as may be, or the socket closed while they were looked up. */
    add: (socket: WebSocket, caller: Caller): boolean => {
      const { id } = caller.actor;
      const theirs = counts.get(id) ?? 0;
      if (theirs >= maxOf(caller) || socket.readyState !== socket.OPEN) return false;
      open.set(socket, caller);
      counts.set(id, theirs + 1);
      socket.once('close', () => {
        open.delete(socket);
        const left = (counts.get(id) ?? 1) - 1;
        if (left > 0) counts.set(id, left);
        else counts.delete(id);
      });
      return true;
    },
    /** Closes a socket that says more than a client has reason to. */
    countMessages: (socket: WebSocket): void => {
      let heard = 0;
      let since = clock().getTime();
      socket.on('message', () => {
        const now = clock().getTime();
        if (now - since >= minuteMs) {
          heard = 0;
          since = now;
        }
        heard += 1;
        if (heard > options.messagesPerMinuteMax) {
          socket.close(closeCodes.tooMany, 'Too many messages in a minute');
        }
      });
    },
    close: (): void => {
      clearInterval(looking);
      stopHearing();
    },
  };
};
