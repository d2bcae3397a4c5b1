/**
 * The key store of one machine: wrapped keys in a file of a folder of its own, so that a backup of
 * the log never holds keys. `secure_delete` and a truncated WAL make a destroyed key unreadable
 * in free pages too.
 */
import { createSecretKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { CuckmereError } from '../../errors';
import { isoNow } from '../clock';
import { makeFolder, syncFolder, syncLeftBehind } from '../durableFiles';
import { randomBytes } from '../random';
import { isFull, outcomeUnknown, storeFull } from '../sqlite/sqliteError';
import { writeOut } from '../sqlite/writeOut';
import type { FoundKey, KeyStore } from './keyStore';
import { loadMasterKey } from './masterKey';
import type { MasterKey } from './masterKey';
import { openText, sealBytes } from './seal';

const tables = `
  CREATE TABLE IF NOT EXISTS key (
    id TEXT PRIMARY KEY,
    wrapped BLOB,
    masterKeyId TEXT NOT NULL,
    createdAt TEXT NOT NULL,
    destroyedAt TEXT
  ) STRICT, WITHOUT ROWID;
`;

const placeOf = (keyId: string): string => `key|${keyId}`;

const refuseWrongMaster = (database: DatabaseSync, master: MasterKey): void => {
  const other = database
    .prepare('SELECT masterKeyId FROM key WHERE masterKeyId <> ? AND wrapped IS NOT NULL LIMIT 1')
    .get(master.id);
  if (!other) return;
  throw new CuckmereError(
    'MASTER_KEY_WRONG',
    `The keys of this folder need the master key with id ${String(other['masterKeyId'])}; the one given has id ${master.id}. Put the right key back; nothing was changed.`,
  );
};

/** `onPoisoned` is told when a write or sync failed, as that of the log: say why, end the process. */
export const openSqliteKeyStore = (
  folder: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
  onPoisoned: (cause: CuckmereError) => void = () => undefined,
): KeyStore => {
  makeFolder(folder);
  const file = join(folder, 'keys.db');
  syncLeftBehind(file);
  const database = new DatabaseSync(file);
  database.exec(
    'PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA busy_timeout=5000',
  );
  database.exec(tables);
  const select = database.prepare('SELECT wrapped FROM key WHERE id = ?');
  let master: MasterKey;
  try {
    const hasKeys = database.prepare('SELECT 1 FROM key LIMIT 1').get() !== undefined;
    master = loadMasterKey(folder, environment, !hasKeys);
    refuseWrongMaster(database, master);
    writeOut(database);
    syncFolder(folder);
  } catch (error) {
    database.close();
    throw error;
  }
  const insert = database.prepare('INSERT INTO key VALUES (?, ?, ?, ?, NULL)');
  const clear = database.prepare('UPDATE key SET wrapped = NULL, destroyedAt = ? WHERE id = ?');

  /** A full disk is a certain no; after any other failure no key of this process can be relied on. */
  const writeDurably = (write: () => void): void => {
    try {
      write();
    } catch (error) {
      if (isFull(error)) throw storeFull(error);
      const cause = outcomeUnknown(error);
      onPoisoned(cause);
      throw cause;
    }
  };

  const find = (keyId: string): FoundKey | undefined => {
    const row = select.get(keyId);
    if (!row) return undefined;
    const wrapped = row['wrapped'] as Uint8Array | null;
    if (wrapped === null) return 'destroyed';
    return createSecretKey(Buffer.from(openText(master.key, placeOf(keyId), wrapped), 'hex'));
  };

  const create = (keyId: string): KeyObject => {
    const known = find(keyId);
    if (known === 'destroyed') {
      throw new CuckmereError('KEY_DESTROYED', 'The key was destroyed: the record is erased.');
    }
    if (known) return known;
    const bytes = randomBytes(32);
    const wrapped = sealBytes(master.key, placeOf(keyId), bytes.toString('hex'));
    writeDurably(() => insert.run(keyId, wrapped, master.id, isoNow()));
    return createSecretKey(bytes);
  };

  return {
    create: async (keyId) => create(keyId),

    unwrap: async (keyIds) => {
      const found = new Map<string, FoundKey>();
      for (const keyId of keyIds) {
        const key = find(keyId);
        if (key) found.set(keyId, key);
      }
      return found;
    },

    destroy: async (keyId) => {
      writeDurably(() => {
        clear.run(isoNow(), keyId);
        database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      });
    },
    close: () => {
      database.close();
      return Promise.resolve();
    },
  };
};
