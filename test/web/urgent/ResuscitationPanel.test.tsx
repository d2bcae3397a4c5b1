/** The eight faces of the resuscitation panel (UX.md; hazards H5, H8, H9, H10). */
import { renderToStaticMarkup } from 'react-dom/server';
import {
  cprConflicting,
  cprFor,
  cprRecorded,
  cprWithdrawn,
  identity,
  notRecorded,
  notShared,
  person,
  unavailable,
  withheld,
} from '../support/answers';
import { textOf, urgentElement, type Shown } from '../support/render';

const elementOf = (cprDecision: unknown, shown?: Shown, more: object = {}) =>
  urgentElement(200, { data: { person: person(1, { cprDecision, ...more }) } }, shown);
const panelText = (cprDecision: unknown, shown?: Shown): string =>
  textOf(elementOf(cprDecision, shown)).split('Focus of care')[0] ?? '';
const markup = (cprDecision: unknown): string => renderToStaticMarkup(elementOf(cprDecision));

const died = (place: string | null) => ({
  on: '2026-11-20',
  place,
  source: null,
  recordedAt: '2026-11-20T08:00:00.000Z',
});

const faces = [
  ['not for', cprRecorded(), 'Not for attempted CPR'],
  ['for', cprFor(), 'For attempted CPR'],
  ['withdrawn', cprWithdrawn(), 'Decision against CPR withdrawn'],
  ['conflicting', cprConflicting(), 'Two records disagree'],
  ['none', notRecorded(), 'No decision recorded'],
  ['unavailable', unavailable(), 'Could not be loaded'],
  ['withheld', withheld(), 'You may not see this'],
  ['not shared', notShared(), 'Nothing is shared with you here'],
] as const;

describe('the resuscitation panel', () => {
  it.each(faces)('has its own heading when %s', (_name, decision, heading) => {
    expect(panelText(decision)).toContain(`Resuscitation : ${heading}`);
  });

  it('has its own shape and its own mark in each state, so that colour is never needed', () => {
    const shapes = faces.map(
      ([, decision]) => /class="cpr (cpr--[a-z-]+)"/.exec(markup(decision))?.[1],
    );
    const marks = faces.map(([, decision]) => /cpr__mark".*?<\/svg>/s.exec(markup(decision))?.[0]);
    expect(new Set(shapes).size).toBe(faces.length);
    expect(new Set(marks).size).toBe(faces.length);
    expect(marks).not.toContain(undefined);
  });

  it('says when, by whom, with whom, why, until when, and where the form is', () => {
    const text = panelText(cprRecorded());
    expect(text).toContain('Decided 3 Nov 2026 (3 weeks ago), Dr A. Osei, consultant');
    expect(text).toContain('With Peggy and Ruth (daughter)');
    expect(text).toContain('Why Unlikely to succeed.');
    expect(text).toContain('Review by 3 Feb 2027');
    expect(text).toContain('Signed form Blue folder, kitchen drawer');
  });

  it('says that a decision against CPR is about CPR only', () => {
    expect(panelText(cprRecorded())).toContain(
      'This is about CPR (cardiopulmonary resuscitation) only. Everything under “would want” still applies.',
    );
  });

  it('adds a line where the review is overdue, and keeps the decision', () => {
    const text = panelText(cprRecorded(1, { reviewOn: '2026-11-01' }, { reviewOverdue: true }));
    expect(text).toContain('Review was due 1 Nov 2026 and is overdue.');
    expect(text).toContain('Not for attempted CPR');
  });

  it('says that a decision is not yet endorsed, and in force', () => {
    const text = panelText(cprRecorded(1, { endorsement: null }));
    expect(text).toContain(
      'Not yet endorsed. It is in force. The second signature is still to come.',
    );
    expect(panelText(cprRecorded())).not.toContain('Not yet endorsed');
  });

  it('names the paper form that a decision was copied from', () => {
    const paper = {
      signatory: 'Dr P. Lane',
      signatoryRole: 'GP',
      formDate: '2026-11-01',
      originalSeenOn: '2026-11-02',
    };
    expect(textOf(elementOf(cprRecorded(1, { paper })))).toContain(
      'Paper form of 1 Nov 2026, signed by Dr P. Lane, GP. Original seen 2 Nov 2026 by Dr A. Osei.',
    );
  });

  it('says that the plan has ended, and still shows what stood', () => {
    const planEnded = {
      reason: 'DIED',
      detail: null,
      endedOn: '2026-11-20',
      recordedAt: '2026-11-20T08:00:00.000Z',
      recordedBy: { name: 'Dr A. Osei', role: 'Consultant', organisationName: 'Hospice' },
    };
    const text = panelText(cprRecorded(1, {}, { planEnded }));
    expect(text).toContain('has ended: 20 Nov 2026, the person died.');
    expect(text).toContain('Not for attempted CPR');
  });

  it('shows a question beside the decision, with who asked', () => {
    const question = {
      id: 'q1',
      concern: 'They say otherwise',
      saidBy: 'Ruth',
      askedBy: { name: 'Sam Reed', role: 'Paramedic', organisationName: 'Ambulance' },
      askedAt: '2026-11-24T02:11:00.000Z',
    };
    const text = panelText(cprRecorded(1, {}, { questions: [question] }));
    expect(text).toContain('Questioned 02:11: “They say otherwise”');
    expect(text).toContain('Said by Ruth. Noted by Sam Reed, Paramedic.');
    expect(text).toContain('Not for attempted CPR');
  });

  it('says of a withdrawal that none is in force, and where the old form was', () => {
    const text = panelText(cprWithdrawn());
    expect(text).toContain('No decision against CPR is in force.');
    expect(text).toContain('Withdrawn 24 Nov 2026 02:11, Dr A. Osei, Consultant');
    expect(text).toContain('Old form Blue folder, kitchen drawer');
  });

  it('names a withdrawn decision by what it had said', () => {
    const ended = [cprFor().decision];
    expect(panelText(cprWithdrawn(1, { ended }))).toContain('Decision for CPR withdrawn');
  });

  it('shows both of two that disagree, and chooses neither', () => {
    const text = panelText(cprConflicting());
    expect(text).toContain('Neither has been chosen.');
    expect(text).toContain('Not for attempted CPR 3 Nov 2026');
    expect(text).toContain('For attempted CPR 3 Nov 2026');
    expect(text).toContain('signed by Dr P. Lane, GP');
    expect(text).toContain('Call Hospice advice line');
  });

  it('has no button that does nothing where the decision is withheld', () => {
    const panel = /<section class="cpr .*?<\/section>/s.exec(markup(withheld()))?.[0] ?? '';
    expect(panel).not.toContain('<button');
    expect(panel).toContain('The person limits who sees this.');
  });

  it('asks for the number that answers for the plan, not for a key worker’s own', () => {
    expect(panelText(unavailable())).toContain('Call Hospice advice line');
  });

  it('tells what stood, in the past, once the person has died', () => {
    const dead = { identity: identity(1, { died: died('At home') }) };
    const text = (decision: unknown): string =>
      textOf(elementOf(decision, {}, dead)).split('Focus of care')[0] ?? '';
    expect(text(cprRecorded())).toContain('Resuscitation : Was not for attempted CPR');
    expect(text(cprRecorded())).not.toContain('still applies');
    expect(text(cprRecorded())).toContain('This person has died, 20 Nov 2026, at home.');
    expect(text(cprFor())).toContain('Resuscitation : Was for attempted CPR');
    expect(text(cprFor())).not.toContain('attempt CPR (');
    expect(text(notRecorded())).toContain('No decision was recorded');
    expect(text(cprConflicting())).toContain('Two records disagreed');
  });
});

describe('what is said over the whole page', () => {
  const sinceMs = Date.parse('2026-11-24T02:20:00Z');
  const lost: Shown = { live: { kind: 'lost', sinceMs } };

  it('is nothing while all of it was read and is live', () => {
    expect(markup(cprRecorded())).not.toContain('class="standing ');
  });

  it('is since when the connection is lost, and as of when everything stands', () => {
    const text = textOf(elementOf(cprRecorded(), lost));
    expect(text).toContain(
      'Connection lost at 02:20. Everything here is as it stood at 02:14:07 and may have changed. Try again',
    );
    expect(text).toContain('Resuscitation : Not for attempted CPR');
  });

  it('leaves no claim of “none” while the connection is lost', () => {
    const text = textOf(elementOf(notRecorded(), lost));
    expect(text).toContain('Resuscitation : No longer known');
    expect(text).toContain(
      'At 02:14:07 no decision was recorded; one may have been made since. A decision may exist.',
    );
    expect(text).not.toContain('No decision recorded');
  });

  it('names the parts that could not be loaded, at the top and in the foot', () => {
    const text = textOf(elementOf(unavailable()));
    expect(text).toContain('Could not be loaded: resuscitation. Do not read that as “none”.');
    expect(text).toContain('Resuscitation could not be read.');
  });

  it('is that nothing could be loaded, with whom to ring where no number is known', () => {
    const text = textOf(urgentElement(502, {}));
    expect(text).toContain('Nothing could be loaded. A plan may exist. Try again');
    expect(text).toContain('ring the person’s GP practice or your own clinical desk');
  });
});

describe('what can be recorded from the page', () => {
  it('is a withdrawal only by a role that may, and a question by everybody', () => {
    const text = (decision: unknown, shown?: Shown): string => textOf(elementOf(decision, shown));
    expect(text(cprRecorded())).toContain('They say otherwise');
    expect(text(cprRecorded())).not.toContain('Record a withdrawal');
    expect(text(cprRecorded(), { mayWithdraw: true })).toContain('Record a withdrawal');
    expect(text(cprWithdrawn(), { mayWithdraw: true })).not.toContain('Record a withdrawal');
    expect(text(cprWithdrawn())).toContain('The withdrawal still stands.');
  });

  it('stands below everything that is read', () => {
    const text = textOf(elementOf(cprRecorded()));
    expect(text.indexOf('They say otherwise')).toBeGreaterThan(text.indexOf('Wants to be cared'));
  });

  it('is nothing while it is not confirmed whose page this is', () => {
    const text = textOf(
      elementOf(cprRecorded(), { mayWithdraw: true }, { identity: unavailable() }),
    );
    expect(text).toContain('Not confirmed whose this is.');
    expect(text).not.toContain('They say otherwise');
    expect(text).not.toContain('Record a withdrawal');
  });

  it('is nothing after death', () => {
    const dead = { identity: identity(1, { died: died(null) }) };
    const text = textOf(elementOf(cprRecorded(), { mayWithdraw: true }, dead));
    expect(text).not.toContain('Record something');
  });

  it('says that nothing is saved while there is no connection', () => {
    const sinceMs = Date.parse('2026-11-24T02:20:00Z');
    expect(textOf(elementOf(cprRecorded(), { live: { kind: 'lost', sinceMs } }))).toContain(
      'nothing is saved until it is back. What you type is kept here.',
    );
  });
});
