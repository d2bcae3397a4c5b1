/**
 * What a resuscitation section says: one of four things, chosen from all that stands and never
 * "the latest by date". "None" is a claim about this fold only: whether a reader may be told so is
 * for the strong read to decide (DESIGN.md 3).
 */
import { forCpr, notForCpr } from './codes';
import type { CprDecision, CprSection, CprWithdrawal } from './state';

export type CprStatus =
  | { readonly kind: 'recorded'; readonly decision: CprDecision; readonly isFor: boolean }
  | {
      readonly kind: 'withdrawn';
      readonly withdrawal: CprWithdrawal;
      readonly wasAgainst: boolean;
    }
  | { readonly kind: 'conflicting'; readonly decisions: readonly CprDecision[] }
  | { readonly kind: 'none' };

export const cprStatusOf = (cpr: CprSection): CprStatus => {
  const [decision, ...others] = cpr.decisions;
  if (decision && others.length > 0) return { kind: 'conflicting', decisions: cpr.decisions };
  if (decision) {
    return { kind: 'recorded', decision, isFor: decision.content.decision.code === forCpr };
  }
  if (!cpr.withdrawal) return { kind: 'none' };
  const wasAgainst = cpr.withdrawal.ended.some(
    ({ content }) => content.decision.code === notForCpr,
  );
  return { kind: 'withdrawn', withdrawal: cpr.withdrawal, wasAgainst };
};
