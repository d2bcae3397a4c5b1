/** The last event of some streams is found behind any number of others, at once and later again. */
import { openSqliteEventStore } from '../../../../events/store/sqlite/sqliteEventStore';
import { eventNamed, freshStream } from '../../../contract/contractEvents';
import { temporaryFolder } from '../../../support/temporaryFolder';

it('finds the last event of a category behind thousands of others, and the next one', async () => {
  const store = openSqliteEventStore({ folder: temporaryFolder() });
  const append = async (stream: string, name: string) => {
    const result = await store.append(stream as never, 'any', [eventNamed(name)]);
    return result.kind === 'appended' ? result.position : undefined;
  };
  const mine = freshStream('mine');
  const others = freshStream('others');
  const more = (from: number) =>
    Promise.all(
      Array.from({ length: 1_300 }, (_, index) => append(others, `o${String(from + index)}`)),
    );
  await more(0);
  expect(await store.lastPosition(['mine-'])).toBeUndefined();
  const first = await append(mine, 'first');
  await more(2_000);
  expect(await store.lastPosition(['mine-'])).toBe(first);
  await more(4_000);
  expect(await store.lastPosition(['mine-'])).toBe(first);
  const second = await append(mine, 'second');
  expect(await store.lastPosition(['mine-'])).toBe(second);
  const [last] = await more(6_000).then((positions) => positions.slice(-1));
  expect(await store.lastPosition(['others-', 'mine-'])).toBe(last);
  await store.close();
});
