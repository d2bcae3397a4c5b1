/**
 * The rules as rows that a governance lead can read, in the order of SAFETY.md 3: first the rows
 * that deny, then those that permit. A row matches where every column it has matches; a column it
 * does not have matches anything. Deny overrides; nothing matched means deny.
 */
import type { Action, Relationship, Role, Section, Sensitivity } from './request';

export interface Rule {
  readonly name: string;
  readonly effect: 'permit' | 'deny';
  readonly says: string;
  readonly actions: readonly Action[];
  readonly roles?: readonly Role[];
  readonly notRoles?: readonly Role[];
  readonly relationships?: readonly Relationship[];
  readonly notRelationships?: readonly Relationship[];
  readonly sections?: readonly Section[];
  readonly sensitivities?: readonly Sensitivity[];
  readonly hasDissent?: boolean;
  readonly isRestricted?: boolean;
  readonly isErasureRequested?: boolean;
}

const clinicians: readonly Role[] = [
  'CONSULTANT',
  'GP',
  'SENIOR_NURSE',
  'COMMUNITY_NURSE',
  'PARAMEDIC',
  'URGENT_CARE_CLINICIAN',
];
const team: readonly Role[] = [
  'CONSULTANT',
  'GP',
  'SENIOR_NURSE',
  'COMMUNITY_NURSE',
  'SOCIAL_WORKER',
];
const seniorEnough: readonly Role[] = ['CONSULTANT', 'GP', 'SENIOR_NURSE'];

export const rules: readonly Rule[] = [
  {
    // What would harm if it were lost is still taken: a withdrawal, a death, a word on sharing.
    name: 'D0-erasure-requested',
    effect: 'deny',
    says: 'The erasure of this record was requested, so it is restricted: nothing of it is shown to anyone. Something may be recorded, do not read this as none.',
    actions: [
      'READ',
      'READ_DRAFT',
      'CHANGE_DEMOGRAPHICS',
      'WRITE_CONTACTS',
      'WRITE_PLAN',
      'RECORD_CPR_DECISION',
      'ENDORSE_CPR_DECISION',
      'QUESTION_CPR_DECISION',
      'PUBLISH_PLAN',
      'END_PLAN',
      'ACKNOWLEDGE_CHANGE',
      'READ_ACCESS_LOG',
    ],
    isErasureRequested: true,
  },
  {
    name: 'D3-dissent',
    effect: 'deny',
    says: 'The person limits who sees this.',
    actions: ['READ', 'READ_DRAFT'],
    notRelationships: ['self'],
    sensitivities: ['S1', 'S2', 'S3'],
    hasDissent: true,
  },
  {
    name: 'D4-restricted-address',
    effect: 'deny',
    says: 'This person is marked restricted: where they live is not shown to this role.',
    actions: ['READ'],
    notRoles: ['CONSULTANT', 'GP'],
    notRelationships: ['self'],
    sections: ['addressAndTelephone'],
    isRestricted: true,
  },
  {
    name: 'D5-cpr-seniority',
    effect: 'deny',
    says: 'A CPR decision is recorded and endorsed by a consultant, a GP or a senior nurse.',
    actions: ['RECORD_CPR_DECISION', 'ENDORSE_CPR_DECISION'],
    notRoles: seniorEnough,
  },
  {
    name: 'P0-any-clinician',
    effect: 'permit',
    says: 'Any clinician with a reason sees who the person is, that a plan exists, and whom to call.',
    actions: ['SEARCH', 'READ'],
    roles: clinicians,
    sensitivities: ['S0'],
  },
  {
    name: 'P0-social-worker',
    effect: 'permit',
    says: 'A social worker finds the people they care for.',
    actions: ['SEARCH', 'READ'],
    roles: ['SOCIAL_WORKER'],
    sensitivities: ['S0'],
  },
  {
    name: 'P1-urgent-care',
    effect: 'permit',
    says: 'Urgent care with a live incident reads the urgent view.',
    actions: ['READ'],
    roles: ['PARAMEDIC', 'URGENT_CARE_CLINICIAN'],
    relationships: ['incident'],
    sensitivities: ['S0', 'S1'],
  },
  {
    name: 'P2-team',
    effect: 'permit',
    says: 'The team that cares for the person reads and writes the plan.',
    actions: [
      'READ',
      'READ_DRAFT',
      'CHANGE_DEMOGRAPHICS',
      'WRITE_CONTACTS',
      'RECORD_SHARING_DECISION',
      'WRITE_PLAN',
    ],
    roles: team,
    relationships: ['team'],
    sensitivities: ['S0', 'S1', 'S2'],
  },
  {
    name: 'P2-registration',
    effect: 'permit',
    says: 'Whoever begins to care for a person registers them.',
    actions: ['REGISTER_PERSON'],
    roles: team,
  },
  {
    name: 'P2-senior',
    effect: 'permit',
    says: 'A consultant, a GP or a senior nurse decides about CPR, signs and ends plans.',
    actions: [
      'RECORD_CPR_DECISION',
      'ENDORSE_CPR_DECISION',
      'PUBLISH_PLAN',
      'END_PLAN',
      'RECORD_DEATH',
    ],
    roles: seniorEnough,
    relationships: ['team'],
  },
  {
    name: 'P2-withdrawal',
    effect: 'permit',
    says: 'Any clinician who hears a person withdraw a decision may record it.',
    actions: ['WITHDRAW_CPR_DECISION'],
    roles: clinicians,
  },
  {
    name: 'P2-death',
    effect: 'permit',
    says: 'A crew or a community nurse who is with the person records that they died.',
    actions: ['RECORD_DEATH'],
    roles: ['PARAMEDIC', 'COMMUNITY_NURSE'],
  },
  {
    name: 'P2-seen-and-questioned',
    effect: 'permit',
    says: 'Whoever reads a decision may question it, and say that they saw a change.',
    actions: ['QUESTION_CPR_DECISION', 'ACKNOWLEDGE_CHANGE'],
    roles: [...clinicians, 'SOCIAL_WORKER'],
  },
  {
    name: 'P3-self',
    effect: 'permit',
    says: 'A person reads their own record and may question a decision.',
    actions: ['READ', 'QUESTION_CPR_DECISION'],
    roles: ['PATIENT'],
    relationships: ['self'],
    sensitivities: ['S0', 'S1', 'S2'],
  },
  {
    name: 'P3-self-access-log',
    effect: 'permit',
    says: 'A person reads who looked at their record.',
    actions: ['READ_ACCESS_LOG'],
    roles: ['PATIENT'],
    relationships: ['self'],
    sections: ['accessLog'],
  },
  {
    name: 'P6-privacy-officer',
    effect: 'permit',
    says: 'A privacy officer reads who looked at a record.',
    actions: ['READ_ACCESS_LOG'],
    roles: ['PRIVACY_OFFICER'],
    sections: ['accessLog'],
  },
];
