/** Replay of a log into all read models, at three sizes: rate and memory should be flat. */
import { fork } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { perSecond } from './bench';
import type { Bench, Figure } from './bench';
import { fillLog } from './fillLog';
import type { Replayed } from './replayProgram';

const sizes = [10_000, 100_000, 1_000_000];

const replayOnce = (folder: string): Promise<Replayed> =>
  new Promise((resolve, reject) => {
    const child = fork(join(__dirname, 'replayProgram.js'), [folder]);
    child.once('message', (message) => {
      resolve(message as Replayed);
    });
    child.once('exit', (code) => {
      reject(new Error(`The replay ended with ${String(code)}.`));
    });
  });

export const replay: Bench = {
  name: 'replay',
  says: 'replay of the log into all read models',
  run: async (folder) => {
    const figures: Figure[] = [];
    for (const size of sizes) {
      const data = join(folder, String(size));
      await fillLog(data, size);
      const { ms, residentMb, residentMaxMb } = await replayOnce(data);
      const name = `replay ${size.toLocaleString('en-GB')} events`;
      figures.push(
        { name, value: perSecond(size, ms), unit: 'events/s', note: 'all read models, sealed' },
        { name: `${name}, memory at the end`, value: residentMb, unit: 'MB resident' },
        { name: `${name}, memory at the most`, value: residentMaxMb, unit: 'MB resident' },
      );
      rmSync(data, { recursive: true, force: true });
    }
    return figures;
  },
};
