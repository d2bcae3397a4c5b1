/** The thread that rebuilds, from the sources as they stand: tests need no build for it. */
import { join } from 'node:path';
import type { WorkerProgram } from '../../cli/rebuilder';

export const rebuildWorker: WorkerProgram = {
  file: join(__dirname, '../crash/runTypescript.cjs'),
  args: [join(__dirname, '../../cli/rebuildWorker.ts')],
};
