/**
 * A record that somebody edited, or took out, in the file of the log: it halts the person whose
 * stream it names, loudly; everybody else goes on (hazards H1, H20).
 */
import { endOfLifePlanDecider } from '../../events/end-of-life-plan/endOfLifePlanDecider';
import { strongRead } from '../../projections/strongRead';
import { unreadableType } from '../../projections/batch';
import { actOf, personIdOf } from '../support/acts';
import { editOnDisk as edit } from '../support/damagedFile';
import { question, recordNotFor, start } from '../events/end-of-life-plan/planCommands';
import { doneOf, loopsOf, openData, runToEnd } from './openedData';
import type { OpenedData } from './openedData';

const [edith, walter, maud] = [personIdOf('Edith'), personIdOf('Walter'), personIdOf('Maud')];

/** Three plans of two events each; the log is closed again, no read model has seen it. */
const written = async (): Promise<string> => {
  const data = await openData();
  const { plans } = loopsOf(data);
  for (const id of [edith, walter, maud]) {
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

  it.each([
    ['in the middle of a plan', 'revision = 0'],
    ['at the end of a plan', 'revision = 1'],
  ])('moved from %s to another person leaves both in the dark, nobody else', async (_w, where) => {
    const folder = await written();
    const keyOf = (id: string) => `(SELECT key FROM stream WHERE name = 'endOfLifePlan-${id}')`;
    edit(
      folder,
      `UPDATE event SET stream = ${keyOf(walter)}, revision = 2 WHERE stream = ${keyOf(edith)} AND ${where}`,
    );
    const data = await openData(folder);
    const runner = data.runner();
    runner.start();
    expect(await runner.waitFor((await data.store.lastPosition())!)).toBe(true);

    await expect(read(data, walter)).rejects.toMatchObject({ code: 'RECORD_CORRUPT' });
    await expect(read(data, edith)).rejects.toMatchObject({
      code: expect.stringMatching(/^(RECORD_CORRUPT|VIEW_HALTED)$/),
    });
    // Whichever part of the record was hers: all of her goes dark, so that nobody decides on less.
    for (const model of [data.models.people, data.models.sharing, data.models.endOfLifePlans]) {
      expect(model.isHalted(edith)).toBe(true);
    }
    expect(data.models.people.isHalted(walter)).toBe(false);
    expect((await read(data, maud)).revision).toBe(1);
    expect(data.models.all.some((model) => model.isHalted(maud))).toBe(false);
  });

  it('of a stream whose name was changed leaves the person in the dark that it was of', async () => {
    const folder = await written();
    edit(folder, `UPDATE stream SET name = 'other-1' WHERE name = 'endOfLifePlan-${edith}'`);
    const data = await openData(folder);
    const runner = data.runner();
    runner.start();
    await runner.waitFor((await data.store.lastPosition())!);

    // The log itself would say that she never had a plan.
    await expect(read(data, edith)).rejects.toMatchObject({ code: 'VIEW_HALTED' });
    expect((await read(data, maud)).revision).toBe(1);
  });

  it('that was read before and is gone from the end of its plan is missed', async () => {
    const folder = await written();
    const first = await openData(folder);
    await runToEnd(first);
    await first.close();
    edit(
      folder,
      `DELETE FROM event WHERE sequence = 4; INSERT INTO event SELECT 4, 99, 0, id, type, metadata, data, 0 FROM event WHERE sequence = 3`,
    );
    const data = await openData(folder);

    await expect(read(data, walter)).rejects.toMatchObject({ code: 'RECORD_CORRUPT' });
    expect((await read(data, edith)).revision).toBe(1);
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
