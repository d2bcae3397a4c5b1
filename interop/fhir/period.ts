/**
 * Choosing among the several names, addresses and numbers that a FHIR resource gives with their
 * periods. A period counts whole days; a missing end is open.
 */
import type { Period } from './patientResource';

export type Standing = 'current' | 'ended' | 'not begun';

/** Where `today` (`YYYY-MM-DD`) stands to the period; no period is current. */
export const standingOf = (period: Period | undefined, today: string): Standing => {
  if (period?.end !== undefined && isBefore(period.end, today)) return 'ended';
  if (period?.start !== undefined && isBefore(today, period.start)) return 'not begun';
  return 'current';
};

interface Entry {
  readonly use?: string | undefined;
  readonly period?: Period | undefined;
}

/**
 * The entries whose `use` is in `uses` (`undefined`: none given), those in force first, then the
 * ended ones, last ended first; among equals in the order of `uses`, then of the file.
 */
export const bestFirst = <Type extends Entry>(
  entries: readonly Type[] | undefined,
  uses: readonly (string | undefined)[],
  today: string,
): readonly Type[] => {
  const ranked = (entries ?? [])
    .filter(({ use }) => uses.includes(use))
    .map((entry) => ({ entry, standing: order[standingOf(entry.period, today)] }));
  return ranked
    .sort(
      (one, other) =>
        one.standing - other.standing ||
        (one.standing === order.ended ? byEnd(one.entry, other.entry) : 0) ||
        uses.indexOf(one.entry.use) - uses.indexOf(other.entry.use),
    )
    .map(({ entry }) => entry);
};

const order: Readonly<Record<Standing, number>> = { current: 0, ended: 1, 'not begun': 2 };

const byEnd = (one: Entry, other: Entry): number => {
  const [left, right] = [one.period?.end ?? '', other.period?.end ?? ''];
  return left === right ? 0 : left < right ? 1 : -1;
};

/** Compares as much of the two dates as both give: a period that ends in 2021 lasts all 2021. */
const isBefore = (earlier: string, later: string): boolean => {
  const known = Math.min(earlier.length, later.length, 'YYYY-MM-DD'.length);
  return earlier.slice(0, known) < later.slice(0, known);
};
