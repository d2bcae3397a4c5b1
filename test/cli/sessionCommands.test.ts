/**
 * An operator's `cuckmere sessions`: who is signed in, told without a name or a secret, and ended at
 * once, one session, one person's or an issuer's (H19).
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { printErasures } from '../../cli/eraseCommand';
import { endOpenSessions, printSessions } from '../../cli/sessionCommands';
import { closeCodes } from '../../gateway/live/closeCodes';
import { openTestApp } from '../support/app';
import type { TestApp } from '../support/app';
import { demoActorId } from '../support/callers';
import { openBareSocket } from '../support/live';
import { temporaryFolder } from '../support/temporaryFolder';
import { isSignedIn, sessionOf, signInAs } from '../support/signedIn';
import type { Visitor } from '../support/signedIn';

let movedMs = 0;
const clock = (): Date => new Date(Date.now() + movedMs);
let app: TestApp;
beforeEach(async () => {
  movedMs = 0;
  app = await openTestApp({ isOwnSignIn: true, clock });
});
afterEach(() => app.close());

const list = async (): Promise<string[]> => {
  const lines: string[] = [];
  await printSessions({ data: app.data, say: (line) => void lines.push(line) });
  return lines;
};
const end = async (chosen: object): Promise<[number, string]> => {
  const lines: string[] = [];
  const code = await endOpenSessions(
    { data: app.data, say: (line) => void lines.push(line) },
    chosen,
  );
  return [code, lines.join('\n')];
};
const socketOf = async (visitor: Visitor) => {
  const response = await visitor.fetch(`${app.app.url}/ticket`, { method: 'POST' });
  const { ticket } = (await response.json()) as { ticket: string };
  return openBareSocket(app, { init: { ticket } });
};
const stand = (visitors: readonly Visitor[]): Promise<boolean[]> =>
  Promise.all(visitors.map((visitor) => isSignedIn(app, visitor)));

describe('the list of open sessions', () => {
  it('says who by an opaque id, since when and until when; no name, no number, no secret', async () => {
    expect(await list()).toEqual(['Nobody is signed in by a browser.']);
    const [gp, margaret] = [
      await signInAs(app.app.url, 'gp'),
      await signInAs(app.app.url, 'margaret'),
    ];
    expect(await stand([gp, margaret])).toEqual([true, true]);
    const lines = await list();

    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(
      new RegExp(
        `^${sessionOf(gp)}  actor ${demoActorId('gp')}  GP  by staff  started \\d{4}-.* UTC  last \\d{4}-.* UTC  ends by \\d{4}-.* UTC$`,
      ),
    );
    expect(lines[1]).toContain('by citizen');
    const secrets = [gp, margaret].flatMap((one) => one.cookie().split(/[.;= ]+/));
    const told = secrets.filter((text) => text.length > 20 && lines.join(' ').includes(text));
    expect(told).toEqual([sessionOf(gp), sessionOf(margaret)]);
    expect(lines.join(' ')).not.toMatch(/Khan|Ellis|Margaret|\d{10}/);
  });

  it('leaves out who signed out, whose time is over and who did nothing for too long', async () => {
    const [gone, idle, busy] = [
      await signInAs(app.app.url, 'gp'),
      await signInAs(app.app.url, 'margaret'),
      await signInAs(app.app.url, 'consultant'),
    ];
    expect(await stand([idle, busy])).toEqual([true, true]);
    await gone.fetch(`${app.app.url}/sign-out`, { method: 'POST' });
    expect(await list()).toHaveLength(2);
    movedMs = 31 * 60_000;
    const lines = await list();
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(sessionOf(busy));
    movedMs += 12 * 60 * 60_000;
    expect(await list()).toEqual(['Nobody is signed in by a browser.']);
  });
});

describe('an operator who ends', () => {
  it('one session closes its sockets, and lets the same person’s others stand', async () => {
    const visitors = [await signInAs(app.app.url, 'gp'), await signInAs(app.app.url, 'gp')];
    const socket = await socketOf(visitors[0]!);

    expect((await end({ session: sessionOf(visitors[0]!) }))[0]).toBe(0);

    expect((await socket.closed).code).toBe(closeCodes.forbidden);
    expect(await stand(visitors)).toEqual([false, true]);
    const [code, said] = await end({ session: sessionOf(visitors[0]!) });
    expect([code, said]).toEqual([
      1,
      'No open session is that one, or theirs: nothing was changed.',
    ]);
  });

  it('all of one actor, or of one issuer, ends those and nobody else’s', async () => {
    const visitors = [
      await signInAs(app.app.url, 'gp'),
      await signInAs(app.app.url, 'gp'),
      await signInAs(app.app.url, 'consultant'),
      await signInAs(app.app.url, 'margaret'),
    ];
    expect((await end({ actor: demoActorId('gp') }))[1]).toMatch(/^Ended 2:/);
    expect(await stand(visitors)).toEqual([false, false, true, true]);
    expect((await end({ issuer: 'staff' }))[1]).toMatch(/^Ended 1:/);
    expect(await stand(visitors)).toEqual([false, false, false, true]);
  });

  it.each([
    [{}, 'What to end must be one of session, actor and issuer.'],
    [{ actor: 'a', issuer: 'staff' }, 'What to end must be one of session, actor and issuer.'],
    [{ session: '943 476 5919' }, 'session is no id of a session, as the list gives it.'],
  ])('with %j is told what is wrong, and nothing is changed', async (chosen, message) => {
    const visitor = await signInAs(app.app.url, 'gp');
    await expect(end(chosen)).rejects.toMatchObject({ code: 'BAD_REQUEST', message });
    expect(await stand([visitor])).toEqual([true]);
  });

  it('while no server runs, ends it for the next start', async () => {
    const visitor = await signInAs(app.app.url, 'gp');
    await app.close();
    expect((await end({ actor: demoActorId('gp') }))[1]).toMatch(/^Ended 1:/);
    app = await openTestApp({ isOwnSignIn: true, clock, data: app.data });
    expect(await stand([visitor])).toEqual([false]);
  });
});

it('a folder that holds no log is refused, and none is made in it', async () => {
  const data = join(temporaryFolder(), 'mistyped');
  const refused = {
    code: 'CONFIGURATION',
    message: expect.stringContaining('There is no event log'),
  };
  const say = (): void => undefined;
  await expect(printSessions({ data, say })).rejects.toMatchObject(refused);
  await expect(endOpenSessions({ data, say }, { issuer: 'staff' })).rejects.toMatchObject(refused);
  await expect(printErasures(data, say)).rejects.toMatchObject(refused);
  expect(existsSync(data)).toBe(false);
});
