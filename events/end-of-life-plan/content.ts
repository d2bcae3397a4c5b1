/**
 * What the entries of an end-of-life plan hold: a zod schema for each, beside the deciders that
 * use them, types inferred (PRSB PEoLC v1.1 outline; CONTENT.md 0(a), 1.2, 8.2).
 * In a revision an absent field is unchanged and a null one is cleared.
 */
import { z } from 'zod';
import { codeOf } from '../coded';
import { dateText, longText, shortText } from '../text';
import {
  anticipatoryMedicinesCodes,
  cprDecisionCodes,
  cprInvolvementCodes,
  preferredPlaceOfDeathCodes,
} from './codes';

/** Most entries in any list of a plan. */
export const listEntriesMax = 50;

/** PRSB "Involvement in CPR decision": one person who took part, or who was told. */
export const involvedPerson = z.strictObject({
  involvement: codeOf(cprInvolvementCodes, 'involvement in CPR decision').optional(),
  name: shortText,
  /** Their relationship to the person, or their professional role: "daughter", "district nurse". */
  relationship: shortText.optional(),
});

/**
 * The finding about the person's capacity for this decision (ReSPECT section 5).
 * `person-involved`: has capacity and took part; `declined`: has capacity and did not wish to
 * discuss it; `lacks`: lacks it under the Mental Capacity Act 2005, and `detail` says who was
 * consulted and how best interests were found.
 */
export const capacityFinding = z.strictObject({
  finding: z.enum(['PERSON_INVOLVED', 'DECLINED_TO_DISCUSS', 'LACKS_CAPACITY'], {
    error: 'must be one of PERSON_INVOLVED, DECLINED_TO_DISCUSS, LACKS_CAPACITY',
  }),
  detail: longText.optional(),
});

export const decidingClinician = z.strictObject({
  name: shortText,
  role: shortText,
  organisation: shortText.optional(),
});

/** A signed paper form that somebody has seen and now transcribes. */
export const paperForm = z.strictObject({
  signatory: shortText,
  signatoryRole: shortText.optional(),
  formDate: dateText,
  originalSeenOn: dateText,
});

/** PRSB "CPR decision", with what CONTENT.md 8.2 asks of a decision record. */
export const cprDecisionContent = z.strictObject({
  decision: codeOf(cprDecisionCodes, 'CPR decision'),
  reason: longText,
  decidedOn: dateText,
  decidedBy: decidingClinician,
  involved: z.array(involvedPerson).max(listEntriesMax),
  capacity: capacityFinding,
  reviewOn: dateText,
  reviewBy: shortText.optional(),
  /** Where the signed form is kept. */
  formKeptAt: shortText.optional(),
  /** Present where this transcribes a paper form; then the form is the source. */
  paper: paperForm.optional(),
});
export type CprDecisionContent = z.output<typeof cprDecisionContent>;

/** One choice of a preferred place of death: the coded type and, where known, which place. */
export const deathPlace = z.strictObject({
  place: codeOf(preferredPlaceOfDeathCodes, 'preferred place of death'),
  name: shortText.optional(),
});

const changed = <Schema extends z.ZodType>(schema: Schema) => schema.nullable().optional();

/** PRSB "Preferred place of death", first and second choice. */
export const preferredPlaceOfDeath = z.strictObject({
  first: changed(deathPlace),
  second: changed(deathPlace),
  saidBy: changed(shortText),
  saidOn: changed(dateText),
});
export type PreferredPlaceOfDeath = z.output<typeof preferredPlaceOfDeath>;

/** Preferred place of care: text, since no coded set exists (CONTENT.md 1.6). */
export const preferredPlaceOfCare = z.strictObject({
  first: changed(shortText),
  second: changed(shortText),
  saidBy: changed(shortText),
  saidOn: changed(dateText),
});
export type PreferredPlaceOfCare = z.output<typeof preferredPlaceOfCare>;

/** ReSPECT section 4 "clinical focus", and what the person would and would not want. */
export const focusOfCare = z.strictObject({
  priority: changed(
    z.enum(['EXTEND_LIFE', 'BALANCE', 'COMFORT'], {
      error: 'must be one of EXTEND_LIFE, BALANCE, COMFORT',
    }),
  ),
  statement: changed(longText),
  wouldWant: changed(z.array(shortText).max(listEntriesMax)),
  wouldNotWant: changed(z.array(shortText).max(listEntriesMax)),
  agreedWith: changed(shortText),
  agreedOn: changed(dateText),
});
export type FocusOfCare = z.output<typeof focusOfCare>;

/** PRSB "Anticipatory medicines/equipment" and where they are kept. */
export const anticipatoryMedicines = z.strictObject({
  supply: changed(codeOf(anticipatoryMedicinesCodes, 'anticipatory medicines')),
  medicines: changed(longText),
  keptAt: changed(shortText),
  checkedOn: changed(dateText),
  checkedBy: changed(shortText),
  firstExpiryOn: changed(dateText),
});
export type AnticipatoryMedicines = z.output<typeof anticipatoryMedicines>;
