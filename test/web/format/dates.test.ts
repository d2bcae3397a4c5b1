/** Dates and times as the pages show them. */
import {
  ageInWords,
  formatDate,
  formatDayAndTime,
  formatRecent,
  formatSeconds,
  formatTime,
  londonDay,
} from '../../../web/src/format/dates';

describe('dates and times on the pages', () => {
  it.each([
    ['2026-11-03', '3 Nov 2026'],
    ['2026-09-30', '30 Sep 2026'],
    ['1941-03', 'Mar 1941'],
    ['1941', '1941'],
  ])('show %s as %s', (date, words) => {
    expect(formatDate(date)).toBe(words);
  });

  it('are counted in London, in summer an hour after UTC', () => {
    expect(formatTime('2026-11-24T02:11:00Z')).toBe('02:11');
    expect(formatTime('2026-07-24T02:11:00Z')).toBe('03:11');
    expect(londonDay('2026-07-24T23:30:00Z')).toBe('2026-07-25');
    expect(formatDayAndTime('2026-10-25T00:30:00Z')).toBe('25 Oct 2026 01:30');
  });

  it('show midnight as 00:00 and seconds where they are asked for', () => {
    expect(formatTime('2026-11-24T00:00:00Z')).toBe('00:00');
    expect(formatSeconds('2026-11-24T02:14:07.900Z')).toBe('02:14:07');
  });

  it('leave the day out of a time of today only', () => {
    const now = '2026-11-24T08:00:00Z';
    expect(formatRecent('2026-11-24T02:11:00Z', now)).toBe('02:11');
    expect(formatRecent('2026-11-23T23:59:00Z', now)).toBe('23 Nov 2026 23:59');
  });

  it.each([
    ['2026-11-24', 'today'],
    ['2026-11-23', 'yesterday'],
    ['2026-11-12', '12 days ago'],
    ['2026-11-03', '3 weeks ago'],
    ['2026-05-24', '6 months ago'],
    ['2021-11-24', '5 years ago'],
    ['2026-11-25', 'in the future'],
  ])('say that %s was %s', (date, words) => {
    expect(ageInWords(date, '2026-11-24T00:10:00Z')).toBe(words);
  });
});
