/**
 * A person reads who looked: which organisation and role, when, which parts, why; staff names only
 * where the organisation chose so; looks made for safeguarding are told to a privacy officer alone.
 */
import { randomUUID } from 'node:crypto';
import { parse } from 'graphql';
import { verifyProjections } from '../../cli/verifyProjections';
import type { PersonId } from '../../events/ids';
import type { AccessNote, Caller } from '../../subgraphs/context';
import { demoCaller } from '../../gateway/demo/actors';
import { reservationIdOf } from '../../subgraphs/people/registerPerson';
import { subgraphsOf } from '../../subgraphs/subgraphs';
import type { AccessLog } from '../../gateway/audit/accessLog';
import { actOf, actorNamed } from '../support/acts';
import { openTestApp } from '../support/app';
import type { Data, TestApp } from '../support/app';
import { callerFor } from '../support/callers';
import { openErasures } from '../support/erasures';
import { rebuildWorker } from '../support/rebuildWorker';
import { nhsNumberAt, readUrgent, register, write, writePlan } from '../support/writes';

const selection = `accessLog(first: $first, after: $after) { __typename
  ... on AccessLogConnection {
    edges { cursor node { at organisation organisationName role staffName did parts why refused } }
    pageInfo { hasNextPage endCursor } reading { current } }
  ... on Withheld { rule } ... on Unavailable { code message } }`;

/** What the list says to this caller, asked of the subgraph as the gateway asks it. */
const listFor = async (
  app: TestApp,
  caller: Caller,
  personId: string,
  page: { first?: number; after?: string } = {},
): Promise<Data> => {
  const found = subgraphsOf(app.app.house).find(({ name }) => name === 'access-log');
  const { data } = (await found?.execute({
    document: parse(
      `query($r: [_Any!]!, $first: Int! = 50, $after: String) { _entities(representations: $r) { ... on Person { ${selection} } } }`,
    ),
    variables: { r: [{ __typename: 'Person', id: personId }], ...page },
    context: { caller, requestId: randomUUID() },
  })) as Data;
  return data._entities[0].accessLog;
};

let numbers = 4_000;
/** The person themselves: an NHS number of theirs, reserved for them. */
const self = async ({ app: { house } }: TestApp, personId: string): Promise<Caller> => {
  const id = reservationIdOf(house, nhsNumberAt((numbers += 1)));
  const command = { type: 'ReserveNhsNumber', personId: personId as PersonId } as const;
  await house.loops.nhsNumber.handle(id, command, actOf(`reserve ${id}`));
  return callerFor(actorNamed('Edith', { role: 'PATIENT' }), 'citizen', { nhsNumberKey: id });
};
/** Of an organisation that cares for everybody here, and of one that has to do with nobody. */
const [privacyOfficer, officerElsewhere] = ['X1HSP', 'X9OTH'].map((organisation) =>
  callerFor(actorNamed('Pat', { role: 'PRIVACY_OFFICER', organisation })),
) as [Caller, Caller];
const nodes = (list: Data): Data[] => list.edges.map(({ node }: Data) => node);

let accessLog: AccessLog;
const open = (more: Parameters<typeof openTestApp>[0] = {}): Promise<TestApp> =>
  openTestApp({
    ...more,
    wrapAccessLog: (opened) => {
      accessLog = opened;
      return opened;
    },
  });
/** A look as a resolver of a later issue would note it. */
const looked = (personId: string, more: Partial<AccessNote>, caller?: Partial<Caller>) =>
  accessLog.keep({
    caller: { ...demoCaller('social-worker')!, ...caller },
    requestId: randomUUID(),
    kind: 'QUERY',
    notes: [
      {
        personId,
        action: 'READ',
        section: 'plan',
        effect: 'permit',
        rules: ['P2-team'],
        obligations: [],
        ...more,
      },
    ],
  });

describe('the list of who looked', () => {
  let app: TestApp;
  let personId: string;
  beforeAll(async () => {
    app = await open({ worker: rebuildWorker, environment: {} });
    ({ personId } = await writePlan(app));
    await readUrgent(app, personId);
    await write(app, 'paramedic', 'publishEndOfLifePlan', { personId, draftRevision: '1' });
  });

  it('says in plain words which organisation and role looked at which parts, when and why', async () => {
    const list = await listFor(app, await self(app, personId), personId);
    expect(list).toMatchObject({ __typename: 'AccessLogConnection', reading: { current: true } });
    const [refused, urgent, ...written] = nodes(list);
    expect(urgent).toEqual({
      at: expect.stringMatching(/^\d{4}-.*Z$/) as string,
      organisation: 'X4AMB',
      organisationName: 'Downs Ambulance Service (made up)',
      role: 'paramedic',
      staffName: null,
      did: 'looked',
      parts: expect.arrayContaining(['the decision about CPR', 'your care plan']) as string[],
      why: expect.stringMatching(/^(to care for you|for urgent care)/) as string,
      refused: false,
    });
    expect(refused).toMatchObject({
      did: 'asked, and was shown nothing',
      parts: ['your care plan'],
      refused: true,
    });
    expect(written.map(({ did }: Data) => did)).toEqual(Array(5).fill('wrote in the record'));
  });

  it('gives pages, newest first, each entry once', async () => {
    const whole = nodes(await listFor(app, await self(app, personId), personId));
    const paged: Data[] = [];
    let after: string | undefined;
    do {
      const page = await listFor(app, await self(app, personId), personId, {
        first: 2,
        ...(after === undefined ? {} : { after }),
      });
      paged.push(...nodes(page));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : undefined;
    } while (after !== undefined);
    expect(paged).toEqual(whole);
    expect([...whole].sort((one, other) => (one.at < other.at ? 1 : -1))).toEqual(whole);
    for (const page of [{ first: 0 }, { first: 101 }, { first: 5, after: 'nonsense' }]) {
      expect(await listFor(app, await self(app, personId), personId, page)).toMatchObject({
        __typename: 'Unavailable',
        code: 'BAD_REQUEST',
      });
    }
  });

  it('is withheld from everybody but the person and a privacy officer of who cares for them', async () => {
    const other = await register(app);
    expect((await listFor(app, await self(app, other), personId)).__typename).toBe('Withheld');
    for (const actor of ['gp', 'paramedic', 'social-worker']) {
      const { data } = await app.graphql(
        actor,
        'query($id: ID!) { person(id: $id) { accessLog { __typename } } }',
        { id: personId },
      );
      expect(data.person.accessLog.__typename).toBe('Withheld');
    }
    const list = await listFor(app, privacyOfficer, personId);
    expect(list.__typename).toBe('AccessLogConnection');
    expect((await listFor(app, officerElsewhere, personId)).__typename).toBe('Withheld');
  });

  it('keeps looks made for safeguarding from the person, not from a privacy officer', async () => {
    const own = await register(app);
    await looked(own, {}, { purpose: 'SAFEGUARDING' });
    await looked(own, { section: 'safeguarding', rules: ['P2-named'] });
    await looked(own, { section: 'cprDecision' });
    const told = nodes(await listFor(app, await self(app, own), own));
    expect(told.map(({ parts }: Data) => parts)).toEqual([
      ['the decision about CPR'],
      ['who you are'],
    ]);
    const all = nodes(await listFor(app, privacyOfficer, own));
    expect(all).toHaveLength(4);
    expect(all.map(({ why }: Data) => why)).toContain('for safeguarding');
  });

  it('says that an incident or an emergency opened the record', async () => {
    const own = await register(app);
    const id = randomUUID();
    await looked(own, { reference: { kind: 'INCIDENT', id } });
    await looked(own, { reference: { kind: 'EMERGENCY', id } });
    await looked(own, { rules: ['P1-urgent-care'] });
    await looked(own, { rules: ['P0-any-clinician', 'P4-emergency'] });
    const list = nodes(await listFor(app, await self(app, own), own));
    const [byRule, byCase, emergency, incident] = list.map(({ why }: Data) => why as string);
    for (const why of [emergency, byRule]) expect(why).toContain('opened in an emergency');
    for (const why of [incident, byCase]) expect(why).toContain('there was a 999 or 111 call');
  });

  it('is whole after it was rebuilt, and agrees with the log', async () => {
    const before = nodes(await listFor(app, privacyOfficer, personId));
    await app.app.rebuilder.rebuild(['accessList'], () => undefined);
    const lines: string[] = [];
    const say = (line: string): void => void lines.push(line);
    expect(await verifyProjections({ data: app.data, environment: {}, say })).toBe(0);
    expect(nodes(await listFor(app, privacyOfficer, personId))).toEqual(before);
  });
});

describe('the names of staff', () => {
  it('are shown where their organisation chose so, and nowhere else', async () => {
    const app = await open({ environment: { CUCKMERE_SHOW_STAFF_NAMES: 'X4AMB, X9' } });
    const { personId } = await writePlan(app);
    await readUrgent(app, personId);
    const list = nodes(await listFor(app, await self(app, personId), personId));
    expect(list[0]).toMatchObject({ organisation: 'X4AMB', staffName: 'Kit Rowan' });
    expect(new Set(list.slice(1).map(({ staffName }: Data) => staffName))).toEqual(new Set([null]));
  });
});

describe('an erased person', () => {
  it('has no rows in the list any more; the access records stay', async () => {
    const { app, eraseWhole } = await openErasures();
    const { personId } = await writePlan(app);
    const rowsOf = (): number =>
      app.app.house.models.accessList.sql.prepare('SELECT 1 FROM look WHERE id = ?').all(personId)
        .length;
    const { accessRunner, store } = app.app.house;
    const applied = async () => accessRunner.waitFor((await store.lastPosition())!);
    await applied();
    expect(rowsOf()).toBeGreaterThan(0);
    await eraseWhole(personId);
    await readUrgent(app, personId);
    await applied();
    expect(rowsOf()).toBe(0);
    const { events } = await store.readAll('start', ['accessLog-'], 100);
    expect(events.length).toBeGreaterThan(3);
  });
});
