/** An event that cannot be applied halts one person's rows, loudly; everybody else goes on. */
import { endOfLifePlanDecider } from '../../events/end-of-life-plan/endOfLifePlanDecider';
import { eventIdFor, streamName } from '../../events/ids';
import type { PersonId } from '../../events/ids';
import { encodeEvent } from '../../events/store/codec';
import { keyIdFor } from '../../events/store/keys/keyStore';
import { strongRead } from '../../projections/strongRead';
import { actOf, personIdOf } from '../support/acts';
import { question, recordNotFor, start } from '../events/end-of-life-plan/planCommands';
import { doneOf, loopsOf, openData } from './openedData';
import type { OpenedData } from './openedData';

const [edith, walter] = [personIdOf('Edith'), personIdOf('Walter')];

/** Appends an event of a type that no decider knows to a person's plan. */
const appendUnknown = async ({ store, keys }: OpenedData, id: PersonId) => {
  const stream = streamName('endOfLifePlan', id);
  const act = actOf(`unknown ${id}`);
  const event = encodeEvent(
    { type: 'PlanTranslated', data: { to: 'Welsh' } },
    {
      stream,
      eventId: eventIdFor(act.commandId, stream, 0),
      act,
      contentHash: '',
      recordedAt: act.at,
      key: await keys.ensure(keyIdFor(id)),
    },
  );
  const result = await store.append(stream, (await store.head(stream)) ?? 'none', [event]);
  if (result.kind !== 'appended') throw new Error('The event of the test was not appended.');
  return result.position;
};

const begin = async (data: OpenedData): Promise<void> => {
  const { plans } = loopsOf(data);
  for (const id of [edith, walter]) {
    await plans.handle(id, start, actOf(`start ${id}`));
    doneOf(await plans.handle(id, recordNotFor(), actOf(`record ${id}`, { basedOn: 0n })));
  }
};
const read = (data: OpenedData, id: PersonId) =>
  strongRead(data, endOfLifePlanDecider, data.models.endOfLifePlans, id);

describe('an event that cannot be applied', () => {
  it('halts the rows of its person where they stood, and those of nobody else', async () => {
    const data = await openData();
    await begin(data);
    const position = await appendUnknown(data, edith);
    await appendUnknown(data, edith);
    const runner = data.runner();
    runner.start();
    expect(await runner.waitFor((await data.store.lastPosition())!)).toBe(true);
    const asked = doneOf(await loopsOf(data).plans.handle(walter, question(), actOf('later')));
    expect(await runner.waitFor(asked.position)).toBe(true);

    expect((await data.models.endOfLifePlans.get(edith))?.revision).toBe(1);
    expect((await data.models.endOfLifePlans.get(walter))?.revision).toBe(2);
    const halt = { id: edith, position, type: 'PlanTranslated', reason: 'UNKNOWN_EVENT' };
    expect(data.halts).toEqual([{ model: 'endOfLifePlanView', halt }]);
    expect(runner.status().halts).toEqual([{ ...halt, model: 'endOfLifePlanView' }]);
  });

  it('makes a strong read of that person fail, so that no one is told less than stands', async () => {
    const data = await openData();
    await begin(data);
    const position = await appendUnknown(data, edith);
    await expect(read(data, edith)).rejects.toMatchObject({ code: 'UNKNOWN_EVENT' });
    const runner = data.runner();
    runner.start();
    await runner.waitFor(position);
    await expect(read(data, edith)).rejects.toMatchObject({ code: 'UNKNOWN_EVENT' });
    expect((await read(data, walter)).revision).toBe(1);
  });

  it('still halts after a restart, is told once, and later events of that person wait', async () => {
    const first = await openData();
    await begin(first);
    await appendUnknown(first, edith);
    const runner = first.runner();
    runner.start();
    await runner.waitFor((await first.store.lastPosition())!);
    await first.close();

    const again = await openData(first.folder);
    const next = again.runner();
    next.start();
    const position = await appendUnknown(again, edith);
    expect(await next.waitFor(position)).toBe(true);
    expect(again.halts).toEqual([]);
    expect(next.status().halts).toMatchObject([{ id: edith, model: 'endOfLifePlanView' }]);
    expect(again.models.endOfLifePlans.isHalted(edith)).toBe(true);
    expect((await again.models.endOfLifePlans.get(edith))?.revision).toBe(1);
    await expect(read(again, edith)).rejects.toMatchObject({ code: 'UNKNOWN_EVENT' });
  });

  it('that does not open is one: sealed elsewhere, or without its key', async () => {
    const data = await openData();
    await begin(data);
    const from = streamName('endOfLifePlan', walter);
    const [moved] = (await data.store.read(from, { from: 1n }))!.events;
    const stream = streamName('endOfLifePlan', edith);
    const metadata = { ...moved!.metadata, keyId: keyIdFor(edith) };
    await data.store.append(stream, 1n, [{ ...moved!, metadata }]);
    const keyless = streamName('sharing', personIdOf('nobody'));
    await data.store.append(keyless, 'none', [
      { ...moved!, metadata: { ...metadata, keyId: 'x.1' } },
    ]);
    const runner = data.runner();
    runner.start();
    await runner.waitFor((await data.store.lastPosition())!);
    expect(data.halts.map(({ model, halt }) => `${model} ${halt.reason}`).sort()).toEqual([
      'endOfLifePlanView SEAL_BROKEN',
      'sharingView KEY_MISSING',
    ]);
    await expect(read(data, edith)).rejects.toMatchObject({ code: 'SEAL_BROKEN' });
  });
});
