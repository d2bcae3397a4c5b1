/**
 * The commands on sharing as they arrive and as the decider takes them (PRSB "Legal information",
 * consent for information sharing): words on sharing, delegations to carers, and what is kept from
 * the person's own view.
 */
import { z } from 'zod';
import type { Refused } from '../decider';
import { nhsNumberText } from '../nhs-number/nhsNumber';
import { dateText, longText, refuseInvalid, shortText } from '../text';
import { untilText } from '../until';
import { audiences, keptFlags, planKinds, sections } from './sections';

const oneOf = <const Codes extends readonly [string, ...string[]]>(codes: Codes) =>
  z.enum(codes, { error: `must be one of ${codes.join(', ')}` });

const section = oneOf(sections);
const flag = oneOf(keptFlags);

/** Whom the person told, or who found, that they delegate of their own free will. */
const consentTakenBy = z.strictObject({ name: shortText, role: shortText });

const commands = {
  RecordSharingDecision: z.strictObject({
    decision: oneOf(['GIVEN', 'REFUSED', 'WITHDRAWN']),
    /** The person; those who found their best interests; an attorney or deputy for them. */
    decidedBy: oneOf(['PERSON', 'BEST_INTERESTS', 'ATTORNEY']),
    reason: longText.optional(),
    onDate: dateText.optional(),
    /** Absent: plans of every kind, and what belongs to none. */
    planKind: oneOf(planKinds).optional(),
    /** Absent: every section. */
    section: section.optional(),
    /** Absent: everyone. */
    audience: oneOf(audiences).optional(),
  }),
  DelegateAccess: z.strictObject({
    /** Names the carer; only a keyed hash of it is ever kept (`carerKey`). */
    nhsNumber: nhsNumberText,
    name: shortText,
    relationship: shortText,
    sections: z
      .array(section, { error: 'must be a list of sections' })
      .min(1, 'must hold at least one section')
      .max(sections.length, `holds more than ${String(sections.length)} sections`)
      .transform((list) => [...new Set(list)]),
    until: untilText,
    /** Not needed where the person delegates for themselves. */
    consentTakenBy: consentTakenBy.optional(),
  }),
  RevokeDelegation: z.strictObject({
    delegationId: z.uuid('must be a UUID').transform((written) => written.toLowerCase()),
    reason: longText.optional(),
  }),
  KeepFromPerson: z.strictObject({
    section: section.exclude(['identity'], {
      error: 'is not a section that can be kept from the person',
    }),
    flag,
    reason: longText,
    until: untilText.optional(),
  }),
  ShowToPerson: z.strictObject({ section, flag }),
} as const;

type Schemas = typeof commands;
export type SharingCommandType = keyof Schemas;
type SharingInput = {
  [Type in SharingCommandType]: { readonly type: Type } & z.output<Schemas[Type]>;
}[SharingCommandType];
/** What is parsed of an input, before the program hides the carer's NHS number. */
export type SharingInputOf<Type extends SharingCommandType> = Extract<SharingInput, { type: Type }>;

/** The carer is named by a blind index of their NHS number; the number is kept nowhere. */
type DelegateAccess = Omit<SharingInputOf<'DelegateAccess'>, 'nhsNumber'> & {
  readonly carerKey: string;
};
export type SharingCommand = Exclude<SharingInput, { type: 'DelegateAccess' }> | DelegateAccess;
export type SharingCommandOf<Type extends SharingCommandType> = Extract<
  SharingCommand,
  { type: Type }
>;

/** Parses the content of a command; a refusal names the field and says what is wrong with it. */
export const parseSharingCommand = <Type extends SharingCommandType>(
  type: Type,
  input: unknown,
): SharingInputOf<Type> | Refused => {
  const parsed = commands[type].safeParse(input);
  return parsed.success
    ? ({ type, ...parsed.data } as SharingInputOf<Type>)
    : refuseInvalid(parsed.error);
};
