/**
 * The files of a read model: `name-v1.db`, and `name-v1-2.db` and so on for each rebuild. The newest
 * whole one serves; whatever else bears the model's name is what a crash or another version left.
 */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isWhole } from './database';

export interface ViewName {
  /** The folder `views` of the data folder. */
  readonly folder: string;
  readonly name: string;
  readonly version: number;
}

const endings = ['', '-wal', '-shm'];

/** Removes a file of a read model that nobody has open for writing. */
export const removeView = (file: string): void => {
  for (const ending of endings) rmSync(`${file}${ending}`, { force: true });
};

const fileOf = ({ folder, name, version }: ViewName, build: number): string =>
  join(folder, `${name}-v${String(version)}${build === 1 ? '' : `-${String(build)}`}.db`);

/** Numbers of the builds that have a file, the newest first. */
const buildsOf = ({ folder, name, version }: ViewName): number[] => {
  const pattern = new RegExp(`^${name}-v${String(version)}(?:-(\\d+))?\\.db$`);
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names
    .flatMap((one) => {
      const match = pattern.exec(one);
      return match ? [Number(match[1] ?? 1)] : [];
    })
    .sort((left, right) => right - left);
};

/** The file that serves; undefined where none is whole. */
export const servingFile = (
  view: ViewName,
  as: 'reader' | 'writer' = 'reader',
): string | undefined =>
  buildsOf(view)
    .map((build) => fileOf(view, build))
    .find((file) => isWhole(file, as));

/** The file of a new build. */
export const nextFile = (view: ViewName): string => fileOf(view, (buildsOf(view)[0] ?? 0) + 1);

/**
 * The file to open for serving, made by whoever opens it where there is none. Removes every other of
 * the model, those of other versions too: they no longer hear of erasures. Only for the process that
 * has the data folder.
 */
export const settleFiles = (view: ViewName): string => {
  const kept = servingFile(view, 'writer') ?? fileOf(view, 1);
  const isOfModel = new RegExp(`^${view.name}-v\\d+(-\\d+)?\\.db(-wal|-shm)?$`);
  const names = existsSync(view.folder) ? readdirSync(view.folder) : [];
  const others = names.filter((one) => {
    const file = join(view.folder, one);
    return isOfModel.test(one) && !endings.some((ending) => `${kept}${ending}` === file);
  });
  for (const one of others) rmSync(join(view.folder, one));
  // What is not whole and bears the name that is to be kept.
  if (existsSync(kept) && !isWhole(kept, 'writer')) removeView(kept);
  return kept;
};
