/**
 * The commands on how others stand to a person, as they arrive and as the decider takes them. What
 * the program knows better than a client (a team's organisation, who claims) comes from the program.
 */
import { z } from 'zod';
import type { Refused } from '../decider';
import { odsCode } from '../person/content';
import { telephoneText } from '../person/telephone';
import { sections } from '../sharing/sections';
import { actorIdText } from '../team/commands';
import { longText, refuseInvalid, shortText } from '../text';
import { untilText } from '../until';

const id = z.uuid('must be a UUID').transform((written) => written.toLowerCase());

/** Who in the team answers for the person's care. */
const lead = z.strictObject({
  /** Opaque id under which they sign in, so that they can be told of an alert. */
  actorId: actorIdText.optional(),
  name: shortText,
  role: shortText.optional(),
  telephone: telephoneText,
});

const commands = {
  JoinCareTeam: z.strictObject({
    teamId: id,
    lead: lead.optional(),
    until: untilText.optional(),
  }),
  LeaveCareTeam: z.strictObject({ teamId: id, reason: longText.optional() }),
  Refer: z.strictObject({ organisation: odsCode, reason: longText, until: untilText.optional() }),
  EndReferral: z.strictObject({ referralId: id, reason: longText.optional() }),
  /** Whoever acts claims it for themselves and the organisation that they act for. */
  ClaimRelationship: z.strictObject({ reason: longText, until: untilText.optional() }),
  EndClaim: z.strictObject({ claimId: id }),
  NameForSealed: z.strictObject({
    actorId: actorIdText,
    name: shortText,
    section: z.enum(sections, 'is not a section that somebody can be named for'),
    reason: longText,
    until: untilText.optional(),
  }),
  EndNaming: z.strictObject({ namingId: id, reason: longText.optional() }),
} as const;

type Schemas = typeof commands;
export type RelationshipCommandType = keyof Schemas;
type RelationshipInput = {
  [Type in RelationshipCommandType]: { readonly type: Type } & z.output<Schemas[Type]>;
}[RelationshipCommandType];
export type RelationshipInputOf<Type extends RelationshipCommandType> = Extract<
  RelationshipInput,
  { type: Type }
>;

/** The organisation (ODS code) is the team's; the program looks it up. */
type JoinCareTeam = RelationshipInputOf<'JoinCareTeam'> & { readonly organisation: string };
export type RelationshipCommand =
  Exclude<RelationshipInput, { type: 'JoinCareTeam' }> | JoinCareTeam;
export type RelationshipCommandOf<Type extends RelationshipCommandType> = Extract<
  RelationshipCommand,
  { type: Type }
>;

/** Parses the content of a command; a refusal names the field and says what is wrong with it. */
export const parseRelationshipCommand = <Type extends RelationshipCommandType>(
  type: Type,
  input: unknown,
): RelationshipInputOf<Type> | Refused => {
  const parsed = commands[type].safeParse(input);
  return parsed.success
    ? ({ type, ...parsed.data } as RelationshipInputOf<Type>)
    : refuseInvalid(parsed.error);
};
