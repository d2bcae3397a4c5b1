/** Runs `writeActs` under strace: what it did to the disk, and what it said, in one order. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stracePath } from '../../support/strace';
import { temporaryFolder } from '../../support/temporaryFolder';
import { startProgramUnder } from '../typescriptProgram';
import { stepsOf, tracedCalls } from './steps';
import type { Call } from './steps';

/** Longer than any write of SQLite. */
const stringBytesMax = 4_000_000;

export interface TracedRun {
  readonly calls: readonly Call[];
  /** Null where a signal ended it. */
  readonly exitCode: number | null;
  readonly lines: readonly string[];
}

export interface TracedRunOptions {
  /** Holds the data folder; what is below it is traced. */
  readonly root: string;
  readonly args: readonly string[];
  /** As strace's `-e inject=`. */
  readonly inject?: string;
  readonly env?: NodeJS.ProcessEnv;
}

export const tracedRun = async (options: TracedRunOptions): Promise<TracedRun> => {
  const { root, args, inject, env } = options;
  const log = join(temporaryFolder(), 'trace');
  const strace = [
    ...[stracePath, '-qq', '-o', log, '-xx', '-s', String(stringBytesMax)],
    ...['-e', `trace=${tracedCalls}`],
    ...(inject === undefined ? [] : ['-e', `inject=${inject}`]),
  ];
  const child = startProgramUnder(strace, 'writeActs', args, env);
  const exitCode = await child.exitCode;
  const failures = child.lines.filter((line) => !/^(done|fault) /.test(line));
  if (failures.length > 0) throw new Error(failures.join('\n'));
  return { calls: stepsOf(readFileSync(log, 'latin1'), root), exitCode, lines: child.lines };
};
