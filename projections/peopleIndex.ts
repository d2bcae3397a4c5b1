/**
 * People as they stand, and the blind indexes by which they are found: family name + date of birth
 * + postcode, and sound of the family name + date of birth. Nothing in the index can be read back.
 */
import { personDecider } from '../events/person/personDecider';
import type { PersonState } from '../events/person/personDecider';
import { searchKeysOf } from '../events/person/searchKeys';
import type { BlindIndex } from '../events/store/keys/blindIndex';
import { createFoldedView } from './foldedView';
import type { FoldedView, ViewPlace } from './foldedView';

export type SearchKind = 'nameBirthPostcode' | 'soundAndBirth';

export interface PeopleIndex extends FoldedView<PersonState> {
  /** Ids of the people who match; at most `limit`, in no order that says anything. */
  find(kind: SearchKind, texts: readonly string[], limit: number): string[];
}

const tables = `
  CREATE TABLE IF NOT EXISTS searchKey (
    kind TEXT NOT NULL, hash TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (kind, hash, id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS searchKeyById ON searchKey (id);
`;

export interface OpenPeopleIndexOptions extends ViewPlace {
  readonly name: string;
  readonly blind: BlindIndex;
}

export const openPeopleIndex = (options: OpenPeopleIndexOptions): PeopleIndex => {
  const { blind } = options;
  const view = createFoldedView({
    ...options,
    decider: personDecider,
    also: {
      tables,
      prepare: (sql) => {
        const clear = sql.prepare('DELETE FROM searchKey WHERE id = ?');
        const insert = sql.prepare('INSERT OR IGNORE INTO searchKey VALUES (?, ?, ?)');
        return {
          state: (id, state) => {
            clear.run(id);
            const keys = searchKeysOf(state.demographics.value);
            const add = (kind: SearchKind, texts: readonly string[]): void => {
              for (const text of texts) insert.run(kind, blind.of(kind, text), id);
            };
            add('nameBirthPostcode', keys.nameBirthPostcode);
            add('soundAndBirth', keys.soundAndBirth);
          },
          erase: (id) => {
            clear.run(id);
          },
        };
      },
    },
  });
  const select = view.sql.prepare('SELECT id FROM searchKey WHERE kind = ? AND hash = ? LIMIT ?');
  return {
    ...view,
    find: (kind, texts, limit) => {
      const ids = new Set<string>();
      for (const text of texts) {
        for (const row of select.all(kind, blind.of(kind, text), limit)) ids.add(String(row['id']));
      }
      return [...ids].slice(0, limit);
    },
  };
};
