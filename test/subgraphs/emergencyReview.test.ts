/**
 * What was opened in an emergency, as a privacy officer reviews it, and who is told of it (H16): by
 * reference first, by name in one opening, and whoever leads the person's care beside them.
 */
import { randomUUID } from 'node:crypto';
import type { Actor } from '../../events/decider';

import { demoCaller } from '../../gateway/demo/actors';

import type { Caller } from '../../subgraphs/context';
import { emergencySubgraph } from '../../subgraphs/emergency/emergencySubgraph';

import { parse } from 'graphql';

import type { Data } from '../support/app';
import { demoActorId } from '../support/callers';
import { register, unchanged, writePlan } from '../support/writes';

import {
  app,
  details,
  newestOf,
  nowMs,
  open,
  openEmergencyApp,
  openMutation,
  passHours,
  queue,
  review,
} from '../support/emergencyAsks';

beforeAll(openEmergencyApp);

describe('the privacy officer', () => {
  it('has what was opened listed without names, and one opening with them', async () => {
    const { personId } = await writePlan(app);
    passHours(1);
    const freeText = 'Collapsed: needed to check medication';
    await open(personId, { freeText });
    const list = await queue();
    expect(list.isWhole).toBe(true);
    const node = newestOf(list);
    expect(node).toMatchObject({
      openedAt: new Date(nowMs).toISOString(),
      role: 'paramedic',
      organisation: 'X4AMB',
      alertType: { code: '2', display: 'Access Alert' },
      reason: { code: '5', display: 'Access made in an emergency' },
      outcome: null,
    });
    expect(JSON.stringify(list)).not.toMatch(new RegExp(`Kit|${personId}|Collapsed`));
    expect(await details(node.reference as string)).toMatchObject({
      openedBy: { name: 'Kit Rowan', role: 'paramedic' },
      person: { id: personId },
      freeText,
      reviews: [],
    });
  });

  it('keeps what they found; what is done with stands behind what is not', async () => {
    const personId = await register(app);
    passHours(1);
    await open(personId);
    const { reference } = newestOf(await queue()) as { reference: string };
    const needsMore = { reference, outcome: 'NEEDS_MORE', note: 'Ask the crew' };
    expect(await review(needsMore)).toEqual({ __typename: 'EmergencyReviewSaved' });
    expect(newestOf(await queue())).toMatchObject({ reference, outcome: 'NEEDS_MORE' });
    await review({ reference, outcome: 'JUSTIFIED' });
    const list = await queue({ first: 100 });
    const outcomes = list.edges.map(({ node }: Data) => node.outcome as string | null);
    expect(outcomes.indexOf('JUSTIFIED')).toBeGreaterThan(outcomes.lastIndexOf(null));
    expect((await details(reference)).reviews).toEqual([
      { outcome: 'NEEDS_MORE', note: 'Ask the crew', by: { name: 'Robin Firle' } },
      { outcome: 'JUSTIFIED', note: null, by: { name: 'Robin Firle' } },
    ]);
  });

  it.each([
    ['note', { outcome: 'NOT_JUSTIFIED' }],
    ['outcome', { outcome: 'FINE' }],
    ['reference', { reference: 'nothing', outcome: 'JUSTIFIED' }],
  ])('is refused a review with a wrong %s', async (field, more) => {
    await open(await register(app));
    const { reference } = newestOf(await queue()) as { reference: string };
    const refused = await unchanged(app, () => review({ reference, ...more }));
    expect(refused).toMatchObject({ __typename: 'Refused', field });
  });

  it('alone has this list; everybody else hears nothing of it', async () => {
    await open(await register(app));
    const { reference } = newestOf(await queue()) as { reference: string };
    for (const other of ['gp', 'paramedic', 'margaret']) {
      expect((await queue({}, other)).__typename).toBe('Withheld');
      expect((await details(reference, other)).__typename).toBe('Withheld');
      const refused = await review({ reference, outcome: 'JUSTIFIED' }, other);
      expect(refused).toMatchObject({ code: 'NOT_PERMITTED' });
      expect(await review({ reference: 'x', outcome: 'JUSTIFIED' }, other)).toEqual(refused);
    }
  });

  it('pages through the list, each once, and at most a hundred at a time', async () => {
    const all = (await queue({ first: 100 })).edges.map(({ node }: Data) => node.reference);
    const paged: string[] = [];
    let after: string | null = null;
    do {
      const page: Data = await queue({ first: 3, after });
      paged.push(...page.edges.map(({ node }: Data) => node.reference as string));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    expect(all.length).toBeGreaterThan(3);
    expect(paged).toEqual(all);
    for (const wrong of [{ first: 101 }, { first: 0 }, { after: 'here' }]) {
      expect(await queue(wrong)).toEqual({ __typename: 'Unavailable', code: 'BAD_REQUEST' });
    }
  });
});

const alertsQuery = `{ accessAlerts(first: 100) { __typename ... on AccessAlertConnection {
  edges { node { reference kind at organisation acknowledgedAt person { id } } } } } }`;
const acknowledgeMutation = `mutation($input: AcknowledgeAlertInput!) {
  acknowledgeAlert(input: $input) { __typename ... on Refused { code } } }`;

describe('an alert', () => {
  const leads: Actor = {
    id: demoActorId('consultant'),
    name: 'Dr Abena Osei',
    role: 'CONSULTANT',
    organisation: 'X1HSP',
    organisationName: 'Hospice',
  };
  const asked = async (
    caller: Caller,
    text: string,
    variables: Record<string, unknown> = {},
  ): Promise<Data> => {
    const subgraph = emergencySubgraph(app.app.house, () => Promise.resolve([leads.id]));
    const document = parse(text);
    const { data } = await subgraph.execute({
      document,
      variables,
      context: { caller, requestId: 'r' },
    });
    return data;
  };

  it('is raised for the privacy officer by reference only, and for who leads the care', async () => {
    const { personId } = await writePlan(app);
    passHours(1);
    const input = { commandId: randomUUID(), personId, alertType: '2', reason: '5' };
    await asked(demoCaller('paramedic') as Caller, openMutation, { input });
    const officer = (await app.graphql('privacy-officer', alertsQuery)).data.accessAlerts;
    const own = (await app.graphql('consultant', alertsQuery)).data.accessAlerts;
    const { reference } = officer.edges[0].node as { reference: string };
    const said = { reference, kind: 'EMERGENCY_ACCESS', organisation: 'X4AMB' };
    expect(officer.edges[0].node).toMatchObject({ ...said, acknowledgedAt: null, person: null });
    expect(own.edges.map(({ node }: Data) => node)).toEqual([
      expect.objectContaining({ ...said, acknowledgedAt: null, person: { id: personId } }),
    ]);
    const { edges } = (await app.graphql('gp', alertsQuery)).data.accessAlerts;
    expect(edges).toEqual([]);
    expect((await app.graphql('margaret', alertsQuery)).data.accessAlerts.__typename).toBe(
      'Withheld',
    );

    const acknowledge = async (actor: string): Promise<Data> =>
      (
        await app.graphql(actor, acknowledgeMutation, {
          input: { commandId: randomUUID(), reference },
        })
      ).data.acknowledgeAlert;
    expect(await acknowledge('gp')).toMatchObject({ code: 'ENTRY_UNKNOWN' });
    expect(await acknowledge('consultant')).toEqual({ __typename: 'AlertSeen' });
    const still = (await app.graphql('privacy-officer', alertsQuery)).data.accessAlerts;
    expect(still.edges[0].node).toMatchObject({ reference, acknowledgedAt: null });
    expect(await acknowledge('privacy-officer')).toEqual({ __typename: 'AlertSeen' });
    const seen = (await app.graphql('privacy-officer', alertsQuery)).data.accessAlerts.edges;
    const one = seen.find(({ node }: Data) => node.reference === reference);
    expect(one.node.acknowledgedAt).toBe(new Date(nowMs).toISOString());
  });

  it('does not keep a record shut where nobody can say who leads', async () => {
    const personId = await register(app);
    const broken = emergencySubgraph(app.app.house, () => Promise.reject(new Error('gone')));
    const input = { commandId: randomUUID(), personId, alertType: '2', reason: '5' };
    const { data } = await broken.execute({
      document: parse(openMutation),
      variables: { input },
      context: { caller: demoCaller('paramedic') as Caller, requestId: 'r' },
    });
    expect((data as Data).openInEmergency.__typename).toBe('OpenedInEmergency');
  });
});
