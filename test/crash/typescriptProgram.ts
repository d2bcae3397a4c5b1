/** Starts one of the programs in test/crash/children, in a process of its own that can be killed. */
import { join } from 'node:path';
import { startNode } from '../support/program';
import type { Program } from '../support/program';

/** `child` is the name of a file in `children`, without its ending. */
export const startChild = (child: string, ...args: string[]): Program =>
  startNode([
    join(__dirname, 'runTypescript.cjs'),
    join(__dirname, 'children', `${child}.ts`),
    ...args,
  ]);
