/** The strong read: what the read model lacks is folded from the log; a silent leader is said. */
import { endOfLifePlanDecider } from '../../events/end-of-life-plan/endOfLifePlanDecider';
import { cprStatusOf } from '../../events/end-of-life-plan/cprStatus';
import { CuckmereError } from '../../events/errors';
import { streamName } from '../../events/ids';
import type { EventStore } from '../../events/store/eventStore';
import { leaderAnswerMs } from '../../projections/history';
import { readAsOf, strongRead } from '../../projections/strongRead';
import { actOf, momentAfter, personIdOf } from '../support/acts';
import {
  focus,
  publish,
  recordNotFor,
  start,
  withdraw,
} from '../events/end-of-life-plan/planCommands';
import { doneOf, loopsOf, openData, runToEnd } from './openedData';
import type { OpenedData } from './openedData';

const id = personIdOf('Edith');
const read = (data: OpenedData, store: EventStore = data.store) =>
  strongRead({ ...data, store }, endOfLifePlanDecider, data.models.endOfLifePlans, id);

/** A plan with a published decision against CPR; minute n is revision n. */
const writePlan = async (data: OpenedData): Promise<void> => {
  const { plans } = loopsOf(data);
  const commands = [start, recordNotFor(), publish(1)];
  for (const [index, command] of commands.entries()) {
    const act = actOf(String(index), {
      at: momentAfter(index),
      ...(index === 0 ? {} : { basedOn: BigInt(index - 1) }),
    });
    doneOf(await plans.handle(id, command, act));
  }
};
const withdrawNow = async (data: OpenedData) =>
  doneOf(
    await loopsOf(data).plans.handle(id, withdraw(), actOf('withdraw', { at: momentAfter(10) })),
  );
const silent: Pick<EventStore, 'head'> = { head: () => new Promise(() => undefined) };

describe('a strong read', () => {
  it('claims that nothing is recorded only where the leader said that there is no stream', async () => {
    const data = await openData();
    expect(await read(data)).toEqual({
      state: endOfLifePlanDecider.initialState,
      revision: -1,
      position: undefined,
      isCurrent: true,
    });
    expect(await read(data, { ...data.store, ...silent })).toMatchObject({
      revision: -1,
      isCurrent: false,
    });
  });

  it('folds what the read model lacks: no withdrawal acknowledged before it is missed', async () => {
    const data = await openData();
    await writePlan(data);
    expect(cprStatusOf((await read(data)).state.published!.cpr).kind).toBe('recorded');
    await runToEnd(data);
    expect((await data.models.endOfLifePlans.get(id))?.revision).toBe(2);
    const { position } = await withdrawNow(data);
    const now = await read(data);
    expect(now).toMatchObject({ revision: 4, position, isCurrent: true });
    expect(cprStatusOf(now.state.published!.cpr).kind).toBe('withdrawn');
    expect((await data.models.endOfLifePlans.get(id))?.revision).toBe(2);
  });

  it('says the same from the log alone as from the read model', async () => {
    const data = await openData();
    await writePlan(data);
    await withdrawNow(data);
    const fromLog = await read(data);
    await runToEnd(data);
    expect(await read(data)).toEqual(fromLog);
  });

  it('of a leader that never answers gives what the read model holds, and says that it may be old', async () => {
    const data = await openData();
    await writePlan(data);
    await runToEnd(data);
    await withdrawNow(data);
    jest.useFakeTimers();
    try {
      const reading = read(data, { ...data.store, ...silent });
      await jest.advanceTimersByTimeAsync(leaderAnswerMs);
      const old = await reading;
      expect(old).toMatchObject({ revision: 2, isCurrent: false });
      expect(cprStatusOf(old.state.published!.cpr).kind).toBe('recorded');
    } finally {
      jest.useRealTimers();
    }
  });

  it('of a leader that is gone does the same', async () => {
    const data = await openData();
    await writePlan(data);
    await runToEnd(data);
    const gone = {
      head: () => Promise.reject(new CuckmereError('STORE_UNAVAILABLE', 'gone')),
    };
    expect(await read(data, { ...data.store, ...gone })).toMatchObject({
      revision: 2,
      isCurrent: false,
    });
    await data.store.close();
    expect(await read(data)).toMatchObject({ revision: 2, isCurrent: false });
  });

  it('of any other fault fails', async () => {
    const data = await openData();
    await writePlan(data);
    const corrupt = {
      read: () => Promise.reject(new CuckmereError('RECORD_CORRUPT', 'edited')),
    };
    await expect(read(data, { ...data.store, ...corrupt })).rejects.toMatchObject({
      code: 'RECORD_CORRUPT',
    });
  });
});

describe('a read as of a moment', () => {
  it('gives the plan as it stood then: later events are left out', async () => {
    const data = await openData();
    await writePlan(data);
    await withdrawNow(data);
    const asOf = async (moment: string) => {
      const { state, revision } = await readAsOf(data, endOfLifePlanDecider, id, moment);
      return [revision, state.published ? cprStatusOf(state.published.cpr).kind : 'unpublished'];
    };
    expect(await asOf(momentAfter(-1))).toEqual([-1, 'unpublished']);
    expect(await asOf(momentAfter(1))).toEqual([1, 'unpublished']);
    expect(await asOf(momentAfter(2))).toEqual([2, 'recorded']);
    expect(await asOf(momentAfter(9))).toEqual([2, 'recorded']);
    expect(await asOf(momentAfter(10))).toEqual([4, 'withdrawn']);
  });

  it('counts by the millisecond, however the moment is written', async () => {
    const data = await openData();
    const { plans } = loopsOf(data);
    await plans.handle(id, start, actOf('a', { at: '2026-03-02T09:00:00.000Z' }));
    await plans.handle(
      id,
      focus({ statement: 'x' }),
      actOf('b', { at: '2026-03-02T09:00:00.500Z' }),
    );
    const revisionAt = async (moment: string): Promise<number> =>
      (await readAsOf(data, endOfLifePlanDecider, id, moment)).revision;
    expect(await revisionAt('2026-03-02T09:00:00Z')).toBe(0);
    expect(await revisionAt('2026-03-02T09:00:00.499Z')).toBe(0);
    expect(await revisionAt('2026-03-02T09:00:00.5Z')).toBe(1);
    expect(await revisionAt('2026-03-02T10:00:01+01:00')).toBe(1);
  });

  it('is not made past an event that does not open', async () => {
    const data = await openData();
    await writePlan(data);
    const stream = streamName('endOfLifePlan', id);
    const [record] = (await data.store.read(stream))!.events;
    const metadata = { ...record!.metadata, schema: '9' };
    await data.store.append(stream, 2n, [{ ...record!, metadata }]);
    await expect(readAsOf(data, endOfLifePlanDecider, id, momentAfter(10))).rejects.toMatchObject({
      code: 'UNKNOWN_EVENT',
    });
  });
});
