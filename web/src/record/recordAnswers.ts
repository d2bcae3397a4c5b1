/**
 * Who has looked at a record, as the page reads it from the graph. What cannot be read whole could
 * not be loaded: an empty list is said only where one was sent.
 */
import * as z from 'zod/mini';
import {
  answerOf,
  couldNotBeRead,
  instant,
  notShared,
  reading,
  unavailable,
  withheld,
} from '../graph/answers';
import { identity, namedPerson, type NamedPerson } from '../graph/identity';

const opening = z.object({
  openedAt: instant,
  until: instant,
  role: z.string(),
  organisationName: z.string(),
  reason: z.string(),
  overridesDissent: z.boolean(),
  parts: z.array(z.string()),
  arePartsKnown: z.boolean(),
  outcome: z.nullable(z.enum(['JUSTIFIED', 'NOT_JUSTIFIED', 'NEEDS_MORE'])),
});
export type Opening = z.output<typeof opening>;

const openings = answerOf([
  z.object({
    __typename: z.literal('EmergencyAccessesTold'),
    accesses: z.array(opening),
    reading,
  }),
  notShared,
  withheld,
  unavailable,
]);
export type Openings = z.output<typeof openings>;

const look = z.object({
  at: instant,
  role: z.string(),
  organisationName: z.string(),
  staffName: z.nullable(z.string()),
  did: z.string(),
  parts: z.array(z.string()),
  why: z.string(),
  refused: z.boolean(),
});
export type Look = z.output<typeof look>;

const looks = answerOf([
  z.object({
    __typename: z.literal('AccessLogConnection'),
    edges: z.array(z.object({ cursor: z.string(), node: look })),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.nullable(z.string()) }),
    reading,
  }),
  notShared,
  withheld,
  unavailable,
]);
export type Looks = z.output<typeof looks>;

const record = z.object({
  id: z.string(),
  identity,
  emergencyAccesses: openings,
  accessLog: looks,
});
export type RecordLooks = z.output<typeof record>;

/** Of the person who was asked for; undefined: it could not be loaded. */
export function readRecord(data: unknown, personId: string): RecordLooks | undefined {
  const read = z.object({ person: record }).safeParse(data);
  return read.success && read.data.person.id === personId ? read.data.person : undefined;
}

export function readLooks(data: unknown, personId: string): Looks {
  const read = z.object({ person: z.object({ id: z.string(), accessLog: looks }) }).safeParse(data);
  const isTheirs = read.success && read.data.person.id === personId;
  return isTheirs ? read.data.person.accessLog : couldNotBeRead;
}

export type OwnRecord = NamedPerson;

/** Undefined: which there are could not be found out. */
export function readOwnRecords(data: unknown): readonly OwnRecord[] | undefined {
  const read = z.object({ me: z.object({ records: z.array(namedPerson) }) }).safeParse(data);
  return read.success ? read.data.me.records : undefined;
}
