/**
 * A kill at any step of a confirmation: the folder as it was before each call that writes opens to
 * a record that is either still restricted, and confirmed again, or erased with nothing left.
 */
import { erasePerson } from '../../cli/erasePerson';
import { openHouse } from '../../cli/openHouse';
import type { OpenedHouse } from '../../cli/openHouse';
import { keyIdFor } from '../../events/store/keys/keyStore';
import { createLog } from '../../gateway/log';
import { actOf, personIdOf } from '../support/acts';
import { everyStepOf } from '../support/everyStep';
import { temporaryFolder } from '../support/temporaryFolder';
import { register } from '../projections/openedData';

const personId = personIdOf('killed while erased');
const start = Date.parse('2026-03-02T09:00:00.000Z');
const thirtyDaysMs = 30 * 24 * 60 * 60 * 1_000;
let now = start;
const confirm = { personId, step: 'confirm', by: 'Ali Reed' };

const opened: OpenedHouse[] = [];
const open = async (data: string): Promise<OpenedHouse['house']> => {
  const log = createLog({ write: () => undefined });
  const one = await openHouse({ data, log, clock: () => new Date(now), environment: {} });
  opened.push(one);
  return one.house;
};
const closeAll = async (): Promise<void> => {
  for (const one of opened.splice(0)) await one.close();
};
afterEach(closeAll);

type House = OpenedHouse['house'];
const erasureOf = async (house: House) => (await house.loops.erasure.load(personId)).state.kind;
const keyOf = async (house: House): Promise<string> => {
  const key = (await house.keyStore.unwrap([keyIdFor(personId)])).get(keyIdFor(personId));
  return key === 'destroyed' ? key : 'there';
};
const isReadable = async (house: House): Promise<boolean> => {
  await house.runner.waitFor((await house.store.lastPosition())!, 20_000);
  const { state } = await house.loops.person.load(personId);
  return state.registered || (await house.models.people.get(personId)) !== undefined;
};

it('an erasure that is killed at any step is finished at the next opening, or as it was', async () => {
  now = start;
  const data = temporaryFolder();
  const house = await open(data);
  await house.loops.person.handle(personId, register(), actOf('registered'));
  const by = 'Jo Marsh';
  const request = { step: 'request', by, reason: 'WRONG_PERSON', retentionChecked: 'IG-1' };
  await erasePerson(house, { personId, ...request });
  now = start + thirtyDaysMs;
  const steps = await everyStepOf(data, async () => {
    expect(await erasePerson(house, confirm)).toMatchObject({ kind: 'erased' });
  });
  await closeAll();

  const seen = new Set<string>();
  for (const { before, copy } of steps) {
    const again = await open(copy);
    const found = [await erasureOf(again), await keyOf(again), await isReadable(again)];
    seen.add(String(found[0]));
    const right =
      found[0] === 'erased' ? ['erased', 'destroyed', false] : ['requested', 'there', true];
    expect([before, ...found]).toEqual([before, ...right]);
    expect(await erasePerson(again, confirm)).toMatchObject({ kind: 'erased' });
    expect([before, await keyOf(again), await isReadable(again)]).toEqual([
      before,
      'destroyed',
      false,
    ]);
    await closeAll();
  }
  expect([...seen].sort()).toEqual(['erased', 'requested']);
  expect(steps.length).toBeGreaterThan(10);
}, 120_000);
