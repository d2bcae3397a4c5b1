/**
 * Openings and alerts as one reader may list them. A privacy officer has what their own organisation
 * did and what was done to people whose care it leads; whoever leads a person's care has what they
 * were told of, and what nobody has judged yet. Everybody else has nothing.
 */
import type { ViewDatabase } from './database';

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

/** Who asks; `led`: ids of the people whose care they, or their organisation, lead now. */
export type ListReader =
  | {
      readonly as: 'PRIVACY_OFFICER';
      readonly organisation: string;
      readonly led: readonly string[];
    }
  | {
      readonly as: 'LEAD_PROFESSIONAL';
      readonly actorId: string;
      readonly led: readonly string[];
    };

export interface ListAsked {
  readonly limit: number;
  readonly after?: ListPlace | undefined;
  /** Only those that are done, or only those that are not. */
  readonly isDone?: boolean | undefined;
}

export type ListName = 'access' | 'alert';

export interface EmergencyLists {
  /** Those not done first, then the newest first. */
  list(name: ListName, reader: ListReader, asked: ListAsked): ListedReference[];
  count(name: ListName, reader: ListReader, isDone: boolean): number;
  /** RFC 3339: when the newest was; undefined: there is none. */
  newest(name: ListName, reader: ListReader): string | undefined;
  /** The id that it is kept under; undefined where this reader's list does not hold it. */
  ownerOf(name: ListName, reader: ListReader, reference: string): string | undefined;
}

/** Stands for the privacy officers of an organisation among those who have seen an alert. */
export const officersOf = (organisation: string): string => `officers ${organisation}`;

const isLed = 'id IN (SELECT value FROM json_each(:led))';

const scopes = {
  PRIVACY_OFFICER: `organisation = :of OR ${isLed}`,
  LEAD_PROFESSIONAL: `
    reference IN (SELECT reference FROM told WHERE reader = :of) OR
    reference IN (SELECT reference FROM seen WHERE reader = :of) OR (isForNewLeads = 1 AND ${isLed})`,
} as const;

const seenByReader =
  'EXISTS (SELECT 1 FROM seen WHERE seen.reader = :reader AND seen.reference = alert.reference)';

/** The rows of one list that a reader has, each with whether it is done. */
const rowsOf = (name: ListName, as: ListReader['as']): string =>
  name === 'access'
    ? `SELECT reference, id, at, isDone FROM access WHERE ${scopes[as]}`
    : `SELECT reference, id, at, ${seenByReader} AS isDone FROM alert WHERE ${scopes[as]}`;

/** Rows behind a place, in the order of the list; one behind every place where none is told. */
const inOrder = `
  (isDone > :isDone OR (isDone = :isDone AND (at < :at OR (at = :at AND reference > :reference))))
  ORDER BY isDone, at DESC, reference LIMIT :limit`;

const placed = (after: ListPlace | undefined) => ({
  ':isDone': after ? Number(after.isDone) : -1,
  ':at': after?.at ?? '',
  ':reference': after?.reference ?? '',
});

const statements = (sql: ViewDatabase['sql'], name: ListName, as: ListReader['as']) => {
  const rows = `WITH listed AS (${rowsOf(name, as)})`;
  const filter = '(:only IS NULL OR isDone = :only)';
  return {
    page: sql.prepare(`${rows} SELECT * FROM listed WHERE ${filter} AND ${inOrder}`),
    count: sql.prepare(`${rows} SELECT count(*) AS rows FROM listed WHERE isDone = :only`),
    newest: sql.prepare(`${rows} SELECT max(at) AS at FROM listed`),
    one: sql.prepare(`${rows} SELECT id FROM listed WHERE reference = :one`),
  };
};

/** The parameters that say who asks. */
const of = (name: ListName, reader: ListReader) => {
  const isOfficer = reader.as === 'PRIVACY_OFFICER';
  const key = isOfficer ? officersOf(reader.organisation) : reader.actorId;
  return {
    ':of': isOfficer ? reader.organisation : reader.actorId,
    ':led': JSON.stringify(reader.led),
    ...(name === 'alert' ? { ':reader': key } : {}),
  };
};

export const createEmergencyLists = (sql: ViewDatabase['sql']): EmergencyLists => {
  const ofOfficer = {
    access: statements(sql, 'access', 'PRIVACY_OFFICER'),
    alert: statements(sql, 'alert', 'PRIVACY_OFFICER'),
  };
  const ofLead = { alert: statements(sql, 'alert', 'LEAD_PROFESSIONAL') };
  /** Nobody but a privacy officer has the openings themselves. */
  const asked = (name: ListName, { as }: ListReader) => {
    if (as === 'PRIVACY_OFFICER') return ofOfficer[name];
    return name === 'alert' ? ofLead.alert : undefined;
  };
  return {
    list: (name, reader, { limit, after, isDone }) =>
      (
        asked(name, reader)?.page.all({
          ...of(name, reader),
          ...placed(after),
          ':only': isDone === undefined ? null : Number(isDone),
          ':limit': limit,
        }) ?? []
      ).map((row) => ({
        reference: String(row['reference']),
        personId: String(row['id']),
        at: String(row['at']),
        isDone: row['isDone'] === 1,
      })),
    count: (name, reader, isDone) =>
      Number(
        asked(name, reader)?.count.get({ ...of(name, reader), ':only': Number(isDone) })?.[
          'rows'
        ] ?? 0,
      ),
    newest: (name, reader) => {
      const at = asked(name, reader)?.newest.get(of(name, reader))?.['at'];
      return typeof at === 'string' ? at : undefined;
    },
    ownerOf: (name, reader, reference) => {
      const id = asked(name, reader)?.one.get({ ...of(name, reader), ':one': reference })?.['id'];
      return typeof id === 'string' ? id : undefined;
    },
  };
};
