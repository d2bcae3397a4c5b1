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
