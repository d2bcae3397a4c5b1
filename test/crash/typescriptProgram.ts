/** Starts one of the programs in test/crash/children, in a process of its own that can be killed. */
import { join } from 'node:path';
import { startNode } from '../support/program';
import type { Program } from '../support/program';

const argumentsOf = (child: string, args: readonly string[]): string[] => [
  join(__dirname, 'runTypescript.cjs'),
  join(__dirname, 'children', `${child}.ts`),
  ...args,
];

/** `child` is the name of a file in `children`, without its ending. */
export const startChild = (child: string, ...args: string[]): Program =>
  startNode(argumentsOf(child, args));

const throughShell = `
const { spawnSync } = require('node:child_process');
const [before, ...args] = process.argv.slice(1);
const script = before + '; exec "$0" "$@"';
const { status } = spawnSync('sh', ['-c', script, process.execPath, ...args], { stdio: 'inherit' });
process.exit(status ?? 1);
`;

/** As `startChild`, after a line of shell that sets the limits the child lives under. */
export const startChildUnder = (shell: string, child: string, ...args: string[]): Program =>
  startNode(['-e', throughShell, shell, ...argumentsOf(child, args)]);

const throughProgram = `
const { spawnSync } = require('node:child_process');
const [program, ...args] = JSON.parse(process.argv[1]);
const { status, signal } = spawnSync(program, args, { stdio: 'inherit' });
if (signal) process.kill(process.pid, signal);
else process.exit(status ?? 1);
`;

/** As `startChild`, run by another program (and its arguments) such as strace. */
export const startProgramUnder = (
  program: readonly string[],
  child: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Program => {
  const command = [...program, process.execPath, ...argumentsOf(child, args)];
  return startNode(['-e', throughProgram, JSON.stringify(command)], { ...process.env, ...env });
};
