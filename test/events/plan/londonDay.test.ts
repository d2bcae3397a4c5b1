/** Days as London counts them: summer time, leap days, and the day a review is overdue (H8). */
import { isOverdue, londonDay } from '../../../events/plan/londonDay';

describe('the day in London', () => {
  it.each([
    ['2026-01-31T23:59:59.999Z', '2026-01-31'],
    ['2026-02-01T00:00:00.000Z', '2026-02-01'],
    ['2026-07-01T22:59:59.999Z', '2026-07-01'],
    ['2026-07-01T23:00:00.000Z', '2026-07-02'],
    ['2026-03-29T00:59:59.999Z', '2026-03-29'],
    ['2026-10-24T23:00:00.000Z', '2026-10-25'],
    ['2026-10-25T23:59:59.999Z', '2026-10-25'],
    ['2028-02-29T12:00:00.000Z', '2028-02-29'],
  ])('of %s is %s', (moment, day) => {
    expect(londonDay(moment)).toBe(day);
  });

  it('of a review that is due counts as overdue from midnight after it', () => {
    expect(isOverdue('2026-07-01', '2026-07-01T22:59:59.999Z')).toBe(false);
    expect(isOverdue('2026-07-01', '2026-07-01T23:00:00.000Z')).toBe(true);
    expect(isOverdue('2028-02-29', '2028-03-01T00:00:00.000Z')).toBe(true);
  });
});
