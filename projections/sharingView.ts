/**
 * What each person said on sharing, with whom they let see their record: the list by which a carer
 * finds it. It holds the carer's blind index, never their NHS number.
 */
import { sharingDecider } from '../events/sharing/sharingDecider';
import type { SharingState } from '../events/sharing/sharingDecider';
import { createFoldedView } from './foldedView';
import type { FoldedView, ViewPlace } from './foldedView';

export interface SharingView extends FoldedView<SharingState> {
  /** Ids of those who let this carer see something at this moment (RFC 3339). */
  delegatedTo(carerKey: string, at: string): string[];
}

const tables = `
  CREATE TABLE IF NOT EXISTS delegation (
    id TEXT NOT NULL, delegationId TEXT NOT NULL, carerKey TEXT NOT NULL, until TEXT,
    PRIMARY KEY (id, delegationId)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS delegationByCarer ON delegation (carerKey);
`;

export const openSharingView = (options: ViewPlace & { name: string }): SharingView => {
  const view = createFoldedView({
    ...options,
    decider: sharingDecider,
    also: {
      tables,
      prepare: (sql) => {
        const clear = sql.prepare('DELETE FROM delegation WHERE id = ?');
        const insert = sql.prepare('INSERT INTO delegation VALUES (?, ?, ?, ?)');
        return {
          state: (id, { delegations }) => {
            clear.run(id);
            for (const { delegationId, carerKey, until } of delegations) {
              insert.run(id, delegationId, carerKey, until ?? null);
            }
          },
          erase: (id) => {
            clear.run(id);
          },
        };
      },
    },
  });
  const select = view.sql.prepare(
    'SELECT DISTINCT id FROM delegation WHERE carerKey = ? AND (until IS NULL OR until > ?)',
  );
  return {
    ...view,
    delegatedTo: (carerKey, at) => select.all(carerKey, at).map(({ id }) => String(id)),
  };
};
