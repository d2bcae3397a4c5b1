/**
 * Finding a person: what was typed becomes the input of `findPeople`, and its answer a value with
 * words. "Nobody found" is never mixed with "could not look", and neither with "no decision".
 */
import * as z from 'zod/mini';
import { couldNotBeRead, unavailable, withheld } from '../graph/answers';
import { findPeopleQuery } from '../graph/documents';
import type { SendRequest } from '../graph/request';
import { parseTypedDate } from '../format/typedDate';
import type { FormError } from '../page/ErrorSummary';
import { refusalWords } from '../page/refusalWords';

export type FindWay = 'nhsNumber' | 'nameBirthPostcode' | 'soundAndBirth';

/** What each box of the finder is called. */
export const labels = {
  nhsNumber: 'NHS number',
  familyName: 'Family name',
  dateOfBirth: 'Date of birth',
  postcode: 'Postcode',
} as const;

export interface TypedDetails {
  readonly nhsNumber: string;
  readonly familyName: string;
  readonly dateOfBirth: string;
  readonly postcode: string;
}

const address = z.catch(
  z.discriminatedUnion('__typename', [
    z.object({
      __typename: z.literal('Address'),
      lines: z.array(z.string()),
      postcode: z.nullable(z.string()),
    }),
    z.object({ __typename: z.literal('NotRecorded') }),
    withheld,
    unavailable,
  ]),
  couldNotBeRead,
);
const foundIdentity = z.object({
  __typename: z.literal('Identity'),
  name: z.object({
    family: z.string(),
    given: z.array(z.string()),
    prefix: z.nullable(z.string()),
    preferred: z.nullable(z.string()),
  }),
  dateOfBirth: z.string(),
  age: z.nullable(z.number()),
  sex: z.nullable(z.string()),
  nhsNumber: z.nullable(z.string()),
  address,
});
const foundPerson = z.object({
  id: z.string(),
  identity: z.catch(
    z.discriminatedUnion('__typename', [
      foundIdentity,
      z.object({ __typename: z.literal('PersonNotFound') }),
      withheld,
      unavailable,
    ]),
    couldNotBeRead,
  ),
});
export type FoundPerson = z.output<typeof foundPerson>;

const result = z.discriminatedUnion('__typename', [
  z.object({
    __typename: z.literal('PeopleFound'),
    mustConfirm: z.boolean(),
    more: z.boolean(),
    people: z.array(foundPerson),
  }),
  z.object({
    __typename: z.literal('Refused'),
    message: z.string(),
    field: z.nullable(z.string()),
  }),
  unavailable,
]);

export type FindOutcome =
  | {
      readonly kind: 'found';
      readonly people: readonly FoundPerson[];
      readonly mustConfirm: boolean;
      readonly more: boolean;
    }
  | { readonly kind: 'wrong'; readonly errors: readonly FormError[] }
  | { readonly kind: 'failed'; readonly message: string };

export async function findPeople(
  send: SendRequest,
  way: FindWay,
  typed: TypedDetails,
): Promise<FindOutcome> {
  const errors = findErrors(way, typed);
  if (errors.length > 0) return { kind: 'wrong', errors };
  const input = inputOf(way, typed);
  const answer = await send({ document: findPeopleQuery, variables: { input } });
  if (answer.kind === 'notSignedIn') return { kind: 'failed', message: 'You are signed out.' };
  if (answer.kind === 'failed') return answer;
  return readOutcome((answer.data as { findPeople?: unknown }).findPeople, answer.isWhole);
}

/** What can be said to be wrong before asking; the rest (a check digit) the service says. */
export function findErrors(way: FindWay, typed: TypedDetails): readonly FormError[] {
  if (way === 'nhsNumber') {
    const digits = typed.nhsNumber.replace(/\D/g, '');
    if (typed.nhsNumber.trim() === '')
      return [{ field: 'nhsNumber', message: 'Enter the NHS number' }];
    return digits.length === 10
      ? []
      : [{ field: 'nhsNumber', message: `An NHS number has 10 digits; this has ${digits.length}` }];
  }
  return [
    ...(typed.familyName.trim() === ''
      ? [{ field: 'familyName', message: 'Enter the family name' }]
      : []),
    ...birthErrors(typed.dateOfBirth),
    ...(way === 'nameBirthPostcode' && typed.postcode.trim() === ''
      ? [{ field: 'postcode', message: 'Enter the postcode, or search by the sound of the name' }]
      : []),
  ];
}

function refusalAt(path: string | undefined, message: string): FormError {
  const field = Object.keys(labels).find((name) => name === path);
  return { field, message: refusalWords(message, path, labels[field as keyof typeof labels]) };
}

function birthErrors(typed: string): readonly FormError[] {
  if (typed.trim() === '') return [{ field: 'dateOfBirth', message: 'Enter the date of birth' }];
  if (parseTypedDate(typed) !== undefined) return [];
  return [{ field: 'dateOfBirth', message: 'Enter a day that exists, such as 14 3 1941' }];
}

function inputOf(way: FindWay, typed: TypedDetails): object {
  if (way === 'nhsNumber') return { nhsNumber: typed.nhsNumber.replace(/\D/g, '') };
  const familyName = typed.familyName.trim();
  const dateOfBirth = parseTypedDate(typed.dateOfBirth);
  return way === 'soundAndBirth'
    ? { familyName, dateOfBirth }
    : { familyName, dateOfBirth, postcode: typed.postcode.trim() };
}

/** Reads the answer. An empty list counts as "nobody" only in an answer without errors. */
export function readOutcome(found: unknown, isWhole: boolean): FindOutcome {
  const read = result.safeParse(found);
  if (!read.success || !isWhole)
    return { kind: 'failed', message: 'The service could not answer.' };
  const { data } = read;
  switch (data.__typename) {
    case 'PeopleFound':
      return { kind: 'found', people: data.people, mustConfirm: data.mustConfirm, more: data.more };
    case 'Refused':
      return { kind: 'wrong', errors: [refusalAt(data.field ?? undefined, data.message)] };
    case 'Unavailable':
      return { kind: 'failed', message: data.message };
  }
}
