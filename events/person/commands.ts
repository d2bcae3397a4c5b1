/**
 * The commands about a person as they arrive and as the decider takes them. In a change an absent
 * field is unchanged and a null one is cleared; a name and a date of birth cannot be cleared.
 */
import { z } from 'zod';
import type { Refused } from '../decider';
import { refuseInvalid } from '../text';
import { deathContent, demographics } from './content';

const commands = {
  RegisterPerson: z.strictObject({ ...demographics, died: deathContent.optional() }),
  ChangeDemographics: z.strictObject({
    name: demographics.name.optional(),
    dateOfBirth: demographics.dateOfBirth.optional(),
    sex: demographics.sex.nullable(),
    address: demographics.address.nullable(),
    telephone: demographics.telephone.nullable(),
    /** Whoever sends this command reserves the new number first and releases the old one after. */
    nhsNumber: demographics.nhsNumber.nullable(),
    nhsNumberStatus: demographics.nhsNumberStatus.nullable(),
    gpPractice: demographics.gpPractice.nullable(),
    restricted: demographics.restricted.unwrap().optional(),
  }),
  RecordDeath: z.strictObject({
    ...deathContent.shape,
    /** True where the author was shown what is recorded and says that it was wrong. */
    corrects: z.boolean('must be true or false').optional(),
  }),
} as const;

type Schemas = typeof commands;
export type PersonCommandType = keyof Schemas;
export type PersonCommand = {
  [Type in PersonCommandType]: { readonly type: Type } & z.output<Schemas[Type]>;
}[PersonCommandType];
export type PersonCommandOf<Type extends PersonCommandType> = Extract<
  PersonCommand,
  { type: Type }
>;
/** The content of `RegisterPerson` as it arrives: codes are plain texts. */
export type RegisterPersonInput = z.input<Schemas['RegisterPerson']>;

/** Parses the content of a command; a refusal names the field and says what is wrong with it. */
export const parsePersonCommand = <Type extends PersonCommandType>(
  type: Type,
  input: unknown,
): PersonCommandOf<Type> | Refused => {
  const parsed = commands[type].safeParse(input);
  return parsed.success
    ? ({ type, ...parsed.data } as PersonCommandOf<Type>)
    : refuseInvalid(parsed.error);
};
