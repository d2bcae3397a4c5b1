/** An access question of one relationship, or none, asked of the policy with nothing else known. */
import { decideAccess as decideFull } from '../../policy/decide';
import { relationships as standing } from '../../policy/request';
import type { Action, Relationship, Role, Section } from '../../policy/request';

export const relationships = [...standing, 'none'] as const;
export interface AccessRequest {
  readonly role: string;
  readonly action: Action;
  readonly section: Section;
  readonly relationship: Relationship | 'none';
  readonly hasDissent: boolean;
  readonly isRestricted: boolean;
  readonly isErasureRequested: boolean;
  readonly isBreakGlass?: boolean;
}
export const decideAccess = ({ relationship, hasDissent, ...others }: AccessRequest) =>
  decideFull({
    assurance: 'HIGH',
    activities: [],
    purpose: 'DIRECT_CARE',
    isFresh: true,
    flags: [],
    relationships: relationship === 'none' ? [] : [relationship],
    isDelegated: false,
    isNamed: false,
    consent: hasDissent ? 'DISSENT' : 'NONE',
    isBreakGlass: false,
    ...others,
  });

export const clinicians: readonly Role[] = [
  'CONSULTANT',
  'GP',
  'SENIOR_NURSE',
  'COMMUNITY_NURSE',
  'PARAMEDIC',
  'URGENT_CARE_CLINICIAN',
];
export const seniors: readonly Role[] = ['CONSULTANT', 'GP', 'SENIOR_NURSE'];
