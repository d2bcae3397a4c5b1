/** The commands of a team as they arrive and as the decider takes them. */
import { z } from 'zod';
import type { Refused } from '../decider';
import { odsCode } from '../person/content';
import { longText, refuseInvalid, shortText, text } from '../text';

/** What a team is for; `PRACTICE` is a GP practice. */
export const teamKinds = [
  'PRACTICE',
  'HOSPICE',
  'COMMUNITY',
  'HOSPITAL',
  'MENTAL_HEALTH',
  'SOCIAL_CARE',
  'URGENT_CARE',
  'OTHER',
] as const;

/** Longest opaque id of a person who acts, in UTF-16 code units. */
const actorIdMax = 100;
export const actorIdText = text(actorIdMax);

const commands = {
  FormTeam: z.strictObject({
    name: shortText,
    organisation: odsCode,
    kind: z.enum(teamKinds, { error: `must be one of ${teamKinds.join(', ')}` }),
    /** Everyone of the organisation belongs to it, as in a GP practice. */
    isWholeOrganisation: z.boolean('must be true or false').default(false),
  }),
  AddTeamMember: z.strictObject({ actorId: actorIdText, name: shortText }),
  RemoveTeamMember: z.strictObject({ actorId: actorIdText, reason: longText.optional() }),
} as const;

type Schemas = typeof commands;
export type TeamCommandType = keyof Schemas;
export type TeamCommand = {
  [Type in TeamCommandType]: { readonly type: Type } & z.output<Schemas[Type]>;
}[TeamCommandType];
export type TeamCommandOf<Type extends TeamCommandType> = Extract<TeamCommand, { type: Type }>;

/** Parses the content of a command; a refusal names the field and says what is wrong with it. */
export const parseTeamCommand = <Type extends TeamCommandType>(
  type: Type,
  input: unknown,
): TeamCommandOf<Type> | Refused => {
  const parsed = commands[type].safeParse(input);
  return parsed.success
    ? ({ type, ...parsed.data } as TeamCommandOf<Type>)
    : refuseInvalid(parsed.error);
};
