/**
 * The commands of the profile as they arrive and as the decider takes them. In a revision an
 * absent field is unchanged and a null one is cleared.
 */
import { z } from 'zod';
import type { Refused } from '../decider';
import { longText, refuseInvalid } from '../text';
import { contact, contactContent } from './content';

const contactId = z.uuid('must be a UUID');

const commands = {
  RecordContact: contactContent,
  ReviseContact: z.strictObject({
    contactId,
    name: contact.name.optional(),
    kind: contact.kind.optional(),
    relationship: contact.relationship.nullable(),
    organisation: contact.organisation.nullable(),
    telephone: contact.telephone.optional(),
    availability: contact.availability.optional(),
    purpose: contact.purpose.nullable(),
    keyWorker: contact.keyWorker.nullable(),
    isAttorney: contact.isAttorney.nullable(),
  }),
  RemoveContact: z.strictObject({ contactId, reason: longText }),
} as const;

type Schemas = typeof commands;
export type ProfileCommandType = keyof Schemas;
export type ProfileCommand = {
  [Type in ProfileCommandType]: { readonly type: Type } & z.output<Schemas[Type]>;
}[ProfileCommandType];
export type ProfileCommandOf<Type extends ProfileCommandType> = Extract<
  ProfileCommand,
  { type: Type }
>;

/** Parses the content of a command; a refusal names the field and says what is wrong with it. */
export const parseProfileCommand = <Type extends ProfileCommandType>(
  type: Type,
  input: unknown,
): ProfileCommandOf<Type> | Refused => {
  const parsed = commands[type].safeParse(input);
  return parsed.success
    ? ({ type, ...parsed.data } as ProfileCommandOf<Type>)
    : refuseInvalid(parsed.error);
};
