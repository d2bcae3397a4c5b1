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

const hourMs = 60 * 60 * 1_000;
let lastHour = Number.NaN;
let lastDay = '';

/** `YYYY-MM-DD` in Europe/London of an RFC 3339 moment. */
export const londonDay = (moment: string): string => {
  const at = new Date(moment);
  // London has been whole hours from UTC since 1847, so that a day is one for a whole hour.
  const hour = Math.floor(at.getTime() / hourMs);
  if (hour !== lastHour) {
    lastDay = london.format(at);
    lastHour = hour;
  }
  return lastDay;
};

export const isOverdue = (dueOn: string, moment: string): boolean => londonDay(moment) > dueOn;
