/**
 * Alerts and openings as the page reads them from the graph. What cannot be read whole could not be
 * loaded: an empty list is said only where one was sent.
 */
import * as z from 'zod/mini';
import { answerOf, author, instant, partialDate, unavailable, withheld } from '../graph/answers';

const code = z.object({ code: z.string(), display: z.string() });
const pageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.nullable(z.string()) });
const outcome = z.enum(['JUSTIFIED', 'NOT_JUSTIFIED', 'NEEDS_MORE']);
export type Outcome = z.output<typeof outcome>;

const alert = z.object({
  reference: z.string(),
  at: instant,
  kind: z.enum(['SELF_CLAIMED', 'EMERGENCY_ACCESS', 'DISSENT_OVERRIDDEN']),
  organisationName: z.string(),
  acknowledgedAt: z.nullable(instant),
  person: z.nullable(z.object({ id: z.string() })),
});
export type Alert = z.output<typeof alert>;

export const alertsAnswer = answerOf([
  z.object({
    __typename: z.literal('AccessAlertConnection'),
    edges: z.array(z.object({ node: alert })),
    pageInfo,
    isWhole: z.boolean(),
  }),
  withheld,
  unavailable,
]);

const listedAccess = z.object({
  reference: z.string(),
  openedAt: instant,
  until: instant,
  role: z.string(),
  organisationName: z.string(),
  alertType: code,
  reason: code,
  overridesDissent: z.boolean(),
  outcome: z.nullable(outcome),
});
export type ListedAccess = z.output<typeof listedAccess>;

export const accessesAnswer = answerOf([
  z.object({
    __typename: z.literal('EmergencyAccessConnection'),
    edges: z.array(z.object({ node: listedAccess })),
    pageInfo,
    isWhole: z.boolean(),
  }),
  withheld,
  unavailable,
]);

const details = z.object({
  __typename: z.literal('EmergencyAccessDetails'),
  freeText: z.nullable(z.string()),
  openedBy: author,
  person: z.object({
    id: z.string(),
    identity: answerOf([
      z.object({
        __typename: z.literal('Identity'),
        name: z.object({
          family: z.string(),
          given: z.array(z.string()),
          prefix: z.nullable(z.string()),
          preferred: z.nullable(z.string()),
        }),
        dateOfBirth: partialDate,
      }),
      unavailable,
    ]),
  }),
  reviews: z.array(z.object({ outcome, note: z.nullable(z.string()), by: author, at: instant })),
});
export type AccessDetails = z.output<typeof details>;

export const accessAnswer = answerOf([
  details,
  z.object({ __typename: z.literal('EmergencyAccessNotFound'), message: z.string() }),
  withheld,
  unavailable,
]);

export const outcomeWords: Record<Outcome, string> = {
  JUSTIFIED: 'Justified',
  NOT_JUSTIFIED: 'Not justified',
  NEEDS_MORE: 'More is needed to say',
};

export const alertWords: Record<Alert['kind'], string> = {
  SELF_CLAIMED: 'Somebody said that they look after the person',
  EMERGENCY_ACCESS: 'A record was opened in an emergency',
  DISSENT_OVERRIDDEN: 'A record was opened against the person’s own no',
};

/** The first part of a reference, by which people can tell two apart. */
export function shortReference(reference: string): string {
  return reference.slice(0, 8);
}
