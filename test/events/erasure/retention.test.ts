/** How long a record must be kept, rule by rule, on the day before and the day after. */
import { refusalForRetention, standingRule } from '../../../events/erasure/retention';
import type { RetentionFacts } from '../../../events/erasure/retention';

const died = (diedOn: string | undefined, more: RetentionFacts = {}): RetentionFacts => ({
  bornOn: '1938-04-09',
  diedOn,
  deathRecordedOn: '2015-06-02',
  lastEntryOn: '2015-06-02',
  ...more,
});
const ruleOn = (day: string, facts: RetentionFacts) => standingRule(facts, day)?.name;

describe('a record', () => {
  it('of a living person is kept for as long as they live', () => {
    const living = { bornOn: '1938-04-09', lastEntryOn: '1999-01-01' };
    expect(ruleOn('2026-03-02', living)).toBe('living-person');
    expect(ruleOn('2126-03-02', living)).toBe('living-person');
    expect(ruleOn('2026-03-02', {})).toBe('living-person');
  });

  it.each([
    ['2015-05-31', '2025-05-31', '2025-06-01'],
    ['2016-02-29', '2026-03-01', '2026-03-02'],
    ['2015-05', '2025-05-31', '2025-06-01'],
    ['2016-02', '2026-02-28', '2026-03-01'],
    ['2015', '2025-12-31', '2026-01-01'],
  ])('of somebody who died on %s is kept up to %s, and not on %s', (diedOn, last, after) => {
    expect(ruleOn(last, died(diedOn))).toBe('ten-years-after-death');
    expect(ruleOn(after, died(diedOn))).toBeUndefined();
  });

  it('whose day of death is not known is counted from the day it was recorded', () => {
    expect(ruleOn('2025-06-02', died(undefined))).toBe('ten-years-after-death');
    expect(ruleOn('2025-06-03', died(undefined))).toBeUndefined();
  });

  it('that was written in long after the death is kept for eight years after that', () => {
    const facts = died('2010-01-01', { lastEntryOn: '2018-07-01' });
    expect(ruleOn('2026-07-01', facts)).toBe('eight-years-after-last-entry');
    expect(ruleOn('2026-07-02', facts)).toBeUndefined();
  });

  it('of a child is kept until the 26th birthday, of somebody grown up not', () => {
    const child = { bornOn: '2004-05-06', diedOn: '2014-01-01', deathRecordedOn: '2014-01-02' };
    const of = (lastEntryOn: string) => ({ ...child, lastEntryOn });
    expect(ruleOn('2030-05-06', of('2014-01-02'))).toBe('until-26th-birthday');
    expect(ruleOn('2030-05-07', of('2014-01-02'))).toBeUndefined();
    expect(ruleOn('2030-05-06', { ...of('2014-01-02'), bornOn: '1990-05-06' })).toBeUndefined();
  });
});

describe('an erasure within that time', () => {
  const asked = (reason: 'WRONG_PERSON' | 'RETENTION_ENDED', decisionReference?: string) =>
    refusalForRetention({ reason, decisionReference }, died('2024-01-09'), '2026-03-02');

  it('is refused by the name of the rule, and tells no day that follows from the death', () => {
    const refused = asked('WRONG_PERSON');
    expect(refused).toMatchObject({ code: 'RETENTION_NOT_ENDED', rule: 'ten-years-after-death' });
    expect(refused?.message).not.toMatch(/20[23]\d/);
  });

  it('goes on only by a written decision, for another reason than that the time is over', () => {
    expect(asked('WRONG_PERSON', 'IG-2026-014')).toBeUndefined();
    expect(asked('RETENTION_ENDED', 'IG-2026-014')).toMatchObject({ field: 'reason' });
    expect(
      refusalForRetention({ reason: 'RETENTION_ENDED' }, died('2014-01-09'), '2026-03-02'),
    ).toBeUndefined();
  });
});
