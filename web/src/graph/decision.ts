/**
 * The resuscitation decision as the graph answers it: seven members, never null. The reading is
 * strict on purpose: a decision of which one part is missing is not a decision that can be shown.
 */
import * as z from 'zod/mini';
import { forCprCode, notForCprCode } from '../codes';
import {
  answerOf,
  author,
  coded,
  date,
  instant,
  notRecorded,
  notShared,
  reading,
  unavailable,
  withheld,
} from './answers';

const paperForm = z.object({
  signatory: z.string(),
  signatoryRole: z.nullable(z.string()),
  formDate: date,
  originalSeenOn: date,
});

const endorsement = z.object({
  endorsedBy: author,
  endorsedAt: instant,
  paper: z.nullable(paperForm),
});

export const decisionRecord = z
  .object({
    id: z.string().check(z.minLength(1)),
    decision: coded,
    forCpr: z.boolean(),
    reason: z.string(),
    decidedOn: date,
    decidedBy: z.object({
      name: z.string(),
      role: z.string(),
      organisation: z.nullable(z.string()),
    }),
    involved: z.array(
      z.object({
        involvement: z.nullable(coded),
        name: z.string(),
        relationship: z.nullable(z.string()),
      }),
    ),
    capacity: z.object({
      finding: z.enum(['PERSON_INVOLVED', 'DECLINED_TO_DISCUSS', 'LACKS_CAPACITY']),
      detail: z.nullable(z.string()),
    }),
    reviewOn: date,
    reviewBy: z.nullable(z.string()),
    formKeptAt: z.nullable(z.string()),
    paper: z.nullable(paperForm),
    recordedBy: author,
    recordedAt: instant,
    endorsement: z.nullable(endorsement),
  })
  // Two fields say the same thing; where they differ, neither can be believed.
  .check(
    z.refine(({ decision, forCpr }) => decision.code === (forCpr ? forCprCode : notForCprCode)),
  );
export type DecisionRecord = z.output<typeof decisionRecord>;

const question = z.object({
  id: z.string(),
  concern: z.string(),
  saidBy: z.nullable(z.string()),
  askedBy: author,
  askedAt: instant,
  /** The question that these words were added to. */
  follows: z.nullable(z.string()),
});
export type CprQuestion = z.output<typeof question>;

export const planEnd = z.object({
  reason: z.string(),
  detail: z.nullable(z.string()),
  endedOn: z.nullable(date),
  recordedAt: instant,
  recordedBy: author,
});
export type PlanEnd = z.output<typeof planEnd>;

const shared = { questions: z.array(question), planEnded: z.nullable(planEnd), reading };

const cprRecorded = z.object({
  __typename: z.literal('CprRecorded'),
  decision: decisionRecord,
  reviewOverdue: z.boolean(),
  ...shared,
});
const cprWithdrawn = z.object({
  __typename: z.literal('CprWithdrawn'),
  withdrawnAt: instant,
  withdrawnBy: author,
  reason: z.string(),
  saidBy: z.nullable(z.string()),
  ended: z.array(decisionRecord),
  ...shared,
});
const cprConflicting = z.object({
  __typename: z.literal('CprConflicting'),
  decisions: z.array(decisionRecord).check(z.minLength(2)),
  ...shared,
});

export const cprDecision = answerOf([
  cprRecorded,
  cprWithdrawn,
  cprConflicting,
  notRecorded,
  notShared,
  withheld,
  unavailable,
]);
export type CprDecision = z.output<typeof cprDecision>;
export type CprRecorded = z.output<typeof cprRecorded>;
export type CprWithdrawn = z.output<typeof cprWithdrawn>;
export type CprConflicting = z.output<typeof cprConflicting>;
