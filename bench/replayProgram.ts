/**
 * One replay in a process of its own, so that its memory is its own: what the making of the log left
 * behind in the same process is no part of it. Tells its parent how long it took, and how much it held.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { openHouse } from '../cli/openHouse';
import { createLog } from '../gateway/log';

export interface Replayed {
  readonly ms: number;
  /** Resident at the end, and at the most. */
  readonly residentMb: number;
  readonly residentMaxMb: number;
}

const [, , folder = ''] = process.argv;

const main = async (): Promise<void> => {
  rmSync(join(folder, 'views'), { recursive: true, force: true });
  const began = performance.now();
  const { house, close } = await openHouse({ data: folder, log: createLog() });
  const last = await house.store.lastPosition();
  if (!last || !(await house.runner.waitFor(last, 1_800_000))) throw new Error('Not caught up.');
  const replayed: Replayed = {
    ms: performance.now() - began,
    residentMb: process.memoryUsage().rss / 2 ** 20,
    residentMaxMb: process.resourceUsage().maxRSS / 1024,
  };
  await close();
  process.send?.(replayed);
  process.disconnect();
};

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
});
