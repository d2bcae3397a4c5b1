/**
 * Reads a date as people type it, day first: `14 3 1941`, `14/03/1941`, `14 Mar 1941`, and
 * `1941-03-14` as a machine writes it. A text that is not a day that exists is no date at all:
 * nothing is guessed.
 */

const monthNames = [
  ...['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
];

/** The date as `YYYY-MM-DD`; undefined where the text is not one. */
export function parseTypedDate(typed: string): string | undefined {
  const text = typed.trim().toLowerCase();
  const machine = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (machine) return realDate(machine[1], machine[2], machine[3]);
  const spoken = /^(\d{1,2})[\s./-]+(\d{1,2}|[a-z]{3,9})[\s./-]+(\d{4})$/.exec(text);
  return spoken ? realDate(spoken[3], monthNumber(spoken[2]), spoken[1]) : undefined;
}

function monthNumber(month = ''): string {
  if (/^\d+$/.test(month)) return month;
  return String(monthNames.indexOf(month.slice(0, 3)) + 1);
}

function realDate(year = '', month = '', day = ''): string | undefined {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const at = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date) ? date : undefined;
}
