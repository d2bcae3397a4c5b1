/** Access records as CSV (RFC 4180): one line for each thing that was asked of each person. */
import type { ChainedRecord, Look } from '../events/access-log/events';

const columns = [
  'at',
  'record',
  'request',
  'kind',
  'operation',
  'outcome',
  'actor',
  'name',
  'role',
  'organisation',
  'organisationName',
  'purpose',
  'session',
  'person',
  'action',
  'section',
  'effect',
  'rules',
  'position',
  'reference',
  'firstSent',
  'lastSent',
] as const;
type Column = (typeof columns)[number];

/** A text that a spreadsheet would take for a formula is made one that it does not. */
const cell = (value: string): string => {
  const plain = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
};

const lineOf = (values: Readonly<Record<Column, string>>): string =>
  `${columns.map((column) => cell(values[column])).join(',')}\r\n`;

export const csvHead = `${columns.join(',')}\r\n`;

const ofLook = (look: Look) => ({
  action: look.action,
  section: look.section,
  effect: look.effect,
  rules: look.rules.join(' '),
  position: look.position ?? '',
  reference: look.reference ? `${look.reference.kind} ${look.reference.id}` : '',
});

export const csvOf = (id: string, record: ChainedRecord): string => {
  const { who, sent } = record;
  const common = {
    at: record.at,
    record: id,
    request: record.requestId,
    kind: record.kind,
    operation: record.operation ?? '',
    outcome: record.outcome,
    actor: who.id,
    name: who.name,
    role: who.role,
    organisation: who.organisation,
    organisationName: who.organisationName,
    purpose: record.purpose,
    session: record.session,
    firstSent: sent?.first ?? '',
    lastSent: sent?.last ?? '',
  };
  return record.people
    .flatMap(({ personId, looks }) =>
      looks.map((look) => lineOf({ ...common, person: personId, ...ofLook(look) })),
    )
    .join('');
};
