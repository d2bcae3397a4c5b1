/** The whole product in one process: a house, its subgraphs, the gateway in front of them. */
import { openAccessLog } from '../gateway/audit/accessLog';
import type { AccessLog, AccessLogOptions } from '../gateway/audit/accessLog';
import { createLog } from '../gateway/log';
import type { GatewayLog } from '../gateway/log';
import { openServer } from '../gateway/server';
import type { ServerOptions } from '../gateway/server';
import { keepSweepingSessionKeys } from '../gateway/signIn/sessionKeys';
import type { SignIn } from '../gateway/signIn/signIn';
import type { CuckmereError } from '../events/errors';
import { isoNow } from '../events/store/clock';
import type { Clock } from '../events/store/clock';
import type { House } from '../subgraphs/house';
import type { Subgraph } from '../subgraphs/subgraph';
import { subgraphsOf } from '../subgraphs/subgraphs';
import { openAdminSocket } from './adminSocket';
import { openDemo } from './demo';
import { openHouse } from './openHouse';
import { chooseSignIn } from './chooseSignIn';
import type { Rebuilder, WorkerProgram } from './rebuilder';

export interface AppOptions {
  readonly data: string;
  readonly host: string;
  /** 0 picks a free one. */
  readonly port: number;
  /** False leaves an empty folder empty; true fills it with the demo population. */
  readonly withDemo: boolean;
  readonly log?: GatewayLog;
  readonly clock?: Clock;
  /** Of the process unless told. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly nodeEnv?: string | undefined;
  readonly onPoisoned?: (cause: CuckmereError) => void;
  readonly worker?: WorkerProgram;
  /** For tests: stands between the gateway and a subgraph. */
  readonly wrapSubgraph?: (subgraph: Subgraph) => Subgraph;
  /** For tests: what the access records are opened with in place of this. */
  readonly accessLogOptions?: (options: AccessLogOptions) => AccessLogOptions;
  /** For measurements: stands before the access records. */
  readonly wrapAccessLog?: (accessLog: AccessLog) => AccessLog;
  readonly socketLimits?: ServerOptions['socketLimits'];
  /** For tests and measurements: another way to know who calls. */
  readonly signIn?: SignIn;
  readonly onDemoProgress?: (done: number, total: number) => void;
}

export interface App {
  readonly house: House;
  readonly rebuilder: Rebuilder;
  readonly port: number;
  readonly url: string;
  readonly hasDemo: boolean;
  close(drainMs?: number): Promise<void>;
}

/** How long requests that run may take when the process ends. */
export const drainMs = 5_000;

export const openApp = async (options: AppOptions): Promise<App> => {
  const signInOf = chooseSignIn(options);
  const log = options.log ?? createLog();
  const { house, rebuilder, faults, close: closeHouse } = await openHouse({ ...options, log });
  const wrap = options.wrapSubgraph ?? ((subgraph: Subgraph) => subgraph);
  const closers: (() => Promise<void>)[] = [closeHouse];
  const close = async (): Promise<void> => {
    for (const closeOne of closers.reverse()) await closeOne();
    closers.length = 0;
  };
  try {
    const withDemo = options.withDemo && signInOf.isDemo;
    const demo = await openDemo({ ...options, withDemo, house });
    const { host, port } = options;
    const ownOptions: AccessLogOptions = { ...house, log, folder: options.data };
    const opened = await openAccessLog(options.accessLogOptions?.(ownOptions) ?? ownOptions);
    closers.push(() => opened.close());
    const accessLog = options.wrapAccessLog?.(opened) ?? opened;
    const signIn = options.signIn ?? signInOf.open(house, log);
    const server = await openServer({
      house,
      subgraphs: subgraphsOf(house).map(wrap),
      signIn,
      accessLog,
      log,
      faults,
      host,
      port,
      ...(signInOf.isDemo ? { demoPeople: demo.people } : {}),
      ...(options.socketLimits ? { socketLimits: options.socketLimits } : {}),
    });
    closers.push(() => server.close(drainMs));
    closers.push(keepSweepingSessionKeys(house, log));
    const { seenAtMs } = signIn;
    const admin = await openAdminSocket({ house, data: options.data, rebuilder, seenAtMs });
    closers.push(() => admin.close());
    // Filled before anyone is let in, so that nobody edits what is still being made.
    const asIfJustSignedIn: typeof server.execute = (caller, query, variables) =>
      server.execute({ ...caller, authenticatedAt: isoNow(house.clock) }, query, variables);
    await demo.fill(asIfJustSignedIn, options.onDemoProgress);
    await demo.openIncidents(asIfJustSignedIn);
    return { house, rebuilder, ...(await server.listen()), hasDemo: demo.isDemo(), close };
  } catch (error) {
    await close();
    throw error;
  }
};
