/**
 * What an access question is made of (SAFETY.md 3): who asks, what for, about which part of whom,
 * under which relationships. Plain values only, so that a question can be written to a record.
 */
export const roles = [
  'CONSULTANT',
  'GP',
  'SENIOR_NURSE',
  'COMMUNITY_NURSE',
  'PARAMEDIC',
  'URGENT_CARE_CLINICIAN',
  'SOCIAL_WORKER',
  'ADMINISTRATOR',
  'PRIVACY_OFFICER',
  'URGENT_CARE_SYSTEM',
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
  ADMINISTRATOR: 'administrator',
  PRIVACY_OFFICER: 'privacy officer',
  URGENT_CARE_SYSTEM: '999/111 system',
  CARER: 'carer',
  PATIENT: 'patient',
};

/**
 * How surely it is known who asks, lowest first. Staff: authentication level AAL1, 2, 3 (CIS2);
 * citizens: identity proofing P0, P5, P9 (NHS login).
 */
export const assurances = ['NONE', 'LOW', 'MEDIUM', 'HIGH'] as const;
export type Assurance = (typeof assurances)[number];

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
  /** Care-team membership and referrals of a person, and who is in a team. */
  'MANAGE_TEAM',
  /** "I look after this person": a relationship that the reader claims; alerts. */
  'CLAIM_RELATIONSHIP',
  /** Whom a person lets see which sections, and until when. */
  'MANAGE_DELEGATIONS',
  /** What is kept from the person's own view for now, and naming somebody for a sealed section. */
  'MANAGE_VISIBILITY',
  'OPEN_INCIDENT',
  'OPEN_IN_EMERGENCY',
  'REVIEW_EMERGENCY_ACCESS',
  /** The list of who looked. */
  'READ_ACCESS_LOG',
  'EXPORT',
] as const;
export type Action = (typeof actions)[number];

/** Sensitivity classes of DESIGN.md 7. */
export const sensitivities = ['S0', 'S1', 'S2', 'S3', 'S4'] as const;
export type Sensitivity = (typeof sensitivities)[number];

/** The sections that a rule can name; their class stands in `sensitivityOf`. */
export const sections = [
  'identity',
  'addressAndTelephone',
  'serviceContacts',
  'personalContacts',
  'cprDecision',
  'plan',
  'history',
  'sharing',
  'accessLog',
  'carePlan',
  'wayIntoHome',
  'thirdPartyInformation',
  'sexualHealth',
  'safeguarding',
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
  sharing: 'S2',
  accessLog: 'S2',
  carePlan: 'S2',
  wayIntoHome: 'S3',
  thirdPartyInformation: 'S3',
  sexualHealth: 'S3',
  safeguarding: 'S4',
};

/** Plan kinds that consent can be given or refused for. */
export const planKinds = ['END_OF_LIFE', 'CRISIS', 'CARE'] as const;
export type PlanKind = (typeof planKinds)[number];

/** How a reader can stand to a person; one that expired or was ended is not among them. */
export const relationships = [
  'self',
  'carer',
  'team',
  'referral',
  'incident',
  'selfClaimed',
  /** Of a privacy officer: their organisation cares for the person, or somebody of it opened or claimed. */
  'oversight',
] as const;
export type Relationship = (typeof relationships)[number];

/** The person's word on sharing this section with this kind of reader. */
export const consents = ['NONE', 'GIVEN', 'DISSENT'] as const;
export type Consent = (typeof consents)[number];

/** What keeps content from the person's own view and that of their carers. */
export const visibilityFlags = ['THIRD_PARTY', 'NOT_YET_DISCUSSED', 'SAFEGUARDING'] as const;
export type VisibilityFlag = (typeof visibilityFlags)[number];

export const purposes = ['DIRECT_CARE', 'URGENT_CARE', 'SAFEGUARDING', 'PATIENT_ACCESS'] as const;
export type Purpose = (typeof purposes)[number];

export interface AccessRequest {
  readonly role: string;
  readonly assurance: Assurance;
  /** Codes of CIS2 activities of the selected role, such as `B0168`; empty for citizens. */
  readonly activities: readonly string[];
  readonly purpose: Purpose;
  /** The sign-in is fresh enough for an act that asks for it (step-up). */
  readonly isFresh: boolean;
  readonly action: Action;
  readonly section: Section;
  /** Flags that the section carries for this person. */
  readonly flags: readonly VisibilityFlag[];
  /** Every relationship that holds now. */
  readonly relationships: readonly Relationship[];
  /** A delegation of the person to this carer that holds now covers the section. */
  readonly isDelegated: boolean;
  /** The reader is named, by name, for this section of this person (S4). */
  readonly isNamed: boolean;
  readonly consent: Consent;
  /** The reader opened the record in an emergency, and the four hours are not over. */
  readonly isBreakGlass: boolean;
  /** The demographics service marks the person restricted. */
  readonly isRestricted: boolean;
  /** Somebody asked for the erasure of the record, and it was not undone. */
  readonly isErasureRequested: boolean;
}

/** What must happen where a decision is acted on. */
export const obligations = [
  /** An access record, durable before the answer leaves. */
  'RECORD',
  /** Urgent care: where the log cannot be written the record may wait in the local spool. */
  'RECORD_MAY_WAIT',
  /** The privacy officer and the lead professional are told. */
  'ALERT',
  /** Shown on one tap only, never in a list or on paper. */
  'REVEAL_ON_TAP',
  /** Said as `NotShared`, the same as nothing recorded (the person and their carers). */
  'NOT_SHARED',
  /** A fresh sign-in would change the answer. */
  'SIGN_IN_AGAIN',
] as const;
export type Obligation = (typeof obligations)[number];

export interface AccessDecision {
  readonly effect: 'permit' | 'deny';
  /** Names of the rules that decided; never empty. */
  readonly rules: readonly string[];
  readonly obligations: readonly Obligation[];
  /** Why, in a sentence for the reader; says nothing about what is recorded. */
  readonly message: string;
  /** The same reader may open it in an emergency. Depends on the reader's right alone. */
  readonly canOpenInEmergency: boolean;
}
