/** The child of `cuckmere start`: the server itself. It says where it listens and drains when told. */
import './compileCache';
import { isCuckmereError } from '../events/errors';
import type { ErrorCode } from '../events/errors';
import { createLog } from '../gateway/log';
import { openApp } from './app';
import type { App } from './app';
import { progressBar } from './progressBar';
import type { ProgressBar } from './progressBar';
import { readServeOptions } from './serveOptions';
import { configurationExitCode, onSupervisor } from './supervised';
import { welcome } from './welcome';

/** Exit code of a process whose log can no longer be trusted to write; the parent starts it anew. */
const poisonedExitCode = 70;

const log = createLog();
let app: App | undefined;

const supervised = onSupervisor({
  drain: async () => {
    await app?.close();
  },
});

/** Faults that a restart does not mend: the parent is told not to try. */
const isConfiguration = (error: unknown): boolean =>
  isCuckmereError(error) && lastingFaults.includes(error.code);
const lastingFaults: readonly ErrorCode[] = [
  'CONFIGURATION',
  'KEY_MISSING',
  'MASTER_KEY_WRONG',
  'STORE_DAMAGED',
  'STORE_LOCKED',
  'STORE_NEWER',
];

const main = async (): Promise<void> => {
  const options = readServeOptions(process.argv.slice(2));
  const isRestart = supervised.portBefore !== undefined;
  let bar: ProgressBar | undefined;
  app = await openApp({
    ...options,
    log,
    port: supervised.portBefore ?? options.port,
    onPoisoned: (cause) => {
      log.fault('the event log stopped', cause);
      process.exit(poisonedExitCode);
    },
    onDemoProgress: (_done, total) => {
      bar ??= progressBar('demo steps', total);
      bar.advance();
    },
  });
  bar?.stop();
  supervised.listening(app.port);
  if (!isRestart) process.stdout.write(welcome(app, options.data));
};

/** A log that is not there at the first start is said in one line; one that went away is awaited. */
const isAbsentLog = (error: unknown): boolean =>
  isCuckmereError(error, 'STORE_UNAVAILABLE') && supervised.portBefore === undefined;

main().catch((error: unknown) => {
  if (isConfiguration(error) || isAbsentLog(error)) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exit(configurationExitCode);
  }
  log.fault('start', error);
  process.stderr.write(
    `Cuckmere could not start: ${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exit(1);
});
