/** The urgent view of somebody who has died: what stood is told as what it was (hazard H14). */
import {
  cprConflicting,
  cprFor,
  cprRecorded,
  cprWithdrawn,
  death,
  identity,
  notRecorded,
  person,
  plan,
  question,
} from '../support/answers';
import { textOf, urgentElement } from '../support/render';

const textAfterDeath = (more: object, died: object = death()): string =>
  textOf(
    urgentElement(
      200,
      { data: { person: person(1, { identity: identity(1, { died }), ...more }) } },
      { mayWithdraw: true },
    ),
  );
const panelOf = (cprDecision: object): string =>
  textAfterDeath({ cprDecision }).split('Focus of care')[0] ?? '';

describe('the view of somebody who has died', () => {
  it.each([
    [cprRecorded(), 'Was not for attempted CPR'],
    [cprFor(), 'Was for attempted CPR'],
    [cprWithdrawn(), 'Decision against CPR had been withdrawn'],
    [cprWithdrawn(1, { ended: [cprFor().decision] }), 'Decision for CPR had been withdrawn'],
    [cprConflicting(), 'Two records disagreed'],
    [notRecorded(), 'No decision had been recorded'],
  ])('has its heading in the past', (decision, heading) => {
    expect(panelOf(decision)).toContain(`Resuscitation (CPR) : ${heading}`);
  });

  it.each([
    cprRecorded(1, { endorsement: null }, { reviewOverdue: true }),
    cprFor(),
    cprWithdrawn(),
    cprConflicting(),
    notRecorded(),
  ])('tells nobody what to do any more', (decision) => {
    const text = panelOf(decision);
    for (const words of ['still applies', 'attempt CPR.', 'Follow your own', 'in force.']) {
      expect(text).not.toContain(words);
    }
    for (const words of ['stands until', 'still to come', 'Review', 'Call ', 'They say']) {
      expect(text).not.toContain(words);
    }
  });

  it('tells wishes as what they were', () => {
    const focusOfCare = {
      __typename: 'FocusOfCare',
      priority: 'COMFORT',
      statement: null,
      wouldWant: ['Oxygen'],
      wouldNotWant: ['Hospital'],
      agreedWith: null,
      agreedOn: null,
      stated: { by: 'Jo Marsh', at: '2026-11-03T10:40:00.000Z' },
    };
    const text = textAfterDeath({ endOfLifePlan: plan(1, { focusOfCare }) });
    expect(text).toContain('Wanted Oxygen Did not want Hospital');
    expect(text).toContain('Wanted to be cared for, and to die');
    expect(text).toContain('Who to call');
    expect(text).not.toContain('Would want');
    expect(text).not.toContain('Call now');
    expect(text).not.toContain('Review by');
  });

  it('keeps who decided, with whom and why, and every question', () => {
    const text = panelOf(cprRecorded(1, {}, { questions: [question()] }));
    expect(text).toContain('Decided 3 Nov 2026');
    expect(text).toContain('With Peggy and Ruth (daughter)');
    expect(text).toContain('Why Unlikely to succeed.');
    expect(text).toContain('“They say otherwise”');
  });

  it.each([
    ['At home', '20 Nov 2026, at home.'],
    ['Hospital', '20 Nov 2026, hospital.'],
    ['Windover Nursing Home', '20 Nov 2026, Windover Nursing Home.'],
    ['Homefield', '20 Nov 2026, Homefield.'],
  ])('names the place %s as it stands within a sentence', (place, words) => {
    expect(textAfterDeath({}, death({ place }))).toContain(`This person has died, ${words}`);
  });
});
