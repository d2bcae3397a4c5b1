/**
 * Who is told of what somebody did without a relationship (H15, H16): the privacy officers of the
 * organisation that did it and of the one that leads the care, and whoever leads it, also from later
 * on; nobody else. Beside openings, claims and searches done too often.
 */
import { randomUUID } from 'node:crypto';
import { wholeTeamIdOf } from '../../events/ids';
import { searchLimits } from '../../subgraphs/people/searchLimits';
import { accessRecordsIn } from '../support/accessRecords';
import { actOf } from '../support/acts';
import type { Data } from '../support/app';
import { demoActorId } from '../support/callers';
import {
  app,
  details,
  open,
  openEmergencyApp,
  passHours,
  queue,
  review,
} from '../support/emergencyAsks';
import { register } from '../support/writes';

beforeAll(openEmergencyApp);

const alertsQuery = `{ accessAlerts(first: 100) { __typename ... on AccessAlertConnection {
  edges { node { reference kind at organisation acknowledgedAt person { id } } } } } }`;
const acknowledgeMutation = `mutation($input: AcknowledgeAlertInput!) {
  acknowledgeAlert(input: $input) { __typename ... on Refused { code } } }`;
const waitingQuery = `{ accessWaiting { __typename
  ... on AccessWaiting { alerts openings mark isWhole } } }`;
const waitingFor = async (actor: string): Promise<Data> =>
  (await app.graphql(actor, waitingQuery)).data.accessWaiting;
const alertsOf = async (actor: string): Promise<Data[]> =>
  (await app.graphql(actor, alertsQuery)).data.accessAlerts.edges.map(({ node }: Data) => node);
const lead = async (personId: string, organisation: string, actor: string): Promise<void> => {
  const command = {
    type: 'JoinCareTeam',
    teamId: wholeTeamIdOf(organisation),
    organisation,
    lead: { actorId: demoActorId(actor), name: 'Who leads', telephone: '01323 000 101' },
  } as const;
  await app.app.house.loops.relationship.handle(personId, command, actOf(randomUUID()));
};
const see = async (actor: string, reference: string): Promise<Data> => {
  const input = { commandId: randomUUID(), reference };
  return (await app.graphql(actor, acknowledgeMutation, { input })).data.acknowledgeAlert;
};

describe('who is told of an opening', () => {
  it('are the officers of the opener’s organisation and of the one that leads the care, no others', async () => {
    const personId = await register(app);
    passHours(5);
    await open(personId, {}, 'nhs111');
    // Neither the ambulance service, whose officer this is, nor the hospice has to do with it.
    const { reference } = (await app.app.house.models.emergencies.get(personId))?.state.alerts.map(
      ({ alertId }) => ({ reference: alertId }),
    )[0] as { reference: string };
    const isListed = async (actor: string): Promise<boolean> => {
      const edges = (await queue({ first: 100 }, actor)).edges as Data[];
      const alerts = (await alertsOf(actor)).map((one) => one.reference as string);
      const inQueue = edges.some(({ node }: Data) => node.reference === reference);
      expect(alerts.includes(reference)).toBe(inQueue);
      return inQueue;
    };
    for (const actor of ['privacy-officer', 'hospice-privacy-officer']) {
      expect(await isListed(actor)).toBe(false);
      expect((await details(reference, actor)).__typename).toBe('EmergencyAccessNotFound');
      expect(await review({ reference, outcome: 'JUSTIFIED' }, actor)).toMatchObject({
        code: 'ENTRY_UNKNOWN',
      });
      expect(await see(actor, reference)).toMatchObject({ code: 'ENTRY_UNKNOWN' });
    }
    await lead(personId, 'X1HSP', 'consultant');
    expect(await isListed('hospice-privacy-officer')).toBe(true);
    expect(await isListed('privacy-officer')).toBe(false);
    expect((await details(reference, 'hospice-privacy-officer')).__typename).toBe(
      'EmergencyAccessDetails',
    );
  });

  it('are both organisations, each until one of their own has seen it', async () => {
    const personId = await register(app);
    passHours(5);
    await lead(personId, 'X1HSP', 'consultant');
    const { reference } = await open(personId);
    const stands = async (actor: string): Promise<boolean> =>
      (await alertsOf(actor)).find((one) => one.reference === reference).acknowledgedAt === null;
    await see('privacy-officer', reference);
    expect([await stands('privacy-officer'), await stands('hospice-privacy-officer')]).toEqual([
      false,
      true,
    ]);
    await see('hospice-privacy-officer', reference);
    expect(await stands('hospice-privacy-officer')).toBe(false);
  });

  it('is told who begins to lead the care while nobody has reviewed it, and who begins later is not', async () => {
    const personId = await register(app);
    passHours(5);
    const { reference } = await open(personId);
    const isTold = async (actor: string): Promise<boolean> =>
      (await alertsOf(actor)).some((one) => one.reference === reference);
    expect(await isTold('community-nurse')).toBe(false);
    await lead(personId, 'X3COM', 'community-nurse');
    expect(await isTold('community-nurse')).toBe(true);
    expect((await waitingFor('community-nurse')).alerts).toBe(1);
    expect(await see('community-nurse', reference)).toEqual({ __typename: 'AlertSeen' });
    await review({ reference, outcome: 'JUSTIFIED' });
    expect(await isTold('community-nurse')).toBe(true);
    await lead(personId, 'X2GPP', 'gp');
    expect(await isTold('gp')).toBe(false);
    expect(await see('gp', reference)).toMatchObject({ code: 'ENTRY_UNKNOWN' });
  });

  it('can be listed by what is done and what is not; how much waits is told without a list', async () => {
    const before = await waitingFor('privacy-officer');
    const { reference } = await open(await register(app));
    const after = await waitingFor('privacy-officer');
    expect(after).toMatchObject({
      openings: Number(before.openings) + 1,
      alerts: Number(before.alerts) + 1,
    });
    expect(after.mark).not.toBe(before.mark);
    const listed = async (reviewed: boolean): Promise<string[]> => {
      const text = `query($reviewed: Boolean) { emergencyAccesses(first: 100, reviewed: $reviewed) {
        ... on EmergencyAccessConnection { edges { node { reference } } } } }`;
      const { data } = await app.graphql('privacy-officer', text, { reviewed });
      return data.emergencyAccesses.edges.map(({ node }: Data) => node.reference as string);
    };
    expect(await listed(false)).toContain(reference);
    await review({ reference, outcome: 'JUSTIFIED' });
    expect(await listed(false)).not.toContain(reference);
    expect(await listed(true)).toContain(reference);
    expect(await waitingFor('privacy-officer')).toMatchObject({ openings: before.openings });
    expect((await waitingFor('margaret')).__typename).toBe('Withheld');
  });

  it('is asked for again and again without a record of anybody', async () => {
    const count = async (): Promise<number> => (await accessRecordsIn(app.app.house)).length;
    const before = await count();
    for (const actor of ['gp', 'privacy-officer']) await waitingFor(actor);
    expect(await count()).toBe(before);
  });
});

describe('the privacy officer of who acted', () => {
  const detailsQuery = `query($reference: ID!) { accessAlert(reference: $reference) { __typename
    ... on AccessAlertDetails { by { name role } person { id } } } }`;
  const whoIn = async (reference: string, actor = 'privacy-officer'): Promise<Data> =>
    (await app.graphql(actor, detailsQuery, { reference })).data.accessAlert;
  const searchMutation = `query($n: String!) { findPeople(input: { nhsNumber: $n }) { __typename
    ... on PeopleFound { people { id } } ... on Refused { code } } }`;
  const search = async (actor: string, n: string): Promise<Data> =>
    (await app.graphql(actor, searchMutation, { n })).data.findPeople;
  const newOf = async (kind: string, actor = 'privacy-officer'): Promise<Data[]> =>
    (await alertsOf(actor)).filter((one) => one.kind === kind && one.acknowledgedAt === null);

  it('is told of a reader who searches too often, once an hour, and looks up who it was', async () => {
    expect(await newOf('SEARCHED_OFTEN')).toEqual([]);
    for (let at = 0; at <= searchLimits.searchesPerMinuteMax + 2; at += 1) {
      await search('paramedic', '9990000018');
    }
    expect(await search('paramedic', '9990000018')).toMatchObject({ code: 'TOO_MANY_SEARCHES' });
    const [alert, ...more] = await newOf('SEARCHED_OFTEN');
    expect(more).toEqual([]);
    expect(JSON.stringify(alert)).not.toContain('Kit');
    expect(await whoIn(alert.reference)).toEqual({
      __typename: 'AccessAlertDetails',
      by: { name: 'Kit Rowan', role: 'paramedic' },
      person: null,
    });
    expect(await newOf('SEARCHED_OFTEN', 'hospice-privacy-officer')).toEqual([]);
    expect((await whoIn(alert.reference, 'hospice-privacy-officer')).__typename).toBe(
      'AccessAlertNotFound',
    );
    expect(await see('privacy-officer', alert.reference)).toEqual({ __typename: 'AlertSeen' });
    expect(await newOf('SEARCHED_OFTEN')).toEqual([]);
  });

  it('is told of a claim by somebody of theirs, with the name of who claimed', async () => {
    const personId = await register(app);
    const text = `mutation($input: ClaimRelationshipInput!) { claimRelationship(input: $input) {
      __typename } }`;
    const input = { commandId: randomUUID(), personId, reason: 'On call' };
    await app.graphql('consultant', text, { input });
    expect(await newOf('SELF_CLAIMED')).toEqual([]);
    const [alert] = await newOf('SELF_CLAIMED', 'hospice-privacy-officer');
    expect(await whoIn(alert.reference, 'hospice-privacy-officer')).toMatchObject({
      by: { name: 'Dr Abena Osei' },
      person: { id: personId },
    });
  });
});
