/**
 * The key store of one machine: wrapped keys in a file of a folder of its own, so that a backup of
 * the log never holds keys. A destroyed key is unreadable in free pages and WAL too.
 */
import { createSecretKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { CuckmereError, isCuckmereError } from '../../errors';
import { isoNow } from '../clock';
import { syncFolder } from '../durableFiles';
import { randomBytes } from '../random';
import { isFull, outcomeUnknown, storeFull } from '../sqlite/sqliteError';
import { writeOut } from '../sqlite/writeOut';
import {
  destroyKeySql,
  emptyWal,
  inTransaction,
  masterKeyIdsIn,
  openKeyDatabase,
  placeOfKey,
  sessionKeysSql,
} from './keyDatabase';
import type { DestroyedKey, FoundKey, HonouredMark, KeyStore } from './keyStore';
import { openMasterKey } from './masterKey';
import type { MasterKey } from './masterKey';
import { rotateMasterKey } from './rotateMasterKey';
import { openText, sealBytes } from './seal';

type Environment = Readonly<Record<string, string | undefined>>;

const markOf = (database: DatabaseSync): HonouredMark | undefined => {
  const row = database.prepare('SELECT generation, position FROM honoured').get();
  return row && { generation: String(row['generation']), position: String(row['position']) };
};

/** At opening: a full disk, or a reader beside this process, must not keep anybody from reading. */
const emptyWalIfItCan = (database: DatabaseSync): void => {
  try {
    emptyWal(database);
  } catch (error) {
    if (!isFull(error) && !isCuckmereError(error, 'STORE_UNAVAILABLE')) throw error;
  }
};

/** `onPoisoned` is told when a write or sync failed, as that of the log: say why, end the process. */
export const openSqliteKeyStore = (
  folder: string,
  environment: Environment = process.env,
  onPoisoned: (cause: CuckmereError) => void = () => undefined,
): KeyStore => {
  const database = openKeyDatabase(folder);
  let master: MasterKey;
  let isRotating = false;
  try {
    master = openMasterKey(folder, environment, masterKeyIdsIn(database));
    // What a kill left of a rotation or of a destruction.
    database.exec('DELETE FROM rewrapped');
    writeOut(database);
    emptyWalIfItCan(database);
    syncFolder(folder);
  } catch (error) {
    database.close();
    throw error;
  }
  const select = database.prepare('SELECT wrapped FROM key WHERE id = ?');
  const insert = database.prepare('INSERT INTO key VALUES (?, ?, ?, ?, NULL)');
  const markDestroyed = database.prepare(destroyKeySql);
  const forgetRewrapped = database.prepare('DELETE FROM rewrapped WHERE id = ?');
  const selectDestroyed = database.prepare(
    'SELECT id, destroyedAt FROM key WHERE wrapped IS NULL ORDER BY id',
  );
  const selectSessions = database.prepare(sessionKeysSql);
  const saveMark = database.prepare('INSERT OR REPLACE INTO honoured VALUES (1, ?, ?)');

  /** A full disk is a certain no; after any other failure no key of this process can be relied on. */
  const writeDurably = (write: () => void): void => {
    try {
      write();
    } catch (error) {
      if (error instanceof CuckmereError) throw error;
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
    return createSecretKey(Buffer.from(openText(master.key, placeOfKey(keyId), wrapped), 'hex'));
  };

  const create = (keyId: string): KeyObject => {
    const known = find(keyId);
    if (known === 'destroyed') {
      throw new CuckmereError('KEY_DESTROYED', 'The key was destroyed: the record is erased.');
    }
    if (known) return known;
    const bytes = randomBytes(32);
    const wrapped = sealBytes(master.key, placeOfKey(keyId), bytes.toString('hex'));
    writeDurably(() => insert.run(keyId, wrapped, master.id, isoNow()));
    return createSecretKey(bytes);
  };

  const destroyAll = (keyIds: readonly string[], at = isoNow()): void => {
    writeDurably(() => {
      inTransaction(database, () => {
        for (const keyId of keyIds) {
          markDestroyed.run(keyId, at, at);
          forgetRewrapped.run(keyId);
        }
      });
      emptyWal(database);
    });
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

    destroy: async (keyId, at) => {
      destroyAll([keyId], at);
    },
    destroyAll: async (keyIds, at) => {
      destroyAll(keyIds, at);
    },

    sessionKeys: async ({ after, before, limit }) =>
      selectSessions.all(after, before, limit).map((row) => String(row['id'])),

    destroyed: async () =>
      selectDestroyed.all().map((row): DestroyedKey => ({
        keyId: String(row['id']),
        destroyedAt: String(row['destroyedAt']),
      })),

    honoured: async () => markOf(database),
    saveHonoured: async ({ generation, position }) => {
      saveMark.run(generation, position);
    },

    rotate: async (tell = () => undefined) => {
      if (isRotating)
        throw new CuckmereError('BAD_REQUEST', 'The master key is being rotated now.');
      isRotating = true;
      try {
        const onRotated = (next: MasterKey): void => {
          master = next;
        };
        return await rotateMasterKey({
          database,
          folder,
          environment,
          present: master,
          onRotated,
          tell,
        });
      } finally {
        isRotating = false;
      }
    },

    close: () => {
      database.close();
      return Promise.resolve();
    },
  };
};
