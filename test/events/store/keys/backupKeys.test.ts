/** Copies of the keys: whole, without master key, and brought back without undoing an erasure. */
import { cpSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { backupKeys } from '../../../../events/store/keys/backupKeys';
import type { FoundKey, KeyStore } from '../../../../events/store/keys/keyStore';
import { restoreKeys } from '../../../../events/store/keys/restoreKeys';
import { openSqliteKeyStore } from '../../../../events/store/keys/sqliteKeyStore';
import { temporaryFolder } from '../../../support/temporaryFolder';

const one = '11'.repeat(32);
const two = '22'.repeat(32);
const withOne = { CUCKMERE_MASTER_KEY: one };

const opened: KeyStore[] = [];
const open = (folder: string, environment: Record<string, string> = withOne): KeyStore => {
  const store = openSqliteKeyStore(folder, environment);
  opened.push(store);
  return store;
};
const closeAll = async (): Promise<void> => {
  for (const store of opened.splice(0)) await store.close();
};
afterEach(closeAll);

const bytesOf = (key: FoundKey | undefined): string =>
  key === undefined || key === 'destroyed' ? String(key) : key.export().toString('hex');
const keysOf = async (store: KeyStore, keyIds: readonly string[]): Promise<string[]> => {
  const found = await store.unwrap(keyIds);
  return keyIds.map((keyId) => bytesOf(found.get(keyId)));
};
/** A folder with these keys, and a copy of it made then. */
const copied = async (keyIds: readonly string[]) => {
  const folder = temporaryFolder();
  const store = open(folder);
  for (const keyId of keyIds) await store.create(keyId);
  const copy = temporaryFolder();
  const told = backupKeys(folder, copy);
  return { folder, store, copy, told, bytes: await keysOf(store, keyIds) };
};
const rowsIn = (folder: string): unknown[] => {
  const database = new DatabaseSync(join(folder, 'keys.db'), { readOnly: true });
  const rows = database.prepare('SELECT id, hex(wrapped), masterKeyId FROM key').all();
  database.close();
  return rows;
};

describe('a copy of the keys', () => {
  it('is made beside the store that writes, holds every key, for its owner only', async () => {
    const { copy, told, bytes } = await copied(['a.1', 'b.1']);
    expect(told).toMatchObject({ keys: 2, destroyed: 0 });
    expect(told.masterKeyId).toMatch(/^[0-9a-f]{12}$/);
    expect(readdirSync(copy)).toEqual(['keys.db']);
    expect(statSync(join(copy, 'keys.db')).mode & 0o777).toBe(0o600);
    expect(await keysOf(open(copy), ['a.1', 'b.1'])).toEqual(bytes);
  });

  it('holds no master key and no key in clear', async () => {
    const folder = temporaryFolder();
    const key = bytesOf(await open(folder, {}).create('a.1'));
    const master = readFileSync(join(folder, 'master.key'), 'utf8').trim();
    const copy = temporaryFolder();
    backupKeys(folder, copy);
    const content = readFileSync(join(copy, 'keys.db')).toString('latin1');
    const forms = [key, master].flatMap((hex) => [hex, Buffer.from(hex, 'hex').toString('latin1')]);
    expect(forms.filter((form) => content.includes(form))).toEqual([]);
  });

  it('of a folder without keys, or of one that is not keys, is refused and leaves nothing', () => {
    const copy = temporaryFolder();
    const folder = temporaryFolder();
    const refusal = expect.objectContaining({ code: 'CONFIGURATION' });
    expect(() => backupKeys(folder, copy)).toThrow(refusal);
    writeFileSync(join(folder, 'keys.db'), 'not a database, only long enough to look like one');
    expect(() => backupKeys(folder, copy)).toThrow(refusal);
    expect(readdirSync(copy)).toEqual([]);
  });
});

describe('a copy brought back', () => {
  it('into an empty folder gives every key, with the master key that it needs', async () => {
    const { copy, bytes } = await copied(['a.1', 'b.1']);
    const folder = temporaryFolder();
    expect(restoreKeys(folder, copy, withOne)).toEqual({ restored: 2, kept: 0, destroyed: 0 });
    expect(await keysOf(open(folder), ['a.1', 'b.1'])).toEqual(bytes);
  });

  it('without that master key is refused with its id, and no other one is made', async () => {
    const { copy, told } = await copied(['a.1']);
    const folder = temporaryFolder();
    for (const [environment, code] of [
      [{}, 'CONFIGURATION'],
      [{ CUCKMERE_MASTER_KEY: two }, 'MASTER_KEY_WRONG'],
    ] as const) {
      expect(() => restoreKeys(folder, copy, environment)).toThrow(
        expect.objectContaining({ code, message: expect.stringContaining(told.masterKeyId!) }),
      );
    }
    expect(readdirSync(folder)).toEqual(['keys.db']);
    expect(rowsIn(folder)).toEqual([]);
    expect(restoreKeys(folder, copy, withOne).restored).toBe(1);
  });

  it('takes nothing away: a key made since stays, one that was lost comes back', async () => {
    const { folder, store, copy, bytes } = await copied(['a.1', 'b.1']);
    const later = bytesOf(await store.create('later.1'));
    await closeAll();
    const database = new DatabaseSync(join(folder, 'keys.db'));
    database.exec("DELETE FROM key WHERE id = 'b.1'");
    database.close();
    expect(restoreKeys(folder, copy, withOne)).toEqual({ restored: 1, kept: 1, destroyed: 0 });
    expect(await keysOf(open(folder), ['a.1', 'b.1', 'later.1'])).toEqual([...bytes, later]);
  });

  it('brings no destroyed key back, and destroys what it says was destroyed', async () => {
    const { folder, store, copy } = await copied(['a.1', 'b.1']);
    await store.destroy('a.1', '2026-03-02T09:00:00.000Z');
    await closeAll();
    expect(restoreKeys(folder, copy, withOne)).toEqual({ restored: 0, kept: 1, destroyed: 1 });
    const again = open(folder);
    expect((await keysOf(again, ['a.1']))[0]).toBe('destroyed');
    expect(await again.destroyed()).toEqual([
      { keyId: 'a.1', destroyedAt: '2026-03-02T09:00:00.000Z' },
    ]);

    const newer = temporaryFolder();
    backupKeys(folder, newer);
    const older = temporaryFolder();
    cpSync(copy, older, { recursive: true });
    expect(restoreKeys(older, newer, withOne)).toMatchObject({ destroyed: 1 });
    expect((await keysOf(open(older), ['a.1']))[0]).toBe('destroyed');
  });

  it('from before the master key was rotated needs the old one for what is missing, and says so', async () => {
    const { folder, copy, told, bytes } = await copied(['a.1', 'b.1']);
    await closeAll();
    await open(folder, { ...withOne, CUCKMERE_NEW_MASTER_KEY: two }).rotate();
    await closeAll();
    const withTwo = { CUCKMERE_MASTER_KEY: two };
    expect(restoreKeys(folder, copy, withTwo)).toMatchObject({ restored: 0, kept: 2 });
    const database = new DatabaseSync(join(folder, 'keys.db'));
    database.exec("DELETE FROM key WHERE id = 'b.1'");
    database.close();
    const before = rowsIn(folder);
    expect(() => restoreKeys(folder, copy, withTwo)).toThrow(
      expect.objectContaining({
        code: 'MASTER_KEY_WRONG',
        message: expect.stringContaining(`needs the master key with id ${told.masterKeyId!}`),
      }),
    );
    expect(rowsIn(folder)).toEqual(before);
    restoreKeys(folder, copy, { ...withTwo, CUCKMERE_OLD_MASTER_KEY: one });
    expect(await keysOf(open(folder, withTwo), ['a.1', 'b.1'])).toEqual(bytes);
  });

  it('of another data folder, or damaged, is refused, and nothing is changed', async () => {
    const { folder } = await copied(['a.1']);
    const { copy: foreign } = await copied(['a.1']);
    const { copy: damaged } = await copied(['z.1']);
    await closeAll();
    const database = new DatabaseSync(join(damaged, 'keys.db'));
    database.exec("UPDATE key SET id = 'moved.1'");
    database.close();
    const before = rowsIn(folder);
    expect(() => restoreKeys(folder, foreign, withOne)).toThrow(/of another data folder/);
    expect(() => restoreKeys(folder, damaged, withOne)).toThrow(/damaged/);
    expect(() => restoreKeys(folder, temporaryFolder(), withOne)).toThrow(/no copy of keys/);
    expect(rowsIn(folder)).toEqual(before);
  });
});
