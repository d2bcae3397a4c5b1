/**
 * Requests that are no good before any field is looked at: too large, not JSON, not GraphQL, from
 * nobody. Each is answered with a status and a sentence, and changes nothing.
 */
import { openTestApp } from '../support/app';
import type { Data, TestApp } from '../support/app';
import {
  cprInput,
  mutationText,
  personInput,
  register,
  saved,
  send,
  unchanged,
} from '../support/writes';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});

const personWithDraft = async (): Promise<string> => {
  const personId = await register(app);
  await saved(app, 'gp', 'startEndOfLifePlan', { personId });
  return personId;
};

describe('a request', () => {
  const post = (body: string, more: Record<string, string> = {}) =>
    app.fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-cuckmere-demo': 'gp', ...more },
      body,
    });

  it('with a text of 2 MB is refused by the limit of its field', async () => {
    const personId = await personWithDraft();
    const input = cprInput({ personId, reason: 'x'.repeat(2 * 1024 * 1024) });

    const answer = await unchanged(app, () => send(app, 'gp', 'recordCprDecision', input));

    expect(answer.status).toBe(200);
    expect(answer.data.recordCprDecision).toMatchObject({
      __typename: 'Refused',
      code: 'TEXT_TOO_LONG',
      field: 'reason',
    });
    expect(answer.data.recordCprDecision.message.length).toBeLessThan(500);
  });

  it('with a body over 4 MiB is answered with 413 and a sentence', async () => {
    const input = personInput({ telephone: 'x'.repeat(9 * 1024 * 1024) });
    const body = JSON.stringify({ query: mutationText('registerPerson'), variables: { input } });

    const response = await unchanged(app, () => post(body));

    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({
      errors: [
        {
          message: expect.stringContaining('larger than 4194304 bytes') as string,
          extensions: { code: 'TOO_LARGE' },
        },
      ],
    });
  });

  it.each(['', '{"query": "{ me { name } }"', "{'query': 1}", '\u0000'])(
    'that is no JSON is answered with 400 and a sentence: %j',
    async (body) => {
      const response = await unchanged(app, () => post(body));

      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({
        errors: [
          {
            message: expect.stringContaining('not JSON') as string,
            extensions: { code: 'BAD_REQUEST' },
          },
        ],
      });
    },
  );

  it.each([
    [{ query: '{ me { id } }', operationName: 'Other' }, 'OPERATION_RESOLUTION_FAILURE'],
    [{ query: 'query A { me { id } } query B { me { id } }' }, 'OPERATION_RESOLUTION_FAILURE'],
    [{ query: 'subscription { planChanged(personId: "x") { kind } }' }, 'BAD_REQUEST'],
  ])('for no operation, or for one of the socket, is its own mistake: %j', async (body, code) => {
    const before = app.logLines.length;

    const response = await unchanged(app, () => post(JSON.stringify(body)));

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code } }] });
    expect(app.logLines.length).toBe(before);
  });

  it.each([
    'null',
    '[]',
    '1',
    '{}',
    '{"query": 7}',
    '{"query": "{ me { nome } }"}',
    '{"query":"{"}',
  ])('that is JSON but no GraphQL is answered with a 4xx and no fault: %s', async (body) => {
    const response = await unchanged(app, () => post(body));

    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
    const { errors } = (await response.json()) as { errors: Data[] };
    expect(errors[0].extensions.code).not.toBe('INTERNAL');
    expect(app.logLines).toEqual([]);
  });

  it('that asks for the schema over and over is refused, and for it twice is answered', async () => {
    const asking = (times: number): string => {
      const names = Array.from({ length: times }, (_, index) => `s${String(index)}`);
      const roots = names.map((name) => `${name}: __schema { types { name } }`);
      return JSON.stringify({ query: `{ ${roots.join(' ')} }` });
    };
    expect((await post(asking(2))).status).toBe(200);

    const response = await post(asking(300));

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      errors: [{ message: '__schema and __type may be asked for 2 times in one document.' }],
    });
  });

  it('with more words than any page of ours needs is refused before it is looked at', async () => {
    const names = Array.from({ length: 800 }, (_, index) => `m${String(index)}: me { name }`);

    const response = await post(JSON.stringify({ query: `{ ${names.join(' ')} }` }));

    expect(response.status).toBe(400);
    expect(JSON.stringify(await response.json())).toContain('4000 tokens');
  });

  it('of another content type is refused, so that no other site can send one', async () => {
    const response = await unchanged(app, () =>
      post(JSON.stringify({ query: '{ me { name } }' }), { 'content-type': 'text/plain' }),
    );

    expect(response.status).toBe(400);
  });

  it.each([{}, { 'x-cuckmere-demo': 'nobody' }, { cookie: 'cuckmere_session=nobody' }])(
    'of somebody who is not signed in is answered with 401: %j',
    async (headers) => {
      const response = await app.fetch('/graphql', {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          origin: app.app.url,
          ...headers,
        } as Record<string, string>,
        body: JSON.stringify({ query: '{ me { name } }' }),
      });

      expect(response.status).toBe(401);
      expect(await response.json()).toEqual({
        errors: [{ message: 'Sign in first.', extensions: { code: 'UNAUTHENTICATED' } }],
      });
    },
  );

  it('by GET is refused, so that nothing about a person is in an address', async () => {
    const response = await app.fetch('/graphql?query={me{name}}', {
      headers: { 'x-cuckmere-demo': 'gp' },
    });

    expect(response.status).toBe(400);
  });
});
