/**
 * The sections of the plan beside the resuscitation decision, and the contacts, as the graph
 * answers them. Each is read on its own: one that cannot be read leaves the others standing.
 */
import * as z from 'zod/mini';
import {
  answerOf,
  author,
  coded,
  date,
  instant,
  notRecorded,
  notShared,
  reading,
  stated,
  unavailable,
  withheld,
} from './answers';
import { cprDecision, planEnd } from './decision';

const text = z.nullable(z.string());
const absent = [notRecorded, notShared, withheld, unavailable] as const;

const deathPlace = z.object({ place: coded, name: text });
export type DeathPlace = z.output<typeof deathPlace>;

export const preferredPlaceOfDeath = answerOf([
  z.object({
    __typename: z.literal('PreferredPlaceOfDeath'),
    first: z.nullable(deathPlace),
    second: z.nullable(deathPlace),
    saidBy: text,
    saidOn: z.nullable(date),
    stated,
  }),
  ...absent,
]);
export type PreferredPlaceOfDeath = z.output<typeof preferredPlaceOfDeath>;

export const preferredPlaceOfCare = answerOf([
  z.object({
    __typename: z.literal('PreferredPlaceOfCare'),
    first: text,
    second: text,
    saidBy: text,
    saidOn: z.nullable(date),
    stated,
  }),
  ...absent,
]);
export type PreferredPlaceOfCare = z.output<typeof preferredPlaceOfCare>;

export const focusOfCare = answerOf([
  z.object({
    __typename: z.literal('FocusOfCare'),
    priority: z.nullable(z.enum(['EXTEND_LIFE', 'BALANCE', 'COMFORT'])),
    statement: text,
    wouldWant: z.array(z.string()),
    wouldNotWant: z.array(z.string()),
    agreedWith: text,
    agreedOn: z.nullable(date),
    stated,
  }),
  ...absent,
]);
export type FocusOfCare = z.output<typeof focusOfCare>;

export const anticipatoryMedicines = answerOf([
  z.object({
    __typename: z.literal('AnticipatoryMedicines'),
    supply: z.nullable(coded),
    medicines: text,
    keptAt: text,
    checkedOn: z.nullable(date),
    checkedBy: text,
    firstExpiryOn: z.nullable(date),
    stated,
  }),
  ...absent,
]);
export type AnticipatoryMedicines = z.output<typeof anticipatoryMedicines>;

const contact = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['PROFESSIONAL', 'PERSONAL']),
  relationship: text,
  organisation: text,
  telephone: z.string(),
  availability: z.enum(['IN_HOURS', 'OUT_OF_HOURS', 'ANY_HOUR']),
  purpose: text,
  keyWorker: z.boolean(),
  isAttorney: z.boolean(),
  answersNow: z.boolean(),
});
export type Contact = z.output<typeof contact>;

export const contacts = answerOf([
  z.object({
    __typename: z.literal('Contacts'),
    contacts: z.array(contact),
    revision: z.string(),
    reading,
  }),
  ...absent,
]);
export type ContactsAnswer = z.output<typeof contacts>;

/** The five sections, as they stand in the published plan and in its draft alike. */
export const planSections = {
  cprDecision,
  preferredPlaceOfDeath,
  preferredPlaceOfCare,
  focusOfCare,
  anticipatoryMedicines,
};

const planVersion = z.object({
  number: z.number(),
  publishedAt: instant,
  publishedBy: author,
  wholePlan: z.boolean(),
});

const { cprDecision: _decision, ...otherSections } = planSections;

/** The plan as urgent care reads it; the decision itself is read beside it, on the person. */
export const urgentPlan = z.object({
  __typename: z.literal('EndOfLifePlan'),
  lifecycle: z.enum(['DRAFT', 'PUBLISHED', 'ENDED']),
  version: z.nullable(planVersion),
  ended: z.nullable(planEnd),
  revision: z.string(),
  /** `DRAFT`, `HISTORY`: what else of the plan this reader may open. */
  readerMayOpen: z.array(z.string()),
  reading,
  ...otherSections,
});
export type UrgentPlan = z.output<typeof urgentPlan>;
