/** Rotating the master key: every key survives it, whenever it is cut short, and the old one is gone. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FoundKey, KeyStore } from '../../../../events/store/keys/keyStore';
import { openSqliteKeyStore } from '../../../../events/store/keys/sqliteKeyStore';
import { temporaryFolder } from '../../../support/temporaryFolder';
import { everyStepOf } from '../../../support/everyStep';

const one = '11'.repeat(32);
const two = '22'.repeat(32);

const opened: KeyStore[] = [];
const open = (folder: string, environment: Record<string, string> = {}): KeyStore => {
  const store = openSqliteKeyStore(folder, environment);
  opened.push(store);
  return store;
};
const closeAll = async (): Promise<void> => {
  for (const store of opened.splice(0)) await store.close();
};
afterEach(closeAll);

const keyIds = ['a.1', 'b.1', 'c.1'];
const bytesOf = (key: FoundKey | undefined): string =>
  key === undefined || key === 'destroyed' ? String(key) : key.export().toString('hex');
const allOf = async (store: KeyStore): Promise<string[]> => {
  const found = await store.unwrap([...keyIds, 'gone.1']);
  return [...keyIds, 'gone.1'].map((keyId) => bytesOf(found.get(keyId)));
};
const filled = async (store: KeyStore): Promise<string[]> => {
  for (const keyId of [...keyIds, 'gone.1']) await store.create(keyId);
  await store.destroy('gone.1');
  return allOf(store);
};
const masterIn = (folder: string): string => readFileSync(join(folder, 'master.key'), 'utf8');
const isAnywhere = (folder: string, text: string): boolean =>
  readdirSync(folder).some((file) => readFileSync(join(folder, file)).includes(text));

describe('the master key in a file', () => {
  it('is another after it was rotated; every key opens as before, and the old one is destroyed', async () => {
    const folder = temporaryFolder();
    const store = open(folder);
    const before = await filled(store);
    const old = masterIn(folder).trim();
    const told: object[] = [];
    const rotated = await store.rotate((progress) => told.push(progress));

    expect(rotated).toMatchObject({ keys: 3, keptIn: join(folder, 'master.key') });
    expect(rotated.masterKeyId).not.toBe(rotated.previousMasterKeyId);
    expect(told).toEqual([{ done: 3, total: 3 }]);
    expect(before[3]).toBe('destroyed');
    expect(await allOf(store)).toEqual(before);
    const made = bytesOf(await store.create('later.1'));
    await closeAll();

    expect(isAnywhere(folder, old)).toBe(false);
    expect(masterIn(folder).trim()).not.toBe(old);
    expect(readdirSync(folder).filter((name) => name.startsWith('master'))).toEqual(['master.key']);
    const again = open(folder);
    expect(await allOf(again)).toEqual(before);
    expect(bytesOf((await again.unwrap(['later.1'])).get('later.1'))).toBe(made);
    expect(() => openSqliteKeyStore(folder, { CUCKMERE_MASTER_KEY: old })).toThrow(
      expect.objectContaining({ code: 'MASTER_KEY_WRONG' }),
    );
  });

  it('leaves a folder that opens, and is tidied, whenever a kill cuts its rotation short', async () => {
    const folder = temporaryFolder();
    const store = open(folder);
    const before = await filled(store);
    const old = masterIn(folder).trim();
    const steps = await everyStepOf(folder, async () => {
      await store.rotate();
    });
    await closeAll();

    const masters = new Set<string>();
    for (const { before: step, copy } of steps) {
      const found = await allOf(open(copy));
      expect([step, found]).toEqual([step, before]);
      await closeAll();
      masters.add(masterIn(copy).trim());
      const files = readdirSync(copy).filter((name) => name.startsWith('master'));
      expect([step, files]).toEqual([step, ['master.key']]);
      const oldIsGone = masterIn(copy).trim() === old || !isAnywhere(copy, old);
      expect([step, oldIsGone]).toEqual([step, true]);
      expect(await allOf(open(copy))).toEqual(before);
      await closeAll();
    }
    expect(masters).toEqual(new Set([old, masterIn(folder).trim()]));
    expect(steps.length).toBeGreaterThan(20);
  });

  it('rewraps a key that is made meanwhile, and not one that is destroyed meanwhile', async () => {
    const folder = temporaryFolder();
    const store = open(folder);
    for (let number = 0; number < 1_200; number += 1) await store.create(`k${String(number)}.1`);
    let made = '';
    let hasBegun = false;
    const rotated = await store.rotate(() => {
      if (hasBegun) return;
      hasBegun = true;
      void store.create('0-made.1').then((key) => (made = bytesOf(key)));
      void store.destroy('k0.1');
    });
    expect(rotated.keys).toBe(1_200);
    await closeAll();
    const again = open(folder);
    const found = await again.unwrap(['0-made.1', 'k0.1', 'k1.1']);
    expect(bytesOf(found.get('0-made.1'))).toBe(made);
    expect(found.get('k0.1')).toBe('destroyed');
    expect(bytesOf(found.get('k1.1'))).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is not rotated twice at once', async () => {
    const store = open(temporaryFolder());
    await filled(store);
    const first = store.rotate();
    await expect(store.rotate()).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    await first;
    expect((await store.rotate()).keys).toBe(3);
  });
});

describe('the master key in CUCKMERE_MASTER_KEY', () => {
  it('is rotated to that in CUCKMERE_NEW_MASTER_KEY, and meanwhile either opens the folder', async () => {
    const folder = temporaryFolder();
    const both = { CUCKMERE_MASTER_KEY: one, CUCKMERE_NEW_MASTER_KEY: two };
    const before = await filled(open(folder, { CUCKMERE_MASTER_KEY: one }));
    await closeAll();
    const store = open(folder, both);
    const steps = await everyStepOf(folder, async () => {
      expect((await store.rotate()).keptIn).toBe('CUCKMERE_NEW_MASTER_KEY');
    });
    await closeAll();
    for (const { before: step, copy } of steps) {
      expect([step, await allOf(open(copy, both))]).toEqual([step, before]);
      await closeAll();
    }
    expect(await allOf(open(folder, { CUCKMERE_MASTER_KEY: two }))).toEqual(before);
    expect(existsSync(join(folder, 'master.key'))).toBe(false);
    await closeAll();
    await expect(open(folder, both).rotate()).rejects.toMatchObject({
      code: 'CONFIGURATION',
      message: expect.stringContaining('take CUCKMERE_NEW_MASTER_KEY away'),
    });
  });

  it('without a new one is not rotated, and it says what to set', async () => {
    const folder = temporaryFolder();
    const store = open(folder, { CUCKMERE_MASTER_KEY: one });
    const before = await filled(store);
    await expect(store.rotate()).rejects.toMatchObject({
      code: 'CONFIGURATION',
      message: expect.stringContaining('Set CUCKMERE_NEW_MASTER_KEY'),
    });
    expect(await allOf(store)).toEqual(before);
  });

  it('can take the place of the file, which is destroyed', async () => {
    const folder = temporaryFolder();
    const before = await filled(open(folder));
    const old = masterIn(folder).trim();
    await closeAll();
    await open(folder, { CUCKMERE_NEW_MASTER_KEY: two }).rotate();
    await closeAll();
    expect(isAnywhere(folder, old)).toBe(false);
    expect(existsSync(join(folder, 'master.key'))).toBe(false);
    expect(await allOf(open(folder, { CUCKMERE_MASTER_KEY: two }))).toEqual(before);
  });
});
