/** A stream whose key was destroyed: nothing is added to it, and nothing of it stays in memory. */
import { endOfLifePlanDecider } from '../../../events/end-of-life-plan/endOfLifePlanDecider';
import { streamName } from '../../../events/ids';
import { commandLoop } from '../../../events/store/handle';
import type { Log } from '../../../events/store/handle';
import { keyIdFor } from '../../../events/store/keys/keyStore';
import { readStreamFrom } from '../../../events/store/fold';
import { actOf, personIdOf } from '../../support/acts';
import { question, start } from '../end-of-life-plan/planCommands';
import { openLog } from './openedLog';

const person = personIdOf('erased');
const loopOf = (log: Log) => commandLoop(log, endOfLifePlanDecider);
const typesIn = async ({ store }: Log): Promise<string[]> =>
  (await readStreamFrom(store, streamName('endOfLifePlan', person), -1n)).map(({ type }) => type);

describe('an erased stream', () => {
  it('is not added to where the key was destroyed: the record is erased', async () => {
    const log = openLog();
    const known = loopOf(log);
    await known.handle(person, start, actOf('start'));
    await log.keys.destroy(keyIdFor(person));
    const erased = { kind: 'refused', code: 'PERSON_ERASED' };
    expect(await known.handle(person, question(), actOf('q'))).toMatchObject(erased);
    expect(await loopOf(log).handle(person, question(), actOf('q'))).toMatchObject(erased);
    expect(await typesIn(log)).toHaveLength(1);
  });

  it('leaves nothing in memory of a stream that is forgotten, not even by a load under way', async () => {
    const log = openLog();
    const known = loopOf(log);
    await known.handle(person, start, actOf('start'));
    await known.load(person);
    await log.keys.destroy(keyIdFor(person));
    expect((await known.load(person)).state.episode).toBe(1);
    known.forget(person);
    expect(await known.load(person)).toMatchObject({ isErased: true, state: { episode: 0 } });

    const other = personIdOf('of a load under way');
    await known.handle(other, start, actOf('other'));
    known.forget(other);
    const loading = known.load(other);
    known.forget(other);
    expect((await loading).state.episode).toBe(1);
    await log.keys.destroy(keyIdFor(other));
    expect(await known.load(other)).toMatchObject({ isErased: true, state: { episode: 0 } });
  });
});
