/**
 * Who looked at a person: one row for each access record that names them, for the list that the
 * person reads. Rows are sealed with the audit key of their year, as the records are, and go when the
 * person is erased or the year is forgotten; the records stay.
 */
import { accessRecorded } from '../events/access-log/events';
import type { AccessRecord, ChainedRecord, Look } from '../events/access-log/events';
import { isYearForgotten } from '../events/audit-year/events';
import { categoryOf, idOf, isUuidText } from '../events/ids';
import type { OpenedEvent } from '../events/store/codec';
import { isErasure } from '../events/store/honourErasures';
import { auditKeyId } from '../events/store/keys/keyStore';
import type { KeyRing } from '../events/store/keys/keyRing';
import { openText, sealBytes } from '../events/store/keys/seal';
import { openView } from './database';
import type { ViewPlace } from './foldedView';
import type { ServedModel } from './readModel';

/** One access record as far as it concerns one person. */
export interface AccessEntry extends Pick<
  AccessRecord,
  'at' | 'kind' | 'outcome' | 'who' | 'purpose' | 'sent'
> {
  readonly looks: readonly Look[];
}

export interface AccessRow {
  readonly position: string;
  readonly entry: AccessEntry;
}

export interface AccessList extends ServedModel {
  /** Records of that year that name somebody, and the people whose lists they are in. */
  countOf(year: string): { readonly records: number; readonly people: number };
  /** Newest first, older than `before`; a row whose key is gone is left out. */
  page(personId: string, before: string | undefined, limit: number): Promise<AccessRow[]>;
}

interface NewRow {
  readonly id: string;
  readonly position: string;
  readonly record: string;
  readonly at: string;
  readonly entry: AccessEntry;
}

const tables = `
  CREATE TABLE IF NOT EXISTS look (
    id TEXT NOT NULL, record TEXT NOT NULL, position TEXT NOT NULL, keyId TEXT NOT NULL,
    sealed BLOB NOT NULL, PRIMARY KEY (id, record)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS lookByPosition ON look (id, position);
`;

/** Bound to the person: a row moved to another one's list does not open. */
const placeOf = (id: string): string => `accessList|look|${id}`;

const entryOf = (record: AccessRecord, looks: readonly Look[]): AccessEntry => {
  const { at, kind, outcome, who, purpose, sent } = record;
  return { at, kind, outcome, who, purpose, looks, ...(sent === undefined ? {} : { sent }) };
};

export interface OpenAccessListOptions extends ViewPlace {
  readonly name: string;
}

export const openAccessList = (options: OpenAccessListOptions): AccessList => {
  const { name, keys } = options;
  const database = openView({ ...options, tables });
  const { sql } = database;
  const insert = sql.prepare('INSERT OR IGNORE INTO look VALUES (?, ?, ?, ?, ?)');
  const remove = sql.prepare('DELETE FROM look WHERE id = ?');
  const removeYear = sql.prepare('DELETE FROM look WHERE keyId = ?');
  const countYear = sql.prepare(
    'SELECT count(DISTINCT record) AS records, count(DISTINCT id) AS people FROM look WHERE keyId = ?',
  );
  const select = sql.prepare(
    'SELECT position, keyId, sealed FROM look WHERE id = ? AND position < ? ORDER BY position DESC LIMIT ?',
  );
  const erased = new Set(database.erased());
  let isHaltedAtAll = database.halts().length > 0;
  let rows: NewRow[] = [];
  let erasedNow = new Set<string>();
  let forgottenNow = new Set<string>();

  const apply = (opened: OpenedEvent): void => {
    const { record } = opened;
    if (isErasure(record)) {
      const id = idOf(record.stream);
      erasedNow.add(id);
      rows = rows.filter((row) => row.id !== id);
      return;
    }
    if (isYearForgotten(record)) {
      forgottenNow.add(auditKeyId(idOf(record.stream)));
      return;
    }
    if (opened.kind === 'erased') return;
    if (opened.kind === 'unreadable') throw opened.error;
    const recorded = opened.event.data as ChainedRecord;
    for (const { personId: id, looks } of recorded.people) {
      if (!isUuidText(id) || erased.has(id) || erasedNow.has(id)) continue;
      const { position } = record;
      rows.push({
        id,
        position,
        record: record.id,
        at: recorded.at,
        entry: entryOf(recorded, looks),
      });
    }
  };

  const discard = (): void => {
    rows = [];
    erasedNow = new Set();
    forgottenNow = new Set();
  };

  return {
    name,
    sql,
    checkpoint: database.checkpoint,
    wants: (record) =>
      (categoryOf(record.stream) === 'accessLog' && record.type === accessRecorded) ||
      isErasure(record) ||
      isYearForgotten(record),
    prepare: () => Promise.resolve(),
    apply,
    // An access record that cannot be read may be of anybody: then no list is whole.
    isHalted: () => isHaltedAtAll,
    commit: async (position, halts) => {
      const keyIds = [...new Set(rows.map(({ at }) => auditKeyId(at)))];
      const found = await keys.keysFor(keyIds);
      database.commit(position, () => {
        for (const { id, record, position: at, at: moment, entry } of rows) {
          const keyId = auditKeyId(moment);
          const key = found.get(keyId);
          if (key === undefined || key === 'destroyed') continue;
          insert.run(id, record, at, keyId, sealBytes(key, placeOf(id), JSON.stringify(entry)));
        }
        for (const id of erasedNow) {
          remove.run(id);
          database.erase(id);
        }
        for (const keyId of forgottenNow) removeYear.run(keyId);
        for (const halt of halts) database.halt(halt);
      });
      isHaltedAtAll ||= halts.length > 0;
      for (const id of erasedNow) erased.add(id);
      database.scrub();
      discard();
    },
    discard,
    halts: database.halts,
    textOf: (id, sealed, row) => openRow(keys, id, sealed, String(row['keyId'])),
    finishBuilding: database.finishBuilding,
    close: database.close,
    retire: database.retire,
    countOf: (year) => {
      const counted = countYear.get(auditKeyId(year));
      return { records: Number(counted?.['records']), people: Number(counted?.['people']) };
    },
    page: async (personId, before = 'g', limit) => {
      const found: AccessRow[] = [];
      for (const row of select.all(personId, before, limit)) {
        const sealed = row['sealed'] as Uint8Array;
        const text = await openRow(keys, personId, sealed, String(row['keyId']));
        if (text === undefined) continue;
        found.push({ position: String(row['position']), entry: JSON.parse(text) as AccessEntry });
      }
      return found;
    },
  };
};

const openRow = async (
  keys: KeyRing,
  id: string,
  sealed: Uint8Array,
  keyId: string,
): Promise<string | undefined> => {
  const key = (await keys.keysFor([keyId])).get(keyId);
  return key === undefined || key === 'destroyed' ? undefined : openText(key, placeOf(id), sealed);
};
