/**
 * Who is calling. The demonstration's sign-in: a cookie chosen on the start page, or a header for
 * scripts. It refuses to exist where NODE_ENV is production or the host is not loopback; real
 * sign-in takes this place.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { CuckmereError } from '../events/errors';
import type { Caller } from '../subgraphs/context';
import type { House } from '../subgraphs/house';
import { reservationIdOf } from '../subgraphs/people/registerPerson';
import { demoCaller } from './demo/actors';

export const demoCookie = 'cuckmere_demo';
export const demoHeader = 'x-cuckmere-demo';

export interface SignIn {
  /** Undefined: not signed in. */
  callerOf(headers: IncomingHttpHeaders): Caller | undefined;
  /** The cookie that signs this demo person in; undefined where there is none of that id. */
  signInCookie(actorId: string): string | undefined;
  signOutCookie(): string;
}

export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);

/** Throws `CONFIGURATION` where a demonstration must not run. */
export const refuseOutsideDemo = (host: string, nodeEnv: string | undefined): void => {
  if (nodeEnv === 'production') {
    throw new CuckmereError(
      'CONFIGURATION',
      'The demo sign-in does not run with NODE_ENV=production, and no other sign-in is built yet. Unset NODE_ENV to run the demonstration.',
    );
  }
  if (!isLoopback(host)) {
    throw new CuckmereError(
      'CONFIGURATION',
      `The demo sign-in lets anyone in, so it listens on this machine only: use --host 127.0.0.1, not ${host}.`,
    );
  }
};

const cookieValue = (header: string | undefined, name: string): string | undefined =>
  header
    ?.split(';')
    .map((part) => part.trim().split('='))
    .find(([key]) => key === name)?.[1];

const attributes = 'Path=/; HttpOnly; SameSite=Strict';

export const createDemoSignIn = (house: Pick<House, 'blind'>): SignIn => {
  const callerFor = (actorId: string): Caller | undefined =>
    demoCaller(actorId, (nhsNumber) => reservationIdOf(house, nhsNumber));
  return {
    callerOf: (headers) => {
      const named = headers[demoHeader];
      const id = typeof named === 'string' ? named : cookieValue(headers.cookie, demoCookie);
      return id === undefined ? undefined : callerFor(id);
    },
    signInCookie: (actorId) =>
      callerFor(actorId) && `${demoCookie}=${actorId}; ${attributes}; Max-Age=43200`,
    signOutCookie: () => `${demoCookie}=; ${attributes}; Max-Age=0`,
  };
};
