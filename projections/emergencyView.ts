/**
 * What stands in each `emergency-` stream, with the list of openings that privacy officers review and
 * the alerts that somebody must see. The lists hold ids, times and what was done: no word of content.
 */
import { emergencyDecider } from '../events/emergency/emergencyDecider';
import { isReviewed } from '../events/emergency/state';
import type { EmergencyState } from '../events/emergency/state';
import { createFoldedView } from './foldedView';
import type { FoldedView, ViewPlace } from './foldedView';

/** Where one opening or alert stands: a place in the list, and whose it is. */
export interface ListedReference {
  readonly reference: string;
  readonly personId: string;
  /** RFC 3339 UTC. */
  readonly at: string;
  /** Reviewed, or seen by who asks. */
  readonly isDone: boolean;
}

/** The last of the page before, as the list has it. */
export type ListPlace = Pick<ListedReference, 'reference' | 'at' | 'isDone'>;

export interface EmergencyView extends FoldedView<EmergencyState> {
  /** Openings: those to be reviewed first, then the newest first. */
  accesses(limit: number, after?: ListPlace): ListedReference[];
  /** Alerts for privacy officers, or for one who leads care: those not seen first, newest first. */
  alerts(toldId: string, limit: number, after?: ListPlace): ListedReference[];
  /** The person whose opening or alert it is; undefined where the list does not hold it. */
  personOf(reference: string): string | undefined;
}

/** Stands for every privacy officer in the list of who is told. */
export const privacyOfficers = 'privacyOfficers';

const tables = `
  CREATE TABLE IF NOT EXISTS access (
    reference TEXT PRIMARY KEY, id TEXT NOT NULL, at TEXT NOT NULL, isDone INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS accessById ON access (id);
  CREATE INDEX IF NOT EXISTS accessInOrder ON access (isDone, at DESC, reference);
  CREATE TABLE IF NOT EXISTS alert (
    told TEXT NOT NULL, reference TEXT NOT NULL, id TEXT NOT NULL, at TEXT NOT NULL,
    isDone INTEGER NOT NULL, PRIMARY KEY (told, reference)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS alertById ON alert (id);
  CREATE INDEX IF NOT EXISTS alertByReference ON alert (reference);
  CREATE INDEX IF NOT EXISTS alertInOrder ON alert (told, isDone, at DESC, reference);
`;

type Sql = FoldedView<EmergencyState>['sql'];

const prepare = (sql: Sql) => {
  const clears = ['access', 'alert'].map((table) =>
    sql.prepare(`DELETE FROM ${table} WHERE id = ?`),
  );
  const addAccess = sql.prepare('INSERT OR REPLACE INTO access VALUES (?, ?, ?, ?)');
  const addAlert = sql.prepare('INSERT OR REPLACE INTO alert VALUES (?, ?, ?, ?, ?)');
  const erase = (id: string): void => {
    for (const clear of clears) clear.run(id);
  };
  return {
    erase,
    state: (id: string, { accesses, alerts }: EmergencyState): void => {
      erase(id);
      for (const access of accesses) {
        addAccess.run(access.accessId, id, access.openedAt, Number(isReviewed(access)));
      }
      for (const { alertId, at, tell, acknowledged } of alerts) {
        const isSeenAs = (as: string): number => Number(acknowledged.some((one) => one.as === as));
        addAlert.run(privacyOfficers, alertId, id, at, isSeenAs('PRIVACY_OFFICER'));
        for (const lead of tell) {
          addAlert.run(lead, alertId, id, at, isSeenAs('LEAD_PROFESSIONAL'));
        }
      }
    },
  };
};

type Row = Readonly<Record<string, unknown>>;

const listed = (rows: readonly Row[]): ListedReference[] =>
  rows.map(({ reference, id, at, isDone }) => ({
    reference: String(reference),
    personId: String(id),
    at: String(at),
    isDone: isDone === 1,
  }));

/** Rows behind a place, in the order of the list; one behind every place where none is told. */
const inOrder = `
  (isDone > :isDone OR (isDone = :isDone AND (at < :at OR (at = :at AND reference > :reference))))
  ORDER BY isDone, at DESC, reference LIMIT :limit`;

const placed = (after: ListPlace | undefined) => ({
  ':isDone': after ? Number(after.isDone) : -1,
  ':at': after?.at ?? '',
  ':reference': after?.reference ?? '',
});

export const openEmergencyView = (options: ViewPlace & { name: string }): EmergencyView => {
  const view = createFoldedView({
    ...options,
    decider: emergencyDecider,
    also: { tables, prepare },
  });
  const { sql } = view;
  const allAccesses = sql.prepare(`SELECT * FROM access WHERE ${inOrder}`);
  const allAlerts = sql.prepare(`SELECT * FROM alert WHERE told = :told AND ${inOrder}`);
  const owner = sql.prepare(
    'SELECT id FROM access WHERE reference = :reference UNION SELECT id FROM alert WHERE reference = :reference',
  );
  return {
    ...view,
    accesses: (limit, after) => listed(allAccesses.all({ ...placed(after), ':limit': limit })),
    alerts: (toldId, limit, after) =>
      listed(allAlerts.all({ ...placed(after), ':told': toldId, ':limit': limit })),
    personOf: (reference) => {
      const id = owner.get({ ':reference': reference })?.['id'];
      return id === undefined ? undefined : String(id);
    },
  };
};
