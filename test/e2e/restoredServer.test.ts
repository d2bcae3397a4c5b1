/**
 * EventStoreDB that was restored from an older copy, on the double (done once by hand on the real
 * server, docs/eventstoredb.md): refused until `cuckmere log renew`, then nobody's position of before
 * counts, and a person who was erased after the copy stays erased.
 */
import { renewLog } from '../../cli/openLog';
import { verifyProjections } from '../../cli/verifyProjections';
import { openTestApp, until } from '../support/app';
import type { TestApp } from '../support/app';
import { openErasures } from '../support/erasures';
import { restoredLog } from '../support/eventstoredb/restoredLog';
import { startDouble } from '../support/eventstoredb/startDouble';
import type { Double } from '../support/eventstoredb/startDouble';
import { follow } from '../support/live';
import { logOn } from '../support/logs';
import { readUrgent, saved, writePlan } from '../support/writes';

const doubles: Double[] = [];
afterAll(async () => {
  for (const double of doubles) await double.close();
});
const serve = async (options: Parameters<typeof startDouble>[0]): Promise<Double> => {
  const double = await startDouble(options);
  doubles.push(double);
  return double;
};
const ready = (app: TestApp): Promise<void> =>
  until(async () => (await app.fetch('/health/ready')).ok, 'the service was ready');

describe('EventStoreDB that was restored from an older copy', () => {
  it('is refused until its log was renewed, and then told apart from the one before', async () => {
    const before = await serve({});
    const erasures = await openErasures({ logOf: logOn(before.url) });
    const { data } = erasures.app;
    const erased = await writePlan(erasures.app);
    const kept = await writePlan(erasures.app, { nhsNumber: '9990000018' });
    const copied = before.log.visibleCount;

    await erasures.eraseWhole(erased.personId);
    const { position: late } = await saved(erasures.app, 'gp', 'questionCprDecision', {
      personId: kept.personId,
      concern: 'after the copy',
    });
    await erasures.app.close();
    before.goAway();
    const restored = await serve({
      log: restoredLog(before.log, copied),
      port: before.endpoint.port,
    });

    const logOf = logOn(restored.url);
    await expect(openTestApp({ data, logOf })).rejects.toMatchObject({
      code: 'STORE_DAMAGED',
      message: expect.stringContaining('cuckmere log renew'),
    });
    const generation = await renewLog({ data, environment: logOf(data) });

    const after = await openTestApp({ data, logOf, clock: erasures.clock });
    await ready(after);
    expect(after.app.house.store.generation).toBe(generation);
    for (const token of [kept.position, late]) {
      const follower = follow(after, { personId: kept.personId, after: token });
      await until(() => follower.errors.length > 0, 'the follower is refused');
      expect(follower.errors).toMatchObject([{ extensions: { code: 'POSITION_UNKNOWN' } }]);
    }
    expect((await readUrgent(after, erased.personId)).identity.__typename).toBe('PersonErased');
    const { cprDecision } = await readUrgent(after, kept.personId);
    expect(cprDecision).toMatchObject({ __typename: 'CprRecorded', questions: [] });
    const lines: string[] = [];
    const say = (line: string): void => void lines.push(line);
    expect(await verifyProjections({ data, environment: logOf(data), say })).toBe(0);
    expect(lines).toEqual([expect.stringMatching(/^0 differences: /)]);
  }, 120_000);
});
