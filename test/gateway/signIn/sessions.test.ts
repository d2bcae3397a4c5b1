/**
 * The session of a browser: how long it lasts with a moved clock, that it outlives a restart, what
 * ends it, and that nothing but its own cookie opens it.
 */
import { writeSessionCookie } from '../../../gateway/signIn/sessionCookie';
import { openSessions } from '../../../gateway/signIn/sessions';
import { openTestApp } from '../../support/app';
import type { TestApp } from '../../support/app';
import { makeIssuer } from '../../support/madeIssuer';
import { clientId, issuerField, openAppWith } from '../../support/madeSignIn';
import { ask, isSignedIn, plain, sessionOf, signInAs } from '../../support/signedIn';
import type { Visitor } from '../../support/signedIn';

const minuteMs = 60_000;

let movedMs = 0;
const clock = (): Date => new Date(Date.now() + movedMs);
beforeEach(() => {
  movedMs = 0;
});

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp({ isOwnSignIn: true, clock });
});

const isIn = (visitor: Visitor): Promise<boolean> => isSignedIn(app, visitor);
const stateOf = async (visitor: Visitor) =>
  (await app.app.house.loops.session.load(sessionOf(visitor))).state;
describe('a session', () => {
  it('of a citizen ends after 30 minutes in which nobody did anything', async () => {
    const visitor = await signInAs(app.app.url, 'margaret');
    movedMs += 29 * minuteMs;
    expect(await isIn(visitor)).toBe(true);
    movedMs += 29 * minuteMs;
    expect(await isIn(visitor)).toBe(true);
    movedMs += 30 * minuteMs + 1;
    expect(await isIn(visitor)).toBe(false);
  });

  it('is not kept up by what a page asks by itself, nor by tickets', async () => {
    const visitor = await signInAs(app.app.url, 'margaret');
    for (let count = 0; count < 2; count += 1) {
      movedMs += 20 * minuteMs;
      await ask(app, visitor, { 'x-cuckmere-unattended': 'true' });
      await visitor.fetch(`${app.app.url}/ticket`, { method: 'POST' });
    }
    expect(await isIn(visitor)).toBe(false);
  });

  it.each(['margaret', 'gp'])('of %s ends after 12 hours, whatever they did', async (actor) => {
    const visitor = await signInAs(app.app.url, actor);
    for (let minutes = 20; minutes < 12 * 60; minutes += 20) {
      movedMs += 20 * minuteMs;
      expect(await isIn(visitor)).toBe(true);
    }
    movedMs += 20 * minuteMs + 1;
    expect(await isIn(visitor)).toBe(false);
  });

  it('of staff lasts through two hours without an act, and no longer', async () => {
    const visitor = await signInAs(app.app.url, 'gp');
    movedMs += 119 * minuteMs;
    expect(await isIn(visitor)).toBe(true);
    movedMs += 121 * minuteMs;
    expect(await isIn(visitor)).toBe(false);
  });

  it('outlives a restart, with the idle time that had passed', async () => {
    const first = await openTestApp({ isOwnSignIn: true, clock });
    const visitor = await signInAs(first.app.url, 'margaret');
    await first.close();
    const second = await openTestApp({ isOwnSignIn: true, clock, data: first.data });
    movedMs += 25 * minuteMs;
    const seen = plain(visitor.cookie());
    expect((await ask(second, seen)).status).toBe(200);
    await second.close();
    const third = await openTestApp({ isOwnSignIn: true, clock, data: first.data });
    movedMs += 6 * minuteMs;
    expect((await ask(third, seen)).status).toBe(401);
  });

  it('is over for good when its person signs out', async () => {
    const visitor = await signInAs(app.app.url, 'gp');
    const before = plain(visitor.cookie());
    await visitor.fetch(`${app.app.url}/sign-out`, { method: 'POST' });
    expect(visitor.cookie()).not.toContain('cuckmere_session');
    expect((await ask(app, before)).status).toBe(401);
  });

  it('ends where its browser signs in anew', async () => {
    const visitor = await signInAs(app.app.url, 'gp');
    const before = plain(visitor.cookie());
    await visitor.go(`${app.app.url}/sign-in?with=staff&login_hint=paramedic`);
    expect(await isIn(visitor)).toBe(true);
    expect((await ask(app, before)).status).toBe(401);
  });

  it('is opened by its own cookie only, every character of it', async () => {
    const visitor = await signInAs(app.app.url, 'gp');
    const [, value = ''] = /cuckmere_session=(\S+)/.exec(visitor.cookie()) ?? [];
    for (let at = 0; at < value.length; at += 7) {
      const other = value[at] === '0' ? '1' : '0';
      const changed = `${value.slice(0, at)}${other}${value.slice(at + 1)}`;
      const answer = await ask(app, plain(`cuckmere_session=${changed}`));
      expect([at, answer.status]).toEqual([at, 401]);
    }
    const sealed = { id: sessionOf(visitor), secret: 'another', seenAtMs: clock().getTime() };
    const other = writeSessionCookie(app.app.house.blind, sealed);
    expect((await ask(app, plain(`cuckmere_session=${other}`))).status).toBe(401);
  });

  it('keeps only the hash of its secret, and no number', async () => {
    const visitor = await signInAs(app.app.url, 'margaret');
    const [, secret = ''] = visitor.cookie().split('.');
    const state = JSON.stringify(await stateOf(visitor));
    expect(secret.length).toBeGreaterThan(40);
    expect(state).not.toContain(secret);
    expect(state).toContain(app.app.house.blind.of('nhsNumber', '9990000018'));
    expect(state).not.toContain('9990000018');
  });
});

const identity = {
  actor: {
    id: 'a1' as never,
    name: 'Dr Made Up',
    role: 'GP',
    organisation: 'B2',
    organisationName: 'Made-up Surgery',
  },
  kind: 'staff',
  assurance: 'HIGH',
  activities: [],
  purpose: 'DIRECT_CARE',
} as const;

describe('a sign-out at the provider', () => {
  const events = { 'http://schemas.openid.net/event/backchannel-logout': {} };

  it('ends the sessions it names, in every process, once; a later one stands', async () => {
    const made = await makeIssuer();
    const own = await openAppWith([issuerField('staff', made, 'staff')]);
    // Another process on the same log, in which the people signed in.
    const other = openSessions(own.app.house);
    const at = new Date().toISOString();
    const start = (subject: string, providerSession: string) =>
      other.start({ identity, issuer: 'staff', subject, providerSession, authenticatedAt: at });
    const [one, two, three] = [
      await start('s1', 'p1'),
      await start('s1', 'p2'),
      await start('s2', 'p3'),
    ];
    const status = async (cookie: string): Promise<number> =>
      (await ask(own, plain(`cuckmere_session=${cookie}`))).status;
    const tell = async (claims: object): Promise<Response> =>
      own.fetch('/sign-in/back-channel-logout/staff', {
        method: 'POST',
        body: new URLSearchParams({
          logout_token: await made.sign(
            { aud: clientId, events, ...claims },
            { typ: 'logout+jwt' },
          ),
        }),
      });
    expect(await Promise.all([one, two, three].map(status))).toEqual([200, 200, 200]);

    expect((await tell({ jti: '1', sid: 'p1' })).status).toBe(200);
    expect(await other.callerOf(one)).toBeUndefined();
    expect(await Promise.all([one, two, three].map(status))).toEqual([401, 200, 200]);

    expect((await tell({ jti: '2', sub: 's1' })).status).toBe(200);
    expect(await Promise.all([one, two, three].map(status))).toEqual([401, 401, 200]);

    const replayed = await tell({ jti: '2', sub: 's2' });
    expect(replayed.status).toBe(401);
    expect(await replayed.json()).toEqual({
      errors: [{ message: 'Sign in first.', extensions: { code: 'UNAUTHENTICATED' } }],
    });
    expect(await status(await start('s1', 'p4'))).toBe(200);

    // Told while its person was still on the way back from the provider.
    expect((await tell({ jti: '3', sid: 'p5' })).status).toBe(200);
    expect(await status(await start('s3', 'p5'))).toBe(401);
    other.close();
  });
});

describe('a session whose person proves again who they are', () => {
  const at = (): string => new Date().toISOString();

  it('is fresh then, and goes on meanwhile; by a weaker sign-in it is not', async () => {
    const sessions = openSessions(app.app.house);
    const wanted = { identity, issuer: 'staff', subject: 's9', authenticatedAt: at() };
    const cookie = await sessions.start(wanted);
    const { id } = (await sessions.sessionOf(cookie))!;
    const load = async () => (await app.app.house.loops.session.load(id)).state;
    const before = await load();

    const weaker = { ...identity, assurance: 'MEDIUM' } as const;
    expect(await sessions.authenticateAgain(id, weaker, at())).toBe('weaker');
    expect(await load()).toEqual(before);

    const later = new Date(Date.now() + 1_000).toISOString();
    expect(await sessions.authenticateAgain(id, identity, later)).toBe('done');
    // What its open sockets ask by: they stay.
    expect(sessions.endsAtMs(id)).toBeGreaterThan(Date.now());
    expect((await sessions.callerOf(cookie))?.authenticatedAt).toBe(later);
    sessions.close();
  });
});

describe('the sessions', () => {
  it('write nothing about anybody to the log of the process', async () => {
    const visitor = await signInAs(app.app.url, 'margaret');
    const secrets = visitor
      .cookie()
      .split(/[.;= ]+/)
      .filter((text) => text.length > 20);
    await app.fetch('/sign-in/callback/staff?code=secret-code&state=s');
    const lines = app.logLines.join('\n');
    for (const text of [...secrets, 'secret-code', '9990000018', 'Margaret', 'Ellis']) {
      expect(lines).not.toContain(text);
    }
  });
});
