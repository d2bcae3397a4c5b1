/**
 * The command of the sharing decision as it arrives and as the decider takes it (PRSB "Legal
 * information", consent for information sharing): given, refused or withdrawn, by whom and why.
 */
import { z } from 'zod';
import type { Refused } from '../decider';
import { dateText, longText, refuseInvalid } from '../text';

const commands = {
  RecordSharingDecision: z.strictObject({
    decision: z.enum(['GIVEN', 'REFUSED', 'WITHDRAWN'], {
      error: 'must be one of GIVEN, REFUSED, WITHDRAWN',
    }),
    /** The person; those who found their best interests; an attorney or deputy for them. */
    decidedBy: z.enum(['PERSON', 'BEST_INTERESTS', 'ATTORNEY'], {
      error: 'must be one of PERSON, BEST_INTERESTS, ATTORNEY',
    }),
    reason: longText.optional(),
    onDate: dateText.optional(),
  }),
} as const;

type Schemas = typeof commands;
export type SharingCommandType = keyof Schemas;
export type SharingCommand = {
  [Type in SharingCommandType]: { readonly type: Type } & z.output<Schemas[Type]>;
}[SharingCommandType];

/** Parses the content of a command; a refusal names the field and says what is wrong with it. */
export const parseSharingCommand = (
  type: SharingCommandType,
  input: unknown,
): SharingCommand | Refused => {
  const parsed = commands[type].safeParse(input);
  return parsed.success ? { type, ...parsed.data } : refuseInvalid(parsed.error);
};
