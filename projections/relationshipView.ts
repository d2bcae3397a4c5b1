/**
 * How others stand to each person, with who leads whose care: those who lead it now are told of what
 * was done before they did. The list holds ids and codes of organisations alone.
 */
import { relationshipDecider } from '../events/relationship/relationshipDecider';
import type { RelationshipState } from '../events/relationship/relationshipDecider';
import { createFoldedView } from './foldedView';
import type { FoldedView, ViewPlace } from './foldedView';

export interface RelationshipView extends FoldedView<RelationshipState> {
  /** Ids of those whose care somebody leads at this moment (RFC 3339). */
  ledBy(actorId: string, at: string): string[];
  /** Ids of those whose care a team of this organisation leads at this moment. */
  ledIn(organisation: string, at: string): string[];
}

const tables = `
  CREATE TABLE IF NOT EXISTS lead (
    id TEXT NOT NULL, team TEXT NOT NULL, organisation TEXT NOT NULL, actorId TEXT,
    until TEXT, PRIMARY KEY (id, team)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS leadByActor ON lead (actorId);
  CREATE INDEX IF NOT EXISTS leadByOrganisation ON lead (organisation);
`;

export const openRelationshipView = (options: ViewPlace & { name: string }): RelationshipView => {
  const view = createFoldedView({
    ...options,
    decider: relationshipDecider,
    also: {
      tables,
      prepare: (sql) => {
        const clear = sql.prepare('DELETE FROM lead WHERE id = ?');
        const insert = sql.prepare('INSERT INTO lead VALUES (?, ?, ?, ?, ?)');
        return {
          state: (id, { careTeams }) => {
            clear.run(id);
            for (const { teamId, organisation, lead, until } of careTeams) {
              if (lead) insert.run(id, teamId, organisation, lead.actorId ?? null, until ?? null);
            }
          },
          erase: (id) => {
            clear.run(id);
          },
        };
      },
    },
  });
  const leads = (column: 'actorId' | 'organisation') => {
    const select = view.sql.prepare(
      `SELECT DISTINCT id FROM lead WHERE ${column} = ? AND (until IS NULL OR until > ?)`,
    );
    return (value: string, at: string) => select.all(value, at).map(({ id }) => String(id));
  };
  return { ...view, ledBy: leads('actorId'), ledIn: leads('organisation') };
};
