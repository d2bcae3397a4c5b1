/**
 * A fill that stopped half way is sent again from its start with the same `madeAt`: what was done is
 * not done twice, what was missing is done, and the record is the one that a single run makes.
 */
import { categoryOf } from '../../../events/ids';
import { storeLimits } from '../../../events/store/eventStore';
import { demoPeople, fillDemo } from '../../../gateway/demo/population';
import type { ExecuteAs } from '../../../gateway/server';
import { prefixes } from '../../../projections/runner';
import { openTestApp } from '../../support/app';
import type { Data, TestApp } from '../../support/app';
import { urgentQuery } from './urgentQuery';

const madeAt = new Date(Date.now()).toISOString();
const noProgress = (): void => undefined;

const executeIn =
  (app: TestApp): ExecuteAs =>
  async (caller, query, variables) => {
    const { data, errors } = await app.graphql(
      caller.sessionId.replace('demo-', ''),
      query,
      variables,
    );
    return errors ? { data, errors } : { data };
  };

/** Carries out `count` operations, the last of which loses its answer; then none. */
const stopsAfter = (count: number, execute: ExecuteAs): ExecuteAs => {
  let sent = 0;
  return async (...operation) => {
    sent += 1;
    if (sent > count) throw new Error('gone');
    const answer = await execute(...operation);
    if (sent >= count) throw new Error('gone');
    return answer;
  };
};

/** Ids and types of all events, by stream; the ids follow from the commands. */
const recordOf = async ({ app }: TestApp): Promise<Record<string, string[]>> => {
  const streams: Record<string, string[]> = {};
  const { store } = app.house;
  const { events, isEnd } = await store.readAll('start', prefixes, storeLimits.readLimitMax);
  if (!isEnd) throw new Error('The demo log is longer than one page.');
  for (const { stream, id, type } of events) {
    // A number's reservation is named by a hash under the folder's own key, and its ids by that.
    const isReservation = categoryOf(stream) === 'nhsNumber';
    (streams[isReservation ? 'nhsNumber' : stream] ??= []).push(
      isReservation ? type : `${id} ${type}`,
    );
  }
  return streams;
};

const answersOf = (app: TestApp): Promise<Data[]> =>
  Promise.all(
    demoPeople().map(async ({ personId }) => {
      const { data, errors } = await app.graphql('gp', urgentQuery, { id: personId });
      if (errors) throw new Error(JSON.stringify(errors));
      return data.person;
    }),
  );

/** Two fills and a half, on a machine that may be busy. */
const fillsTimeoutMs = 120_000;

test(
  'a fill that was interrupted and sent again has the effect of one whole fill',
  async () => {
    const whole = await openTestApp();
    const broken = await openTestApp();
    const told: [number, number][] = [];
    await fillDemo(executeIn(whole), madeAt, (...progress) => void told.push(progress));
    const halfWay = 300;
    const half = fillDemo(stopsAfter(halfWay, executeIn(broken)), madeAt, noProgress);
    await expect(half).rejects.toThrow('gone');
    const atHalf = Object.values(await recordOf(broken)).flat().length;
    await fillDemo(executeIn(broken), madeAt, noProgress);

    const record = await recordOf(whole);
    expect(atHalf).toBeGreaterThan(halfWay / 2);
    expect(atHalf).toBeLessThan(Object.values(record).flat().length);
    expect(await recordOf(broken)).toEqual(record);
    expect(await answersOf(broken)).toEqual(await answersOf(whole));
    const total = demoPeople().length;
    expect(told).toEqual(Array.from({ length: total }, (_none, index) => [index + 1, total]));
  },
  fillsTimeoutMs,
);

test('a refused step stops the fill, and the error names the step and no person', async () => {
  const app = await openTestApp();
  const yearMs = 365 * 24 * 60 * 60 * 1000;
  const nextYear = new Date(Date.parse(madeAt) + yearMs).toISOString();
  const fill = fillDemo(executeIn(app), nextYear, noProgress);
  await expect(fill).rejects.toThrow(
    /^The demo population stopped at the step "decide.*" \(recordCprDecision\): Refused, INVALID, decidedOn\.$/,
  );
});
