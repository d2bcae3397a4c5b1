/** Conflicts and drafts in words. */
import { conflictWords } from '../../../web/src/plan/conflictWords';
import { contactFields } from '../../../web/src/plan/contactFields';
import { sectionLines } from '../../../web/src/plan/sectionWords';
import {
  cprConflicting,
  cprFor,
  cprWithdrawn,
  notRecorded,
  unavailable,
  withheld,
} from '../support/answers';
import { viewAt } from '../support/views';

const linesOf = (cprDecision: object): readonly string[] =>
  sectionLines(viewAt(1, { cprDecision }).cprDecision);

describe('the two values of a conflict', () => {
  it.each([
    [null, 'Nothing (left empty)'],
    ['Comfort first.', 'Comfort first.'],
    ['["Oxygen","Antibiotics"]', 'Oxygen\nAntibiotics'],
    ['[]', 'Nothing (left empty)'],
    ['[not a list', '[not a list'],
  ])('%s are shown as words', (value, words) => {
    expect(conflictWords(value)).toBe(words);
  });

  it.each([
    ['availability', 'IN_HOURS', 'Weekdays, 08:00 to 18:30'],
    ['keyWorker', 'true', 'Yes'],
    ['keyWorker', null, 'No'],
  ])('of the box %s say %s as the box does: %s', (name, value, words) => {
    expect(
      conflictWords(
        value,
        contactFields.find((field) => field.name === name),
      ),
    ).toBe(words);
  });

  it('say a date as the page does', () => {
    const shape = { name: 'agreedOn', label: 'Agreed on', kind: 'date' } as const;
    expect(conflictWords('2026-11-03', shape)).toBe('3 Nov 2026');
  });

  it('name a place by its words, with its own name', () => {
    const place = { code: '108401000000102', display: 'Preferred place of death: hospice' };
    expect(conflictWords(JSON.stringify({ place, name: "St Wilfrid's" }))).toBe(
      "Hospice, St Wilfrid's",
    );
  });
});

describe('a section beside its draft', () => {
  it('says which kind of nothing it holds', () => {
    const lines = [notRecorded(), withheld(), unavailable()].map((answer) => linesOf(answer)[0]);
    expect(new Set(lines).size).toBe(3);
    expect(lines[2]).toContain('Could not be loaded');
  });

  it('says of two that disagree what each says', () => {
    const text = linesOf(cprConflicting()).join(' ');
    expect(text).toContain('Not for attempted CPR.');
    expect(text).toContain(' For attempted CPR.');
  });

  it('says when a decision was withdrawn, which kind it was, and what is in force', () => {
    expect(linesOf(cprWithdrawn())).toEqual([
      'Decision against CPR withdrawn 24 Nov 2026 02:11: Peggy has changed her mind.',
      'No decision against CPR is in force.',
    ]);
    expect(linesOf(cprWithdrawn(1, { ended: [cprFor().decision] }))).toEqual([
      'Decision for CPR withdrawn 24 Nov 2026 02:11: Peggy has changed her mind.',
      'No decision is in force, neither for nor against CPR.',
    ]);
  });
});
