/**
 * Moments at which something ends by itself: a delegation, a referral, a claim. Kept in one form
 * (RFC 3339, UTC, milliseconds), so that texts compare as moments do.
 */
import type { Refused } from './decider';
import { refuse } from './refusal';
import { dateTimeText } from './text';

/** RFC 3339 in UTC; given back with milliseconds. */
export const untilText = dateTimeText.transform((written) => new Date(written).toISOString());

/** True from the moment of `until` on; something without an end is never over. */
export const isOver = (until: string | undefined, now: string): boolean =>
  until !== undefined && until <= now;

/** What is still going on at `now`. */
export const notOver = <Entry extends { readonly until?: string | undefined }>(
  entries: readonly Entry[],
  now: string,
): Entry[] => entries.filter(({ until }) => !isOver(until, now));

export const hoursAfter = (moment: string, hours: number): string =>
  new Date(Date.parse(moment) + hours * 3_600_000).toISOString();

/** Refuses an end that has passed, or that is later than `hoursMax` from now. */
export const refuseEnd = (
  until: string | undefined,
  now: string,
  hoursMax?: number,
): Refused | undefined => {
  if (until === undefined) return undefined;
  if (isOver(until, now)) return refuse('INVALID', 'until has passed already.', 'until');
  return hoursMax !== undefined && until > hoursAfter(now, hoursMax)
    ? refuse('INVALID', `until is more than ${String(hoursMax)} hours from now.`, 'until')
    : undefined;
};
