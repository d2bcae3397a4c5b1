/**
 * A folder for one process's passing work inside the data folder, where there is room for it: gone
 * when the process ends, by Ctrl-C too; what a kill left is removed by the next that makes one.
 */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const prefix = 'scratch-';
/** As a shell tells a program that was ended by Ctrl-C. */
const interruptedExitCode = 130;

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

const remove = (folder: string): void => {
  rmSync(folder, { recursive: true, force: true });
};

export interface ScratchFolder {
  readonly folder: string;
  remove(): void;
}

export const makeScratchFolder = (data: string): ScratchFolder => {
  for (const name of readdirSync(data)) {
    const pid = Number(name.slice(prefix.length));
    if (name.startsWith(prefix) && (pid === process.pid || !isAlive(pid))) remove(join(data, name));
  }
  const folder = join(data, `${prefix}${String(process.pid)}`);
  mkdirSync(folder, { mode: 0o700 });
  const atExit = (): void => {
    remove(folder);
  };
  const atSignal = (): void => {
    process.exit(interruptedExitCode);
  };
  process.on('exit', atExit).on('SIGINT', atSignal).on('SIGTERM', atSignal);
  return {
    folder,
    remove: () => {
      process.off('exit', atExit).off('SIGINT', atSignal).off('SIGTERM', atSignal);
      remove(folder);
    },
  };
};
