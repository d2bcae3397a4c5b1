/**
 * The end-of-life plan as it stands, and every version that was ever published, sealed. A version
 * row holds what a crew could see at that version.
 */
import { endOfLifePlanDecider } from '../events/end-of-life-plan/endOfLifePlanDecider';
import type { EndOfLifePlanState, PlanContent } from '../events/end-of-life-plan/state';
import type { KeyRing } from '../events/store/keys/keyRing';
import { keyIdFor } from '../events/store/keys/keyStore';
import { openText } from '../events/store/keys/seal';
import { CuckmereError } from '../events/errors';
import type { Actor } from '../events/decider';
import { createFoldedView } from './foldedView';
import type { FoldedView } from './foldedView';

/** One published version, opened. */
export interface PlanVersionRow {
  readonly version: number;
  readonly episode: number;
  readonly publishedAt: string;
  readonly scope: 'whole' | 'cprDecision';
  readonly position: string;
  readonly publishedBy: Actor;
  readonly content: PlanContent;
}

export interface EndOfLifePlanView extends FoldedView<EndOfLifePlanState> {
  /** At most `limit`, newest first, below version `before` where given. */
  versions(id: string, limit: number, before?: number): Promise<PlanVersionRow[]>;
}

const tables = `
  CREATE TABLE IF NOT EXISTS version (
    id TEXT NOT NULL, version INTEGER NOT NULL, episode INTEGER NOT NULL, publishedAt TEXT NOT NULL,
    scope TEXT NOT NULL, position TEXT NOT NULL, sealed BLOB NOT NULL, PRIMARY KEY (id, version)
  ) STRICT;
`;
const name = 'endOfLifePlanView';
const placeOf = (id: string, version: number): string => `${name}|version|${id}|${String(version)}`;

export interface ViewOptions {
  readonly folder: string;
  readonly generation: string;
  readonly keys: KeyRing;
}

export const openEndOfLifePlanView = (options: ViewOptions): EndOfLifePlanView => {
  const { keys } = options;
  const view = createFoldedView({
    ...options,
    name,
    version: 1,
    decider: endOfLifePlanDecider,
    also: {
      tables,
      prepare: (sql) => {
        const insert = sql.prepare('INSERT OR REPLACE INTO version VALUES (?, ?, ?, ?, ?, ?, ?)');
        const remove = sql.prepare('DELETE FROM version WHERE id = ?');
        return {
          erase: (id) => {
            remove.run(id);
          },
          event: (id, { after, event, stamp }, seal) => {
            const content = after.published;
            if (event.type !== 'EndOfLifePlanPublished' || !content) return;
            const { version, scope } = event.data;
            const sealed = seal(
              placeOf(id, version),
              JSON.stringify({ publishedBy: stamp.author, content }),
            );
            const { recordedAt, position } = stamp;
            insert.run(id, version, after.episode, recordedAt, scope, position, sealed);
          },
        };
      },
    },
  });
  const select = view.sql.prepare(
    'SELECT * FROM version WHERE id = ? AND version < ? ORDER BY version DESC LIMIT ?',
  );
  return {
    ...view,
    versions: async (id, limit, before = Number.MAX_SAFE_INTEGER) => {
      const keyId = keyIdFor(id);
      const key = (await keys.keysFor([keyId])).get(keyId);
      const rows = key === 'destroyed' ? [] : select.all(id, before, limit);
      if (rows.length === 0) return [];
      if (key === undefined || key === 'destroyed') {
        throw new CuckmereError('KEY_MISSING', 'The key of the versions cannot be found.');
      }
      return rows.map((row) => {
        const version = row['version'] as number;
        const sealed = openText(key, placeOf(id, version), row['sealed'] as Uint8Array);
        return {
          version,
          episode: row['episode'],
          publishedAt: row['publishedAt'],
          scope: row['scope'],
          position: row['position'],
          ...(JSON.parse(sealed) as object),
        } as PlanVersionRow;
      });
    },
  };
};
