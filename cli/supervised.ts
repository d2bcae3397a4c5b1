/**
 * The child's side of `cuckmere start`: what it tells its parent, and how it hears that it must end.
 * Invariant: it drains once, and never outlives a parent that was killed: a lost channel is an order
 * to drain. Run by hand, with no parent, it takes the signals of the terminal itself.
 */

/** Exit code of a child that cannot start as configured (sysexits EX_CONFIG): restarting is no use. */
export const configurationExitCode = 78;

/** Environment variable by which a restarted child is told the port that it had before. */
export const portVariable = 'CUCKMERE_PORT';

/** How long a child with no parent left to end it may take to drain. */
export const drainTimeoutMs = 10_000;

/** What the child says to its parent. */
export interface ListeningMessage {
  readonly kind: 'listening';
  readonly port: number;
}

/** What the parent says to its child. */
export interface DrainMessage {
  readonly kind: 'drain';
}

export interface SupervisedOptions {
  /** Stop taking work, finish what was begun, close the store. Called once; then the process ends. */
  drain(): Promise<void> | void;
  /** At most this long; `drainTimeoutMs` unless told. */
  readonly drainTimeoutMs?: number;
}

export interface Supervised {
  readonly isSupervised: boolean;
  /** The port that this process had before it was restarted; undefined on the first start. */
  readonly portBefore: number | undefined;
  /** Tells the parent the port, so that a restarted child gets the same one. */
  listening(port: number): void;
}

/** Call once, early in the child, before anything that may take long. */
export function onSupervisor(options: SupervisedOptions): Supervised {
  const isSupervised = process.send !== undefined;
  const drainOnce = makeDrainOnce(options);

  if (isSupervised) {
    // Ctrl-C and a closed terminal reach the whole process group; the parent decides what they mean.
    process.on('SIGINT', () => undefined);
    process.on('SIGHUP', () => undefined);
    process.on('message', (message) => {
      if (isDrainMessage(message)) drainOnce();
    });
    process.on('disconnect', drainOnce);
  } else {
    process.on('SIGINT', drainOnce);
  }
  process.on('SIGTERM', drainOnce);

  return {
    isSupervised,
    portBefore: readPort(process.env[portVariable]),
    listening: (port) => {
      const message: ListeningMessage = { kind: 'listening', port };
      if (process.connected) process.send?.(message);
    },
  };
}

function makeDrainOnce(options: SupervisedOptions): () => void {
  let isDraining = false;
  return () => {
    if (isDraining) return;
    isDraining = true;
    setTimeout(() => process.exit(1), options.drainTimeoutMs ?? drainTimeoutMs);
    Promise.resolve()
      .then(() => options.drain())
      .then(
        () => process.exit(0),
        (error: unknown) => {
          console.error('Cuckmere could not close tidily:', error);
          process.exit(1);
        },
      );
  };
}

function isDrainMessage(message: unknown): message is DrainMessage {
  return (message as { kind?: unknown } | null)?.kind === 'drain';
}

function readPort(text: string | undefined): number | undefined {
  const port = Number(text ?? '');
  return Number.isInteger(port) && port > 0 && port < 65_536 ? port : undefined;
}
