/**
 * Opening a record in an emergency, through the whole product: who may, for how long, what it shows
 * and never shows, who is told, and what the person and the privacy officer see of it.
 */
import { randomUUID } from 'node:crypto';
import type { Actor } from '../../events/decider';
import type { ActorId } from '../../events/ids';
import { demoCaller } from '../../gateway/demo/actors';

import type { ResolverContext } from '../../subgraphs/context';
import { emergencySubgraph } from '../../subgraphs/emergency/emergencySubgraph';
import { mayDo } from '../../subgraphs/shared/access';
import { parse } from 'graphql';
import { openTestApp } from '../support/app';
import type { Data } from '../support/app';
import { callerFor } from '../support/callers';
import { nhsNumberAt, readUrgent, register, saved, unchanged, writePlan } from '../support/writes';

import {
  app,
  hourMs,
  mayRead,
  newestOf,
  nowMs,
  open,
  openEmergencyApp,
  openMutation,
  passHours,
  queue,
} from '../support/emergencyAsks';

beforeAll(openEmergencyApp);

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

describe('the person', () => {
  it('sees that it happened, when, for which organisation and why, and no name', async () => {
    const nhsNumber = nhsNumberAt(731);
    const { personId } = await writePlan(app, { nhsNumber });
    await open(personId, { freeText: 'Collapsed' });
    const text = `query($id: ID!) { person(id: $id) { cprDecision { __typename } } }`;
    await app.graphql('paramedic', text, { id: personId });
    // Somebody else's look, and one that was refused, are no part of what was seen under it.
    await app.graphql('nhs111', text, { id: personId });
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
          accesses { openedAt role organisationName reason overridesDissent parts outcome }
          reading { current } }
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
          overridesDissent: false,
          parts: ['the decision about CPR'],
          outcome: null,
        },
      ],
      reading: { current: true },
    });
    expect(other.emergencyAccesses).toEqual({ __typename: 'Withheld', rule: 'default-deny' });
  });
});
