/**
 * The live socket at its edges: who is let in, what is refused there, what a client may not do to
 * others, and how it ends. A refusal of one operation never closes the socket of the others.
 */
import { request } from 'node:http';
import { closeCodes } from '../../../gateway/live/closeCodes';
import { openTestApp } from '../../support/app';
import type { TestApp } from '../../support/app';
import { lastChange } from '../../support/lastChange';
import { liveQuery, openBareSocket } from '../../support/live';
import type { BareSocket } from '../../support/live';
import { saved, writePlan } from '../../support/writes';
import { createFaults } from '../failingSubgraph';

const { fail, mend, wrap } = createFaults();
let app: TestApp;
beforeAll(async () => {
  app = await openTestApp({ wrapSubgraph: wrap, socketLimits: { subscriptionsMax: 3 } });
});
afterEach(mend);

const signedIn = async (actor = 'paramedic'): Promise<BareSocket> =>
  openBareSocket(app, { init: { ticket: await app.ticket(actor) } });

const subscribe = (personId: string, id = 'one', query = liveQuery()): object => ({
  id,
  type: 'subscribe',
  payload: { query, variables: { personId } },
});

/** The status with which an attempt to open a socket is answered. */
const upgradeStatus = (headers: Record<string, string>, path = '/graphql'): Promise<number> =>
  new Promise((resolve, reject) => {
    const { port } = app.app;
    const asked = request({
      host: '127.0.0.1',
      port,
      path,
      headers: {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
        'sec-websocket-protocol': 'graphql-transport-ws',
        ...headers,
      },
    });
    asked.on('error', reject);
    asked.on('response', (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    asked.on('upgrade', (_response, socket) => {
      socket.destroy();
      resolve(101);
    });
    asked.end();
  });

describe('the way in', () => {
  it.each([
    ['no ticket', {}],
    ['a ticket that nobody was given', { ticket: 'x'.repeat(32) }],
    ['a ticket that is no text', { ticket: { $ne: null } }],
  ])('is closed with 4403 to %s', async (_what, init) => {
    const { say, closed } = await openBareSocket(app);

    say({ type: 'connection_init', payload: init });

    expect((await closed).code).toBe(closeCodes.forbidden);
  });

  it('is closed with 4403 to a ticket that was used', async () => {
    const ticket = await app.ticket('paramedic');
    await openBareSocket(app, { init: { ticket } });

    const second = await openBareSocket(app);
    second.say({ type: 'connection_init', payload: { ticket } });

    expect((await second.closed).code).toBe(closeCodes.forbidden);
  });

  it('is closed with 4408 to a client that never says who it is', async () => {
    const { closed } = await openBareSocket(app);

    expect((await closed).code).toBe(4408);
  });

  it('is closed with 4401 to a client that subscribes before it said who it is', async () => {
    const { say, closed } = await openBareSocket(app);

    say(subscribe('1d2f0a51-6f0c-4d0e-9d0a-6f1f6a1c0001'));

    expect((await closed).code).toBe(4401);
  });

  it('is open to a page of this origin and to programs, and to no other page', async () => {
    const own = app.app.url;

    expect(await upgradeStatus({})).toBe(101);
    expect(await upgradeStatus({ origin: own })).toBe(101);
    expect(await upgradeStatus({ origin: 'https://elsewhere.example' })).toBe(403);
    expect(await upgradeStatus({ origin: own.replace(/\d+$/, '1') })).toBe(403);
    expect(await upgradeStatus({ origin: 'null' })).toBe(403);
    expect(await upgradeStatus({ origin: own }, '/elsewhere')).toBe(403);
  });

  it('gives no ticket to somebody who is not signed in', async () => {
    const response = await app.fetch('/ticket', { method: 'POST' });

    expect(response.status).toBe(401);
  });
});

describe('an operation on the socket', () => {
  it.each([
    ['a query', '{ me { name } }', 'BAD_REQUEST'],
    [
      'a mutation',
      'mutation { startEndOfLifePlan(input: {commandId: "1", personId: "1"}) { __typename } }',
      'BAD_REQUEST',
    ],
    ['introspection', '{ __schema { types { name } } }', 'BAD_REQUEST'],
    [
      'a field that is none',
      'subscription { planChanged(personId: "1") { nothing } }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['no GraphQL', 'subscription {', 'GRAPHQL_PARSE_FAILED'],
    [
      'two operations',
      'subscription A { planChanged(personId: "1") { kind } } subscription B { planChanged(personId: "1") { kind } }',
      'OPERATION_RESOLUTION_FAILURE',
    ],
    [
      'a personId that is none',
      'subscription { planChanged(personId: "edith") { kind } }',
      'BAD_USER_INPUT',
    ],
    [
      'a root in a fragment',
      'subscription { ...F } fragment F on Subscription { planChanged(personId: "1") { kind } }',
      'BAD_REQUEST',
    ],
    [
      'more tokens than are read',
      `subscription { planChanged(personId: "1") { ${'kind '.repeat(4_000)} } }`,
      'GRAPHQL_PARSE_FAILED',
    ],
  ])('that is %s is refused with its code, and the others go on', async (_what, query, code) => {
    const { personId } = await writePlan(app);
    const client = await signedIn();
    client.say(subscribe(personId, 'good'));
    await client.heard(/"id":"good","type":"next"/);
    const before = await lastChange(app.app.house.store);

    client.say({ id: 'bad', type: 'subscribe', payload: { query } });

    const refused = JSON.parse(await client.heard(/"id":"bad"/));
    expect(refused.type).toBe('error');
    expect(refused.payload[0].extensions.code).toBe(code);
    expect(await lastChange(app.app.house.store)).toBe(before);
    await saved(app, 'paramedic', 'questionCprDecision', { personId, concern: 'x' });
    await client.heard(/"id":"good".*CPR_DECISION_QUESTIONED/);
    expect(client.socket.readyState).toBe(client.socket.OPEN);
  });

  it('with variables that do not fit is refused, by their name', async () => {
    const client = await signedIn();

    client.say({ id: 'a', type: 'subscribe', payload: { query: liveQuery(), variables: {} } });

    const text = await client.heard(/"id":"a"/);
    expect(text).toContain('$personId');
    expect(text).toContain('BAD_USER_INPUT');
  });

  it('beyond the most that one socket may have is refused, and the others go on', async () => {
    const { personId } = await writePlan(app);
    const client = await signedIn();

    for (const id of ['a', 'b', 'c', 'd']) client.say(subscribe(personId, id));

    const refused = await client.heard(/"type":"error"/);
    expect(refused).toContain('"id":"d"');
    for (const id of ['a', 'b', 'c']) await client.heard(new RegExp(`"id":"${id}","type":"next"`));
  });

  it('is answered under the id it was given, whatever that holds', async () => {
    const { personId } = await writePlan(app);
    const client = await signedIn();
    const id = '","type":"next","payload":{"data":null}}\n\u2028{"a":"\\';

    client.say(subscribe(personId, id));

    const message = JSON.parse(await client.heard(/OPENED/));
    expect(message.id).toBe(id);
    expect(message.payload.data.planChanged.kind).toBe('OPENED');
  });

  it('that fails inside tells the client a code and a reference, as over HTTP, and no more', async () => {
    const { personId } = await writePlan(app);
    fail('live', () => Promise.reject(new Error('secret: postgres://user@host')));
    const client = await signedIn();

    client.say(subscribe(personId));

    const { code, reason } = await client.closed;
    expect(code).toBe(1011);
    expect(reason + client.texts.join('')).not.toContain('secret');
    expect(app.logLines.join('')).not.toContain('secret');
  });

  it('whose resolver fails has its error masked', async () => {
    const { personId } = await writePlan(app);
    fail('live', (real) =>
      real().then(() => ({ errors: [new Error('secret: postgres://user@host')], data: null })),
    );
    const client = await signedIn();

    client.say(subscribe(personId));

    const text = await client.heard(/"type":"next"/);
    expect(text).not.toContain('secret');
    expect(text).toContain('"code":"INTERNAL"');
    expect(text).toMatch(/"reference":"[\w-]+"/);
  });
});

describe('the heartbeat', () => {
  it('names the position up to which everything was sent', async () => {
    const { personId } = await writePlan(app);
    const client = await signedIn();
    client.say(subscribe(personId));
    await client.heard(/OPENED/);
    const { position } = await saved(app, 'paramedic', 'questionCprDecision', {
      personId,
      concern: 'x',
    });

    const beat = JSON.parse(await client.heard(new RegExp(`"ping".*${position as string}`)));

    const at = client.texts.findIndex((text) => text.includes('CPR_DECISION_QUESTIONED'));
    const beatAt = client.texts.findIndex((text) => text === JSON.stringify(beat));
    expect(at).toBeGreaterThan(-1);
    expect(beatAt).toBeGreaterThan(at);
  });

  it('names none while a client is still being told what it missed', async () => {
    const { personId, position } = await writePlan(app);
    await saved(app, 'paramedic', 'questionCprDecision', { personId, concern: 'x' });
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    fail('live', (real) => held.then(real));
    const client = await signedIn();
    client.say({
      id: 'a',
      type: 'subscribe',
      payload: { query: liveQuery(), variables: { personId, after: position } },
    });

    const beat = JSON.parse(await client.heard(/"ping"/));
    release();
    await client.heard(/CPR_DECISION_QUESTIONED/);

    expect(beat.payload).toBeUndefined();
  });
});

describe('a process that ends', () => {
  it('closes its sockets with 1001, also where a client does not answer', async () => {
    const ending = await openTestApp();
    const { personId } = await writePlan(ending);
    const [polite, deaf] = [
      await openBareSocket(ending, { init: { ticket: await ending.ticket('gp') } }),
      await openBareSocket(ending, { init: { ticket: await ending.ticket('gp') } }),
    ];
    polite.say(subscribe(personId));
    await polite.heard(/OPENED/);
    deaf.socket.pause();

    await ending.close();

    expect((await polite.closed).code).toBe(closeCodes.goingAway);
  });
});
