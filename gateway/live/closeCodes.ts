/** With which code a live socket closes, and so what its client does next. */
export const closeCodes = {
  /** Not signed in, or not any more. */
  forbidden: 4403,
  tooMany: 4409,
  /** Resume from the last position. */
  tooSlow: 4429,
  goingAway: 1001,
} as const;
