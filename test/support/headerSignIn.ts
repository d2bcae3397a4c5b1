/**
 * A sign-in for tests whose subject is another: the header `x-cuckmere-demo` names the demo person,
 * and nobody's session ends by itself. No part of the product.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { isoNow, systemClock } from '../../events/store/clock';
import type { Clock } from '../../events/store/clock';
import { demoCaller } from '../../gateway/demo/actors';
import { isLoopback } from '../../gateway/signIn/loopback';
import type { SignIn } from '../../gateway/signIn/signIn';
import type { Caller } from '../../subgraphs/context';

export const demoHeader = 'x-cuckmere-demo';

export interface HeaderSignIn extends SignIn {
  /** Ends the session of this caller, as a sign-out does. */
  end(caller: Pick<Caller, 'sessionId'>): void;
}

export interface HeaderSignInOptions {
  /** Blind index of an NHS number, by which citizens are known. */
  readonly nhsNumberKeyOf: (nhsNumber: string) => string;
  /** Everybody signed in just now. */
  readonly clock?: Clock | undefined;
}

export const createHeaderSignIn = ({
  nhsNumberKeyOf,
  clock = systemClock,
}: HeaderSignInOptions): HeaderSignIn => {
  const listeners = new Set<(sessionId: string) => void>();
  const ended = new Set<string>();
  const callerIn = (headers: IncomingHttpHeaders): Caller | undefined => {
    const caller = demoCaller(String(headers[demoHeader]), nhsNumberKeyOf);
    if (!caller || ended.has(caller.sessionId)) return undefined;
    return { ...caller, authenticatedAt: isoNow(clock) };
  };
  return {
    callerOf: async (headers) => callerIn(headers),
    touched: async () => undefined,
    endsAtMs: ({ sessionId, expiresAt }) =>
      ended.has(sessionId) ? undefined : Date.parse(expiresAt),
    seenAtMs: () => undefined,
    onEnded: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    answer: async () => false,
    isOurHost: (host) => isLoopback(host.replace(/:\d+$/, '')),
    listening: () => undefined,
    close: () => undefined,
    end: ({ sessionId }) => {
      ended.add(sessionId);
      for (const listener of listeners) listener(sessionId);
    },
  };
};
