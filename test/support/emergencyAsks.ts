/** Opens records in an emergency through the graph and asks what became of it, for tests. */
import { randomUUID } from 'node:crypto';

import { demoCaller } from '../../gateway/demo/actors';
import type { Section } from '../../policy/request';
import type { ResolverContext } from '../../subgraphs/context';

import { mayDo } from '../../subgraphs/shared/access';

import { openTestApp } from './app';
import type { Data, TestApp } from './app';

export const hourMs = 60 * 60 * 1_000;
export let nowMs = Date.parse('2026-11-24T02:00:00.000Z');
export const passHours = (hours: number): void => {
  nowMs += hours * hourMs;
};

export let app: TestApp;

/** Opens the product of a test file, with a clock that the test moves. */
export const openEmergencyApp = async (): Promise<void> => {
  app = await openTestApp({ relate: false, clock: () => new Date(nowMs) });
};

export const openMutation = `mutation($input: OpenInEmergencyInput!) { openInEmergency(input: $input) {
  __typename ... on OpenedInEmergency { until position reference person { id } }
  ... on Refused { code message field rule } } }`;

export const open = async (
  personId: string,
  more: object = {},
  actor = 'paramedic',
): Promise<Data> => {
  const input = { commandId: randomUUID(), personId, alertType: '2', reason: '5', ...more };
  const { data, errors } = await app.graphql(actor, openMutation, { input });
  if (errors) throw new Error(JSON.stringify(errors));
  return data.openInEmergency;
};

const queueQuery = `query($first: Int, $after: String) { emergencyAccesses(first: $first, after: $after) {
  __typename ... on EmergencyAccessConnection { isWhole pageInfo { hasNextPage endCursor }
    edges { cursor node { reference openedAt until role organisation alertType { code display }
      reason { code display } overridesDissent outcome } } }
  ... on Withheld { message rule } ... on Unavailable { code } } }`;
export const queue = async (variables: object = {}, actor = 'privacy-officer'): Promise<Data> =>
  (await app.graphql(actor, queueQuery, variables as Record<string, unknown>)).data
    .emergencyAccesses;
export const newestOf = (connection: Data): Data => connection.edges[0].node;

const detailsQuery = `query($reference: ID!) { emergencyAccess(reference: $reference) { __typename
  ... on EmergencyAccessDetails { openedBy { name role } person { id } freeText
    reviews { outcome note by { name } } outcome } ... on Withheld { rule } } }`;
export const details = async (reference: string, actor = 'privacy-officer'): Promise<Data> =>
  (await app.graphql(actor, detailsQuery, { reference })).data.emergencyAccess;

export const review = async (input: object, actor = 'privacy-officer'): Promise<Data> => {
  const text = `mutation($input: ReviewEmergencyAccessInput!) { reviewEmergencyAccess(input: $input) {
    __typename ... on Refused { code field } } }`;
  const variables = { input: { commandId: randomUUID(), ...input } };
  return (await app.graphql(actor, text, variables)).data.reviewEmergencyAccess;
};

/** What the policy says to this demo person of one section, with every fact read from the log. */
export const mayRead = async (
  actor: string,
  personId: string,
  section: Section,
): Promise<string> => {
  const caller = demoCaller(actor);
  if (!caller) throw new Error(actor);
  const context: ResolverContext = { caller, requestId: 'r', remembered: new Map(), notes: [] };
  return (await mayDo(app.app.house, context, personId, 'READ', section)).effect;
};
