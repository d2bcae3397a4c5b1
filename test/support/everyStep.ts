/**
 * What a kill could leave of a folder: a copy of it before every call that writes, syncs, renames
 * or removes a file or changes a database, and one at the end. The page cache outlives a kill, so
 * a copy of the files is just what the next process would find.
 */
import fs from 'node:fs';
import { cpSync } from 'node:fs';
import { DatabaseSync, StatementSync } from 'node:sqlite';
import { temporaryFolder } from './temporaryFolder';

export interface Step {
  readonly before: string;
  /** The folder as it was. */
  readonly copy: string;
}

const fileCalls = [
  'openSync',
  'writeSync',
  'fsyncSync',
  'ftruncateSync',
  'closeSync',
  'renameSync',
  'rmSync',
] as const;

/** Does `work` and gives the folder as it stood before each of its steps, and after the last. */
export const everyStepOf = async (folder: string, work: () => Promise<void>): Promise<Step[]> => {
  const steps: Step[] = [];
  let isCopying = false;
  const copyBefore = (name: string): void => {
    if (isCopying) return;
    isCopying = true;
    const copy = temporaryFolder();
    cpSync(folder, copy, { recursive: true });
    steps.push({ before: `${String(steps.length)} ${name}`, copy });
    isCopying = false;
  };
  const spies: jest.SpyInstance[] = [];
  const watch = (target: object, name: string): void => {
    const real = (target as Record<string, (...given: unknown[]) => unknown>)[name]!;
    const spy = jest.spyOn(target as never, name as never) as unknown as jest.SpyInstance;
    spy.mockImplementation(function watched(this: unknown, ...given: unknown[]) {
      copyBefore(name);
      return real.apply(this, given);
    });
    spies.push(spy);
  };
  for (const name of fileCalls) watch(fs, name);
  watch(DatabaseSync.prototype, 'exec');
  watch(StatementSync.prototype, 'run');
  try {
    await work();
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  copyBefore('the end');
  return steps;
};
