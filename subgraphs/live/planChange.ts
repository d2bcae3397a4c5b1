/**
 * What a live message says of a change: the envelope only (position, kind, time, person id), made
 * from the clear parts of an event, so that no data key is needed to tell it (DESIGN.md 6).
 */
import { isPersonStream } from '../../events/ids';

/** The kind of change that each event type is; a type that is not here is told to nobody. */
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
} as const;
type Kind = (typeof kindOf)[keyof typeof kindOf];

export const planChangeKinds = ['OPENED', ...new Set(Object.values(kindOf))] as const;
export type PlanChangeKind = 'OPENED' | Kind;

/** The root value from which the live subgraph answers a subscription's own fields. */
export interface PlanChangeEvent {
  /** Token. */
  readonly position: string;
  readonly kind: PlanChangeKind;
  readonly at: string;
  readonly personId: string;
}

/** Undefined for an event that concerns no person or that nobody is told of. */
export const changeKindOf = (stream: string, type: string): Kind | undefined =>
  isPersonStream(stream) ? (kindOf as Record<string, Kind | undefined>)[type] : undefined;
