/**
 * The small parent of `cuckmere start`: keeps one child serving, and knows nothing of what it serves.
 * Invariants: an unexpected end is always followed by a restart on the same port or by a plain line
 * saying why not; an asked-for end drains, and answers 0 only when the child closed tidily.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { configurationExitCode, portVariable, type DrainMessage } from './supervised';

export interface SupervisorLimits {
  /** After this many restarts within `restartWindowMs` the parent gives up. */
  readonly restartsMax: number;
  readonly restartWindowMs: number;
  /** Wait before the first restart; doubled for each further one within the window. */
  readonly restartDelayMs: number;
  /** How long the child may take to finish what was begun before it is killed. */
  readonly drainTimeoutMs: number;
}

/** Limits that suit a server on one machine: a crash loop is given up within some ten seconds. */
export const supervisorLimits: SupervisorLimits = {
  restartsMax: 5,
  restartWindowMs: 60_000,
  restartDelayMs: 200,
  drainTimeoutMs: 10_000,
};

export interface SupervisorOptions {
  /** Arguments for the child, as the user gave them. */
  readonly args: readonly string[];
  /** The module to run; `serve.js` beside this file unless told. */
  readonly childPath?: string;
  readonly limits?: Partial<SupervisorLimits>;
  /** Where the parent's plain lines go; standard error unless told. */
  readonly say?: (line: string) => void;
}

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Runs until the child is told to stop or cannot go on; answers the exit code of the program. */
export async function superviseServer(options: SupervisorOptions): Promise<number> {
  const limits = { ...supervisorLimits, ...options.limits };
  const say = options.say ?? ((line: string) => void process.stderr.write(`${line}\n`));
  const stop = listenForStop();
  const restartedAtMs: number[] = [];
  let port: number | undefined;

  try {
    for (;;) {
      const child = startChild(options, port);
      const ended = watchEnd(child);
      child.on('message', (message) => {
        port = portOf(message) ?? port;
      });

      const first = await Promise.race([ended, stop.requested]);
      if (first === 'stop') return await drain(child, ended, limits, say);
      if (first.code === configurationExitCode) return 1;

      const nowMs = performance.now();
      const recent = restartedAtMs.filter((at) => nowMs - at < limits.restartWindowMs);
      const why = describeEnd(first);
      if (recent.length >= limits.restartsMax) {
        say(
          `The server ended again (${why}), after ${String(recent.length)} restarts within ` +
            `${seconds(limits.restartWindowMs)}. Cuckmere gives up: see the lines above for why.`,
        );
        return 1;
      }
      restartedAtMs.splice(0, Infinity, ...recent, nowMs);
      say(`The server ended unexpectedly (${why}). Starting it again.`);
      const wait = startTimer(limits.restartDelayMs * 2 ** recent.length);
      const next = await Promise.race([wait.elapsed, stop.requested]);
      wait.cancel();
      if (next === 'stop') return 0;
    }
  } finally {
    stop.forget();
  }
}

function startChild(options: SupervisorOptions, port: number | undefined): ChildProcess {
  const { [portVariable]: _inherited, ...env } = process.env;
  return fork(options.childPath ?? join(__dirname, 'serve.js'), options.args, {
    env: port === undefined ? env : { ...env, [portVariable]: String(port) },
    // node:sqlite still calls itself experimental in Node 24; the word would alarm an operator.
    execArgv: [...process.execArgv, '--disable-warning=ExperimentalWarning'],
  });
}

function watchEnd(child: ChildProcess): Promise<Ended> {
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
    child.once('error', () => {
      if (child.pid === undefined) resolve({ code: 1, signal: null });
    });
  });
}

/** Asks the child to finish; signals that come meanwhile change nothing, time running out does. */
async function drain(
  child: ChildProcess,
  ended: Promise<Ended>,
  limits: SupervisorLimits,
  say: (line: string) => void,
): Promise<number> {
  say(`Stopping: finishing what was begun (at most ${seconds(limits.drainTimeoutMs)})...`);
  const message: DrainMessage = { kind: 'drain' };
  if (child.connected) child.send(message, () => undefined);

  const allowed = startTimer(limits.drainTimeoutMs);
  const end = await Promise.race([ended, allowed.elapsed]);
  allowed.cancel();
  if (end === 'elapsed') {
    child.kill('SIGKILL');
    await ended;
    say(`The server did not finish within ${seconds(limits.drainTimeoutMs)} and was killed.`);
    return 1;
  }
  // A stop signal ends a child only before it has begun anything; afterwards it drains instead.
  const wasStillStarting = stopSignals.some((signal) => signal === end.signal);
  if (end.code === 0 || wasStillStarting) return 0;
  say(`The server did not close tidily (${describeEnd(end)}).`);
  return 1;
}

function listenForStop(): { readonly requested: Promise<'stop'>; forget(): void } {
  let request: () => void = () => undefined;
  const requested = new Promise<'stop'>((resolve) => {
    request = () => resolve('stop');
  });
  for (const signal of stopSignals) process.on(signal, request);
  return {
    requested,
    forget: () => {
      for (const signal of stopSignals) process.off(signal, request);
    },
  };
}

function portOf(message: unknown): number | undefined {
  const said = message as { kind?: unknown; port?: unknown } | null;
  return said?.kind === 'listening' && typeof said.port === 'number' ? said.port : undefined;
}

function describeEnd(end: Ended): string {
  return end.signal === null ? `exit code ${String(end.code)}` : `signal ${end.signal}`;
}

function seconds(ms: number): string {
  return `${String(ms / 1000)} s`;
}

function startTimer(ms: number): { readonly elapsed: Promise<'elapsed'>; cancel(): void } {
  let timer: NodeJS.Timeout | undefined;
  const elapsed = new Promise<'elapsed'>((resolve) => {
    timer = setTimeout(() => resolve('elapsed'), ms);
  });
  return { elapsed, cancel: () => clearTimeout(timer) };
}
