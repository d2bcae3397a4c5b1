/** The versions of a plan, folded from its stream when somebody asks. */
import { cprStatusOf } from '../../events/end-of-life-plan/cprStatus';
import { keyIdFor } from '../../events/store/keys/keyStore';
import { planVersions } from '../../projections/planVersions';
import { writeDemoLog } from './demoLog';
import { openData } from './openedData';

describe('the versions of a plan', () => {
  it('are all kept as urgent care saw them, newest first', async () => {
    const data = await openData();
    const [id] = await writeDemoLog(data);
    const versions = await planVersions(data, id!, { limit: 10 });
    expect(
      versions.map(({ version, scope, episode, content, publishedBy }) => [
        version,
        scope,
        episode,
        cprStatusOf(content.cpr).kind,
        content.focusOfCare.value.statement,
        publishedBy.name,
      ]),
    ).toEqual([
      [3, 'whole', 1, 'recorded', 'comfort', 'Dr Author'],
      [2, 'cprDecision', 1, 'withdrawn', undefined, 'Dr Author'],
      [1, 'whole', 1, 'recorded', undefined, 'Dr Author'],
    ]);
    expect(versions.map(({ position }) => position).toSorted()).toEqual(
      versions.map(({ position }) => position).toReversed(),
    );
  });

  it('are given in pages', async () => {
    const data = await openData();
    const [id] = await writeDemoLog(data);
    const page = async (limit: number, before: number): Promise<number[]> =>
      (await planVersions(data, id!, { limit, before })).map(({ version }) => version);
    expect(await page(2, Infinity)).toEqual([3, 2]);
    expect(await page(2, 2)).toEqual([1]);
    expect(await page(2, 1)).toEqual([]);
  });

  it('are unavailable where the leader is silent, and where an event cannot be read', async () => {
    const data = await openData();
    const [id] = await writeDemoLog(data);
    const silent = { ...data.store, read: () => new Promise<never>(() => undefined) };
    await expect(planVersions({ ...data, store: silent }, id!, { limit: 1 })).rejects.toMatchObject(
      {
        code: 'STORE_UNAVAILABLE',
      },
    );
    await data.keys.destroy(keyIdFor(id!));
    await expect(planVersions(data, id!, { limit: 1 })).rejects.toMatchObject({
      code: 'KEY_DESTROYED',
    });
  });
});
