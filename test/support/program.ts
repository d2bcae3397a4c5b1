/**
 * Starts a small program of its own for a test, and lets the test wait for what it says and for its
 * end. Invariant: `endAll` leaves no process of a test behind, the children of children included.
 */
import { spawn, type ChildProcess } from 'node:child_process';

/** A program under test. Lines of both outputs are kept in the order they came. */
export interface Program {
  readonly process: ChildProcess;
  readonly pid: number;
  readonly lines: readonly string[];
  /** The first line that matches, said already or still to come; rejects if the output ends before. */
  heard(pattern: RegExp): Promise<RegExpExecArray>;
  /** As `heard`, looking only at lines after the given count of lines. */
  heardAfter(count: number, pattern: RegExp): Promise<RegExpExecArray>;
  /** Exit code, once the program and every child that holds its outputs ended; null where a signal ended it. */
  readonly exitCode: Promise<number | null>;
}

const started: ChildProcess[] = [];

/** Starts `node` with these arguments, in a process group of its own. */
export function startNode(args: readonly string[], env: NodeJS.ProcessEnv = process.env): Program {
  const child = spawn(process.execPath, args, { detached: true, stdio: 'pipe', env });
  started.push(child);
  const lines: string[] = [];
  let hasEnded = false;
  const listeners = new Set<() => void>();
  const tell = (): void => listeners.forEach((listener) => listener());

  for (const output of [child.stdout, child.stderr]) {
    let rest = '';
    output.setEncoding('utf8').on('data', (text: string) => {
      const parts = (rest + text).split('\n');
      rest = parts.pop() ?? '';
      lines.push(...parts);
      tell();
    });
  }
  const exitCode = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      hasEnded = true;
      tell();
      resolve(code);
    });
  });

  const heardAfter = (count: number, pattern: RegExp): Promise<RegExpExecArray> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const match = lines
          .slice(count)
          .map((line) => pattern.exec(line))
          .find(Boolean);
        if (match) resolve(match);
        else if (hasEnded) reject(new Error(`never said ${String(pattern)}: ${lines.join(' | ')}`));
        else return;
        listeners.delete(look);
      };
      listeners.add(look);
      look();
    });

  return {
    process: child,
    pid: child.pid ?? 0,
    lines,
    heard: (pattern) => heardAfter(0, pattern),
    heardAfter,
    exitCode,
  };
}

/** Kills the process groups of every program still alive; for `afterEach`. */
export function endAll(): void {
  for (const child of started.splice(0)) {
    if (child.pid === undefined) continue;
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // The whole group has ended already.
    }
  }
}
