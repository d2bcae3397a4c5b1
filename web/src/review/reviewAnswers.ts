/**
 * Alerts and openings as the page reads them from the graph. What cannot be read whole could not be
 * loaded: an empty list is said only where one was sent.
 */
import * as z from 'zod/mini';
import type { NoPage, Page } from './useListed';
import { namedPerson } from '../graph/identity';
import { answerOf, author, instant, unavailable, withheld } from '../graph/answers';

const code = z.object({ code: z.string(), display: z.string() });
const pageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.nullable(z.string()) });
const outcome = z.enum(['JUSTIFIED', 'NOT_JUSTIFIED', 'NEEDS_MORE']);
export type Outcome = z.output<typeof outcome>;

const alert = z.object({
  reference: z.string(),
  at: instant,
  kind: z.enum(['SELF_CLAIMED', 'SEARCHED_OFTEN', 'EMERGENCY_ACCESS', 'DISSENT_OVERRIDDEN']),
  organisationName: z.string(),
  acknowledgedAt: z.nullable(instant),
  person: z.nullable(z.object({ id: z.string() })),
});
export type Alert = z.output<typeof alert>;

const alertsAnswer = answerOf([
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

const accessesAnswer = answerOf([
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
  person: namedPerson,
  reviews: z.array(z.object({ outcome, note: z.nullable(z.string()), by: author, at: instant })),
});
export type AccessDetails = z.output<typeof details>;

export const accessAnswer = answerOf([
  details,
  z.object({ __typename: z.literal('EmergencyAccessNotFound'), message: z.string() }),
  withheld,
  unavailable,
]);

export const alertAnswer = answerOf([
  z.object({
    __typename: z.literal('AccessAlertDetails'),
    by: author,
    person: z.nullable(namedPerson),
  }),
  z.object({ __typename: z.literal('AccessAlertNotFound'), message: z.string() }),
  withheld,
  unavailable,
]);

interface Connection<Node> {
  readonly edges: readonly { readonly node: Node }[];
  readonly pageInfo: z.output<typeof pageInfo>;
  readonly isWhole: boolean;
}

const pageOf = <Node>({ edges, pageInfo: info, isWhole }: Connection<Node>): Page<Node> => ({
  __typename: 'Page',
  nodes: edges.map(({ node }) => node),
  hasMore: info.hasNextPage,
  endCursor: info.endCursor,
  isWhole,
});

const noPage = (message?: string): NoPage => ({ __typename: 'NoPage', message });

export function readAlerts(data: Record<string, unknown>): Page<Alert> | NoPage {
  const answer = alertsAnswer.parse(data['accessAlerts']);
  if (answer.__typename === 'AccessAlertConnection') return pageOf(answer);
  return noPage(answer.__typename === 'Withheld' ? answer.message : undefined);
}

export function readAccesses(data: Record<string, unknown>): Page<ListedAccess> | NoPage {
  const answer = accessesAnswer.parse(data['emergencyAccesses']);
  if (answer.__typename === 'EmergencyAccessConnection') return pageOf(answer);
  return noPage(answer.__typename === 'Withheld' ? answer.message : undefined);
}

export const outcomeWords: Record<Outcome, string> = {
  JUSTIFIED: 'Justified',
  NOT_JUSTIFIED: 'Not justified',
  NEEDS_MORE: 'More is needed to say',
};

export const alertWords: Record<Alert['kind'], string> = {
  SELF_CLAIMED: 'Somebody said that they look after the person',
  SEARCHED_OFTEN: 'Somebody searched for people unusually often',
  EMERGENCY_ACCESS: 'A record was opened in an emergency',
  DISSENT_OVERRIDDEN: 'A record was opened against the person’s own no',
};

/** The first part of a reference, by which people can tell two apart. */
export function shortReference(reference: string): string {
  return reference.slice(0, 8);
}
