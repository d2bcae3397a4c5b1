/**
 * The whole product in this process, on a folder of the test's own and a free loopback port: what
 * tests of the graph, the live feed and the days of a plan stand on. Closed when the file has run.
 */
import { openApp } from '../../cli/app';
import type { App, AppOptions } from '../../cli/app';
import { createLog } from '../../gateway/log';
import { reservationIdOf } from '../../subgraphs/people/registerPerson';
import { createHeaderSignIn, demoHeader } from './headerSignIn';
import type { LogOf } from './logs';
import { relateRegistered } from './relate';
import { cloneInThisRealm } from './ownRealm';
import { tokenFor } from './signedIn';
import { temporaryFolder } from './temporaryFolder';

/** What the graph answers; a test reads into it without types. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the shape is the query's
export type Data = any;

export interface GraphError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

export interface GraphAnswer {
  readonly status: number;
  readonly data?: Data;
  readonly errors?: readonly GraphError[];
}

export interface TestApp {
  readonly app: App;
  readonly data: string;
  /** Every line that the process wrote to its operator. */
  readonly logLines: readonly string[];
  /** One operation by HTTP, as the demo person of this id. */
  graphql(
    actor: string,
    query: string,
    variables?: Readonly<Record<string, unknown>>,
    extensions?: Readonly<Record<string, unknown>>,
  ): Promise<GraphAnswer>;
  /** Any request; the path begins with a slash. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  ticket(actor: string): Promise<string>;
  close(): Promise<void>;
}

export type TestAppOptions = Partial<Omit<AppOptions, 'log' | 'host'>> & {
  /** True: the product's own sign-in, in place of the header of `headerSignIn.ts`. */
  readonly isOwnSignIn?: boolean;
  /** Of the process unless told (`onEachLog`). */
  readonly logOf?: LogOf;
  /** False: nobody stands in any relationship to who is registered, but what the test says. */
  readonly relate?: boolean;
};

const opened: TestApp[] = [];
afterAll(async () => {
  for (const one of opened.splice(0)) await one.close();
});

export const openTestApp = async ({
  logOf,
  relate = true,
  isOwnSignIn = false,
  ...options
}: TestAppOptions = {}): Promise<TestApp> => {
  const data = options.data ?? temporaryFolder();
  const environment = logOf ? { environment: logOf(data) } : {};
  const logLines: string[] = [];
  if (isOwnSignIn) cloneInThisRealm();
  const log = createLog({ write: (line) => void logLines.push(line) });
  const headerSignIn = createHeaderSignIn({
    nhsNumberKeyOf: (nhsNumber) => reservationIdOf(app.house, nhsNumber),
    clock: options.clock,
  });
  const app: App = await openApp({
    withDemo: false,
    port: 0,
    ...(isOwnSignIn ? {} : { signIn: headerSignIn, socketLimits: { socketsPerCallerMax: 50 } }),
    ...environment,
    ...options,
    data,
    host: '127.0.0.1',
    log,
  });
  const request = (path: string, init?: RequestInit): Promise<Response> =>
    fetch(`${app.url}${path}`, init);
  const headersOf = async (actor: string): Promise<Record<string, string>> =>
    isOwnSignIn
      ? { authorization: `Bearer ${await tokenFor(app.url, actor)}` }
      : { [demoHeader]: actor };
  let isClosed = false;
  const testApp: TestApp = {
    app,
    data,
    logLines,
    fetch: request,
    graphql: async (actor, query, variables = {}, extensions = {}) => {
      const response = await request('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(await headersOf(actor)) },
        body: JSON.stringify({ query, variables, extensions }),
      });
      const body = (await response.json()) as Omit<GraphAnswer, 'status'>;
      if (relate) await relateRegistered(app.house, body.data);
      return { status: response.status, ...body };
    },
    ticket: async (actor) => {
      const response = await request('/ticket', {
        method: 'POST',
        headers: await headersOf(actor),
      });
      return ((await response.json()) as { ticket: string }).ticket;
    },
    close: async () => {
      if (isClosed) return;
      isClosed = true;
      await app.close();
    },
  };
  opened.push(testApp);
  return testApp;
};

/** Waits until `isSo`; for what comes about in its own time, such as a message on a socket. */
export const until = async (
  isSo: () => boolean | Promise<boolean>,
  what: string,
): Promise<void> => {
  const givenUpAt = performance.now() + 20_000;
  while (!(await isSo())) {
    if (performance.now() > givenUpAt) throw new Error(`It never came about that ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};
