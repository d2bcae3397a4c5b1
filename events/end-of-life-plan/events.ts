/**
 * What can happen to an end-of-life plan, in the language of care. Content is what the author
 * said; who and when stand in the stamp. An event type changes only by upcasting (DESIGN.md 3).
 */
import type { EntryId } from '../ids';
import type {
  AnticipatoryMedicines,
  CprDecisionContent,
  FocusOfCare,
  PreferredPlaceOfCare,
  PreferredPlaceOfDeath,
} from './content';
import type { CommandOf } from './commands';

type Content<Command> = Omit<Command, 'type'>;
type Of<Type extends string, Data extends object> = { readonly type: Type; readonly data: Data };

export type EndOfLifePlanEvent =
  | Of<'EndOfLifePlanStarted', { readonly episode: number }>
  | Of<
      'CprDecisionRecorded',
      CprDecisionContent & {
        readonly decisionId: EntryId;
        /** The decisions that the author was shown and that this one takes the place of. */
        readonly replaces: readonly EntryId[];
        /** True where it is in force at once: "for CPR" over a published "not for". */
        readonly atOnce: boolean;
      }
    >
  | Of<'CprDecisionEndorsed', Content<CommandOf<'EndorseCprDecision'>> & { decisionId: string }>
  | Of<
      'CprDecisionWithdrawn',
      Omit<Content<CommandOf<'WithdrawCprDecision'>>, 'decisionId'> & {
        /** What it ended, published or in draft. */
        readonly ended: readonly EntryId[];
      }
    >
  | Of<
      'CprDecisionQuestioned',
      Content<CommandOf<'QuestionCprDecision'>> & { readonly questionId: EntryId }
    >
  /** By who asked: the question, and with it what they added to it. What others said stays. */
  | Of<'CprQuestionTakenBack', { readonly questionIds: readonly EntryId[] }>
  | Of<'PreferredPlaceOfDeathStated', PreferredPlaceOfDeath>
  | Of<'PreferredPlaceOfCareStated', PreferredPlaceOfCare>
  | Of<'FocusOfCareStated', FocusOfCare>
  | Of<'AnticipatoryMedicinesRecorded', AnticipatoryMedicines>
  | Of<
      'EndOfLifePlanPublished',
      {
        readonly version: number;
        /** `whole`: the draft as signed. `cprDecision`: an at-once act, without other edits. */
        readonly scope: 'whole' | 'cprDecision';
        /** Revision of the draft's last content change, as the signer saw it. */
        readonly draftRevision: number;
      }
    >
  | Of<'PlanChangeSeen', { readonly position: string }>
  | Of<'EndOfLifePlanEnded', Content<CommandOf<'EndEndOfLifePlan'>>>;
export type EndOfLifePlanEventType = EndOfLifePlanEvent['type'];
