/**
 * Days as people in England count them: a moment's calendar day in Europe/London. A review that is
 * due on a day is overdue from 00:00 of the day after (DESIGN.md 6).
 */
const london = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** `YYYY-MM-DD` in Europe/London of an RFC 3339 moment. */
export const londonDay = (moment: string): string => london.format(new Date(moment));

export const isOverdue = (dueOn: string, moment: string): boolean => londonDay(moment) > dueOn;
