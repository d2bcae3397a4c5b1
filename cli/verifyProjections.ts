/**
 * `cuckmere verify projections`: replays the log into a copy of every read model and compares it with
 * the one that serves, beside a running server, which goes on writing: each is taken as it stands at
 * one moment, and the copy is brought to just that position.
 */
import { join } from 'node:path';
import { CuckmereError } from '../events/errors';
import { openBlindIndex } from '../events/store/keys/blindIndex';
import { openKeyReader } from '../events/store/keys/keyReader';
import type { Position } from '../events/store/eventStore';
import type { KeyRing } from '../events/store/keys/keyRing';
import { compareViews } from '../projections/compareViews';
import type { Comparison, Difference } from '../projections/compareViews';
import { openSnapshot } from '../projections/database';
import { everyModel, viewNameOf } from '../projections/readModels';
import type { AnyDefinition, AnyModel } from '../projections/readModels';
import { replay } from '../projections/replay';
import { servingFile } from '../projections/viewFiles';
import { openLogSource } from './logSource';
import type { LogSource } from './logSource';
import { progressBar } from './progressBar';
import { makeScratchFolder } from './scratchFolder';
import type { VerifyOptions } from './verify';

/** Differences named one by one; the rest are counted. */
const namedMax = 1_000;

interface Copies {
  readonly source: LogSource;
  readonly keys: KeyRing;
  readonly models: readonly AnyModel[];
}

const snapshotOf = (data: string, definition: AnyDefinition) => {
  const file = servingFile(viewNameOf(data, definition));
  if (file !== undefined) return openSnapshot(file);
  throw new CuckmereError(
    'CONFIGURATION',
    `There is no ${definition.name} of version ${String(definition.version)} in ${join(data, 'views')} yet: start the server once, which makes it.`,
  );
};

/** The position that every read model has reached now. */
const commonPosition = (data: string): Position | 'start' => {
  const reached = everyModel.map((definition) => {
    const { checkpoint, close } = snapshotOf(data, definition);
    close();
    return checkpoint;
  });
  if (reached.includes('start')) return 'start';
  return reached.reduce((least, one) => (one < least ? one : least));
};

/** Most of the work, while nothing of the read models is held. */
const replayTo = async (copies: Copies, until: Position | 'start'): Promise<number> => {
  if (until === 'start') return 0;
  const { source, keys, models } = copies;
  const bar = progressBar('records', source.records ?? 0);
  let records = 0;
  const onProgress = (count: number): void => {
    records += count;
    bar.advance(count);
  };
  try {
    await replay({ pages: source.pages(), keys, models, until, onProgress });
    return records;
  } finally {
    bar.stop();
  }
};

const compareOne = async (
  data: string,
  { source, keys }: Copies,
  definition: AnyDefinition,
  copy: AnyModel,
): Promise<Comparison> => {
  const serving = snapshotOf(data, definition);
  try {
    const { checkpoint, generation } = serving;
    const at = copy.checkpoint();
    if (generation !== undefined && generation !== source.generation) {
      const what = `was made from another log (generation ${generation}): the server makes it anew when it starts`;
      return { rows: 0, differences: [{ model: copy.name, table: '-', id: '-', what }] };
    }
    if (at !== 'start' && (checkpoint === 'start' || checkpoint < at)) {
      throw new CuckmereError(
        'STORE_UNAVAILABLE',
        'The read models were changed while they were read; run the command again.',
      );
    }
    if (checkpoint !== 'start') {
      await replay({ pages: source.pages(at), keys, models: [copy], until: checkpoint });
    }
    return await compareViews(copy, serving.sql);
  } finally {
    serving.close();
  }
};

const lineOf = ({ model, table, id, what }: Difference): string =>
  `  ${model}, table ${table}, id ${id}: ${what}`;

const report = (
  found: Comparison,
  work: { readonly records: number; readonly seconds: number },
  say: (line: string) => void,
): number => {
  const count = (number: number): string => Math.round(number).toLocaleString('en-GB');
  const { rows, differences } = found;
  const { records, seconds } = work;
  for (const one of differences.slice(0, namedMax)) say(lineOf(one));
  const unnamed = differences.length - namedMax;
  if (unnamed > 0) say(`  and ${count(unnamed)} more`);
  say(
    `${count(differences.length)} differences: ${count(rows)} rows of ${String(everyModel.length)} read models compared with a replay of ${count(records)} records in ${seconds.toFixed(1)} s (${count(records / seconds)} a second).`,
  );
  if (differences.length === 0) return 0;
  const models = [...new Set(differences.map(({ model }) => model))].join(', ');
  say(`Check the log first (cuckmere verify), then make them anew: cuckmere rebuild (${models}).`);
  return 1;
};

/** Gives the exit code: 0 where there is no difference. */
export const verifyProjections = async (options: VerifyOptions): Promise<number> => {
  const { data, environment, say } = options;
  const source = await openLogSource(options);
  const closers: (() => Promise<void> | void)[] = [() => source.close()];
  try {
    const reader = openKeyReader(join(data, 'keys'), environment);
    closers.push(reader.close);
    const { keys } = reader;
    const blind = await openBlindIndex(keys);
    const until = commonPosition(data);
    const scratch = makeScratchFolder(data);
    closers.push(scratch.remove);
    const place = { generation: source.generation, keys, blind };
    const models = everyModel.map((definition) => {
      const model = definition.open({ ...place, file: join(scratch.folder, definition.name) });
      closers.push(model.retire);
      return model;
    });
    const copies: Copies = { source, keys, models };
    const began = performance.now();
    const records = await replayTo(copies, until);
    const found = { rows: 0, differences: [] as Difference[] };
    for (const [index, definition] of everyModel.entries()) {
      const copy = models[index];
      if (!copy) continue;
      const { rows, differences } = await compareOne(data, copies, definition, copy);
      found.rows += rows;
      found.differences.push(...differences);
    }
    return report(found, { records, seconds: (performance.now() - began) / 1000 }, say);
  } finally {
    for (const close of closers.reverse()) await close();
  }
};
