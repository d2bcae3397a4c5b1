/**
 * Hazard H1: for every failure that can be injected between the record and the screen, the screen
 * never says what "none recorded" says, and says that it could not be loaded or why it is not shown.
 */
import { cprConflicting, cprRecorded, cprWithdrawn } from '../support/answers';
import {
  identity,
  notRecorded,
  notShared,
  person,
  unavailable,
  withheld,
} from '../support/answers';
import { textOf, urgentElement, type Shown } from '../support/render';

const none = 'No decision recorded';
const notLoaded = 'Could not be loaded';
const noLongerKnown = 'Connection lost: no longer known';

interface Failure {
  readonly name: string;
  readonly body: unknown;
  readonly status?: number;
  readonly shown?: Shown;
  readonly says?: string;
}

const withDecision = (cprDecision: unknown): object => ({
  data: { person: person(1, { cprDecision }) },
});
const without = (from: object, key: string): object =>
  Object.fromEntries(Object.entries(from).filter(([name]) => name !== key));
const broken = (change: object): object => withDecision({ ...cprRecorded(), ...change });
const error = [{ message: 'Something unexpected.', path: ['person'] }];
const lost: Shown = { live: { kind: 'lost', sinceMs: Date.parse('2026-11-24T02:09:00Z') } };

const failures: readonly Failure[] = [
  { name: 'no body', body: undefined },
  { name: 'a body of null', body: null },
  { name: 'a page of HTML', body: '<html>Bad gateway</html>', status: 502 },
  { name: 'a list', body: [] },
  { name: 'an empty object', body: {} },
  { name: 'errors and no data', body: { errors: error } },
  { name: 'errors and null data', body: { data: null, errors: error }, status: 500 },
  { name: 'data without a person', body: { data: {} } },
  { name: 'a person of null', body: { data: { person: null } } },
  { name: 'a person of null with an error', body: { data: { person: null }, errors: error } },
  { name: 'a person that is a text', body: { data: { person: 'Margaret' } } },
  { name: 'a person without an id', body: { data: { person: without(person(), 'id') } } },
  { name: 'another person', body: { data: { person: person(1, { id: 'somebody else' }) } } },
  { name: 'a decision of null', body: withDecision(null) },
  {
    name: 'a decision that is missing',
    body: { data: { person: without(person(), 'cprDecision') } },
  },
  { name: 'a decision that is a text', body: withDecision('none') },
  { name: 'a decision that is a list', body: withDecision([]) },
  { name: 'a decision without a type', body: withDecision(without(cprRecorded(), '__typename')) },
  { name: 'a decision of an unknown type', body: withDecision({ __typename: 'CprPostponed' }) },
  {
    name: 'a type in other letters',
    body: withDecision({ ...notRecorded(), __typename: 'notrecorded' }),
  },
  {
    name: 'nothing recorded, without a reading',
    body: withDecision({ __typename: 'NotRecorded' }),
  },
  { name: 'nothing recorded, read at no time', body: withDecision(notRecorded(1, { at: 'soon' })) },
  {
    name: 'nothing recorded, currency unknown',
    body: withDecision(notRecorded(1, { current: null })),
  },
  {
    name: 'nothing recorded in a copy that may be out of date',
    body: withDecision(notRecorded(1, { current: false })),
  },
  {
    name: 'nothing recorded, beside an error',
    body: { ...withDecision(notRecorded()), errors: error },
  },
  {
    name: 'nothing recorded, beside errors that are no list',
    body: { ...withDecision(notRecorded()), errors: 'broken' },
  },
  {
    name: 'nothing recorded, connection lost',
    body: withDecision(notRecorded()),
    shown: lost,
    says: noLongerKnown,
  },
  {
    name: 'nothing recorded, reconnecting',
    body: withDecision(notRecorded()),
    shown: { live: { kind: 'reconnecting', sinceMs: 0 } },
    says: noLongerKnown,
  },
  {
    name: 'nothing recorded, not allowed to follow',
    body: withDecision(notRecorded()),
    shown: { live: { kind: 'refused' } },
    says: 'Not live: no longer known',
  },
  { name: 'a recorded decision without its record', body: broken({ decision: null }) },
  { name: 'a recorded decision without questions', body: broken({ questions: null }) },
  { name: 'a recorded decision without a reading', body: broken({ reading: null }) },
  {
    name: 'a decision whose code and answer differ',
    body: withDecision(cprRecorded(1, { forCpr: true })),
  },
  {
    name: 'a decision of an unknown code',
    body: withDecision(cprRecorded(1, { decision: { code: '1', display: 'Perhaps' } })),
  },
  { name: 'a decision on no day', body: withDecision(cprRecorded(1, { decidedOn: 'yesterday' })) },
  {
    name: 'a decision without who decided',
    body: withDecision(cprRecorded(1, { decidedBy: null })),
  },
  {
    name: 'a withdrawal without a time',
    body: withDecision(cprWithdrawn(1, { withdrawnAt: null })),
  },
  {
    name: 'a withdrawal without its author',
    body: withDecision(cprWithdrawn(1, { withdrawnBy: null })),
  },
  {
    name: 'a conflict of one',
    body: withDecision({ ...cprConflicting(), decisions: cprConflicting().decisions.slice(0, 1) }),
  },
  { name: 'a conflict of none', body: withDecision({ ...cprConflicting(), decisions: [] }) },
  {
    name: 'a record that was erased',
    body: {
      data: {
        person: person(1, {
          identity: { __typename: 'PersonErased', message: 'It was erased on 3 March 2026.' },
          cprDecision: unavailable(),
        }),
      },
    },
    says: 'This record was erased It was erased on 3 March 2026.',
  },
  { name: 'a decision that is unavailable', body: withDecision(unavailable()) },
  { name: 'unavailable, and nothing else said', body: withDecision({ __typename: 'Unavailable' }) },
  { name: 'withheld, without a reason', body: withDecision({ __typename: 'Withheld' }) },
  { name: 'not shared, without words', body: withDecision({ __typename: 'NotShared' }) },
  {
    name: 'a decision that is withheld',
    body: withDecision(withheld()),
    says: 'You may not see this',
  },
  {
    name: 'a decision that is not shared',
    body: withDecision(notShared()),
    says: 'Nothing is shared with you here',
  },
  {
    name: 'an identity of null, and no decision read',
    body: { data: { person: person(1, { identity: null, cprDecision: null }) } },
  },
  { name: 'a person who is not signed in', body: {}, status: 401 },
];

describe('a failure on the way to the screen', () => {
  it('comes in at least forty kinds here', () => {
    expect(failures.length).toBeGreaterThanOrEqual(40);
  });

  it.each(failures)('$name: is never shown as none', ({ body, status, shown, says }) => {
    const text = textOf(urgentElement(status ?? 200, body, shown));
    expect(text).not.toContain(none);
    expect(text).toContain(says ?? notLoaded);
  });

  it('is the only reason: a whole answer that nothing is recorded does say so', () => {
    const text = textOf(urgentElement(200, withDecision(notRecorded())));
    expect(text).toContain(none);
    expect(text).toContain('Checked to the end of the record at 02:14:07');
  });

  it('leaves the decision standing where only the identity could not be loaded', () => {
    const body = { data: { person: person(1, { identity: null }) } };
    const text = textOf(urgentElement(200, body));
    expect(text).toContain('Who this is could not be loaded');
    expect(text).toContain('Not for attempted CPR');
  });

  it('of one section leaves the others standing, and says so in its place', () => {
    const body = { data: { person: person(1, { contacts: null }) } };
    const text = textOf(urgentElement(200, body));
    expect(text).toContain('Call now Could not be loaded. Something may be recorded.');
    expect(text).toContain('Not for attempted CPR');
  });

  it('makes no section say that nobody recorded it, where an error stands beside the data', () => {
    const text = textOf(urgentElement(200, { data: { person: person() }, errors: error }));
    expect(text).not.toContain('Nobody has recorded');
  });

  it('still gives a number to call where the contacts could be loaded', () => {
    const text = textOf(urgentElement(200, withDecision(null)));
    expect(text).toContain('Call Hospice advice line: 01323 000 101');
    expect(text).toContain('Try again');
  });

  it('does not hide who it is: name and number stay at the top', () => {
    const text = textOf(
      urgentElement(200, {
        data: { person: { ...person(), identity: identity(), cprDecision: null } },
      }),
    );
    expect(text).toContain('ELLIS, Margaret');
    expect(text).toContain('999 000 0018');
  });
});
