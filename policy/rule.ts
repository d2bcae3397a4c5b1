/**
 * One row of the table of rules. A row matches where every column it has matches; a column it does
 * not have matches anything. No row that denies looks at a relationship, a delegation or a naming
 * that is there, so that to lose one can never open anything.
 */
import type {
  Action,
  Assurance,
  Consent,
  Obligation,
  Relationship,
  Role,
  Section,
  Sensitivity,
  VisibilityFlag,
} from './request';

/** What is so or not so in a question; a row may ask for either. */
export const switches = [
  'isFresh',
  'isDelegated',
  'isNamed',
  'isBreakGlass',
  'isRestricted',
  'isErasureRequested',
] as const;
export type Switch = (typeof switches)[number];

export interface Rule extends Readonly<Partial<Record<Switch, boolean>>> {
  readonly name: string;
  readonly effect: 'permit' | 'deny';
  /** Who asks. */
  readonly roles?: readonly Role[];
  readonly notRoles?: readonly Role[];
  readonly assuranceBelow?: Assurance;
  /** One of these CIS2 activities. */
  readonly activities?: readonly string[];
  /** One of these relationships. */
  readonly relationships?: readonly Relationship[];
  /** For what, about which part. */
  readonly actions?: readonly Action[];
  readonly sections?: readonly Section[];
  readonly notSections?: readonly Section[];
  readonly sensitivities?: readonly Sensitivity[];
  /** One of these flags. */
  readonly flags?: readonly VisibilityFlag[];
  readonly consents?: readonly Consent[];
  /** Beside the access record, which every decision obliges to. */
  readonly obliges?: readonly Obligation[];
  /** A sentence for the reader; says nothing about what is recorded. */
  readonly says: string;
}
