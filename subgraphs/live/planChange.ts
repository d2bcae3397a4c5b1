/**
 * What a live message says of a change: the envelope only (position, kind, time, person id), made
 * from the clear parts of an event, so that no data key is needed to tell it (DESIGN.md 6).
 */
import type { AccessLogEventType } from '../../events/access-log/events';
import type { AuditYearEventType } from '../../events/audit-year/events';
import type { EventType } from '../../events/eventCatalogue';
import { isPersonStream } from '../../events/ids';
import type { IncidentEventType } from '../../events/incident/events';
import type { NhsNumberEvent } from '../../events/nhs-number/nhsNumberDecider';
import type { SessionEventType } from '../../events/session/events';
import type { TeamEventType } from '../../events/team/events';

/** The kind of change that each event type of a person's streams is. */
const kindOf = {
  EndOfLifePlanStarted: 'DRAFT_CHANGED',
  CprDecisionRecorded: 'DRAFT_CHANGED',
  CprDecisionEndorsed: 'CPR_DECISION_ENDORSED',
  CprDecisionWithdrawn: 'CPR_DECISION_WITHDRAWN',
  CprDecisionQuestioned: 'CPR_DECISION_QUESTIONED',
  CprQuestionTakenBack: 'CPR_QUESTION_TAKEN_BACK',
  PreferredPlaceOfDeathStated: 'DRAFT_CHANGED',
  PreferredPlaceOfCareStated: 'DRAFT_CHANGED',
  FocusOfCareStated: 'DRAFT_CHANGED',
  AnticipatoryMedicinesRecorded: 'DRAFT_CHANGED',
  EndOfLifePlanPublished: 'PUBLISHED',
  PlanChangeSeen: 'SEEN',
  EndOfLifePlanEnded: 'ENDED',
  ContactRecorded: 'CONTACTS_CHANGED',
  ContactRevised: 'CONTACTS_CHANGED',
  ContactRemoved: 'CONTACTS_CHANGED',
  PersonRegistered: 'DEMOGRAPHICS_CHANGED',
  DemographicsChanged: 'DEMOGRAPHICS_CHANGED',
  PersonDied: 'DIED',
  SharingConsentGiven: 'SHARING_CHANGED',
  SharingConsentRefused: 'SHARING_CHANGED',
  SharingConsentWithdrawn: 'SHARING_CHANGED',
  AccessDelegated: 'SHARING_CHANGED',
  DelegationRevoked: 'SHARING_CHANGED',
  SectionKeptFromPerson: 'SHARING_CHANGED',
  SectionShownToPerson: 'SHARING_CHANGED',
  CareTeamJoined: 'CARE_TEAM_CHANGED',
  CareTeamLeft: 'CARE_TEAM_CHANGED',
  ReferralMade: 'CARE_TEAM_CHANGED',
  ReferralEnded: 'CARE_TEAM_CHANGED',
  RelationshipClaimed: 'CARE_TEAM_CHANGED',
  RelationshipClaimEnded: 'CARE_TEAM_CHANGED',
  NamedForSealed: 'CARE_TEAM_CHANGED',
  NamingEnded: 'CARE_TEAM_CHANGED',
  ErasureRequested: 'RESTRICTED',
  ErasureUndone: 'RESTRICTION_LIFTED',
  PersonErased: 'ERASED',
  IncidentAttached: 'ACCESS_CHANGED',
  IncidentEnded: 'ACCESS_CHANGED',
  EmergencyAccessOpened: 'ACCESS_CHANGED',
  EmergencyAccessReviewed: 'ACCESS_CHANGED',
  AlertRaised: 'ACCESS_CHANGED',
  AlertAcknowledged: 'ACCESS_CHANGED',
} as const satisfies Record<
  Exclude<
    EventType,
    | AccessLogEventType
    | AuditYearEventType
    | IncidentEventType
    | NhsNumberEvent['type']
    | SessionEventType
    | TeamEventType
  >,
  string
>;
type Kind = (typeof kindOf)[keyof typeof kindOf] | 'UNREADABLE';

/** `UNREADABLE`: something is there that this version cannot read, or that is damaged: read again. */
export const planChangeKinds = ['OPENED', ...new Set(Object.values(kindOf)), 'UNREADABLE'] as const;
export type PlanChangeKind = 'OPENED' | Kind;

/** The root value from which the live subgraph answers a subscription's own fields. */
export interface PlanChangeEvent {
  /** Token. */
  readonly position: string;
  readonly kind: PlanChangeKind;
  readonly at: string;
  readonly personId: string;
}

/** Undefined for an event that concerns no person. */
export const changeKindOf = (stream: string, type: string): Kind | undefined =>
  isPersonStream(stream)
    ? ((kindOf as Record<string, Kind | undefined>)[type] ?? 'UNREADABLE')
    : undefined;
