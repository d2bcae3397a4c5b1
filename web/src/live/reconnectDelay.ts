/**
 * How long to wait before the next attempt to connect: doubled each time up to a limit, and half of
 * it by chance, so that a thousand pages do not come back in the same second.
 */

const firstDelayMs = 500;
const delayMaxMs = 15_000;

/** `attempt` counts from 0; `chance` is a number from 0 up to 1. */
export function reconnectDelayMs(attempt: number, chance: number): number {
  const fullMs = Math.min(delayMaxMs, firstDelayMs * 2 ** Math.min(attempt, 10));
  return Math.round(fullMs / 2 + (fullMs / 2) * chance);
}
