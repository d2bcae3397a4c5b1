/**
 * Brings a copy of the keys back: adds what is missing here and changes nothing else. A key that
 * was destroyed, here or in the copy, stays destroyed: the erasure list wins over any older copy.
 */
import type { DatabaseSync } from 'node:sqlite';
import { CuckmereError, isCuckmereError } from '../../errors';
import {
  destroyKeySql,
  inTransaction,
  keyRowsOf,
  masterKeyIdsIn,
  openKeyDatabase,
  openKeysToRead,
  placeOfKey,
} from './keyDatabase';
import type { KeyRow } from './keyDatabase';
import { masterKeyIn, openMasterKey } from './masterKey';
import type { MasterKey } from './masterKey';
import { openText, sealBytes } from './seal';

type Environment = Readonly<Record<string, string | undefined>>;

/** The variable for the master key that a copy older than the last rotation needs. */
export const oldMasterKeyVariable = 'CUCKMERE_OLD_MASTER_KEY';

export interface KeysRestored {
  /** Keys brought back. */
  readonly restored: number;
  /** Keys that were here already and stayed as they are. */
  readonly kept: number;
  /** Keys that stay destroyed. */
  readonly destroyed: number;
}

/** Brings the keys of the copy in `from` into `folder`, all or none. Nobody else may have it open. */
export const restoreKeys = (
  folder: string,
  from: string,
  environment: Environment,
): KeysRestored => {
  const copy = openKeysToRead(from, 'copy of keys (keys.db)');
  const here = openKeyDatabase(folder);
  try {
    const needed = masterKeyIdsIn(here);
    const master = openMasterKey(
      folder,
      environment,
      needed.length > 0 ? needed : masterKeyIdsIn(copy),
    );
    const old = masterKeyIn(environment, oldMasterKeyVariable);
    return inTransaction(here, () => mergeKeys(here, copy, { master, old }));
  } finally {
    here.close();
    copy.close();
  }
};

interface MasterKeysAtHand {
  readonly master: MasterKey;
  /** Of the copy, where that is another. */
  readonly old: MasterKey | undefined;
}

const mergeKeys = (
  here: DatabaseSync,
  copy: DatabaseSync,
  masters: MasterKeysAtHand,
): KeysRestored => {
  const { master } = masters;
  const select = here.prepare('SELECT wrapped FROM key WHERE id = ?');
  const insert = here.prepare('INSERT INTO key VALUES (?, ?, ?, ?, NULL)');
  const destroy = here.prepare(destroyKeySql);
  const counts = { restored: 0, kept: 0, destroyed: 0 };
  for (const row of keyRowsOf(copy)) {
    const present = select.get(row.id)?.['wrapped'] as Uint8Array | null | undefined;
    if (row.wrapped === null || present === null) {
      destroy.run(row.id, row.createdAt, row.destroyedAt ?? row.createdAt);
      counts.destroyed += 1;
    } else if (present !== undefined) {
      refuseOtherKey(row, row.wrapped, present, masters);
      counts.kept += 1;
    } else {
      const hex = openWith(masterOf(row, masters), row.id, row.wrapped);
      insert.run(row.id, sealBytes(master.key, placeOfKey(row.id), hex), master.id, row.createdAt);
      counts.restored += 1;
    }
  }
  // Whatever was honoured before, it was with other keys: the log is asked again, from its start.
  here.exec('DELETE FROM honoured');
  return counts;
};

const masterOf = (row: KeyRow, { master, old }: MasterKeysAtHand): MasterKey => {
  const found = [master, old].find((one) => one?.id === row.masterKeyId);
  if (found) return found;
  throw new CuckmereError(
    'MASTER_KEY_WRONG',
    `The copy needs the master key with id ${row.masterKeyId}, and the keys here are wrapped by ${master.id}. Give the copy's in ${oldMasterKeyVariable}. Nothing was changed.`,
  );
};

const openWith = ({ key }: MasterKey, keyId: string, wrapped: Uint8Array): string => {
  try {
    return openText(key, placeOfKey(keyId), wrapped);
  } catch (error) {
    if (!isCuckmereError(error, 'SEAL_BROKEN')) throw error;
    throw new CuckmereError('SEAL_BROKEN', 'A key in the copy is damaged. Nothing was changed.');
  }
};

/** Two keys under one id would mean two histories: one of them could never be read again. */
const refuseOtherKey = (
  row: KeyRow,
  wrapped: Uint8Array,
  present: Uint8Array,
  masters: MasterKeysAtHand,
): void => {
  if (Buffer.compare(wrapped, present) === 0) return;
  const source = [masters.master, masters.old].find((one) => one?.id === row.masterKeyId);
  if (!source || openWith(source, row.id, wrapped) === openWith(masters.master, row.id, present)) {
    return;
  }
  throw new CuckmereError(
    'CONFIGURATION',
    `The copy holds another key under the id ${row.id} than the one here: it is of another data folder. Nothing was changed.`,
  );
};
