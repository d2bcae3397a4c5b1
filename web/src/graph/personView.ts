/**
 * What a page shows of one person, read from an answer or a live message. Invariants: the view is
 * of the person who was asked for or there is none (hazard H3); and in an answer that is not whole
 * no section says "nothing is recorded" (hazard H1).
 */
import * as z from 'zod/mini';
import {
  answerOf,
  author,
  couldNotBeRead,
  instant,
  notRecorded,
  notShared,
  unavailable,
  withheld,
} from './answers';
import { cprDecision } from './decision';
import { identity } from './identity';
import { contacts, planSections, urgentPlan } from './sections';

/** Whether the reader has the record open in an emergency, and until when. */
const emergencyOpening = answerOf([
  z.object({ __typename: z.literal('EmergencyOpening'), openedAt: instant, until: instant }),
  z.object({ __typename: z.literal('NoEmergencyOpening') }),
  unavailable,
]);
export type EmergencyOpening = z.output<typeof emergencyOpening>;

const personParts = { id: z.string(), identity, contacts, cprDecision, emergencyOpening };

const urgentPerson = z.object({
  ...personParts,
  endOfLifePlan: answerOf([urgentPlan, notRecorded, notShared, withheld, unavailable]),
});
export type UrgentPerson = z.output<typeof urgentPerson>;

const versionRecord = z.object({
  number: z.number(),
  episode: z.number(),
  publishedAt: instant,
  publishedBy: author,
  wholePlan: z.boolean(),
  changes: z.array(z.string()),
});
export type VersionRecord = z.output<typeof versionRecord>;

export const versionPage = answerOf([
  z.object({
    __typename: z.literal('PlanVersionConnection'),
    edges: z.array(z.object({ cursor: z.string(), node: versionRecord })),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.nullable(z.string()) }),
  }),
  withheld,
  unavailable,
]);
export type VersionPage = z.output<typeof versionPage>;

const planDraft = z.object({
  __typename: z.literal('PlanDraft'),
  draftRevision: z.string(),
  hasUnpublishedChanges: z.boolean(),
  changes: z.array(z.string()),
  ...planSections,
});
export type PlanDraft = z.output<typeof planDraft>;

const writtenPlan = z.object({
  ...urgentPlan.shape,
  episode: z.number(),
  seenBy: z.array(z.object({ by: author, at: instant, position: z.string() })),
  draft: answerOf([planDraft, withheld, unavailable]),
  versions: versionPage,
});
export type WrittenPlan = z.output<typeof writtenPlan>;

const planPerson = z.object({
  ...personParts,
  endOfLifePlan: answerOf([writtenPlan, notRecorded, notShared, withheld, unavailable]),
});
export type PlanPerson = z.output<typeof planPerson>;

/** Reads a person; undefined where the answer holds none, or another than was asked for. */
export type ReadPerson<View> = (
  person: unknown,
  asked: { readonly personId: string; readonly isWhole: boolean },
) => View | undefined;

export const readUrgentPerson: ReadPerson<UrgentPerson> = (person, asked) =>
  readWith(urgentPerson, person, asked);

export const readPlanPerson: ReadPerson<PlanPerson> = (person, asked) =>
  readWith(planPerson, person, asked);

function readWith<View extends UrgentPerson>(
  schema: z.ZodMiniType<View>,
  person: unknown,
  { personId, isWhole }: { readonly personId: string; readonly isWhole: boolean },
): View | undefined {
  const read = schema.safeParse(person);
  if (!read.success || read.data.id !== personId) return undefined;
  return isWhole ? read.data : withoutAbsences(read.data);
}

/** An answer with errors in it proves no absence: every "nothing recorded" becomes unavailable. */
function withoutAbsences<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(withoutAbsences) as Value;
  if (typeof value !== 'object' || value === null) return value;
  if ('__typename' in value && value.__typename === 'NotRecorded') return couldNotBeRead as Value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, withoutAbsences(part)]),
  ) as Value;
}
