/**
 * The commands of the end-of-life plan as they arrive (before parsing: codes are plain texts) and
 * as the decider takes them. One zod schema each; `parseCommand` names the first wrong field.
 */
import { z } from 'zod';
import type { Refused } from '../decider';
import { longText, dateText, refuseInvalid, shortText } from '../text';
import {
  anticipatoryMedicines,
  cprDecisionContent,
  focusOfCare,
  involvedPerson,
  listEntriesMax,
  paperForm,
  preferredPlaceOfCare,
  preferredPlaceOfDeath,
} from './content';

const uuid = z.uuid('must be a UUID');
const revision = z
  .string()
  .regex(/^\d{1,18}$/, 'must be a stream revision, as the plan gives it')
  .transform(BigInt);

const commands = {
  StartEndOfLifePlan: z.strictObject({}),
  RecordCprDecision: cprDecisionContent,
  EndorseCprDecision: z.strictObject({
    decisionId: uuid,
    /** Present where a signed paper form carries the endorsement, not the caller's own sign-in. */
    paper: paperForm.optional(),
  }),
  WithdrawCprDecision: z.strictObject({
    /** The decision that the author saw; a withdrawal ends what stands, also where it changed. */
    decisionId: uuid.optional(),
    reason: longText,
    saidBy: shortText.optional(),
    involved: z.array(involvedPerson).max(listEntriesMax).optional(),
  }),
  QuestionCprDecision: z.strictObject({
    concern: longText,
    saidBy: shortText.optional(),
    /** The question that these words belong to: said first with one tap, in full afterwards. */
    follows: uuid.optional(),
  }),
  TakeBackCprQuestion: z.strictObject({ questionId: uuid }),
  StatePreferredPlaceOfDeath: preferredPlaceOfDeath,
  StatePreferredPlaceOfCare: preferredPlaceOfCare,
  StateFocusOfCare: focusOfCare,
  RecordAnticipatoryMedicines: anticipatoryMedicines,
  PublishEndOfLifePlan: z.strictObject({ draftRevision: revision }),
  /** "I have seen this": `position` is a log position (32 hex digits), not a token. */
  AcknowledgePlanChange: z.strictObject({ position: z.string().regex(/^[0-9a-f]{32}$/) }),
  EndEndOfLifePlan: z.strictObject({
    reason: z.enum(['DIED', 'MOVED_AWAY', 'DECLINED', 'SUPERSEDED'], {
      error: 'must be one of DIED, MOVED_AWAY, DECLINED, SUPERSEDED',
    }),
    detail: longText.optional(),
    endedOn: dateText.optional(),
  }),
} as const;

type Schemas = typeof commands;
export type EndOfLifePlanCommandType = keyof Schemas;
/** An empty content is no content: as a type it would forbid `type` itself. */
type ContentOf<Type extends EndOfLifePlanCommandType> =
  z.output<Schemas[Type]> extends Record<string, never> ? unknown : z.output<Schemas[Type]>;
export type EndOfLifePlanCommand = {
  [Type in EndOfLifePlanCommandType]: { readonly type: Type } & ContentOf<Type>;
}[EndOfLifePlanCommandType];
export type CommandOf<Type extends EndOfLifePlanCommandType> = Extract<
  EndOfLifePlanCommand,
  { type: Type }
>;

/** Parses the content of a command; a refusal names the field and says what is wrong with it. */
export const parseEndOfLifePlanCommand = (
  type: EndOfLifePlanCommandType,
  input: unknown,
): EndOfLifePlanCommand | Refused => {
  const parsed = commands[type].safeParse(input);
  return parsed.success
    ? ({ type, ...parsed.data } as EndOfLifePlanCommand)
    : refuseInvalid(parsed.error);
};
