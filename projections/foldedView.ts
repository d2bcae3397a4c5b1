/**
 * A read model that keeps the folded state of every stream of one category, by the decider's own
 * `evolve`, sealed under the person's key; only ids, revisions and times are clear. A memory of
 * recent states stands in front of the rows.
 */
import { LRUCache } from 'lru-cache';
import type { Decider, DomainEvent } from '../events/decider';
import { CuckmereError } from '../events/errors';
import { categoryOf, idOf } from '../events/ids';
import type { OpenedEvent } from '../events/store/codec';
import type { RecordedEvent } from '../events/store/eventStore';
import type { KeyRing } from '../events/store/keys/keyRing';
import { keyIdFor } from '../events/store/keys/keyStore';
import { openText, sealBytes } from '../events/store/keys/seal';
import { openView } from './database';
import type { ViewDatabase } from './database';
import type { ReadModel } from './readModel';

/** States remembered by one view, and for how long. */
export const foldedViewLimits = { statesMax: 5_000, keepMs: 5 * 60_000 } as const;

export interface ViewRow<State> {
  readonly state: State;
  readonly revision: number;
  readonly position: string;
}

export interface FoldedView<State> extends ReadModel {
  /** The row of a person; undefined where the view holds none. Rejects where it does not open. */
  get(id: string): Promise<ViewRow<State> | undefined>;
  readonly sql: ViewDatabase['sql'];
}

export interface FoldedViewOptions<Command, State, Event extends DomainEvent> {
  readonly folder: string;
  readonly generation: string;
  readonly keys: KeyRing;
  readonly name: string;
  /** Raised when the rows change their form: then a new file is made from the log. */
  readonly version: number;
  readonly decider: Decider<Command, State, Event>;
  /** Further tables, and how they follow from what was folded. */
  readonly also?: {
    readonly tables: string;
    readonly prepare: (sql: ViewDatabase['sql']) => {
      /** After the last event of a batch that changed this id. */
      state?: (id: string, state: State) => void;
    };
  };
}

export const createFoldedView = <Command, State, Event extends DomainEvent>(
  options: FoldedViewOptions<Command, State, Event>,
): FoldedView<State> => {
  const { decider, keys, name } = options;
  const database = openView({
    ...options,
    tables: `
      CREATE TABLE IF NOT EXISTS state (
        id TEXT PRIMARY KEY, revision INTEGER NOT NULL, position TEXT NOT NULL, sealed BLOB NOT NULL
      ) STRICT;
      ${options.also?.tables ?? ''}`,
  });
  const { sql } = database;
  const also = options.also?.prepare(sql) ?? {};
  const select = sql.prepare('SELECT revision, position, sealed FROM state WHERE id = ?');
  const upsert = sql.prepare('INSERT OR REPLACE INTO state VALUES (?, ?, ?, ?)');
  const memory = new LRUCache<string, ViewRow<State>>({
    max: foldedViewLimits.statesMax,
    ttl: foldedViewLimits.keepMs,
  });
  const halted = new Set(database.halts().map(({ id }) => id));
  /** Folded since the last commit; wins over the rows loaded for it. */
  let folded = new Map<string, ViewRow<State>>();
  let loaded = new Map<string, ViewRow<State>>();

  const placeOf = (id: string): string => `${name}|state|${id}`;

  const fromRow = async (id: string): Promise<ViewRow<State> | undefined> => {
    const row = select.get(id);
    if (!row) return undefined;
    const keyId = keyIdFor(id);
    const key = (await keys.keysFor([keyId])).get(keyId);
    if (key === undefined || key === 'destroyed') return undefined;
    const state = JSON.parse(openText(key, placeOf(id), row['sealed'] as Uint8Array)) as State;
    return { state, revision: row['revision'] as number, position: row['position'] as string };
  };

  const get = async (id: string): Promise<ViewRow<State> | undefined> => {
    const known = memory.get(id);
    if (known) return known;
    const row = await fromRow(id);
    if (row && !memory.has(id)) memory.set(id, row);
    return row;
  };

  const apply = (opened: OpenedEvent): void => {
    if (opened.kind === 'unreadable') throw opened.error;
    const id = idOf(opened.record.stream);
    if (opened.kind === 'erased') return;
    const base = folded.get(id) ?? loaded.get(id);
    const revision = Number(opened.record.revision);
    const held = base?.revision ?? -1;
    if (revision <= held) return;
    if (revision !== held + 1) {
      throw new CuckmereError('INTERNAL', 'The event before this one is missing from the row.');
    }
    const before = base?.state ?? decider.initialState;
    const state = decider.evolve(before, opened.event as Event, opened.stamp);
    folded.set(id, { state, revision, position: opened.record.position });
  };

  const discard = (): void => {
    folded = new Map();
    loaded = new Map();
  };

  return {
    name,
    sql,
    get,
    checkpoint: database.checkpoint,
    wants: (record: RecordedEvent) => categoryOf(record.stream) === decider.category,
    prepare: async (batch) => {
      for (const { record } of batch) {
        const id = idOf(record.stream);
        if (folded.has(id) || loaded.has(id)) continue;
        // Held here until the commit: the memory may let a row go at any moment.
        const row = memory.get(id) ?? (await fromRow(id));
        if (row) loaded.set(id, row);
      }
    },
    apply,
    isHalted: (id) => halted.has(id),
    commit: async (position, halts) => {
      const found = await keys.keysFor([...folded.keys()].map(keyIdFor));
      const seal = (id: string, state: State): Uint8Array => {
        const key = found.get(keyIdFor(id));
        if (key === undefined || key === 'destroyed') return new Uint8Array();
        return sealBytes(key, placeOf(id), JSON.stringify(state));
      };
      database.commit(position, () => {
        for (const [id, row] of folded) {
          const sealed = seal(id, row.state);
          upsert.run(id, row.revision, row.position, sealed);
          also.state?.(id, row.state);
        }
        for (const halt of halts) database.halt(halt);
      });
      for (const [id, row] of folded) memory.set(id, row);
      for (const { id } of halts) halted.add(id);
      discard();
    },
    discard,
    halts: database.halts,
    close: database.close,
  };
};
