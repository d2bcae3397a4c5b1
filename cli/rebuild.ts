/**
 * `cuckmere rebuild NAME`: makes a read model anew from the log, by the running server, which goes on
 * serving meanwhile, or in the folder where none runs.
 */
import { CuckmereError } from '../events/errors';
import { everyModel } from '../projections/readModels';
import { askAdmin } from './adminSocket';
import type { AdminProgress } from './adminCommands';
import { openExistingHouse } from './openExistingHouse';
import { followingBar } from './progressBar';
import type { Rebuilt } from './rebuilder';

export interface RebuildOptions {
  readonly data: string;
  /** A read model, or `all`. */
  readonly name: string;
  readonly say: (line: string) => void;
}

const allNames = everyModel.map(({ name }) => name);

/** The names that a name stands for; throws `CONFIGURATION` with those there are. */
export const modelNames = (name: string): readonly string[] => {
  if (name === 'all') return allNames;
  if (allNames.includes(name)) return [name];
  throw new CuckmereError(
    'CONFIGURATION',
    `There is no read model "${name}"; there are: ${allNames.join(', ')}, or all.`,
  );
};

const rebuildHere = async (
  data: string,
  names: readonly string[],
  tell: (progress: AdminProgress) => void,
): Promise<Rebuilt> => {
  const { rebuilder, close } = await openExistingHouse(data);
  try {
    return await rebuilder.rebuild(names, tell);
  } finally {
    await close();
  }
};

export const rebuild = async ({ data, name, say }: RebuildOptions): Promise<void> => {
  const names = modelNames(name);
  const bar = followingBar('records');
  const began = performance.now();
  let rebuilt: Rebuilt | 'not running';
  try {
    rebuilt = await askAdmin<Rebuilt>({
      data,
      command: '/rebuild',
      body: { names },
      onProgress: bar.tell,
    });
    if (rebuilt === 'not running') rebuilt = await rebuildHere(data, names, bar.tell);
  } finally {
    bar.stop();
  }
  const seconds = (performance.now() - began) / 1000;
  const count = (number: number): string => Math.round(number).toLocaleString('en-GB');
  say(
    `Rebuilt from ${count(rebuilt.records)} records in ${seconds.toFixed(1)} s (${count(rebuilt.records / seconds)} a second), and serving:`,
  );
  for (const { name: one, position } of rebuilt.models) say(`  ${one}, up to position ${position}`);
};
