/** Replay of a log into all read models, at three sizes: rate and memory should be flat. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createLog } from '../gateway/log';
import { openHouse } from '../cli/openHouse';
import { perSecond } from './bench';
import type { Bench, Figure } from './bench';
import { fillLog } from './fillLog';

const sizes = [10_000, 100_000, 1_000_000];

const replayOnce = async (folder: string): Promise<{ ms: number; memoryMb: number }> => {
  rmSync(join(folder, 'views'), { recursive: true, force: true });
  const began = performance.now();
  const { house, close } = await openHouse({ data: folder, log: createLog() });
  const last = await house.store.lastPosition();
  if (!last || !(await house.runner.waitFor(last, 1_800_000))) throw new Error('Not caught up.');
  const ms = performance.now() - began;
  const memoryMb = process.memoryUsage().rss / 2 ** 20;
  await close();
  return { ms, memoryMb };
};

export const replay: Bench = {
  name: 'replay',
  says: 'replay of the log into all read models',
  run: async (folder) => {
    const figures: Figure[] = [];
    for (const size of sizes) {
      const data = join(folder, String(size));
      await fillLog(data, size);
      const { ms, memoryMb } = await replayOnce(data);
      const name = `replay ${size.toLocaleString('en-GB')} events`;
      figures.push(
        { name, value: perSecond(size, ms), unit: 'events/s', note: 'all read models, sealed' },
        { name: `${name}, memory`, value: memoryMb, unit: 'MB resident' },
      );
      rmSync(data, { recursive: true, force: true });
    }
    return figures;
  },
};
