/**
 * The demonstration's sign-in from end to end, through the real provider: browser and script, each
 * role, the claims in the shapes of CIS2 and NHS login.
 */
import { demoActors, demoCaller } from '../../../gateway/demo/actors';
import { roles } from '../../../policy/request';
import { openTestApp } from '../../support/app';
import type { TestApp } from '../../support/app';
import { signInAs, tokenFor } from '../../support/signedIn';

const me = '{ me { id name role organisationName } }';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp({ isOwnSignIn: true });
});

const ask = (headers: Record<string, string>) =>
  app.fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: app.app.url, ...headers },
    body: JSON.stringify({ query: me }),
  });

describe('the demonstration', () => {
  it('has somebody of every role', () => {
    expect(new Set(demoActors.map(({ role }) => role))).toEqual(new Set(roles));
  });

  it.each(demoActors.filter(({ role }) => role !== 'URGENT_CARE_SYSTEM').map(({ id }) => id))(
    'signs %s in by one click, with name, role and organisation from the claims',
    async (id) => {
      const visitor = await signInAs(app.app.url, id);
      const answer = await ask({ cookie: visitor.cookie() });
      const { data } = (await answer.json()) as { data: { me: unknown } };
      const { actor } = demoCaller(id)!;
      expect(data.me).toMatchObject({ id: actor.id, name: actor.name, role: actor.role });
    },
  );

  it.each(['paramedic', 'margaret', 'ambulance-system'])('takes a token of %s', async (id) => {
    const token = await tokenFor(app.app.url, id);
    const answer = await ask({ authorization: `Bearer ${token}` });
    const { data } = (await answer.json()) as { data: { me: { id: string } } };
    expect(data.me.id).toBe(demoCaller(id)!.actor.id);
  });
});
