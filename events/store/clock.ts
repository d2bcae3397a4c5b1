/** The one place that reads the clock. Deciders get their time with the command. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();

/** RFC 3339 UTC with milliseconds. */
export const isoNow = (clock: Clock = systemClock): string => clock().toISOString();

/** Milliseconds of a monotonic clock, for measuring how long something took. */
export const monotonicMs = (): number => performance.now();
