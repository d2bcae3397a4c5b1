/**
 * Comparing dates of which sometimes only the year or the month is known (DESIGN.md 6). Texts as
 * `partialDateText` gives them.
 */

/** True where `later` is certainly after `earlier`: as far as both are known. */
export const isCertainlyAfter = (later: string, earlier: string): boolean => {
  const known = Math.min(later.length, earlier.length);
  return later.slice(0, known) > earlier.slice(0, known);
};

/** True where `fuller` says the same as `known` and perhaps more: 2024-05 and 2024. */
export const saysTheSameOrMore = (fuller: string, known: string): boolean =>
  fuller === known || fuller.startsWith(`${known}-`);
