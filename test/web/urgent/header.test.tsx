/**
 * The head of the urgent view: a light that says Live of nothing that could not be loaded, and one
 * strip over everything while the page is not live or not whole (hazards H1, H3, H13).
 */
import type { LiveState } from '../../../web/src/live/liveState';
import { UrgentHeader } from '../../../web/src/urgent/UrgentHeader';
import { unreadView } from '../../../web/src/urgent/unreadView';
import { contacts, cprRecorded, notRecorded, person, personId, plan } from '../support/answers';
import { unavailable, withheld } from '../support/answers';
import { textOf, urgentElement } from '../support/render';
import { viewAt } from '../support/views';

const live: LiveState = { kind: 'live' };
const lost: LiveState = { kind: 'lost', sinceMs: Date.parse('2026-11-24T02:20:00Z') };

interface Shown {
  readonly view?: ReturnType<typeof viewAt>;
  readonly live?: LiveState;
  readonly failure?: 'notSignedIn' | 'failed';
  readonly isAsking?: boolean;
}
const headOf = (shown: Shown = {}): string =>
  textOf(
    <UrgentHeader
      view={shown.view ?? viewAt(1)}
      live={shown.live ?? live}
      failure={shown.failure}
      isAsking={shown.isAsking ?? false}
      onTryAgain={() => Promise.resolve()}
    />,
  );
const everything = unreadView(personId);

describe('the live light', () => {
  it('says Live where everything was read and is followed', () => {
    expect(headOf()).toMatch(/ Live /);
  });

  it('never says Live where nothing could be loaded', () => {
    const text = headOf({ view: everything });
    expect(text).toContain('Nothing loaded');
    expect(text).not.toMatch(/ Live /);
  });

  it.each([
    ['identity', { identity: unavailable() }],
    ['decision', { cprDecision: unavailable() }],
    ['numbers', { contacts: unavailable() }],
    ['plan', { endOfLifePlan: unavailable() }],
    ['focus of care', { endOfLifePlan: plan(1, { focusOfCare: unavailable() }) }],
  ])('says that not all was loaded where the %s could not be', (_name, more) => {
    const text = headOf({ view: viewAt(1, more) });
    expect(text).toContain('Not all loaded');
    expect(text).not.toMatch(/ Live /);
  });

  it('says Live where a part is withheld or nobody recorded it: both were read', () => {
    const view = viewAt(1, { cprDecision: withheld(), contacts: notRecorded() });
    expect(headOf({ view })).toMatch(/ Live /);
  });
});

describe('the strip over everything', () => {
  it('is not there while everything was read and is live', () => {
    expect(headOf()).not.toContain('Try again');
    expect(headOf({ live: { kind: 'connecting' } })).not.toContain('Try again');
  });

  it.each<[string, LiveState]>([
    ['Connection lost.', lost],
    ['Reconnecting.', { kind: 'reconnecting', sinceMs: 0 }],
    ['Not live: you may not follow changes here.', { kind: 'refused' }],
  ])('says "%s", as of when everything stands, and offers to try again', (why, state) => {
    expect(headOf({ live: state })).toContain(
      `${why} Everything here is as it stood at 02:14:07 and may have changed since. Try again`,
    );
  });

  it('says so once on the whole page', () => {
    const body = { data: { person: person(1, { cprDecision: cprRecorded() }) } };
    const text = textOf(urgentElement(200, body, { live: lost }));
    expect(text.split('Everything here is as it stood')).toHaveLength(2);
  });

  it('says that nothing could be loaded, and that this is not none', () => {
    const words = 'Nothing could be loaded. A decision may exist. Try again';
    expect(headOf({ view: everything })).toContain(words);
    expect(headOf({ view: everything, live: lost })).toContain(`Connection lost. ${words}`);
  });

  it('offers to try again where a part could not be loaded', () => {
    const view = viewAt(1, { contacts: null });
    expect(headOf({ view })).toContain('Not everything could be loaded. Try again');
  });

  it('says that the reader is signed out', () => {
    expect(headOf({ live: lost, failure: 'notSignedIn' })).toContain(
      'You are signed out. Everything here is as it stood at 02:14:07',
    );
  });

  it('says that it is trying', () => {
    expect(headOf({ live: lost, isAsking: true })).toContain('Trying again');
  });

  it('is not there for somebody who is not held: nothing of theirs failed to load', () => {
    const view = viewAt(1, {
      identity: { __typename: 'PersonNotFound' },
      contacts: unavailable(),
      cprDecision: unavailable(),
      endOfLifePlan: unavailable(),
    });
    expect(headOf({ view })).not.toContain('Try again');
    expect(headOf({ view })).toContain('We hold no such person');
  });
});

describe('a page of which it is not known whose it is', () => {
  it.each([
    ['could not be loaded', null],
    ['is withheld', withheld()],
  ])('says so over the decision and records nothing where the identity %s', (_name, identity) => {
    const body = { data: { person: person(1, { identity }) } };
    const text = textOf(urgentElement(200, body, { mayWithdraw: true }));
    expect(text).toContain('Not confirmed whose this is.');
    expect(text).toContain('Not for attempted CPR');
    expect(text).not.toContain('They say otherwise');
    expect(text).not.toContain('Record a withdrawal');
  });

  it('is told apart from one where it is known', () => {
    const text = textOf(urgentElement(200, { data: { person: person() } }));
    expect(text).not.toContain('Not confirmed whose this is');
  });
});

describe('the foot', () => {
  const footOf = (more: object): string =>
    textOf(urgentElement(200, { data: { person: person(1, more) } }))
      .split('To die')
      .at(-1) ?? '';

  it('names what could not be read', () => {
    expect(footOf({ cprDecision: null })).toContain('Resuscitation could not be read.');
    expect(
      footOf({ identity: null, endOfLifePlan: plan(1, { anticipatoryMedicines: null }) }),
    ).toContain('Who this is and medicines in the home could not be read.');
    expect(footOf({ contacts: contacts() })).not.toContain('could not be read');
  });
});
