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
import { isErasure } from '../events/store/honourErasures';
import type { KeyRing } from '../events/store/keys/keyRing';
import { keyIdFor } from '../events/store/keys/keyStore';
import { openText, sealBytes } from '../events/store/keys/seal';
import { openView } from './database';
import type { ViewDatabase } from './database';
import type { ServedModel } from './readModel';

/** States remembered by one view, by number and by the size of their rows, and for how long. */
export const foldedViewLimits = {
  statesMax: 5_000,
  statesBytesMax: 8 * 2 ** 20,
  keepMs: 5 * 60_000,
} as const;

export interface ViewRow<State> {
  readonly state: State;
  readonly revision: number;
  readonly position: string;
}

export interface FoldedView<State> extends ServedModel {
  /** The row of a person; undefined where the view holds none. Rejects where it does not open. */
  get(id: string): Promise<ViewRow<State> | undefined>;
}

/** What the model of any folder is opened with. */
export interface ViewPlace {
  readonly file: string;
  readonly generation: string;
  readonly keys: KeyRing;
  /** Another file serves until this one is finished (`database.ts`). */
  readonly isBuilding?: boolean;
}

export interface FoldedViewOptions<Command, State, Event extends DomainEvent> extends ViewPlace {
  readonly name: string;
  readonly decider: Decider<Command, State, Event>;
  /** The key that seals the rows of an id; the person's own unless told. */
  readonly keyIdOf?: (id: string) => string;
  /** Further tables, and how they follow from what was folded. */
  readonly also?: {
    readonly tables: string;
    readonly prepare: (sql: ViewDatabase['sql']) => {
      /** After the last event of a batch that changed this id. */
      state?: (id: string, state: State) => void;
      /** The person is erased: no row of theirs may stay. */
      erase?: (id: string) => void;
    };
  };
}

/** Remembered of an id that has no row: most people have no words on sharing and no emergency. */
const noRow = Symbol('no row');

export const createFoldedView = <Command, State, Event extends DomainEvent>(
  options: FoldedViewOptions<Command, State, Event>,
): FoldedView<State> => {
  const { decider, keys, name, keyIdOf = keyIdFor } = options;
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
  const memory = new LRUCache<string, ViewRow<State> | typeof noRow>({
    max: foldedViewLimits.statesMax,
    maxSize: foldedViewLimits.statesBytesMax,
    ttl: foldedViewLimits.keepMs,
    // The clock is looked at once a second: one timer a second, not one a millisecond.
    ttlResolution: 1_000,
  });
  const remove = sql.prepare('DELETE FROM state WHERE id = ?');
  const halted = new Set(database.halts().map(({ id }) => id));
  /** Folded since the last commit; wins over the rows loaded for it. */
  let folded = new Map<string, ViewRow<State>>();
  let loaded = new Map<string, ViewRow<State>>();
  const erased = new Set(database.erased());
  let erasedNow = new Set<string>();
  /** Not where the rows are no person's, nor of the erasures, which are all that is left of one. */
  const isErasureOfRows = (record: RecordedEvent): boolean =>
    decider.category !== 'erasure' && decider.category !== 'team' && isErasure(record);

  const placeOf = (id: string): string => `${name}|state|${id}`;

  const textOf = async (id: string, sealed: Uint8Array): Promise<string | undefined> => {
    const keyId = keyIdOf(id);
    const key = (await keys.keysFor([keyId])).get(keyId);
    return key === undefined || key === 'destroyed'
      ? undefined
      : openText(key, placeOf(id), sealed);
  };

  const fromFile = async (
    id: string,
  ): Promise<{ row: ViewRow<State>; bytes: number } | undefined> => {
    const found = select.get(id);
    if (!found) return undefined;
    const sealed = found['sealed'] as Uint8Array;
    const text = await textOf(id, sealed);
    if (text === undefined) return undefined;
    const state = JSON.parse(text) as State;
    const revision = found['revision'] as number;
    const row = { state, revision, position: found['position'] as string };
    return { row, bytes: sealed.byteLength };
  };

  const remember = (id: string, row: ViewRow<State>, bytes: number): void => {
    memory.set(id, row, { size: Math.max(bytes, 1) });
  };

  const get = async (id: string): Promise<ViewRow<State> | undefined> => {
    const known = memory.get(id);
    if (known) return known === noRow ? undefined : known;
    if (!select.get(id)) {
      memory.set(id, noRow, { size: 1 });
      return undefined;
    }
    const found = await fromFile(id);
    if (found && !memory.has(id) && !erased.has(id)) remember(id, found.row, found.bytes);
    return found?.row;
  };

  const apply = (opened: OpenedEvent): void => {
    const id = idOf(opened.record.stream);
    if (isErasureOfRows(opened.record)) {
      erasedNow.add(id);
      folded.delete(id);
      loaded.delete(id);
      return;
    }
    // What was written in the same moment as the erasure came too late.
    if (opened.kind === 'erased' || erased.has(id) || erasedNow.has(id)) return;
    if (opened.kind === 'unreadable') throw opened.error;
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
    erasedNow = new Set();
  };

  const eraseRows = (): void => {
    for (const id of erasedNow) {
      remove.run(id);
      also.erase?.(id);
      database.erase(id);
    }
  };

  /** After the commit: from here on nothing of them is in memory or in a file. */
  const forgetErased = (): void => {
    for (const id of erasedNow) {
      erased.add(id);
      memory.delete(id);
      halted.delete(id);
    }
    database.scrub();
  };

  return {
    name,
    sql,
    get,
    textOf,
    checkpoint: database.checkpoint,
    wants: (record: RecordedEvent) =>
      categoryOf(record.stream) === decider.category || isErasureOfRows(record),
    prepare: async (batch) => {
      for (const { record } of batch) {
        const id = idOf(record.stream);
        if (folded.has(id) || loaded.has(id) || isErasureOfRows(record)) continue;
        // Held here until the commit: the memory may let a row go at any moment.
        const known = memory.get(id);
        const row = known === noRow ? undefined : (known ?? (await fromFile(id))?.row);
        if (row) loaded.set(id, row);
      }
    },
    apply,
    isHalted: (id) => halted.has(id),
    commit: async (position, halts) => {
      const found = await keys.keysFor([...folded.keys()].map(keyIdOf));
      const seal = (id: string, state: State): Uint8Array => {
        const key = found.get(keyIdOf(id));
        if (key === undefined || key === 'destroyed') return new Uint8Array();
        return sealBytes(key, placeOf(id), JSON.stringify(state));
      };
      const sizes = new Map<string, number>();
      database.commit(position, () => {
        for (const [id, row] of folded) {
          const sealed = seal(id, row.state);
          sizes.set(id, sealed.byteLength);
          upsert.run(id, row.revision, row.position, sealed);
          also.state?.(id, row.state);
        }
        for (const halt of halts) database.halt(halt);
        eraseRows();
      });
      for (const [id, row] of folded) remember(id, row, sizes.get(id) ?? 0);
      for (const { id } of halts) halted.add(id);
      forgetErased();
      discard();
    },
    discard,
    halts: database.halts,
    finishBuilding: database.finishBuilding,
    close: database.close,
    retire: database.retire,
  };
};
