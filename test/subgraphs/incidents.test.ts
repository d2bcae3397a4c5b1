/**
 * A case of 999 or 111 through the whole product: what it opens, to whom, until when, and that only a
 * person found for certain is opened and nobody is listed.
 */
import { randomUUID } from 'node:crypto';
import type { ActorId } from '../../events/ids';
import { parse } from 'graphql';
import { demoCaller } from '../../gateway/demo/actors';
import type { Caller, ResolverContext } from '../../subgraphs/context';
import { emergencySubgraph } from '../../subgraphs/emergency/emergencySubgraph';
import { mayDo } from '../../subgraphs/shared/access';
import { openTestApp } from '../support/app';
import type { Data, TestApp } from '../support/app';
import { callerFor, demoActorId } from '../support/callers';
import { follow } from '../support/live';
import {
  nhsNumberAt,
  readUrgent,
  refusedBy,
  register,
  saved,
  unchanged,
  writePlan,
} from '../support/writes';

const hourMs = 60 * 60 * 1_000;
let nowMs = Date.parse('2026-11-24T02:00:00.000Z');
const passHours = (hours: number): void => {
  nowMs += hours * hourMs;
};

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp({ relate: false, clock: () => new Date(nowMs) });
});

let numbers = 200;
const planWithNumber = async (): Promise<{ personId: string; nhsNumber: string }> => {
  const nhsNumber = nhsNumberAt((numbers += 1));
  return { ...(await writePlan(app, { nhsNumber })), nhsNumber };
};

const openMutation = `mutation($input: OpenIncidentInput!) { openIncident(input: $input) { __typename
  ... on IncidentOpened { incidentId link until position }
  ... on IncidentWithoutRecord { why message } ... on Refused { code field } } }`;
const open = async (input: object, actor = 'ambulance-system'): Promise<Data> => {
  const whole = { commandId: randomUUID(), caseId: 'CAD 4711', ...input };
  const { data, errors } = await app.graphql(actor, openMutation, { input: whole });
  if (errors) throw new Error(JSON.stringify(errors));
  return data.openIncident;
};

const incidentQuery = `query($id: ID!) { incident(id: $id) { __typename
  ... on LiveIncident { person { id } until } ... on Withheld { rule message } } }`;
const leadsTo = async (id: string, actor = 'paramedic'): Promise<Data> =>
  (await app.graphql(actor, incidentQuery, { id })).data.incident;

const cprFor = async (personId: string, actor = 'paramedic'): Promise<string> =>
  (await readUrgent(app, personId, actor)).cprDecision.__typename as string;

describe('an incident', () => {
  it('opens the urgent view to its crew, by a link that names nobody', async () => {
    const { personId, nhsNumber } = await planWithNumber();
    expect(await cprFor(personId)).toBe('Withheld');

    const opened = await open({ nhsNumber });

    expect(opened).toMatchObject({
      __typename: 'IncidentOpened',
      link: `/urgent#incident=${String(opened.incidentId)}`,
      until: new Date(nowMs + 6 * hourMs).toISOString(),
    });
    expect(opened.link).not.toContain(personId);
    expect(await leadsTo(opened.incidentId as string)).toMatchObject({
      __typename: 'LiveIncident',
      person: { id: personId },
    });
    expect(await cprFor(personId)).toBe('CprRecorded');
    expect(await cprFor(personId, 'nhs111')).toBe('Withheld');
  });

  it('gives what a crew needs and the way into the home, and not the history or more', async () => {
    const { personId, nhsNumber } = await planWithNumber();
    await open({ nhsNumber });
    const caller = demoCaller('paramedic') as Caller;
    const context: ResolverContext = { caller, requestId: 'r', remembered: new Map(), notes: [] };
    const effects = [];
    for (const section of ['cprDecision', 'wayIntoHome', 'history', 'sexualHealth'] as const) {
      const { effect } = await mayDo(app.app.house, context, personId, 'READ', section);
      effects.push([section, effect]);
    }
    expect(effects).toEqual([
      ['cprDecision', 'permit'],
      ['wayIntoHome', 'permit'],
      ['history', 'deny'],
      ['sexualHealth', 'deny'],
    ]);
  });

  it('is for those of the crew that is named, and for nobody else of the organisation', async () => {
    const { personId, nhsNumber } = await planWithNumber();
    const { incidentId } = await open({ nhsNumber, crew: ['someone-else'] });
    expect(await cprFor(personId)).toBe('Withheld');
    expect((await leadsTo(incidentId as string)).__typename).toBe('Withheld');
    await open({ nhsNumber, crew: [demoActorId('paramedic')] });
    expect(await cprFor(personId)).toBe('CprRecorded');
  });

  it('ends by itself at its hour', async () => {
    const { personId, nhsNumber } = await planWithNumber();
    const { incidentId } = await open({ nhsNumber, hours: 2 });
    passHours(2);
    expect(await cprFor(personId)).toBe('Withheld');
    expect((await leadsTo(incidentId as string)).__typename).toBe('IncidentOver');
  });

  it('ends at once where it is closed, on an open page too, and leaves others open', async () => {
    const { personId, nhsNumber } = await planWithNumber();
    const { incidentId } = await open({ nhsNumber });
    const other = await open({ nhsNumber }, 'nhs111-system');
    const crew = follow(app, { personId, selection: 'cprDecision { __typename }' });
    await crew.heard(1);
    expect(crew.messages[0]?.person.cprDecision.__typename).toBe('CprRecorded');

    await saved(app, 'ambulance-system', 'closeIncident', { incidentId });

    await crew.heard(2);
    expect(crew.messages[1]).toMatchObject({
      kind: 'ACCESS_CHANGED',
      person: { cprDecision: { __typename: 'Withheld' } },
    });
    expect((await leadsTo(incidentId as string)).__typename).toBe('IncidentOver');
    expect(await cprFor(personId, 'nhs111')).toBe('CprRecorded');
    expect((await leadsTo(other.incidentId as string, 'nhs111')).__typename).toBe('LiveIncident');
  });

  it('of another organisation is as good as none: to read, to close', async () => {
    const { nhsNumber } = await planWithNumber();
    const { incidentId } = await open({ nhsNumber });
    const none = randomUUID();
    expect(await leadsTo(incidentId as string, 'nhs111')).toEqual(await leadsTo(none, 'nhs111'));
    const close = (id: string) =>
      refusedBy(app, 'nhs111-system', 'closeIncident', { incidentId: id });
    expect(await close(incidentId as string)).toEqual(await close(none));
    expect(await leadsTo('not an id')).toEqual(await leadsTo(none));
  });

  it('is opened by the system of 999 or 111, which reads nothing itself', async () => {
    const { personId, nhsNumber } = await planWithNumber();
    const system = callerFor(
      {
        id: 'system-999' as ActorId,
        name: '999 system',
        role: 'URGENT_CARE_SYSTEM',
        organisation: 'X4AMB',
        organisationName: 'Downs Ambulance Service (made up)',
      },
      'system',
    );
    const input = { commandId: randomUUID(), caseId: 'CAD 1', nhsNumber };
    const { data } = await emergencySubgraph(app.app.house).execute({
      document: parse(openMutation),
      variables: { input },
      context: { caller: system, requestId: 'r' },
    });
    expect((data as Data).openIncident.__typename).toBe('IncidentOpened');
    expect(await cprFor(personId)).toBe('CprRecorded');
    const context = { caller: system, requestId: 'r', remembered: new Map(), notes: [] };
    const decision = await mayDo(app.app.house, context, personId, 'READ', 'cprDecision');
    expect(decision.effect).toBe('deny');
  });

  it('is opened by nobody else, with the same words whoever it is about', async () => {
    const { nhsNumber } = await planWithNumber();
    const refused = await unchanged(app, () => open({ nhsNumber }, 'gp'));
    expect(refused).toMatchObject({ __typename: 'Refused', code: 'NOT_PERMITTED' });
    expect(await open({ nhsNumber: nhsNumberAt(900) }, 'gp')).toEqual(refused);
  });
});

describe('whom a case is about', () => {
  const born = '1931-05-06';
  const person = (given: string, family: string, more: object = {}) => ({
    name: { family, given: [given] },
    dateOfBirth: born,
    ...more,
  });

  it('is found by name, given name and date of birth where one person has them all', async () => {
    const personId = await register(app, person('Ivy', 'Whitcombe'));
    const identity = { familyName: 'whitcombe', givenName: 'IVY', dateOfBirth: born };
    const opened = await open({ identity });
    expect((await leadsTo(opened.incidentId as string)).person.id).toBe(personId);
  });

  it('is found by name, date of birth and postcode', async () => {
    const personId = await register(app, person('Otto', 'Fairhall'));
    const address = { familyName: 'Fairhall', dateOfBirth: born, postcode: 'bn265tw' };
    const opened = await open({ address });
    expect((await leadsTo(opened.incidentId as string)).person.id).toBe(personId);
  });

  it.each([
    ['NONE', { nhsNumber: nhsNumberAt(901) }],
    ['NONE', { identity: { familyName: 'Nobody', givenName: 'At', dateOfBirth: '1900-01-01' } }],
    [
      'NOT_CERTAIN',
      { identity: { familyName: 'Sounds', givenName: 'Alike', dateOfBirth: '1931-05-07' } },
    ],
    [
      'NOT_CERTAIN',
      { address: { familyName: 'Sounds', dateOfBirth: '1931-05-07', postcode: 'BN1 1AA' } },
    ],
    ['SEVERAL', { identity: { familyName: 'Twin', givenName: 'Ann', dateOfBirth: '1931-05-08' } }],
    [
      'SEVERAL',
      { address: { familyName: 'Twin', dateOfBirth: '1931-05-08', postcode: 'BN26 5TW' } },
    ],
  ])('and not for certain: %s is said, nothing is opened, nobody is listed', async (why, input) => {
    const sounds = { name: { family: 'Sownds', given: ['Alike'] }, dateOfBirth: '1931-05-07' };
    await register(app, sounds);
    const twin = { name: { family: 'Twin', given: ['Ann'] }, dateOfBirth: '1931-05-08' };
    const ids = [await register(app, twin), await register(app, twin)];
    const answer = await unchanged(app, () => open(input));
    expect(answer).toMatchObject({ __typename: 'IncidentWithoutRecord', why });
    for (const id of ids) expect(JSON.stringify(answer)).not.toContain(id);
  });

  it.each([
    ['nhsNumber', {}],
    ['nhsNumber', { nhsNumber: '123' }],
    [
      'identity',
      {
        nhsNumber: nhsNumberAt(901),
        identity: { familyName: 'A', givenName: 'B', dateOfBirth: '1931-05-06' },
      },
    ],
    [
      'identity.dateOfBirth',
      { identity: { familyName: 'A', givenName: 'B', dateOfBirth: '1931' } },
    ],
    ['address.postcode', { address: { familyName: 'A', dateOfBirth: born, postcode: 'x' } }],
  ])('is refused where %s is wrong, naming it', async (field, input) => {
    const refused = await unchanged(app, () => open(input));
    expect(refused).toMatchObject({ __typename: 'Refused', field });
  });

  it.each([
    ['hours', { hours: 25 }],
    ['caseId', { caseId: '' }],
    ['commandId', { commandId: 'x' }],
  ])('is not opened with a wrong %s', async (field, more) => {
    const { nhsNumber } = await planWithNumber();
    const refused = await unchanged(app, () => open({ nhsNumber, ...more }));
    expect(refused).toMatchObject({ __typename: 'Refused', field });
  });
});
