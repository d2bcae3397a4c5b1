/** How many crashes and cuts are tried: few with every change, many by `npm run test:faults`. */
const isThorough = process.env['CRASH_CASES'] === 'many';

export const crashCases = isThorough
  ? {
      commands: 400,
      cuts: 3_000,
      kills: 120,
      moments: 30,
      killsBeforeCuts: 20,
      timeoutMs: 3_600_000,
    }
  : { commands: 80, cuts: 60, kills: 6, moments: 4, killsBeforeCuts: 1, timeoutMs: 120_000 };
