/**
 * Whole answers of the graph, as JSON, for the tests of the pages: each function gives a fresh one
 * that a test may change or break.
 */

const generation = 'g1';

/** The token of the n-th position of one log generation. */
export const positionAt = (n: number): string =>
  `${generation}.${n.toString(16).padStart(32, '0')}`;

export const readingAt = (n: number, more: object = {}) => ({
  position: positionAt(n),
  at: '2026-11-24T02:14:07.000Z',
  current: true,
  ...more,
});

const osei = { name: 'Dr A. Osei', role: 'Consultant', organisationName: 'Hospice' };

export const decisionRecord = (more: object = {}) => ({
  id: '6b1f0000-0000-4000-8000-000000000001',
  decision: {
    code: '450476008',
    display: 'Not for attempted cardiopulmonary resuscitation',
  },
  forCpr: false,
  reason: 'Unlikely to succeed.',
  decidedOn: '2026-11-03',
  decidedBy: { name: 'Dr A. Osei', role: 'consultant', organisation: null },
  involved: [{ involvement: null, name: 'Ruth', relationship: 'daughter' }],
  capacity: { finding: 'PERSON_INVOLVED', detail: null },
  reviewOn: '2027-02-03',
  reviewBy: null,
  formKeptAt: 'Blue folder, kitchen drawer',
  paper: null,
  recordedBy: osei,
  recordedAt: '2026-11-03T10:40:00.000Z',
  endorsement: { endorsedBy: osei, endorsedAt: '2026-11-03T10:41:00.000Z', paper: null },
  ...more,
});

const forCpr = {
  decision: { code: '450475007', display: 'For attempted cardiopulmonary resuscitation' },
  forCpr: true,
};

export const cprRecorded = (position = 1, record: object = {}, more: object = {}) => ({
  __typename: 'CprRecorded',
  decision: decisionRecord(record),
  questions: [] as object[],
  reviewOverdue: false,
  planEnded: null,
  reading: readingAt(position),
  ...more,
});

export const cprFor = (position = 1) => cprRecorded(position, forCpr);

export const cprWithdrawn = (position = 1, more: object = {}) => ({
  __typename: 'CprWithdrawn',
  withdrawnAt: '2026-11-24T02:11:00.000Z',
  withdrawnBy: osei,
  reason: 'Peggy has changed her mind.',
  saidBy: 'Peggy',
  ended: [decisionRecord()],
  questions: [],
  planEnded: null,
  reading: readingAt(position),
  ...more,
});

export const cprConflicting = (position = 1) => ({
  __typename: 'CprConflicting',
  decisions: [
    decisionRecord(),
    decisionRecord({
      ...forCpr,
      id: '6b1f0000-0000-4000-8000-000000000002',
      endorsement: null,
      paper: {
        signatory: 'Dr P. Lane',
        signatoryRole: 'GP',
        formDate: '2026-11-09',
        originalSeenOn: '2026-11-10',
      },
    }),
  ],
  questions: [],
  planEnded: null,
  reading: readingAt(position),
});

export const notRecorded = (position = 1, more: object = {}) => ({
  __typename: 'NotRecorded',
  reading: readingAt(position, more),
});
/** A question as a paramedic asks it. */
export const question = (more: object = {}) => ({
  id: '6b1f0000-0000-4000-8000-0000000000q1',
  concern: 'They say otherwise',
  saidBy: null,
  askedBy: { name: 'Sam Reed', role: 'Paramedic', organisationName: 'Ambulance' },
  askedAt: '2026-11-24T02:11:00.000Z',
  follows: null,
  ...more,
});

/** What the record says of somebody who has died. */
export const death = (more: object = {}) => ({
  on: '2026-11-20',
  place: 'At home',
  source: null,
  recordedAt: '2026-11-20T08:00:00.000Z',
  ...more,
});
export const withheld = (more: object = {}) => ({
  __typename: 'Withheld',
  message: 'The person limits who sees this.',
  rule: 'D3-dissent',
  ...more,
});
export const notShared = () => ({ __typename: 'NotShared', message: 'Nothing is shared.' });
export const unavailable = () => ({
  __typename: 'Unavailable',
  message: 'Could not be loaded.',
  reference: 'r-1',
});

export const identity = (position = 1, more: object = {}) => ({
  __typename: 'Identity',
  name: { family: 'Ellis', given: ['Margaret'], prefix: null, preferred: 'Peggy' },
  dateOfBirth: '1941-03-14',
  age: 85,
  sex: 'female',
  nhsNumber: '9990000018',
  nhsNumberStatus: { code: '01', display: 'Number present and verified' },
  address: { __typename: 'Address', lines: ['12 Meads Road', 'Eastbourne'], postcode: 'BN20 7QS' },
  telephone: { __typename: 'Telephone', number: '01323 000 300' },
  restricted: false,
  died: null,
  revision: '2',
  reading: readingAt(position),
  ...more,
});

export const contact = (more: object = {}) => ({
  id: 'c1',
  name: 'Hospice advice line',
  kind: 'PROFESSIONAL' as const,
  relationship: null,
  organisation: null,
  telephone: '01323 000 101',
  availability: 'ANY_HOUR' as const,
  purpose: 'answers for this plan',
  keyWorker: false,
  isAttorney: false,
  answersNow: true,
  ...more,
});

export const contacts = (position = 1, list: object[] = [contact()]) => ({
  __typename: 'Contacts',
  contacts: list,
  revision: '1',
  reading: readingAt(position),
});

export const plan = (position = 1, more: object = {}) => ({
  __typename: 'EndOfLifePlan',
  lifecycle: 'PUBLISHED',
  version: {
    number: 4,
    publishedAt: '2026-11-03T10:42:00.000Z',
    publishedBy: osei,
    wholePlan: true,
  },
  ended: null,
  revision: '7',
  readerMayOpen: ['DRAFT', 'HISTORY'],
  reading: readingAt(position),
  preferredPlaceOfDeath: {
    __typename: 'PreferredPlaceOfDeath',
    first: {
      place: { code: '110481000000108', display: 'Preferred place of death: home' },
      name: null,
    },
    second: null,
    saidBy: 'Peggy',
    saidOn: '2026-11-03',
    stated: { by: 'Dr A. Osei', at: '2026-11-03T10:40:00.000Z' },
  },
  preferredPlaceOfCare: notRecorded(position),
  focusOfCare: notRecorded(position),
  anticipatoryMedicines: notRecorded(position),
  ...more,
});

export const personId = '0f000000-0000-4000-8000-000000000001';

export const person = (position = 1, more: object = {}) => ({
  id: personId,
  identity: identity(position),
  contacts: contacts(position),
  cprDecision: cprRecorded(position) as object,
  endOfLifePlan: plan(position),
  ...more,
});
