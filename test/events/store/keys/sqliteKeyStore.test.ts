/** The keys of one machine: made durably, wrapped by the master key, destroyed for good. */
import { readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { KeyObject } from 'node:crypto';
import { openSqliteKeyStore } from '../../../../events/store/keys/sqliteKeyStore';
import type { KeyStore } from '../../../../events/store/keys/keyStore';
import { temporaryFolder } from '../../../support/temporaryFolder';

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

const bytesOf = (key: unknown): string => (key as KeyObject).export().toString('hex');
const [one, other] = ['1'.repeat(64), '2'.repeat(64)];

describe('a key', () => {
  it('is made once, and is the same one at every call and after a restart', async () => {
    const folder = temporaryFolder();
    const made = bytesOf(await open(folder).create('a.1'));
    expect(bytesOf(await opened[0]!.create('a.1'))).toBe(made);
    expect(bytesOf(await opened[0]!.create('b.1'))).not.toBe(made);
    expect(made).toMatch(/^[0-9a-f]{64}$/);
    await closeAll();
    const found = await open(folder).unwrap(['a.1', 'never.1']);
    expect([...found.keys()]).toEqual(['a.1']);
    expect(bytesOf(found.get('a.1'))).toBe(made);
  });

  it('that was destroyed is told apart from one that never was, and is not made again', async () => {
    const folder = temporaryFolder();
    const store = open(folder);
    await store.create('a.1');
    await store.destroy('a.1');
    await closeAll();
    const again = open(folder);
    expect([...(await again.unwrap(['a.1', 'never.1']))]).toEqual([['a.1', 'destroyed']]);
    await expect(again.create('a.1')).rejects.toMatchObject({ code: 'KEY_DESTROYED' });
  });

  it('that was destroyed stays on the erasure list, with the moment it was first told', async () => {
    const folder = temporaryFolder();
    const store = open(folder);
    await store.create('a.1');
    await store.create('kept.1');
    await store.destroy('a.1', '2026-03-02T09:00:00.000Z');
    await store.destroy('a.1', '2026-04-02T09:00:00.000Z');
    await store.destroy('never.1', '2026-03-03T09:00:00.000Z');
    const list = [
      { keyId: 'a.1', destroyedAt: '2026-03-02T09:00:00.000Z' },
      { keyId: 'never.1', destroyedAt: '2026-03-03T09:00:00.000Z' },
    ];
    expect(await store.destroyed()).toEqual(list);
    await closeAll();
    const again = open(folder);
    expect(await again.destroyed()).toEqual(list);
    await expect(again.create('never.1')).rejects.toMatchObject({ code: 'KEY_DESTROYED' });
  });

  it('that was destroyed stands in no file of the folder, not even wrapped', async () => {
    const folder = temporaryFolder();
    const store = open(folder);
    await store.create('a.1');
    const database = new DatabaseSync(join(folder, 'keys.db'), { readOnly: true });
    const row = database.prepare('SELECT wrapped FROM key').get();
    const wrapped = Buffer.from(row!['wrapped'] as Uint8Array);
    database.close();
    const isAnywhere = (): boolean =>
      readdirSync(folder).some((file) => readFileSync(join(folder, file)).includes(wrapped));
    expect(isAnywhere()).toBe(true);
    await store.destroy('a.1');
    expect(isAnywhere()).toBe(false);
  });

  it('is not readable in the file by which it is kept', async () => {
    const folder = temporaryFolder();
    const key = (await open(folder).create('a.1')).export();
    for (const file of readdirSync(folder)) {
      const content = readFileSync(join(folder, file));
      expect(content.includes(key) || content.includes(key.toString('hex'))).toBe(false);
    }
  });

  it('moved to the row of another does not open', async () => {
    const folder = temporaryFolder();
    const store = open(folder);
    await store.create('a.1');
    await store.create('b.1');
    const database = new DatabaseSync(join(folder, 'keys.db'));
    database.exec("UPDATE key SET wrapped = (SELECT wrapped FROM key WHERE id = 'a.1')");
    database.close();
    expect([...(await store.unwrap(['a.1'])).keys()]).toEqual(['a.1']);
    await expect(store.unwrap(['b.1'])).rejects.toMatchObject({ code: 'SEAL_BROKEN' });
  });
});

describe('the master key', () => {
  it('is made on the first start, in a file for its owner only', () => {
    const folder = join(temporaryFolder(), 'keys');
    open(folder);
    expect(readFileSync(join(folder, 'master.key'), 'utf8')).toMatch(/^[0-9a-f]{64}\n$/);
    expect(statSync(join(folder, 'master.key')).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it('comes from CUCKMERE_MASTER_KEY where that is set, and then no file is made', async () => {
    const folder = temporaryFolder();
    await open(folder, { CUCKMERE_MASTER_KEY: `${one}\n` }).create('a.1');
    expect(readdirSync(folder)).not.toContain('master.key');
    await closeAll();
    expect((await open(folder, { CUCKMERE_MASTER_KEY: one }).unwrap(['a.1'])).size).toBe(1);
  });

  it('that is another is refused with both ids, neither of them the key, and nothing is changed', async () => {
    const folder = temporaryFolder();
    await open(folder, { CUCKMERE_MASTER_KEY: one }).create('a.1');
    await closeAll();
    const before = readFileSync(join(folder, 'keys.db'));
    let refusal: Error | undefined;
    try {
      open(folder, { CUCKMERE_MASTER_KEY: other });
    } catch (error) {
      refusal = error as Error;
    }
    expect(refusal).toMatchObject({ code: 'MASTER_KEY_WRONG' });
    expect(refusal?.message).toMatch(
      /need the master key with id [0-9a-f]{12}; .* has id [0-9a-f]{12}/,
    );
    expect(refusal?.message).not.toContain(other.slice(0, 13));
    expect(readFileSync(join(folder, 'keys.db')).equals(before)).toBe(true);
    expect((await open(folder, { CUCKMERE_MASTER_KEY: one }).unwrap(['a.1'])).size).toBe(1);
  });

  it('whose file was lost is not made anew over keys that need it', async () => {
    const folder = temporaryFolder();
    await open(folder).create('a.1');
    await closeAll();
    const kept = readFileSync(join(folder, 'master.key'));
    rmSync(join(folder, 'master.key'));
    expect(() => open(folder)).toThrow(
      expect.objectContaining({
        code: 'CONFIGURATION',
        message: expect.stringContaining('master.key'),
      }),
    );
    expect(readdirSync(folder)).not.toContain('master.key');
    writeFileSync(join(folder, 'master.key'), kept);
    expect((await open(folder).unwrap(['a.1'])).size).toBe(1);
  });

  it.each(['', 'short', 'g'.repeat(64)])('of the form %p is refused', (hex) => {
    expect(() => open(temporaryFolder(), { CUCKMERE_MASTER_KEY: hex })).toThrow(
      expect.objectContaining({
        code: 'CONFIGURATION',
        message: expect.stringContaining('CUCKMERE_MASTER_KEY'),
      }),
    );
  });

  it('file that a crash left empty on the first start is made again', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'master.key.new'), '12');
    open(folder);
    expect(readFileSync(join(folder, 'master.key'), 'utf8')).toMatch(/^[0-9a-f]{64}\n$/);
    expect(readdirSync(folder)).not.toContain('master.key.new');
  });
});
