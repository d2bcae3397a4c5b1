/**
 * An access record as a FHIR R4 AuditEvent (http://hl7.org/fhir/R4/auditevent.html). A record opened
 * in an emergency says so twice: DICOM 110127 as subtype, BTG as purpose (SAFETY.md 3, P4).
 */
import type { ChainedRecord, Look } from '../events/access-log/events';
import { roleNames } from '../policy/request';
import type { Role } from '../policy/request';

interface Coding {
  readonly system: string;
  readonly code: string;
  readonly display: string;
}

const terminology = 'http://terminology.hl7.org/CodeSystem';
const coding = (system: string, code: string, display: string): Coding => ({
  system,
  code,
  display,
});

const reads = new Set(['SEARCH', 'READ', 'READ_DRAFT', 'READ_ACCESS_LOG', 'EXPORT']);
const creates = new Set(['REGISTER_PERSON', 'OPEN_INCIDENT']);

const permitted = (record: ChainedRecord): Look[] =>
  record.people.flatMap(({ looks }) => looks.filter(({ effect }) => effect === 'permit'));

/** What was done, or, where nothing was permitted, what was asked. */
const actionOf = (record: ChainedRecord): 'C' | 'R' | 'U' => {
  const looks = permitted(record);
  const all = looks.length > 0 ? looks : record.people.flatMap((one) => one.looks);
  if (all.some(({ action }) => creates.has(action))) return 'C';
  return all.some(({ action }) => !reads.has(action)) ? 'U' : 'R';
};

const interactionOf = (record: ChainedRecord, action: 'C' | 'R' | 'U'): Coding => {
  const system = 'http://hl7.org/fhir/restful-interaction';
  if (action === 'C') return coding(system, 'create', 'create');
  if (action === 'U') return coding(system, 'update', 'update');
  const isSearch = permitted(record).some((look) => look.action === 'SEARCH');
  return isSearch ? coding(system, 'search-type', 'search-type') : coding(system, 'read', 'read');
};

/** By the reference that the record carries, or by the rule that permitted. */
const isBreakGlass = (record: ChainedRecord): boolean =>
  permitted(record).some(
    ({ reference, rules }) =>
      reference?.kind === 'EMERGENCY' || rules.some((rule) => /break-?glass/i.test(rule)),
  );

const reasons = `${terminology}/v3-ActReason`;
const purposeOf = (record: ChainedRecord): object[] => {
  const known: Readonly<Record<string, Coding>> = {
    DIRECT_CARE: coding(reasons, 'TREAT', 'treatment'),
    URGENT_CARE: coding(reasons, 'ETREAT', 'Emergency Treatment'),
    PATIENT_ACCESS: coding(reasons, 'PATRQT', 'patient requested'),
  };
  const own = known[record.purpose];
  return [
    own ? { coding: [own] } : { text: record.purpose },
    ...(isBreakGlass(record) ? [{ coding: [coding(reasons, 'BTG', 'break the glass')] }] : []),
  ];
};

const identifiedBy = (system: string, value: string, display?: string): object => ({
  identifier: { system, value },
  ...(display === undefined || display === '' ? {} : { display }),
});

const agentsOf = ({ who }: ChainedRecord): object[] => [
  {
    role: [{ text: roleNames[who.role as Role] ?? who.role }],
    who: identifiedBy('urn:cuckmere:actor', who.id),
    name: who.name,
    requestor: true,
  },
  {
    who: identifiedBy(
      'https://fhir.nhs.uk/Id/ods-organization-code',
      who.organisation,
      who.organisationName,
    ),
    requestor: false,
  },
];

const detailOf = (look: Look): object[] => [
  { type: 'section', valueString: `${look.action} ${look.section}` },
  { type: 'effect', valueString: `${look.effect}: ${look.rules.join(' ')}` },
  ...(look.position ? [{ type: 'position', valueString: look.position }] : []),
  ...(look.reference
    ? [{ type: look.reference.kind.toLowerCase(), valueString: look.reference.id }]
    : []),
];

const entitiesOf = (record: ChainedRecord): object[] => [
  ...record.people
    .filter(({ personId }) => personId !== '')
    .map(({ personId, looks }) => ({
      what: { reference: `Patient/${personId}`, type: 'Patient' },
      type: coding(`${terminology}/audit-entity-type`, '1', 'Person'),
      role: coding(`${terminology}/object-role`, '1', 'Patient'),
      detail: looks.flatMap(detailOf),
    })),
  {
    what: identifiedBy('urn:cuckmere:request', record.requestId),
    type: coding(`${terminology}/audit-entity-type`, '2', 'System Object'),
    ...(record.operation === undefined ? {} : { name: record.operation }),
    detail: [
      { type: 'kind', valueString: record.kind },
      { type: 'session', valueString: record.session },
      ...(record.sent?.first ? [{ type: 'firstSent', valueString: record.sent.first }] : []),
      ...(record.sent?.last ? [{ type: 'lastSent', valueString: record.sent.last }] : []),
    ],
  },
];

export const auditEventOf = (id: string, record: ChainedRecord): object => {
  const action = actionOf(record);
  const isAnswered = record.outcome === 'ANSWERED';
  return {
    resourceType: 'AuditEvent',
    id,
    type: coding(`${terminology}/audit-event-type`, 'rest', 'RESTful Operation'),
    subtype: [
      interactionOf(record, action),
      ...(isBreakGlass(record)
        ? [
            coding(
              'http://dicom.nema.org/resources/ontology/DCM',
              '110127',
              'Emergency Override Started',
            ),
          ]
        : []),
    ],
    action,
    recorded: record.at,
    outcome: isAnswered ? '0' : '4',
    outcomeDesc: isAnswered ? 'Answered' : 'Refused: nothing was shown',
    purposeOfEvent: purposeOf(record),
    agent: agentsOf(record),
    source: {
      observer: identifiedBy('urn:cuckmere:system', 'cuckmere', 'Cuckmere'),
      type: [coding(`${terminology}/security-source-type`, '4', 'Application Server')],
    },
    entity: entitiesOf(record),
  };
};
