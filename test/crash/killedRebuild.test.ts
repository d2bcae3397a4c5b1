/**
 * kill -9 while read models are rebuilt, at random moments: the next start serves the old file or the
 * new one, whole, the same rows, and nothing half built is left.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeDemoLog } from '../projections/demoLog';
import { openData, rowsOf, runToEnd } from '../projections/openedData';
import { endAll } from '../support/program';
import { crashCases } from './crashCases';
import { random, seed } from './seededRandom';
import { startChild } from './typescriptProgram';

jest.setTimeout(crashCases.timeoutMs);

const kills = crashCases.moments;
/** A rebuild takes about as long, so that every moment of it has its turn. */
const livesMs = 1_500;
afterEach(endAll);

describe(`a rebuild that is killed (CRASH_SEED=${String(seed)})`, () => {
  it('leaves the old read models or the new ones, and nothing between', async () => {
    const first = await openData();
    const people = await writeDemoLog(first);
    await runToEnd(first);
    const whole = await rowsOf(first.models, people);
    const files = first.models.all.length;
    await first.close();
    for (let kill = 0; kill < kills; kill += 1) {
      const child = startChild('rebuildForEver', first.folder);
      await child.heard(/^rebuilt 1$/);
      await new Promise((resolve) => setTimeout(resolve, random() * livesMs));
      endAll();
      await child.exitCode;
      const again = await openData(first.folder);
      // Before anything is caught up: what a reader sees first is not older.
      expect(await rowsOf(again.models, people)).toEqual(whole);
      const left = readdirSync(join(first.folder, 'views')).filter((name) => name.endsWith('.db'));
      expect(left).toHaveLength(files);
      await again.close();
    }
  });
});
