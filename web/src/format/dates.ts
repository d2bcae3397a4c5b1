/**
 * Dates and times in the words of the pages: `3 Nov 2026`, `02:14`, `02:14:07`, always counted in
 * Europe/London whatever the device is set to. Seconds only where freshness is the point.
 */

const monthNames = [
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'May',
  'Jun',
  'Jul',
  'Aug',
  'Sep',
  'Oct',
  'Nov',
  'Dec',
];
const dayMs = 86_400_000;

const londonParts = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** `YYYY-MM-DD`, and also `YYYY-MM` or `YYYY` where no more is known, as `3 Nov 2026`. */
export function formatDate(date: string): string {
  const [year = '', month, day] = date.split('-');
  const words = [
    ...(day === undefined ? [] : [String(Number(day))]),
    ...(month === undefined ? [] : [monthNames[Number(month) - 1] ?? month]),
    year,
  ];
  return words.join(' ');
}

/** The day of an instant (RFC 3339), as `YYYY-MM-DD` in Europe/London. */
export function londonDay(instant: string | number): string {
  const parts = partsOf(instant);
  return `${parts.year}-${parts.month}-${parts.day}`;
}

/** `02:14` */
export function formatTime(instant: string | number): string {
  const parts = partsOf(instant);
  return `${parts.hour}:${parts.minute}`;
}

/** `02:14:07` */
export function formatSeconds(instant: string | number): string {
  return `${formatTime(instant)}:${partsOf(instant).second}`;
}

/** `3 Nov 2026 10:42` */
export function formatDayAndTime(instant: string | number): string {
  return `${formatDate(londonDay(instant))} ${formatTime(instant)}`;
}

/** The time alone where `instant` is on the day of `now`, with the day before it elsewhere. */
export function formatRecent(instant: string | number, now: string | number): string {
  return londonDay(instant) === londonDay(now) ? formatTime(instant) : formatDayAndTime(instant);
}

/** How long ago a date was, in words, counted on the day of `now`: `3 weeks ago`. */
export function ageInWords(date: string, now: string | number): string {
  const today = londonDay(now);
  const days = Math.round((Date.parse(today) - Date.parse(date)) / dayMs);
  const months = wholeMonths(date, today);
  if (days < 0) return 'in the future';
  if (days === 0) return 'today';
  if (days === 1) return 'yesterday';
  if (days < 14) return `${days} days ago`;
  if (months < 2) return `${Math.floor(days / 7)} weeks ago`;
  if (months < 24) return `${months} months ago`;
  return `${Math.floor(months / 12)} years ago`;
}

function wholeMonths(from: string, to: string): number {
  const [fromYear = 0, fromMonth = 0, fromDay = 0] = from.split('-').map(Number);
  const [toYear = 0, toMonth = 0, toDay = 0] = to.split('-').map(Number);
  return (toYear - fromYear) * 12 + toMonth - fromMonth - (toDay < fromDay ? 1 : 0);
}

interface LondonParts {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly hour: string;
  readonly minute: string;
  readonly second: string;
}

function partsOf(instant: string | number): LondonParts {
  const parts = londonParts.formatToParts(new Date(instant));
  const valueOf = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((part) => part.type === type)?.value ?? '';
  return {
    year: valueOf('year'),
    month: valueOf('month'),
    day: valueOf('day'),
    hour: valueOf('hour'),
    minute: valueOf('minute'),
    second: valueOf('second'),
  };
}
