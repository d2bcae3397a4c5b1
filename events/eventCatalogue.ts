/**
 * Every event type there is, by name: its category and what it says. The compiler holds the list to
 * the deciders' own types; golden files and docs/events.md are held to it by tests. Event types are
 * a public contract: one is never renamed or removed.
 */
import type { AccessLogEventType } from './access-log/events';
import type { AuditYearEventType } from './audit-year/events';
import type { EndOfLifePlanEventType } from './end-of-life-plan/events';
import type { EmergencyEventType } from './emergency/events';
import type { ErasureEventType } from './erasure/events';
import type { Category } from './ids';
import type { IncidentEventType } from './incident/events';
import type { NhsNumberEvent } from './nhs-number/nhsNumberDecider';
import type { PersonEventType } from './person/events';
import type { ProfileEventType } from './profile/events';
import type { RelationshipEventType } from './relationship/events';
import type { SessionEventType } from './session/events';
import type { SharingEventType } from './sharing/events';
import type { TeamEventType } from './team/events';

export interface CataloguedEvent {
  readonly category: Category;
  /** What happened, in one sentence. */
  readonly says: string;
}

export type EventType =
  | AccessLogEventType
  | AuditYearEventType
  | EmergencyEventType
  | EndOfLifePlanEventType
  | ErasureEventType
  | IncidentEventType
  | NhsNumberEvent['type']
  | PersonEventType
  | ProfileEventType
  | RelationshipEventType
  | SessionEventType
  | SharingEventType
  | TeamEventType;

const of = (category: Category, says: string): CataloguedEvent => ({ category, says });

export const eventCatalogue: Readonly<Record<EventType, CataloguedEvent>> = {
  PersonRegistered: of('person', 'A person is known here, with these details.'),
  DemographicsChanged: of('person', 'Details of a person changed; only those that did.'),
  PersonDied: of('person', 'The person died, or what was recorded of it is corrected.'),
  ContactRecorded: of('profile', 'Somebody to call, with their number and when they answer.'),
  ContactRevised: of('profile', 'A contact changed; only the fields that did, null clears one.'),
  ContactRemoved: of('profile', 'A contact is not to be called any more.'),
  SharingConsentGiven: of('sharing', 'The person agreed to sharing.'),
  SharingConsentRefused: of('sharing', 'The person refused sharing when asked.'),
  SharingConsentWithdrawn: of('sharing', 'The person took their agreement to sharing back.'),
  AccessDelegated: of('sharing', 'The person lets a carer see these sections, until a day.'),
  DelegationRevoked: of('sharing', 'A carer may not see them any more; other carers still may.'),
  SectionKeptFromPerson: of('sharing', 'A section is not shown to the person and their carers.'),
  SectionShownToPerson: of('sharing', 'A section that was kept from the person is shown to them.'),
  CareTeamJoined: of('relationship', 'A team cares for the person; who answers for it.'),
  CareTeamLeft: of('relationship', 'A team cares for the person no more.'),
  ReferralMade: of('relationship', 'The person was referred to an organisation.'),
  ReferralEnded: of('relationship', 'A referral ended.'),
  RelationshipClaimed: of('relationship', 'Somebody says that they care for the person: alerts.'),
  RelationshipClaimEnded: of('relationship', 'Who claimed to care for the person says: no more.'),
  NamedForSealed: of('relationship', 'Somebody was named, by name, for a sealed section.'),
  NamingEnded: of('relationship', 'Somebody is not named for a sealed section any more.'),
  TeamFormed: of('team', 'A team of an organisation, or the organisation as a whole.'),
  TeamMemberJoined: of('team', 'Somebody belongs to the team.'),
  TeamMemberLeft: of('team', 'Somebody belongs to the team no more.'),
  ErasureRequested: of('erasure', 'A record is to be erased; from here on nothing of it is read.'),
  ErasureUndone: of('erasure', 'The record is not to be erased after all.'),
  PersonErased: of('erasure', 'The record was erased: its key is destroyed.'),
  NhsNumberReserved: of('nhsNumber', 'An NHS number belongs to this person.'),
  NhsNumberReleased: of('nhsNumber', 'An NHS number, found to be wrong, is let go.'),
  SessionStarted: of('session', 'Somebody signed in; name and organisation are the author.'),
  SessionAuthenticatedAgain: of('session', 'They proved once more who they are.'),
  SessionEnded: of('session', 'They signed out, signed in anew, or the session was revoked.'),
  ProviderSignedOut: of('session', 'A provider signed somebody out: their sessions are over.'),
  EndOfLifePlanStarted: of('endOfLifePlan', 'A plan, or its next episode, begins.'),
  CprDecisionRecorded: of('endOfLifePlan', 'A decision about CPR, for or against, with its facts.'),
  CprDecisionEndorsed: of('endOfLifePlan', 'A decision was endorsed, in person or on paper.'),
  CprDecisionWithdrawn: of('endOfLifePlan', 'Decisions about CPR were withdrawn, at once.'),
  CprDecisionQuestioned: of('endOfLifePlan', 'Somebody says otherwise; it changes no decision.'),
  CprQuestionTakenBack: of('endOfLifePlan', 'A question was taken back by who asked it.'),
  PreferredPlaceOfDeathStated: of('endOfLifePlan', 'Where the person wishes to die.'),
  PreferredPlaceOfCareStated: of('endOfLifePlan', 'Where the person wishes to be cared for.'),
  FocusOfCareStated: of('endOfLifePlan', 'What care should aim for, and what they would want.'),
  AnticipatoryMedicinesRecorded: of('endOfLifePlan', 'Just-in-case medicines and where they are.'),
  EndOfLifePlanPublished: of('endOfLifePlan', 'A version was signed off and made visible.'),
  PlanChangeSeen: of('endOfLifePlan', 'A reader said that they saw a change.'),
  IncidentOpened: of('incident', 'A case of 999 or 111 opens a record to its crew for some hours.'),
  IncidentClosed: of('incident', 'The case is closed.'),
  IncidentAttached: of('emergency', 'The crew of an incident may read the record until then.'),
  IncidentEnded: of('emergency', 'The crew of an incident may no longer read the record.'),
  EmergencyAccessOpened: of('emergency', 'Somebody opened the record in an emergency, and why.'),
  EmergencyAccessReviewed: of(
    'emergency',
    'Whether that was justified, as a privacy officer finds.',
  ),
  AlertRaised: of('emergency', 'Somebody claimed that they look after the person.'),
  AlertAcknowledged: of('emergency', 'A privacy officer, or who leads the care, saw an alert.'),
  AccessRecorded: of('accessLog', 'Somebody asked for parts of records, and what was decided.'),
  AuditYearForgotten: of('auditYear', 'The audit key of a year is destroyed: its time was over.'),
  EndOfLifePlanEnded: of('endOfLifePlan', 'The plan ended: died, moved, declined or superseded.'),
};
export const eventTypes = Object.keys(eventCatalogue) as EventType[];
