/** How much is tried: little with every change, much by `npm run test:faults`. */
const isThorough = process.env['CRASH_CASES'] === 'many';

export const faultCases = isThorough
  ? {
      commands: 100_000,
      plans: 1_000,
      falls: 300,
      eventsBetweenFalls: 40,
      awayMs: 12_000,
      timeoutMs: 3_600_000,
    }
  : {
      commands: 1_000,
      plans: 40,
      falls: 6,
      eventsBetweenFalls: 20,
      awayMs: 1_500,
      timeoutMs: 120_000,
    };
