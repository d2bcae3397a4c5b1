/**
 * What an access question is made of (SAFETY.md 3): who asks, what for, about which part of whom,
 * under which relationship. Plain values only, so that a question can be written to a record.
 */
export const roles = [
  'CONSULTANT',
  'GP',
  'SENIOR_NURSE',
  'COMMUNITY_NURSE',
  'PARAMEDIC',
  'URGENT_CARE_CLINICIAN',
  'SOCIAL_WORKER',
  'CARER',
  'PATIENT',
] as const;
export type Role = (typeof roles)[number];

/** The roles in words, as a page shows them. */
export const roleNames: Readonly<Record<Role, string>> = {
  CONSULTANT: 'consultant',
  GP: 'GP',
  SENIOR_NURSE: 'senior nurse',
  COMMUNITY_NURSE: 'community nurse',
  PARAMEDIC: 'paramedic',
  URGENT_CARE_CLINICIAN: 'NHS 111 clinician',
  SOCIAL_WORKER: 'social worker',
  CARER: 'carer',
  PATIENT: 'patient',
};

export const actions = [
  'SEARCH',
  'READ',
  'READ_DRAFT',
  'REGISTER_PERSON',
  'CHANGE_DEMOGRAPHICS',
  'RECORD_DEATH',
  'WRITE_CONTACTS',
  'RECORD_SHARING_DECISION',
  'WRITE_PLAN',
  'RECORD_CPR_DECISION',
  'ENDORSE_CPR_DECISION',
  'WITHDRAW_CPR_DECISION',
  'QUESTION_CPR_DECISION',
  'PUBLISH_PLAN',
  'END_PLAN',
  'ACKNOWLEDGE_CHANGE',
] as const;
export type Action = (typeof actions)[number];

/** Sensitivity classes of DESIGN.md 7. */
export type Sensitivity = 'S0' | 'S1' | 'S2' | 'S3' | 'S4';

/** The sections that a rule can name; their class stands in `sensitivityOf`. */
export const sections = [
  'identity',
  'addressAndTelephone',
  'serviceContacts',
  'personalContacts',
  'cprDecision',
  'plan',
  'history',
] as const;
export type Section = (typeof sections)[number];

export const sensitivityOf: Readonly<Record<Section, Sensitivity>> = {
  identity: 'S0',
  addressAndTelephone: 'S0',
  serviceContacts: 'S0',
  personalContacts: 'S1',
  cprDecision: 'S1',
  plan: 'S1',
  history: 'S2',
};

export const relationships = ['team', 'incident', 'self', 'carer', 'none'] as const;
export type Relationship = (typeof relationships)[number];

export interface AccessRequest {
  readonly role: string;
  readonly action: Action;
  readonly section: Section;
  readonly relationship: Relationship;
  /** The person refused sharing, or withdrew it. */
  readonly hasDissent: boolean;
  /** The demographics service marks the person restricted. */
  readonly isRestricted: boolean;
  /** Somebody asked for the erasure of the record, and it was not undone. */
  readonly isErasureRequested: boolean;
}

export interface AccessDecision {
  readonly effect: 'permit' | 'deny';
  /** Names of the rules that decided; never empty. */
  readonly rules: readonly string[];
  /** Why, in a sentence for the reader; says nothing about what is recorded. */
  readonly message: string;
}
