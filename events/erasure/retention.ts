/**
 * How long a record must be kept before it may be erased: one row a rule, the latest day counts
 * (NHS Records Management Code of Practice 2021, Appendix II; docs/decisions/0009). A deployer
 * with other duties changes the rows.
 */
import type { Refused } from '../decider';
import { refuse } from '../refusal';
import type { ErasureReason } from './reasons';

/** Days as `YYYY-MM-DD`; what a source knows less exactly as `YYYY` or `YYYY-MM`. */
export interface RetentionFacts {
  readonly bornOn?: string | undefined;
  readonly diedOn?: string | undefined;
  /** Day on which a death was recorded; absent while none is. */
  readonly deathRecordedOn?: string | undefined;
  /** Day of the last entry in any stream of the person. */
  readonly lastEntryOn?: string | undefined;
}

export interface RetentionRule {
  readonly name: string;
  readonly says: string;
  /** The last day on which the record must be kept; undefined where the rule does not apply. */
  readonly keepUntil: (facts: RetentionFacts) => string | undefined;
}

/** Later than any day that can be counted. */
const forLife = '9999-12-31';

export const retentionRules: readonly RetentionRule[] = [
  {
    name: 'living-person',
    says: 'The record of a living person is kept for as long as they live.',
    keepUntil: ({ deathRecordedOn }) => (deathRecordedOn === undefined ? forLife : undefined),
  },
  {
    name: 'ten-years-after-death',
    says: 'A GP or mental health record is kept for 10 years after the death.',
    keepUntil: ({ diedOn, deathRecordedOn }) => yearsAfter(10, diedOn ?? deathRecordedOn),
  },
  {
    name: 'eight-years-after-last-entry',
    says: 'An adult health record is kept for 8 years after the last entry.',
    keepUntil: ({ lastEntryOn }) => yearsAfter(8, lastEntryOn),
  },
  {
    name: 'until-26th-birthday',
    says: 'A record of a child is kept until the 26th birthday.',
    keepUntil: ({ bornOn, lastEntryOn }) => {
      const of18 = yearsAfter(18, bornOn);
      const isOfChild = of18 !== undefined && lastEntryOn !== undefined && lastEntryOn < of18;
      return isOfChild ? yearsAfter(26, bornOn) : undefined;
    },
  },
];

/** The rule that keeps the record the longest and is not over on `today`; undefined where all are. */
export const standingRule = (facts: RetentionFacts, today: string): RetentionRule | undefined => {
  const standing = retentionRules.flatMap((rule) => {
    const until = rule.keepUntil(facts);
    return until !== undefined && until >= today ? [{ rule, until }] : [];
  });
  return standing.sort((left, right) => (left.until < right.until ? 1 : -1))[0]?.rule;
};

/**
 * Refuses an erasure within the retention time, unless a written decision overrules it: that is
 * not a right of the person's (UK GDPR art. 17(3)(c)), and `RETENTION_ENDED` is then not true. The
 * message names the rule and no day: a day would tell when the person died.
 */
export const refusalForRetention = (
  asked: { readonly reason: ErasureReason; readonly decisionReference?: string | undefined },
  facts: RetentionFacts,
  today: string,
): Refused | undefined => {
  const rule = standingRule(facts, today);
  if (!rule) return undefined;
  if (asked.reason !== 'RETENTION_ENDED' && asked.decisionReference !== undefined) return undefined;
  return refuse(
    'RETENTION_NOT_ENDED',
    `${rule.says} Before that it takes another reason than RETENTION_ENDED, and the reference of the written decision (--retention-checked REFERENCE).`,
    'reason',
    rule.name,
  );
};

/** Counted from the latest day that a partial date can mean. */
const yearsAfter = (years: number, day: string | undefined): string | undefined => {
  if (day === undefined) return undefined;
  const year = Number(day.slice(0, 4)) + years;
  const month = day.length > 4 ? Number(day.slice(5, 7)) : 12;
  // Day 0 of the next month is the last of this one.
  const date =
    day.length > 7 ? Number(day.slice(8)) : new Date(Date.UTC(year, month, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1, date)).toISOString().slice(0, 10);
};
