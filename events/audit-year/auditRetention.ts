/**
 * How long the records of who looked are kept: as the health record that they speak of (NHS Records
 * Management Code of Practice 2021, Appendix II; docs/decisions/0013). A deployer who keeps some of
 * those longer keeps these longer.
 */
import type { Refused } from '../decider';
import { refuse } from '../refusal';

export const auditRetention = {
  /** Whole years after the year itself in which its records are kept. */
  afterYears: 8,
} as const;

/** `today` is a day, `YYYY-MM-DD`. */
export const refusalForAuditYear = (year: string, today: string): Refused | undefined => {
  const lastYear = Number(year) + auditRetention.afterYears;
  return Number(today.slice(0, 4)) > lastYear
    ? undefined
    : refuse(
        'RETENTION_NOT_ENDED',
        `The access records of ${year} are kept until the end of ${String(lastYear)}.`,
        'year',
      );
};
