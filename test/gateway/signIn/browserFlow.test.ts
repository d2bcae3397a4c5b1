/**
 * The browser's way through the provider and back, and what others make of it: it leads to no other
 * host, only this browser can finish it, and a page of another address can act in nobody's name.
 */
import { openTestApp } from '../../support/app';
import type { TestApp } from '../../support/app';
import { createVisitor, isSignedIn, sessionOf, signInAs } from '../../support/signedIn';
import type { Visitor } from '../../support/signedIn';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp({ isOwnSignIn: true });
});

const isIn = (visitor: Visitor): Promise<boolean> => isSignedIn(app, visitor);
const stateOf = async (visitor: Visitor) =>
  (await app.app.house.loops.session.load(sessionOf(visitor))).state;
describe('the way to sign in', () => {
  it('never leads to another host', async () => {
    for (const path of [
      '//elsewhere.example/sign-in?with=staff',
      '/sign-in?with=staff&to=//elsewhere.example',
    ]) {
      const response = await fetch(`${app.app.url}${path}`, { redirect: 'manual' });
      const to = new URL(response.headers.get('location') ?? '/', app.app.url);
      expect(to.origin).toBe(app.app.url);
    }
    // By another name of this machine, which is sent on to the one that cookies belong to.
    const byOtherName = await fetch(
      `http://localhost:${String(app.app.port)}//elsewhere.example/sign-in?with=staff`,
      { redirect: 'manual' },
    );
    expect(byOtherName.headers.get('location') ?? app.app.url).toMatch(app.app.url);
    const named = await fetch(`http://localhost:${String(app.app.port)}/sign-in?with=staff`, {
      redirect: 'manual',
    });
    expect(named.headers.get('location')).toBe(`${app.app.url}/sign-in?with=staff`);
    const visitor = createVisitor();
    const { url } = await visitor.go(
      `${app.app.url}/sign-in?with=staff&login_hint=gp&to=//elsewhere.example`,
    );
    expect(url).toBe(`${app.app.url}/`);
  });

  it.each([
    ['privacy-officer', '/review'],
    ['margaret', '/record'],
    ['ruth', '/record'],
    ['gp', '/'],
  ])('leads %s to %s, and to another page where that was asked for', async (actor, home) => {
    const visitor = createVisitor();
    const citizen = { margaret: 'citizen', ruth: 'citizen&as=carer' } as Record<string, string>;
    const begin = `${app.app.url}/sign-in?with=${citizen[actor] ?? 'staff'}&login_hint=${actor}`;
    expect((await visitor.go(begin)).url).toBe(`${app.app.url}${home}`);
    expect((await visitor.go(`${begin}&to=/urgent`)).url).toBe(`${app.app.url}/urgent`);
  });

  it('ends on the start page, nobody signed in, where the answer is not that of this browser', async () => {
    const visitor = createVisitor();
    const begun = await visitor.fetch(`${app.app.url}/sign-in?with=staff&login_hint=gp`);
    const asked = new URL(begun.headers.get('location') ?? '');
    const state = asked.searchParams.get('state') ?? '';
    expect(asked.searchParams.get('code_challenge_method')).toBe('S256');
    for (const query of [`code=x&state=${state}`, 'code=x&state=other', 'error=access_denied']) {
      const back = await visitor.go(`${app.app.url}/sign-in/callback/staff?${query}`);
      expect(back.url).toBe(`${app.app.url}/?signIn=failed`);
    }
    const stranger = createVisitor();
    const { url } = await stranger.go(
      `${app.app.url}/sign-in/callback/staff?code=x&state=${state}`,
    );
    expect(url).toBe(`${app.app.url}/?signIn=failed`);
    expect(visitor.cookie()).not.toContain('cuckmere_session');
  });
});

describe('a page of another address', () => {
  it('can act in nobody’s name', async () => {
    const visitor = await signInAs(app.app.url, 'gp');
    const cookie = visitor.cookie();
    const send = (headers: Record<string, string>) =>
      app.fetch('/sign-out', { method: 'POST', headers: { cookie, ...headers } });
    expect((await send({ origin: 'https://elsewhere.example' })).status).toBe(400);
    expect((await send({})).status).toBe(400);
    expect((await send({ origin: 'null' })).status).toBe(400);
    expect((await send({ origin: app.app.url, 'sec-fetch-site': 'cross-site' })).status).toBe(400);
    expect(await isIn(visitor)).toBe(true);
  });
});

describe('a fresh sign-in', () => {
  const again = async (visitor: Visitor, person: string): Promise<string> => {
    const asked = await visitor.go(`${app.app.url}/sign-in?again&to=/plan`);
    const people = (await (await visitor.fetch(`${asked.url}/people`)).json()) as object;
    expect(JSON.stringify(people)).toContain('Dr Sam Khan');
    const chosen = await visitor.fetch(asked.url, {
      method: 'POST',
      body: new URLSearchParams({ person }),
    });
    const on = await visitor.go(new URL(chosen.headers.get('location') ?? '', app.app.url).href);
    return on.url.slice(app.app.url.length);
  };

  it('of the same person makes the same session fresh', async () => {
    const visitor = await signInAs(app.app.url, 'gp');
    const before = await stateOf(visitor);
    // auth_time counts whole seconds.
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect(await again(visitor, 'gp')).toBe('/plan');
    const after = await stateOf(visitor);
    expect(after.session!.authenticatedAt > before.session!.authenticatedAt).toBe(true);
    expect(after.session!.secretHash).toBe(before.session!.secretHash);
  });

  it('of somebody else changes nothing', async () => {
    const visitor = await signInAs(app.app.url, 'gp');
    const before = await stateOf(visitor);
    expect(await again(visitor, 'paramedic')).toBe('/?signIn=somebodyElse');
    expect(await stateOf(visitor)).toEqual(before);
    expect(await isIn(visitor)).toBe(true);
  });
});
