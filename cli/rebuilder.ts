/**
 * Builds read models anew while those that are there go on serving: in a thread of its own up to the
 * end of the log, then the last few events here, then in one step between two batches the new file
 * serves. A kill at any point leaves the old one whole or the new one whole.
 */
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { CuckmereError } from '../events/errors';
import type { Position } from '../events/store/eventStore';
import type { GatewayLog } from '../gateway/log';
import { everyModel, feedOf, viewNameOf } from '../projections/readModels';
import type { AnyDefinition, AnyModel } from '../projections/readModels';
import { pagesUpTo, replay } from '../projections/replay';
import { nextFile, removeView } from '../projections/viewFiles';
import type { House } from '../subgraphs/house';
import type { AdminProgress } from './adminCommands';
import type { BuildMessage, BuildOrder } from './rebuildWorker';

export const rebuildLimits = {
  /** The runner waits at most so long for the last events of a new file. */
  switchMs: 5_000,
  /** Those before the last, with nobody waiting. */
  catchUpMs: 600_000,
} as const;

/** The program of the thread; another one only where TypeScript is run as it stands (tests). */
export interface WorkerProgram {
  readonly file: string;
  readonly args: readonly string[];
}

export interface RebuilderOptions {
  readonly house: House;
  readonly data: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly log: GatewayLog;
  readonly worker?: WorkerProgram;
}

export interface Rebuilt {
  readonly models: readonly { readonly name: string; readonly position: Position | 'start' }[];
  readonly records: number;
}

export interface Rebuilder {
  /** Rebuilds the models of these names; throws `BAD_REQUEST` while another rebuild is going on. */
  rebuild(names: readonly string[], tell: (progress: AdminProgress) => void): Promise<Rebuilt>;
  /** Ends a rebuild that is going on; what it had built is removed. */
  stop(): Promise<void>;
}

const builtWorker: WorkerProgram = { file: join(__dirname, 'rebuildWorker.js'), args: [] };

const ending = (): CuckmereError =>
  new CuckmereError('STORE_UNAVAILABLE', 'The server is ending; the old read models are kept.');

/** Runs the thread to its end. */
const build = (
  { file, args }: WorkerProgram,
  order: BuildOrder,
  onProgress: (done: number, total: number | undefined) => void,
  signal: AbortSignal,
): Promise<void> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(file, { workerData: order, argv: [...args] });
    let outcome: Exclude<BuildMessage, { kind: 'progress' }> | undefined;
    let fault: unknown;
    const end = (): void => void worker.terminate();
    signal.addEventListener('abort', end);
    worker.on('message', (message: BuildMessage) => {
      if (message.kind === 'progress') onProgress(message.done, message.total);
      else outcome = message;
      if (message.kind === 'failed') end();
    });
    worker.on('error', (error) => {
      fault = error;
    });
    worker.on('exit', () => {
      signal.removeEventListener('abort', end);
      if (outcome?.kind === 'built') resolve();
      else if (outcome) reject(new CuckmereError(outcome.code, outcome.message));
      else reject(signal.aborted ? ending() : (fault as Error));
    });
  });

/** A person whose rows are served now must not lose them by a rebuild: what they hold is the last. */
const refuseDarker = (before: AnyModel, next: AnyModel): void => {
  const [halt, ...more] = next.halts().filter(({ id }) => !before.isHalted(id));
  if (!halt) return;
  throw new CuckmereError(
    'VIEW_HALTED',
    `The new ${next.name} would stop at an event that cannot be applied, for ${String(more.length + 1)} whose rows are served now: position ${halt.position}, ${halt.type}, ${halt.reason}. The old one goes on serving; run "cuckmere verify".`,
  );
};

export const createRebuilder = (options: RebuilderOptions): Rebuilder => {
  const { house, data, environment, log, worker = builtWorker } = options;
  const { store, keys, blind, models } = house;
  const stopped = new AbortController();
  let running: Promise<Rebuilt> | undefined;

  const servingOf = (name: string): AnyModel => {
    const found = models.all.find((model) => model.name === name);
    if (found) return found;
    throw new CuckmereError('BAD_REQUEST', `There is no read model ${name}.`);
  };

  const catchUp = async (next: AnyModel, until: Position | 'start', ms: number): Promise<void> => {
    const at = next.checkpoint();
    if (until === 'start' || (at !== 'start' && at >= until)) return;
    const signal = AbortSignal.any([stopped.signal, AbortSignal.timeout(ms)]);
    const pages = pagesUpTo(store, at, until, signal, feedOf(next.name));
    await replay({ pages, keys, models: [next], until });
  };

  const switchTo = async (definition: AnyDefinition, file: string): Promise<AnyModel> => {
    const { name } = definition;
    const { generation } = store;
    const next = definition.open({ file, generation, keys, blind, isBuilding: true });
    try {
      await catchUp(next, servingOf(name).checkpoint(), rebuildLimits.catchUpMs);
      const oldFile = models.fileOf(name);
      const runner = feedOf(name) === 'access' ? house.accessRunner : house.runner;
      const old = await runner.between(async () => {
        const before = servingOf(name);
        await catchUp(next, before.checkpoint(), rebuildLimits.switchMs);
        refuseDarker(before, next);
        next.finishBuilding();
        return models.serve(name, file, next);
      });
      old.retire();
      removeView(oldFile);
      return next;
    } catch (error) {
      if (models.fileOf(name) !== file) next.retire();
      throw error;
    }
  };

  const rebuildNow = async (
    chosen: readonly AnyDefinition[],
    tell: (progress: AdminProgress) => void,
  ): Promise<Rebuilt> => {
    const files: Record<string, string> = {};
    for (const model of chosen) files[model.name] = nextFile(viewNameOf(data, model));
    let records = 0;
    try {
      await build(
        worker,
        { data, environment, files },
        (done, total = done) => {
          records = done;
          tell({ done, total: Math.max(total, done) });
        },
        stopped.signal,
      );
      const rebuilt = [];
      for (const model of chosen) {
        const next = await switchTo(model, files[model.name] ?? '');
        const position = next.checkpoint();
        log.info('read model rebuilt', { model: model.name, position });
        rebuilt.push({ name: model.name, position });
      }
      return { models: rebuilt, records };
    } finally {
      for (const [name, file] of Object.entries(files)) {
        if (models.fileOf(name) !== file) removeView(file);
      }
    }
  };

  return {
    rebuild: async (names, tell) => {
      if (running) throw new CuckmereError('BAD_REQUEST', 'A rebuild is going on already.');
      if (stopped.signal.aborted) throw ending();
      for (const name of names) servingOf(name);
      running = rebuildNow(
        everyModel.filter(({ name }) => names.includes(name)),
        tell,
      );
      try {
        return await running;
      } finally {
        running = undefined;
      }
    },
    stop: async () => {
      stopped.abort();
      await running?.catch(() => undefined);
    },
  };
};
