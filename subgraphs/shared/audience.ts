/** Which words on sharing concern a reader and a section: the reader's kind, the section's plan. */
import type { Audience } from '../../events/sharing/sections';
import type { PlanKind, Role, Section } from '../../policy/request';

type ReaderKind = Exclude<Audience, 'EVERYONE'>;

/** By the role alone, so that nobody chooses their own. Absent: a word for everyone only. */
const audiences: Readonly<Partial<Record<Role, ReaderKind>>> = {
  CONSULTANT: 'CARE_TEAM',
  GP: 'CARE_TEAM',
  SENIOR_NURSE: 'CARE_TEAM',
  COMMUNITY_NURSE: 'CARE_TEAM',
  PARAMEDIC: 'URGENT_CARE',
  URGENT_CARE_CLINICIAN: 'URGENT_CARE',
  URGENT_CARE_SYSTEM: 'URGENT_CARE',
  SOCIAL_WORKER: 'SOCIAL_CARE',
  CARER: 'CARERS',
  // Somebody with a record of their own who reads another's does so as a carer.
  PATIENT: 'CARERS',
};

export const audienceOf = (role: string): ReaderKind | undefined => audiences[role as Role];

/** The kind of plan that a section is part of; the others belong to none. */
export const planKindOf: Readonly<Partial<Record<Section, PlanKind>>> = {
  cprDecision: 'END_OF_LIFE',
  plan: 'END_OF_LIFE',
  history: 'END_OF_LIFE',
  carePlan: 'CARE',
};
