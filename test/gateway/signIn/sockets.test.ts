/**
 * The live socket of somebody whose session or token ends: closed with 4403, and not one message
 * after. Its bounds, one user's and one socket's.
 */
import { socketLimits } from '../../../gateway/live/socket';
import { closeCodes } from '../../../gateway/live/closeCodes';
import { openTestApp, until } from '../../support/app';
import type { TestApp } from '../../support/app';
import { liveQuery, openBareSocket } from '../../support/live';
import type { BareSocket } from '../../support/live';
import { makeIssuer } from '../../support/madeIssuer';
import { gpClaims, issuerField, openAppWith } from '../../support/madeSignIn';
import { signInAs, tokenFor } from '../../support/signedIn';
import type { Visitor } from '../../support/signedIn';
import { register, saved } from '../../support/writes';

let movedMs = 0;
const clock = (): Date => new Date(Date.now() + movedMs);
beforeEach(() => {
  movedMs = 0;
});

let app: TestApp;
let personId: string;
beforeAll(async () => {
  app = await openTestApp({ isOwnSignIn: true, clock });
  personId = await register(app);
  await saved(app, 'gp', 'startEndOfLifePlan', { personId });
});

const ticketOf = async (visitor: Visitor): Promise<string> => {
  const response = await visitor.fetch(`${app.app.url}/ticket`, { method: 'POST' });
  return ((await response.json()) as { ticket: string }).ticket;
};

const subscribe = async (socket: BareSocket): Promise<void> => {
  socket.say({
    id: '1',
    type: 'subscribe',
    payload: { query: liveQuery('id'), variables: { personId } },
  });
  await socket.heard(/OPENED/);
};

const socketOf = async (visitor: Visitor): Promise<BareSocket> => {
  const socket = await openBareSocket(app, { init: { ticket: await ticketOf(visitor) } });
  await subscribe(socket);
  return socket;
};

/** A change that everybody who follows the person would be told. */
const change = (): Promise<unknown> =>
  saved(app, 'gp', 'questionCprDecision', { personId, concern: 'Her son says otherwise' });

const changesIn = ({ texts }: BareSocket): number =>
  texts.filter((text) => text.includes('"next"')).length;

describe('the live socket of a session', () => {
  it('is closed at once when its person signs out, and hears nothing after; others go on', async () => {
    const leaving = await signInAs(app.app.url, 'gp');
    const [socket, other] = [
      await socketOf(leaving),
      await socketOf(await signInAs(app.app.url, 'gp')),
    ];
    const heard = changesIn(socket);
    await leaving.fetch(`${app.app.url}/sign-out`, { method: 'POST' });
    await change();
    await until(() => changesIn(other) > heard, 'the other socket heard the change');
    expect(await socket.closed).toEqual({ code: closeCodes.forbidden, reason: 'Sign in again' });
    expect(changesIn(socket)).toBe(heard);
  });

  it('is closed when another process ends the session', async () => {
    const visitor = await signInAs(app.app.url, 'gp');
    const socket = await socketOf(visitor);
    const [, id = ''] = /cuckmere_session=([0-9a-f-]{36})/.exec(visitor.cookie()) ?? [];
    const { loops } = app.app.house;
    const { session } = (await loops.session.load(id)).state;
    await loops.session.handle(
      id,
      { type: 'EndSession', reason: 'REVOKED' },
      { commandId: id as never, actor: session!.actor, at: clock().toISOString() },
    );
    expect((await socket.closed).code).toBe(closeCodes.forbidden);
  });

  it.each([
    ['margaret', 30],
    ['gp', 120],
  ])('of %s is closed when the session ends by the clock', async (actor, minutes) => {
    const visitor = await signInAs(app.app.url, actor);
    const socket = await openBareSocket(app, { init: { ticket: await ticketOf(visitor) } });
    movedMs += minutes * 60_000 - 10_000;
    await visitor.fetch(`${app.app.url}/ticket`, { method: 'POST' });
    expect(socket.socket.readyState).toBe(socket.socket.OPEN);
    movedMs += 10_001;
    expect((await socket.closed).code).toBe(closeCodes.forbidden);
  });

  it('is not opened by a ticket whose session ended meanwhile', async () => {
    const visitor = await signInAs(app.app.url, 'gp');
    const ticket = await ticketOf(visitor);
    await visitor.fetch(`${app.app.url}/sign-out`, { method: 'POST' });
    const socket = await openBareSocket(app);
    socket.say({ type: 'connection_init', payload: { ticket } });
    expect((await socket.closed).code).toBe(closeCodes.forbidden);
  });

  it('is one of at most five of a person', async () => {
    const visitor = await signInAs(app.app.url, 'consultant');
    const open = [];
    for (let count = 0; count < socketLimits.socketsPerCallerMax; count += 1) {
      open.push(await socketOf(visitor));
    }
    expect(open).toHaveLength(5);
    const sixth = await openBareSocket(app);
    sixth.say({ type: 'connection_init', payload: { ticket: await ticketOf(visitor) } });
    expect((await sixth.closed).code).toBe(closeCodes.tooMany);
    open[0]!.socket.close();
    await open[0]!.closed;
    await expect(socketOf(visitor)).resolves.toBeDefined();
  });

  it('is closed where it says more than a hundred things in a minute', async () => {
    const socket = await socketOf(await signInAs(app.app.url, 'gp'));
    for (let count = 0; count < socketLimits.messagesPerMinuteMax; count += 1) {
      socket.say({ type: 'ping' });
    }
    expect((await socket.closed).code).toBe(closeCodes.tooMany);
  });

  it('is refused to a page of another address', async () => {
    await expect(
      openBareSocket(app, { headers: { origin: 'https://elsewhere.example' } }),
    ).rejects.toThrow(/403/);
  });
});

describe('the live socket of a program', () => {
  it('is opened by its token', async () => {
    const socket = await openBareSocket(app, {
      init: { token: await tokenFor(app.app.url, 'gp') },
    });
    await subscribe(socket);
    expect(changesIn(socket)).toBe(1);
  });

  it('is closed when the token ends, and not opened by one that ended', async () => {
    const made = await makeIssuer();
    const own = await openAppWith([issuerField('staff', made, 'staff')], { clock });
    const token = await made.sign(gpClaims);
    const socket = await openBareSocket(own, { init: { token } });
    movedMs += 5 * 60_000 + 1_000;
    expect((await socket.closed).code).toBe(closeCodes.forbidden);
    movedMs += 10_000;
    const late = await openBareSocket(own);
    late.say({ type: 'connection_init', payload: { token } });
    expect((await late.closed).code).toBe(closeCodes.forbidden);
  });
});
