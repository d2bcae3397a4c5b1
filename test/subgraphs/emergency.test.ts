/**
 * Opening a record in an emergency, through the whole product: who may, for how long, what it shows
 * and never shows, who is told, and what the person and the privacy officer see of it.
 */
import { randomUUID } from 'node:crypto';
import type { Actor } from '../../events/decider';
import type { ActorId } from '../../events/ids';
import { demoCaller } from '../../gateway/demo/actors';
import type { Section } from '../../policy/request';
import type { Caller, ResolverContext } from '../../subgraphs/context';
import { emergencySubgraph } from '../../subgraphs/emergency/emergencySubgraph';
import { mayDo } from '../../subgraphs/shared/access';
import { parse } from 'graphql';
import { openTestApp } from '../support/app';
import type { Data, TestApp } from '../support/app';
import { callerFor, demoActorId } from '../support/callers';
import { nhsNumberAt, readUrgent, register, saved, unchanged, writePlan } from '../support/writes';

const hourMs = 60 * 60 * 1_000;
let nowMs = Date.parse('2026-11-24T02:00:00.000Z');
const passHours = (hours: number): void => {
  nowMs += hours * hourMs;
};

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp({ relate: false, clock: () => new Date(nowMs) });
});

const openMutation = `mutation($input: OpenInEmergencyInput!) { openInEmergency(input: $input) {
  __typename ... on OpenedInEmergency { until position person { id } }
  ... on Refused { code message field rule } } }`;

const open = async (personId: string, more: object = {}, actor = 'paramedic'): Promise<Data> => {
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
const queue = async (variables: object = {}, actor = 'privacy-officer'): Promise<Data> =>
  (await app.graphql(actor, queueQuery, variables as Record<string, unknown>)).data
    .emergencyAccesses;
const newestOf = (connection: Data): Data => connection.edges[0].node;

const detailsQuery = `query($reference: ID!) { emergencyAccess(reference: $reference) { __typename
  ... on EmergencyAccessDetails { openedBy { name role } person { id } freeText
    reviews { outcome note by { name } } outcome } ... on Withheld { rule } } }`;
const details = async (reference: string, actor = 'privacy-officer'): Promise<Data> =>
  (await app.graphql(actor, detailsQuery, { reference })).data.emergencyAccess;

const review = async (input: object, actor = 'privacy-officer'): Promise<Data> => {
  const text = `mutation($input: ReviewEmergencyAccessInput!) { reviewEmergencyAccess(input: $input) {
    __typename ... on Refused { code field } } }`;
  const variables = { input: { commandId: randomUUID(), ...input } };
  return (await app.graphql(actor, text, variables)).data.reviewEmergencyAccess;
};

/** What the policy says to this demo person of one section, with every fact read from the log. */
const mayRead = async (actor: string, personId: string, section: Section): Promise<string> => {
  const caller = demoCaller(actor);
  if (!caller) throw new Error(actor);
  const context: ResolverContext = { caller, requestId: 'r', remembered: new Map(), notes: [] };
  return (await mayDo(app.app.house, context, personId, 'READ', section)).effect;
};

describe('a record that a crew may not read', () => {
  it('says that it can be opened in an emergency, and is open after it', async () => {
    const { personId } = await writePlan(app);
    const query = `query($id: ID!) { person(id: $id) {
      cprDecision { __typename ... on Withheld { canOpenInEmergency } } } }`;
    const before = await app.graphql('paramedic', query, { id: personId });
    expect(before.data.person.cprDecision).toEqual({
      __typename: 'Withheld',
      canOpenInEmergency: true,
    });

    const opened = await open(personId);

    expect(opened).toMatchObject({
      __typename: 'OpenedInEmergency',
      person: { id: personId },
      until: new Date(nowMs + 4 * hourMs).toISOString(),
    });
    expect((await readUrgent(app, personId)).cprDecision.__typename).toBe('CprRecorded');
  });

  it('is open for four hours and no longer; opening again meanwhile extends nothing', async () => {
    const { personId } = await writePlan(app);
    const { until } = await open(personId);
    passHours(3);
    const again = await unchanged(app, () => open(personId));
    expect(again).toMatchObject({ __typename: 'OpenedInEmergency', until });
    expect((await readUrgent(app, personId)).cprDecision.__typename).toBe('CprRecorded');

    passHours(1);

    const shut = await readUrgent(app, personId);
    expect(shut.cprDecision.__typename).toBe('Withheld');
    expect(shut.endOfLifePlan.__typename).toBe('Withheld');
    expect((await open(personId)).until).toBe(new Date(nowMs + 4 * hourMs).toISOString());
  });

  it('is open to nobody else, of whatever role or crew', async () => {
    const { personId } = await writePlan(app);
    await open(personId);
    for (const other of ['nhs111', 'privacy-officer', 'margaret']) {
      expect((await readUrgent(app, personId, other)).cprDecision.__typename).toBe('Withheld');
    }
    const crewmate: Actor = {
      ...(demoCaller('paramedic')?.actor as Actor),
      id: 'demo-paramedic-2' as ActorId,
    };
    const context: ResolverContext = {
      caller: callerFor(crewmate),
      requestId: 'r',
      remembered: new Map(),
      notes: [],
    };
    const decision = await mayDo(app.app.house, context, personId, 'READ', 'cprDecision');
    expect(decision).toMatchObject({ effect: 'deny', canOpenInEmergency: true });
  });

  it('opens up to S3, and never what is sealed', async () => {
    const personId = await register(app);
    await open(personId);
    const sections = ['cprDecision', 'history', 'wayIntoHome', 'sexualHealth'] as const;
    for (const section of sections) {
      expect([section, await mayRead('paramedic', personId, section)]).toEqual([section, 'permit']);
    }
    expect(await mayRead('paramedic', personId, 'safeguarding')).toBe('deny');
  });

  it('overrides the person’s own no, which the list says', async () => {
    const { personId } = await writePlan(app);
    const no = { decision: 'REFUSED', decidedBy: 'PERSON' };
    await saved(app, 'gp', 'recordSharingDecision', { personId, ...no });
    passHours(1);
    await open(personId, { alertType: '2', reason: '1' });
    expect((await readUrgent(app, personId)).cprDecision.__typename).toBe('CprRecorded');
    expect(newestOf(await queue()).overridesDissent).toBe(true);
  });

  it.each([
    ['reason', { alertType: '1', reason: '5' }],
    ['reason', { alertType: '2', reason: '4' }],
    ['reason', { alertType: '2', reason: '6' }],
    ['alertType', { alertType: '3', reason: '1' }],
    ['reason', { reason: 'because' }],
    ['commandId', { commandId: 'x' }],
    ['freeText', { freeText: ' ' }],
  ])('is not opened with a wrong %s, which is named', async (field, more) => {
    const personId = await register(app);
    const refused = await unchanged(app, () => open(personId, more));
    expect(refused).toMatchObject({ __typename: 'Refused', field });
  });

  it('is not opened by who is no clinician, known or not in the same words', async () => {
    const personId = await register(app);
    const refused = await unchanged(app, () => open(personId, {}, 'social-worker'));
    expect(refused).toMatchObject({ __typename: 'Refused', code: 'NOT_PERMITTED' });
    expect(await open(randomUUID(), {}, 'social-worker')).toEqual(refused);
  });

  it('is opened once by a command that is sent twice, also after the consent changed', async () => {
    const { personId } = await writePlan(app);
    const commandId = randomUUID();
    const first = await open(personId, { commandId });
    const no = { decision: 'REFUSED', decidedBy: 'PERSON' };
    await saved(app, 'gp', 'recordSharingDecision', { personId, ...no });
    expect(await unchanged(app, () => open(personId, { commandId }))).toEqual(first);
  });

  it('is opened while every read model is behind', async () => {
    const other = await openTestApp({ relate: false });
    const { personId } = await writePlan(other);
    await other.app.house.runner.stop();
    const input = { commandId: randomUUID(), personId, alertType: '1', reason: '4' };
    const { data } = await other.graphql('paramedic', openMutation, { input });
    expect(data.openInEmergency.__typename).toBe('OpenedInEmergency');
    expect((await readUrgent(other, personId)).cprDecision.__typename).toBe('CprRecorded');
  });
});

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
  const lead: Actor = {
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
    const subgraph = emergencySubgraph(app.app.house, () => Promise.resolve([lead.id]));
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

describe('the person', () => {
  it('sees that it happened, when, for which organisation and why, and no name', async () => {
    const nhsNumber = nhsNumberAt(731);
    const { personId } = await writePlan(app, { nhsNumber });
    await open(personId, { freeText: 'Collapsed' });
    const own = callerFor(
      {
        id: 'patient-1' as ActorId,
        name: 'Edith Pilbeam',
        role: 'PATIENT',
        organisation: 'X9NHS',
        organisationName: 'NHS login (made up)',
      },
      'citizen',
      { nhsNumberKey: app.app.house.blind.of('nhsNumber', nhsNumber) },
    );
    const { data } = await emergencySubgraph(app.app.house).execute({
      document: parse(`query($r: [_Any!]!) { _entities(representations: $r) { ... on Person {
        emergencyAccesses { __typename ... on EmergencyAccessesTold {
          accesses { openedAt role organisationName reason outcome } reading { current } }
          ... on Withheld { rule } } } } }`),
      variables: {
        r: [personId, await register(app)].map((id) => ({ __typename: 'Person', id })),
      },
      context: { caller: own, requestId: 'r' },
    });
    const [mine, other] = (data as Data)._entities as Data[];
    expect(mine.emergencyAccesses).toEqual({
      __typename: 'EmergencyAccessesTold',
      accesses: [
        {
          openedAt: new Date(nowMs).toISOString(),
          role: 'paramedic',
          organisationName: 'Downs Ambulance Service (made up)',
          reason: 'Access made in an emergency',
          outcome: null,
        },
      ],
      reading: { current: true },
    });
    expect(other.emergencyAccesses).toEqual({ __typename: 'Withheld', rule: 'default-deny' });
  });
});
