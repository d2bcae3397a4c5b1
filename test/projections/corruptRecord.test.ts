/**
 * A record that somebody edited, or took out, in the file of the log: it halts the person whose
 * stream it names, loudly; everybody else goes on (hazards H1, H20).
 */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { endOfLifePlanDecider } from '../../events/end-of-life-plan/endOfLifePlanDecider';
import { strongRead } from '../../projections/strongRead';
import { unreadableType } from '../../projections/batch';
import { actOf, personIdOf } from '../support/acts';
import { question, recordNotFor, start } from '../events/end-of-life-plan/planCommands';
import { doneOf, loopsOf, openData } from './openedData';
import type { OpenedData } from './openedData';

const [edith, walter] = [personIdOf('Edith'), personIdOf('Walter')];

const edit = (folder: string, sql: string): void => {
  const database = new DatabaseSync(join(folder, 'events.db'));
  database.exec(sql);
  database.close();
};

/** Two plans of two events each; the log is closed again, no read model has seen it. */
const written = async (): Promise<string> => {
  const data = await openData();
  const { plans } = loopsOf(data);
  for (const id of [edith, walter]) {
    await plans.handle(id, start, actOf(`start ${id}`));
    doneOf(await plans.handle(id, recordNotFor(), actOf(`record ${id}`, { basedOn: 0n })));
  }
  await data.close();
  return data.folder;
};
const read = (data: OpenedData, id: typeof edith) =>
  strongRead(data, endOfLifePlanDecider, data.models.endOfLifePlans, id);

describe('a corrupt record', () => {
  it('halts its person and is told; the other person, and what comes later, goes on', async () => {
    const folder = await written();
    edit(folder, "UPDATE event SET data = CAST('x' AS BLOB) WHERE sequence = 2");
    const data = await openData(folder);
    const runner = data.runner();
    const told: { stream: string; type: string }[] = [];
    runner.onApplied((events) => told.push(...events));
    runner.start();
    await runner.waitFor((await data.store.lastPosition())!);
    const later = doneOf(await loopsOf(data).plans.handle(walter, question(), actOf('later')));
    expect(await runner.waitFor(later.position)).toBe(true);

    expect(data.faults).toEqual([]);
    expect(data.halts.map(({ model, halt }) => [model, halt.id, halt.reason])).toEqual([
      ['endOfLifePlanView', edith, 'RECORD_CORRUPT'],
    ]);
    expect(told).toContainEqual(
      expect.objectContaining({ stream: `endOfLifePlan-${edith}`, type: unreadableType }),
    );
    await expect(read(data, edith)).rejects.toMatchObject({ code: 'RECORD_CORRUPT' });
    expect((await read(data, walter)).revision).toBe(2);
  });

  it('that names another person leaves both in the dark', async () => {
    const folder = await written();
    const keyOf = (id: string) => `(SELECT key FROM stream WHERE name = 'endOfLifePlan-${id}')`;
    edit(folder, `UPDATE event SET stream = ${keyOf(walter)}, revision = 7 WHERE sequence = 1`);
    const data = await openData(folder);
    const runner = data.runner();
    runner.start();
    await runner.waitFor((await data.store.lastPosition())!);
    expect(data.halts.map(({ halt }) => [halt.id, halt.reason]).sort()).toEqual(
      [
        [walter, 'RECORD_CORRUPT'],
        [edith, 'INTERNAL'],
      ].sort(),
    );
  });

  it('that was taken out leaves a halt that stays, though nobody knows whose it was', async () => {
    const folder = await written();
    edit(folder, 'DELETE FROM event WHERE sequence = 3');
    const first = await openData(folder);
    const runner = first.runner();
    runner.start();
    await runner.waitFor((await first.store.lastPosition())!);
    await first.close();

    const again = await openData(folder);
    const halts = again.runner().status().halts;
    expect(new Set(halts.map(({ model }) => model)).size).toBe(again.models.all.length);
    expect(halts).toContainEqual(
      expect.objectContaining({ reason: 'RECORD_CORRUPT', type: unreadableType }),
    );
  });
});
