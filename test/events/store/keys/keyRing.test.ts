/** Keys in memory: so many, for so long, and none past its destruction. */
import type { FoundKey, KeyStore } from '../../../../events/store/keys/keyStore';
import { createKeyRing, keyRingLimits } from '../../../../events/store/keys/keyRing';
import { openBlindIndex } from '../../../../events/store/keys/blindIndex';
import { openLog } from '../openedLog';

/** Counts what reaches the key store behind the ring. */
const counted = (store: KeyStore) => {
  const asked: string[][] = [];
  const unwrap = (keyIds: readonly string[]): Promise<ReadonlyMap<string, FoundKey>> => {
    asked.push([...keyIds]);
    return store.unwrap(keyIds);
  };
  return { asked, store: { ...store, unwrap } };
};

describe('the key ring', () => {
  it('asks the store once for a key, and never for what it holds', async () => {
    const { asked, store } = counted(openLog().keyStore);
    const ring = createKeyRing(store);
    const key = await ring.ensure('a.1');
    await store.create('b.1');
    expect((await ring.keysFor(['a.1', 'b.1', 'never.1'])).get('a.1')).toBe(key);
    await ring.keysFor(['a.1', 'b.1']);
    expect(asked).toEqual([['b.1', 'never.1']]);
    expect(ring.remembered('b.1')).toBeDefined();
    expect(ring.remembered('never.1')).toBeUndefined();
  });

  it('forgets a key that is destroyed at once, and says that it was', async () => {
    const { keys } = openLog();
    await keys.ensure('a.1');
    await keys.destroy('a.1');
    expect(keys.remembered('a.1')).toBeUndefined();
    expect((await keys.keysFor(['a.1'])).get('a.1')).toBe('destroyed');
    await expect(keys.ensure('a.1')).rejects.toMatchObject({ code: 'KEY_DESTROYED' });
  });

  it('does not take a key into memory that was destroyed while it was fetched', async () => {
    const { keyStore } = openLog();
    const made = await keyStore.create('a.1');
    let answer: (found: ReadonlyMap<string, FoundKey>) => void = () => undefined;
    const slow: KeyStore = {
      ...keyStore,
      unwrap: () => new Promise((resolve) => (answer = resolve)),
    };
    const ring = createKeyRing(slow);
    const fetching = ring.keysFor(['a.1']);
    await ring.destroy('a.1');
    answer(new Map([['a.1', made]]));
    await fetching;
    expect(ring.remembered('a.1')).toBeUndefined();
  });

  it('holds at most so many keys, and asks again for one it let go', async () => {
    const { keyStore } = openLog();
    const made = await keyStore.create('a.1');
    const everyId: KeyStore = {
      ...keyStore,
      unwrap: (keyIds) => Promise.resolve(new Map(keyIds.map((keyId) => [keyId, made]))),
    };
    const ring = createKeyRing(everyId);
    await ring.keysFor(['first.1']);
    const ids = Array.from({ length: keyRingLimits.keysMax }, (_, index) => `${String(index)}.1`);
    await ring.keysFor(ids);
    expect(ring.remembered('first.1')).toBeUndefined();
    expect(ids.filter((keyId) => ring.remembered(keyId))).toHaveLength(keyRingLimits.keysMax);
    expect((await ring.keysFor(['first.1'])).size).toBe(1);
  });

  it('holds a key no longer than its time', async () => {
    const clock = jest.spyOn(performance, 'now').mockReturnValue(1_000);
    /** The memory reads the clock at most once a millisecond. */
    const moveTo = async (moment: number): Promise<void> => {
      clock.mockReturnValue(moment);
      await new Promise((resolve) => setTimeout(resolve, 5));
    };
    try {
      const { keys } = openLog();
      await keys.ensure('a.1');
      await moveTo(1_000 + keyRingLimits.keepMs - 1);
      expect(keys.remembered('a.1')).toBeDefined();
      await moveTo(1_000 + keyRingLimits.keepMs + 2);
      expect(keys.remembered('a.1')).toBeUndefined();
    } finally {
      clock.mockRestore();
    }
  });
});

describe('a blind index', () => {
  it('gives the same hash for the same text of the same kind, over restarts, and another under another key', async () => {
    const log = openLog();
    const blind = await openBlindIndex(log.keys);
    const hash = blind.of('nhsNumber', '9990000018');
    expect(hash).toMatch(/^[0-9a-f]{32}$/);
    expect(blind.of('name', '9990000018')).not.toBe(hash);
    await log.close();
    expect((await openBlindIndex(openLog(log.folder).keys)).of('nhsNumber', '9990000018')).toBe(
      hash,
    );
    expect((await openBlindIndex(openLog().keys)).of('nhsNumber', '9990000018')).not.toBe(hash);
  });
});
