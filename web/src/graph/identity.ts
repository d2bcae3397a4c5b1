/**
 * Who a person is, as the graph answers it. An identity that could not be read is not the same as
 * "we hold no such person", and neither says anything about a decision.
 */
import * as z from 'zod/mini';
import {
  answerOf,
  coded,
  instant,
  notRecorded,
  partialDate,
  reading,
  unavailable,
  withheld,
} from './answers';

const text = z.nullable(z.string());

const personName = z.object({
  family: z.string().check(z.minLength(1)),
  given: z.array(z.string()),
  prefix: text,
  preferred: text,
});

const address = answerOf([
  z.object({ __typename: z.literal('Address'), lines: z.array(z.string()), postcode: text }),
  notRecorded,
  withheld,
  unavailable,
]);
export type AddressAnswer = z.output<typeof address>;

const telephone = answerOf([
  z.object({ __typename: z.literal('Telephone'), number: z.string() }),
  notRecorded,
  withheld,
  unavailable,
]);

const identityFound = z.object({
  __typename: z.literal('Identity'),
  name: personName,
  dateOfBirth: partialDate,
  age: z.nullable(z.number()),
  sex: text,
  nhsNumber: text,
  nhsNumberStatus: z.nullable(coded),
  address,
  telephone,
  restricted: z.boolean(),
  died: z.nullable(
    z.object({ on: z.nullable(partialDate), place: text, source: text, recordedAt: instant }),
  ),
  revision: z.string(),
  reading,
});
export type Identity = z.output<typeof identityFound>;

export const identity = answerOf([
  identityFound,
  z.object({ __typename: z.literal('PersonNotFound') }),
  z.object({ __typename: z.literal('PersonErased'), message: z.string() }),
  withheld,
  unavailable,
]);
export type PersonIdentity = z.output<typeof identity>;

/** Whose record something is about: what a list says of them. */
export const namedPerson = z.object({
  id: z.string(),
  identity: answerOf([
    z.object({ __typename: z.literal('Identity'), name: personName, dateOfBirth: partialDate }),
    unavailable,
  ]),
});
export type NamedPerson = z.output<typeof namedPerson>;
