/**
 * Rewraps every key under a new master key. The new one is durable before a key needs it; keys are
 * rewrapped beside the old ones and take their place in one transaction; only then is the old
 * master key destroyed. So after a kill at any step the folder opens, with the one or the other.
 */
import type { DatabaseSync } from 'node:sqlite';
import { CuckmereError } from '../../errors';
import { emptyWal, inTransaction, placeOfKey } from './keyDatabase';
import type { Progress, RotatedKeys } from './keyStore';
import { masterKeyFrom, masterKeyIn, masterKeyVariable, newMasterKeyVariable } from './masterKey';
import type { MasterKey } from './masterKey';
import { makeMasterKeyFile, masterKeyFiles, settleMasterKeyFiles } from './masterKeyFiles';
import { openText, sealBytes } from './seal';

/** Keys rewrapped before other work is let in. */
const rewrapPageKeys = 500;

export interface RotateOptions {
  readonly database: DatabaseSync;
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly present: MasterKey;
  /** Called in the moment that the keys are under the new master key, for good. */
  readonly onRotated: (next: MasterKey) => void;
  readonly tell: (progress: Progress) => void;
}

export const rotateMasterKey = async (options: RotateOptions): Promise<RotatedKeys> => {
  const { database, folder, present } = options;
  const next = nextMasterKey(options);
  const keys = await rewrapAll(options, next);
  options.onRotated(next);
  emptyWal(database);
  const isFile = next.id !== masterKeyIn(options.environment, newMasterKeyVariable)?.id;
  const wasFile = options.environment[masterKeyVariable] === undefined;
  if (wasFile) settleMasterKeyFiles(folder, (hex) => masterKeyFrom(hex, 'the file').id === next.id);
  return {
    keys,
    masterKeyId: next.id,
    previousMasterKeyId: present.id,
    keptIn: isFile ? masterKeyFiles(folder).present : newMasterKeyVariable,
  };
};

/** From the environment where the operator keeps master keys there, else made in a file. */
const nextMasterKey = ({ environment, folder, present }: RotateOptions): MasterKey => {
  const next = masterKeyIn(environment, newMasterKeyVariable);
  if (next?.id === present.id) {
    throw new CuckmereError(
      'CONFIGURATION',
      `The keys are wrapped by the master key in ${newMasterKeyVariable} (id ${present.id}) already. Put it into ${masterKeyVariable} and take ${newMasterKeyVariable} away.`,
    );
  }
  if (next) return next;
  if (environment[masterKeyVariable] !== undefined) {
    throw new CuckmereError(
      'CONFIGURATION',
      `The master key comes from ${masterKeyVariable}, which only you can change. Set ${newMasterKeyVariable} (64 hexadecimal digits) beside it, start the server again if one runs, then rotate.`,
    );
  }
  const file = masterKeyFiles(folder).next;
  return masterKeyFrom(makeMasterKeyFile(file), file);
};

const rewrapAll = async (options: RotateOptions, next: MasterKey): Promise<number> => {
  const { database, present, tell } = options;
  const total = Number(
    database.prepare('SELECT count(*) AS keys FROM key WHERE wrapped IS NOT NULL').get()?.['keys'],
  );
  const page = database.prepare(
    `SELECT id, wrapped FROM key WHERE wrapped IS NOT NULL AND id NOT IN (SELECT id FROM rewrapped)
     AND id > ? ORDER BY id LIMIT ${String(rewrapPageKeys)}`,
  );
  const save = database.prepare('INSERT INTO rewrapped VALUES (?, ?)');
  const rewrapPage = (after: string): { count: number; last: string } => {
    const rows = page.all(after);
    for (const row of rows) {
      const place = placeOfKey(String(row['id']));
      const hex = openText(present.key, place, row['wrapped'] as Uint8Array);
      save.run(String(row['id']), sealBytes(next.key, place, hex));
    }
    return { count: rows.length, last: String(rows.at(-1)?.['id'] ?? '') };
  };

  database.exec('DELETE FROM rewrapped');
  let done = 0;
  for (let after = ''; ;) {
    const { count, last } = inTransaction(database, () => rewrapPage(after));
    done += count;
    tell({ done, total: Math.max(done, total) });
    if (count < rewrapPageKeys) break;
    after = last;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return inTransaction(database, () => {
    // Those made while the others were rewrapped; no turn of the event loop is given from here on.
    for (let after = ''; ;) {
      const { count, last } = rewrapPage(after);
      if (count < rewrapPageKeys) break;
      after = last;
    }
    const { changes } = database
      .prepare(
        `UPDATE key SET masterKeyId = ?, wrapped = (SELECT wrapped FROM rewrapped WHERE rewrapped.id = key.id)
         WHERE wrapped IS NOT NULL`,
      )
      .run(next.id);
    database.exec('DELETE FROM rewrapped');
    return Number(changes);
  });
};
