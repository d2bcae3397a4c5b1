/** The eight faces of the resuscitation panel (UX.md; hazards H5, H8, H9, H10). */
import { renderToStaticMarkup } from 'react-dom/server';
import {
  contact,
  contacts,
  cprConflicting,
  cprFor,
  cprRecorded,
  cprWithdrawn,
  notRecorded,
  notShared,
  person,
  question,
  unavailable,
  withheld,
} from '../support/answers';
import { textOf, urgentElement, type Shown } from '../support/render';

const elementOf = (cprDecision: unknown, shown?: Shown) =>
  urgentElement(200, { data: { person: person(1, { cprDecision }) } }, shown);
const panelText = (cprDecision: unknown, shown?: Shown): string =>
  textOf(elementOf(cprDecision, shown)).split('Focus of care')[0] ?? '';
const markup = (cprDecision: unknown): string => renderToStaticMarkup(elementOf(cprDecision));

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
    expect(panelText(decision)).toContain(`Resuscitation (CPR) : ${heading}`);
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
      'This is about CPR only. Everything under “would want” still applies.',
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
    expect(panelText(cprRecorded(1, { paper }))).toContain(
      'Copied from Paper form of 1 Nov 2026, signed by Dr P. Lane, GP. Original seen 2 Nov 2026 by Dr A. Osei',
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
    const questions = [question({ saidBy: 'Ruth' })];
    const text = panelText(cprRecorded(1, {}, { questions }));
    expect(text).toMatch(
      /Not for attempted CPR Questioned 02:11: “They say otherwise”\. Said by Ruth\. Noted by Sam Reed, Paramedic\. The decision has not changed\./,
    );
  });

  it('shows the words added to a question with it, and leaves out none whose question is gone', () => {
    const added = { id: 'q2', concern: 'He wants it tried', saidBy: 'Ruth' };
    const questions = [
      question(),
      question({ ...added, follows: question().id }),
      question({ ...added, id: 'q3', concern: 'So does she', follows: 'taken back' }),
    ];
    const text = panelText(cprRecorded(1, {}, { questions }));
    expect(text).toContain(
      'Noted by Sam Reed, Paramedic. Added 02:11: “He wants it tried”. Said by Ruth. The decision',
    );
    expect(text).toContain('Questioned 02:11: “So does she”. Said by Ruth. Noted by Sam Reed');
  });

  it('says what a question leaves as it was', () => {
    const questions = [question()];
    const withdrawn = panelText(cprWithdrawn(1, { questions }));
    expect(withdrawn).toContain('The withdrawal still stands.');
    expect(withdrawn).not.toContain('The decision has not changed.');
    expect(panelText({ ...cprConflicting(), questions })).toContain('Neither record has changed.');
  });

  it('says of a withdrawal that none is in force, and where the old form was', () => {
    const text = panelText(cprWithdrawn());
    expect(text).toContain('No decision against CPR is in force.');
    expect(text).toContain('Withdrawn 24 Nov 2026 02:11, Dr A. Osei, Consultant');
    expect(text).toContain('Old form Blue folder, kitchen drawer');
  });

  it('names a withdrawn decision by what it had said', () => {
    const ended = [cprFor().decision];
    const text = panelText(cprWithdrawn(1, { ended }));
    expect(text).toContain('Decision for CPR withdrawn');
    expect(text).toContain('This is not a decision against CPR: none is in force here');
    expect(text).not.toContain('No decision against CPR is in force.');
    expect(text).not.toContain('A signed form found in the home no longer counts');
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

  it('says over the decision that only an older copy could be read, and as of when', () => {
    const old = { reading: { ...cprRecorded().reading, current: false } };
    const text = panelText(cprRecorded(1, {}, old));
    expect(text).toContain('May be out of date. This is as it stood at 02:14:07.');
    expect(text).toContain('Not for attempted CPR');
  });

  it('no longer claims that there is none once the connection is lost', () => {
    const live = { kind: 'lost', sinceMs: Date.parse('2026-11-24T02:20:00Z') } as const;
    expect(panelText(notRecorded(), { live })).toContain(
      'Connection lost: no longer known At 02:14:07 no decision was recorded; one may have been made since.',
    );
  });

  it('tells nobody but the person what to do where nothing is shared', () => {
    expect(panelText(notShared())).toContain('Crews: sign in as yourselves.');
    expect(panelText(withheld({ rule: 'default-deny' }))).toContain('sign in as yourselves');
    expect(panelText(withheld())).not.toContain('sign in as yourselves');
  });

  it.each([
    ['two that disagree', cprConflicting()],
    ['what could not be loaded', unavailable()],
    ['what is withheld', withheld()],
  ])('gives for %s the line that answers for the plan, not a key worker', (_name, decision) => {
    const keyWorker = contact({
      id: 'c2',
      name: 'Jo',
      telephone: '01632 960 210',
      purpose: 'Visits',
      keyWorker: true,
      availability: 'IN_HOURS',
    });
    const body = person(1, {
      cprDecision: decision,
      contacts: contacts(1, [keyWorker, contact()]),
    });
    const panel = textOf(urgentElement(200, { data: { person: body } })).split('Call now')[0] ?? '';
    expect(panel).toContain('Call Hospice advice line: 01323 000 101');
    expect(panel).not.toContain('Jo');
  });

  it('names the same party in words and number where the decision is withheld', () => {
    expect(panelText(withheld())).toContain('whoever is with them, or ring Hospice advice line.');
  });

  it.each([
    ['could not be loaded', unavailable(), 'The numbers to call could not be loaded.'],
    ['are none', contacts(1, []), 'No number to call is recorded here.'],
    [
      'are closed now',
      contacts(1, [contact({ answersNow: false })]),
      'No service that is listed here answers now.',
    ],
  ])('says whom to ring where the numbers %s, and invents none', (_name, list, why) => {
    const body = person(1, { cprDecision: unavailable(), contacts: list });
    const panel = textOf(urgentElement(200, { data: { person: body } })).split('Focus of care')[0];
    expect(panel).toContain(`${why} Ring the person’s GP surgery, or your own control room.`);
    expect(panel).not.toMatch(/Call [A-Z].*: \d/);
  });

  it('offers a withdrawal only to a role that may, and a question to everybody', () => {
    expect(panelText(cprRecorded())).toContain('They say otherwise');
    expect(panelText(cprRecorded())).not.toContain('Record a withdrawal');
    expect(panelText(cprRecorded(), { mayWithdraw: true })).toContain('Record a withdrawal');
    expect(panelText(cprWithdrawn(), { mayWithdraw: true })).not.toContain('Record a withdrawal');
  });

  it('says in one short sentence who wrote and who endorsed it', () => {
    expect(panelText(cprRecorded())).toContain(
      'Written 3 Nov 2026 by Dr A. Osei, endorsed by Dr A. Osei, Consultant.',
    );
  });

  it('puts what a reader can do below all there is to read', () => {
    for (const decision of [cprRecorded(), cprConflicting()]) {
      const text = panelText(decision, { mayWithdraw: true });
      const lastRead = Math.max(text.lastIndexOf('Written'), text.lastIndexOf('Call Hospice'));
      expect(text.indexOf('They say otherwise')).toBeGreaterThan(lastRead);
      expect(text.indexOf('Record a withdrawal')).toBeGreaterThan(lastRead);
    }
  });

  it('names the record that each act is about where two disagree', () => {
    const text = panelText(cprConflicting(), { mayWithdraw: true });
    for (const name of ['“Not for attempted CPR”, 3 Nov 2026', '“For attempted CPR”, 3 Nov 2026']) {
      expect(text).toContain(`About ${name} They say otherwise about ${name}`);
      expect(text).toContain(`Record a withdrawal of ${name}`);
    }
    expect(panelText(cprRecorded(), { mayWithdraw: true })).not.toContain('About “');
  });

  it('says beside its buttons that nothing can be saved without a connection, and keeps them', () => {
    const note = 'Nothing can be saved without a connection. What you type is kept here.';
    const live = { kind: 'lost', sinceMs: 0 } as const;
    const text = panelText(cprRecorded(), { live, mayWithdraw: true });
    expect(text).toContain(note);
    expect(text).toContain('They say otherwise');
    expect(panelText(cprRecorded())).not.toContain(note);
  });
});
