/**
 * The thread that builds read models anew: reads the log and the keys beside the thread that serves,
 * and writes nothing but the new files. It says how far it is, and at last that it is done or why not.
 */
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { isCuckmereError } from '../events/errors';
import type { ErrorCode } from '../events/errors';
import { openBlindIndex } from '../events/store/keys/blindIndex';
import { openKeyReader } from '../events/store/keys/keyReader';
import { everyModel } from '../projections/readModels';
import { replay } from '../projections/replay';
import { openLogSource } from './logSource';

export interface BuildOrder {
  readonly data: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The models by name, each with the file to build. */
  readonly files: Readonly<Record<string, string>>;
}

export type BuildMessage =
  /** `total` is missing where the log does not say how many records it holds. */
  | { readonly kind: 'progress'; readonly done: number; readonly total: number | undefined }
  | { readonly kind: 'built' }
  | { readonly kind: 'failed'; readonly code: ErrorCode; readonly message: string };

const tell = (message: BuildMessage): void => {
  parentPort?.postMessage(message);
};

const build = async ({ data, environment, files }: BuildOrder): Promise<void> => {
  const source = await openLogSource({ data, environment });
  const { keys, close } = openKeyReader(join(data, 'keys'), environment);
  const place = { generation: source.generation, keys, blind: await openBlindIndex(keys) };
  const models = everyModel
    .filter(({ name }) => files[name] !== undefined)
    .map((model) => model.open({ ...place, file: files[model.name] ?? '', isBuilding: true }));
  let done = 0;
  await replay({
    pages: source.pages(),
    keys,
    models,
    onProgress: (records) => {
      done += records;
      tell({ kind: 'progress', done, total: source.records });
    },
  });
  for (const model of models) model.close();
  close();
  await source.close();
};

build(workerData as BuildOrder).then(
  () => {
    tell({ kind: 'built' });
  },
  (error: unknown) => {
    const said = isCuckmereError(error) ? error : undefined;
    tell({
      kind: 'failed',
      code: said?.code ?? 'INTERNAL',
      message: said?.message ?? String(error),
    });
  },
);
