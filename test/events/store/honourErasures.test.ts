/**
 * Erasures outlive every restore: an older log, an older copy of the keys and a kill between the
 * event and the destruction all end in the same: no key, and a log that says so.
 */
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { endOfLifePlanDecider } from '../../../events/end-of-life-plan/endOfLifePlanDecider';
import { erasureDecider } from '../../../events/erasure/erasureDecider';
import { commandLoop } from '../../../events/store/handle';
import { honourErasures } from '../../../events/store/honourErasures';
import { keyIdFor } from '../../../events/store/keys/keyStore';
import { actOf, momentAfter, personIdOf } from '../../support/acts';
import { temporaryFolder } from '../../support/temporaryFolder';
import { openLog } from './openedLog';
import type { OpenedLog } from './openedLog';

const gone = personIdOf('who is erased');
const other = personIdOf('who stays');
const now = (): Date => new Date(momentAfter(60 * 24 * 40));

const honour = (log: OpenedLog) =>
  honourErasures({ store: log.store, keyStore: log.keyStore, clock: now });
const erasures = (log: OpenedLog) => commandLoop(log, erasureDecider);
const erasureOf = async (log: OpenedLog, id: string) => (await erasures(log).load(id)).state;

const isReadable = async (log: OpenedLog, id: string): Promise<boolean> => {
  const { state, isErased } = await commandLoop(log, endOfLifePlanDecider).load(id);
  return state.episode === 1 && !isErased;
};

/** Two people with a plan each, of whom one is to be erased; nothing is destroyed yet. */
const written = async (folder = temporaryFolder()): Promise<OpenedLog> => {
  const log = openLog(folder);
  const plans = commandLoop(log, endOfLifePlanDecider);
  for (const id of [gone, other]) {
    await plans.handle(id, { type: 'StartEndOfLifePlan' }, actOf(`start ${id}`));
  }
  await honour(log);
  return log;
};
const tellErased = (log: OpenedLog) =>
  erasures(log).handle(
    gone,
    { type: 'RelistErasure', erasedAt: momentAfter(5) },
    actOf('erased', { at: momentAfter(5) }),
  );
const copyOf = (folder: string): string => {
  const copy = temporaryFolder();
  cpSync(folder, copy, { recursive: true });
  return copy;
};
const withLogOf = (folder: string, older: string): string => {
  for (const name of ['events.db', 'events.db-wal', 'events.db-shm']) {
    rmSync(join(folder, name), { force: true });
    cpSync(join(older, name), join(folder, name), { force: true });
  }
  return folder;
};

describe('an erasure', () => {
  it('whose key a kill left there is finished at the next opening, and nobody else is touched', async () => {
    const log = await written();
    await tellErased(log);
    expect(await isReadable(log, gone)).toBe(true);
    await log.close();

    const again = openLog(log.folder);
    expect(await honour(again)).toEqual({ keysDestroyed: 1, relisted: 0 });
    expect(await isReadable(again, gone)).toBe(false);
    expect(await isReadable(again, other)).toBe(true);
    expect((await again.keyStore.destroyed()).map(({ keyId }) => keyId)).toEqual([keyIdFor(gone)]);
    expect(await honour(again)).toEqual({ keysDestroyed: 0, relisted: 0 });
  });

  it('is honoured by an older log that does not know it: it reads as erased, with its day', async () => {
    const log = await written();
    const older = copyOf(log.folder);
    await tellErased(log);
    await log.keyStore.destroy(keyIdFor(gone), momentAfter(5));
    await honour(log);
    await log.close();

    const restored = openLog(withLogOf(log.folder, older));
    expect(await erasureOf(restored, gone)).toEqual({ kind: 'none' });
    expect(await honour(restored)).toEqual({ keysDestroyed: 0, relisted: 1 });
    expect(await erasureOf(restored, gone)).toEqual({ kind: 'erased', erasedAt: momentAfter(5) });
    expect(await erasureOf(restored, other)).toEqual({ kind: 'none' });
    expect(await isReadable(restored, gone)).toBe(false);
    expect(await isReadable(restored, other)).toBe(true);
    expect(await honour(restored)).toEqual({ keysDestroyed: 0, relisted: 0 });
  });

  it('is honoured over an older copy of the keys that brought the key back', async () => {
    const log = await written();
    const older = copyOf(log.folder);
    await tellErased(log);
    await log.keyStore.destroy(keyIdFor(gone));
    await log.close();

    rmSync(join(log.folder, 'keys'), { recursive: true });
    cpSync(join(older, 'keys'), join(log.folder, 'keys'), { recursive: true });
    const restored = openLog(log.folder);
    expect(await isReadable(restored, gone)).toBe(true);
    expect(await honour(restored)).toEqual({ keysDestroyed: 1, relisted: 0 });
    const fresh = openLog(copyOf(log.folder));
    expect(await isReadable(fresh, gone)).toBe(false);
    expect(await isReadable(fresh, other)).toBe(true);
  });

  it('is looked for only in what came to the log since it was last honoured', async () => {
    const log = await written();
    const asked: string[] = [];
    const watched: OpenedLog = {
      ...log,
      store: {
        ...log.store,
        subscribe: (after, prefixes, signal) => {
          asked.push(after);
          return log.store.subscribe(after, prefixes, signal);
        },
      },
    };
    const last = await log.store.lastPosition();
    await honour(watched);
    expect(asked).toEqual([last]);
    await log.keyStore.saveHonoured({ generation: 'another log', position: last! });
    await honour(watched);
    expect(asked).toEqual([last, 'start']);
  });
});
