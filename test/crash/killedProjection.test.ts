/**
 * kill -9 while events are projected: rows and checkpoint are one transaction, so what a restart
 * goes on from is never half of a change; the rows equal those of a fresh replay.
 */
import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { openData, rowsOf, runToEnd } from '../projections/openedData';
import { endAll } from '../support/program';
import { temporaryFolder } from '../support/temporaryFolder';
import { crashCases } from './crashCases';
import { writeAndKill } from './killedWriter';
import { people, personNumber } from './numberedCommands';
import { seed } from './seededRandom';

jest.setTimeout(crashCases.timeoutMs);

/** Each ends with a kill at some moment. */
const rounds = Array.from({ length: crashCases.moments }, (_, at) => `round ${String(at + 1)}`);
afterEach(endAll);

describe(`read models of a process that is killed (CRASH_SEED=${String(seed)})`, () => {
  it('hold every acknowledged event after a restart, the same as a fresh replay', async () => {
    const folder = temporaryFolder();
    for (const round of rounds) {
      const acknowledged = await writeAndKill(folder, round, 'views');
      const restarted = await openData(folder);
      await runToEnd(restarted);
      const rows = await rowsOf(restarted.models, people);
      expect(restarted.halts).toEqual([]);
      await restarted.close();

      for (const { number } of acknowledged.slice(-50)) {
        const row = rows.people[people.indexOf(personNumber(number))];
        const asked = row?.plan?.state.questions.map(({ concern }) => concern) ?? [];
        expect(asked).toContain(`${round}/${String(number)}`);
      }

      const kept = join(folder, 'views kept');
      renameSync(join(folder, 'views'), kept);
      const replayed = await openData(folder);
      await runToEnd(replayed);
      expect(await rowsOf(replayed.models, people)).toEqual(rows);
      await replayed.close();
      renameSync(join(folder, 'views'), join(folder, `views of ${round}`));
      renameSync(kept, join(folder, 'views'));
      expect(existsSync(replayed.models.fileOf('endOfLifePlanView'))).toBe(true);
    }
  });
});
