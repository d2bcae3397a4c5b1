/**
 * What stands in each `emergency-` stream, with the lists that follow from it: openings and alerts,
 * whose organisation acted, who was told and who has seen what. No word of content is in them.
 */
import { emergencyDecider } from '../events/emergency/emergencyDecider';
import { isReviewed } from '../events/emergency/state';
import type { Alert, EmergencyState } from '../events/emergency/state';
import { createEmergencyLists, officersOf } from './emergencyLists';
import type { EmergencyLists } from './emergencyLists';
import { createFoldedView } from './foldedView';
import type { FoldedView, ViewPlace } from './foldedView';

export type EmergencyView = FoldedView<EmergencyState> & EmergencyLists;

const tables = `
  CREATE TABLE IF NOT EXISTS access (
    reference TEXT PRIMARY KEY, id TEXT NOT NULL, at TEXT NOT NULL, organisation TEXT NOT NULL,
    isDone INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS accessById ON access (id);
  CREATE INDEX IF NOT EXISTS accessByOrganisation ON access (organisation);
  CREATE TABLE IF NOT EXISTS alert (
    reference TEXT PRIMARY KEY, id TEXT NOT NULL, at TEXT NOT NULL, organisation TEXT NOT NULL,
    isForNewLeads INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS alertById ON alert (id);
  CREATE INDEX IF NOT EXISTS alertByOrganisation ON alert (organisation);
  CREATE TABLE IF NOT EXISTS told (
    reader TEXT NOT NULL, reference TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (reader, reference)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS toldById ON told (id);
  CREATE TABLE IF NOT EXISTS seen (
    reader TEXT NOT NULL, reference TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (reader, reference)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS seenById ON seen (id);
`;

/**
 * Whoever begins to lead the care is told of what nobody has judged yet: an opening without its
 * review, a claim that no privacy officer has seen.
 */
const isForNewLeads = ({ alertId, kind, acknowledged }: Alert, state: EmergencyState): boolean => {
  if (kind === 'SEARCHED_OFTEN') return false;
  const access = state.accesses.find(({ accessId }) => accessId === alertId);
  return access ? !isReviewed(access) : !acknowledged.some(({ as }) => as === 'PRIVACY_OFFICER');
};

type Sql = FoldedView<EmergencyState>['sql'];

const prepare = (sql: Sql) => {
  const clears = ['access', 'alert', 'told', 'seen'].map((table) =>
    sql.prepare(`DELETE FROM ${table} WHERE id = ?`),
  );
  const addAccess = sql.prepare('INSERT INTO access VALUES (?, ?, ?, ?, ?)');
  const addAlert = sql.prepare('INSERT INTO alert VALUES (?, ?, ?, ?, ?)');
  const addTold = sql.prepare('INSERT OR IGNORE INTO told VALUES (?, ?, ?)');
  const addSeen = sql.prepare('INSERT OR IGNORE INTO seen VALUES (?, ?, ?)');
  const erase = (id: string): void => {
    for (const clear of clears) clear.run(id);
  };
  return {
    erase,
    state: (id: string, state: EmergencyState): void => {
      erase(id);
      for (const access of state.accesses) {
        const { accessId, openedAt, by } = access;
        addAccess.run(accessId, id, openedAt, by.organisation, Number(isReviewed(access)));
      }
      for (const alert of state.alerts) {
        const { alertId, at, by, tell, acknowledged } = alert;
        addAlert.run(alertId, id, at, by.organisation, Number(isForNewLeads(alert, state)));
        for (const lead of tell) addTold.run(lead, alertId, id);
        for (const { as, byId, organisation } of acknowledged) {
          addSeen.run(as === 'PRIVACY_OFFICER' ? officersOf(organisation) : byId, alertId, id);
        }
      }
    },
  };
};

export const openEmergencyView = (options: ViewPlace & { name: string }): EmergencyView => {
  const view = createFoldedView({
    ...options,
    decider: emergencyDecider,
    also: { tables, prepare },
  });
  return { ...view, ...createEmergencyLists(view.sql) };
};
