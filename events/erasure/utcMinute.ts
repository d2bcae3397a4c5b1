/** A moment as an operator reads it, to the minute: `2026-12-24 10:05 UTC`. */
export const utcMinute = (moment: string): string => `${moment.slice(0, 16).replace('T', ' ')} UTC`;
