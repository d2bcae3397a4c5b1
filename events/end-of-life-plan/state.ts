/**
 * The folded state of an end-of-life plan: one draft that editors share, and what was last
 * published, which is all that urgent care sees. Plain JSON, since read models keep it.
 */
import type { Actor } from '../decider';
import type { TrackedFields } from '../plan/fields';
import { noFields } from '../plan/fields';
import type {
  AnticipatoryMedicines,
  CprDecisionContent,
  FocusOfCare,
  PreferredPlaceOfCare,
  PreferredPlaceOfDeath,
} from './content';

/** Who did it and when; `revision` and `position` say where it stands in the stream and the log. */
export interface Done {
  readonly by: Actor;
  readonly at: string;
  readonly revision: number;
  readonly position: string;
}

export interface CprDecision {
  readonly id: string;
  readonly content: CprDecisionContent;
  readonly recorded: Done;
  readonly endorsed?: Done & { readonly paper?: CprDecisionContent['paper'] };
}

export interface CprWithdrawal extends Done {
  readonly reason: string;
  readonly saidBy?: string;
  readonly ended: readonly CprDecision[];
}

/**
 * All decisions that stand. None and no withdrawal: none recorded. More than one: they disagree
 * and none is chosen. A withdrawal shows only where nothing stands.
 */
export interface CprSection {
  readonly decisions: readonly CprDecision[];
  readonly withdrawal?: CprWithdrawal;
  /** The last change of this section, for the check that an author saw the present one. */
  readonly changed?: Done;
}

export interface Section<Content extends object> extends TrackedFields<Content> {
  readonly stated?: Done;
}

export interface PlanContent {
  readonly cpr: CprSection;
  readonly preferredPlaceOfDeath: Section<PreferredPlaceOfDeath>;
  readonly preferredPlaceOfCare: Section<PreferredPlaceOfCare>;
  readonly focusOfCare: Section<FocusOfCare>;
  readonly anticipatoryMedicines: Section<AnticipatoryMedicines>;
}
export type FieldSection = Exclude<keyof PlanContent, 'cpr'>;
export const fieldSections = [
  'preferredPlaceOfDeath',
  'preferredPlaceOfCare',
  'focusOfCare',
  'anticipatoryMedicines',
] as const satisfies readonly FieldSection[];

export interface Publication extends Done {
  readonly version: number;
  readonly scope: 'whole' | 'cprDecision';
}

export interface CprQuestion {
  readonly id: string;
  readonly concern: string;
  readonly saidBy?: string;
  /** The question that these words were added to. */
  readonly follows?: string;
  readonly asked: Done;
  readonly takenBack?: Done;
}

export interface PlanEnd extends Done {
  readonly reason: string;
  readonly detail?: string;
  readonly endedOn?: string;
}

export interface EndOfLifePlanState {
  /** 0: never started. */
  readonly episode: number;
  readonly draft: PlanContent;
  /** Revision of the last change of the draft's content. */
  readonly draftRevision: number;
  readonly published?: PlanContent;
  readonly publication?: Publication;
  readonly version: number;
  readonly ended?: PlanEnd;
  readonly questions: readonly CprQuestion[];
  /** The latest acknowledgement of each person, newest last. */
  readonly seen: readonly (Done & { readonly seenPosition: string })[];
  /** The code of every decision ever recorded here, by its id. */
  readonly knownDecisions: Readonly<Record<string, string>>;
}

export const emptyContent: PlanContent = {
  cpr: { decisions: [] },
  preferredPlaceOfDeath: noFields,
  preferredPlaceOfCare: noFields,
  focusOfCare: noFields,
  anticipatoryMedicines: noFields,
};

export const initialEndOfLifePlan: EndOfLifePlanState = {
  episode: 0,
  draft: emptyContent,
  draftRevision: -1,
  version: 0,
  questions: [],
  seen: [],
  knownDecisions: {},
};

/** Most questions and acknowledgements that the state keeps; the stream keeps them all. */
export const keptMax = 100;
