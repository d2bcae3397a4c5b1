/**
 * Requests that are no operation, or none that the graph knows: broken, too long, in the wrong place,
 * with wrong headers; each with a value that only its sender may hear again.
 */
import type { Reader } from './standing';
import type { Asked } from './visit';
import type { World } from './world';

const tokensMax = 4_000;
const bodyBytesMax = 4 * 1024 * 1024;

/** Requests that are no operation; those that the product called its own fault are told. */
export const sendNonsense = async (world: World, readers: readonly Reader[]): Promise<string[]> => {
  const { visits, record } = world;
  const faults: string[] = [];
  const asOne = async (reader: Reader): Promise<void> => {
    const echo = (): string => record.echo(reader.id);
    const took = (what: string, { status, text }: Asked): void => {
      if (status >= 500 || text.includes('INTERNAL'))
        faults.push(`${reader.id} ${what}: ${text.slice(0, 200)}`);
    };
    const { personId } = world.person('ada');
    const bodies: (object | string)[] = [
      `{"query": "{ ${echo()} }`,
      `[{"query": "{ me { ${echo()} } }"}]`,
      `"${echo()}"`,
      { query: `{ ${echo()} }` },
      { query: `{ ${echo()} ` },
      { query: `{ person(id: "${echo()}") { identitty { __typename } } }` },
      { query: `{ person(id: "${echo()}") { identity { __typename } } }` },
      { query: `{ __type(name: "${echo()}") { name } }` },
      { query: `{ me { id } }`, operationName: echo() },
      { query: '{ me { id } }', extensions: { readAfter: echo() } },
      {
        query: '{ me { id } }',
        extensions: { persistedQuery: { version: 1, sha256Hash: echo() } },
      },
      {
        query: `query($a: DateTime) { person(id: "${personId}") { cprDecision(asOf: $a) { __typename } } }`,
        variables: { a: echo() },
      },
      {
        query: `query($a: String!) { person(id: "${personId}") { planChanges(after: $a) { __typename } accessLog(after: $a) { __typename } } }`,
        variables: { a: echo() },
      },
      {
        query: 'query($i: FindPeopleInput!) { findPeople(input: $i) { __typename } }',
        variables: { i: { nhsNumber: { a: echo() } } },
      },
      {
        query:
          'query($i: FindPeopleInput!) { findPeople(input: $i) { __typename ... on Refused { message } } }',
        variables: { i: { nhsNumber: echo() } },
      },
      {
        query:
          'query($i: FindPeopleInput!) { findPeople(input: $i) { __typename ... on Refused { message } } }',
        variables: { i: { familyName: echo(), dateOfBirth: echo() } },
      },
      {
        query: 'mutation($i: RecordContactInput!) { recordContact(input: $i) { __typename } }',
        variables: { i: { kind: echo(), [echo()]: 1 } },
      },
      {
        query:
          'mutation($i: StateFocusOfCareInput!) { stateFocusOfCare(input: $i) { __typename } }',
        variables: { i: echo() },
      },
      { query: `subscription { planChanged(personId: "${echo()}") { kind } }` },
      { query: `{ me { ${'id '.repeat(tokensMax)} ${echo()} } }` },
    ];
    for (const [index, body] of bodies.entries()) {
      took(`body ${String(index)}`, await visits.posted(reader, 'a bad body', body));
    }
    const paths: readonly (readonly [path: string, init?: RequestInit])[] = [
      [`/graphql?query=${echo()}`],
      [`/urgent/${echo()}?x=${echo()}`],
      [`/${echo()}`],
      [`/assets/..%2f${echo()}`],
      [`/sign-in?with=${echo()}&login_hint=${echo()}`],
      [`/sign-in/callback/${echo()}?code=${echo()}&state=${echo()}`],
      [`/oidc/staff/${echo()}`],
      ['/graphql', { method: 'PUT', body: echo() }],
      [`/${echo()}`, { method: 'POST', body: echo() }],
      ['/ticket', { method: 'POST', body: echo() }],
      [
        '/graphql',
        { method: 'POST', body: `query=${echo()}`, headers: { 'content-type': `text/${echo()}` } },
      ],
      ['/graphql', { method: 'POST', body: '{}', headers: { origin: `http://${echo()}.example` } }],
      [
        '/graphql',
        {
          method: 'POST',
          body: '{"query":"{ me { id } }"}',
          headers: {
            'content-type': 'application/json',
            traceparent: echo(),
            'x-forwarded-for': echo(),
            'x-cuckmere-demo': echo(),
          },
        },
      ],
      [
        '/graphql',
        {
          method: 'POST',
          body: '{"query":"{ me { id } }"}',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${echo()}` },
        },
      ],
      [
        '/graphql',
        {
          method: 'POST',
          body: '{"query":"{ me { id } }"}',
          headers: { 'content-type': 'application/json', cookie: `cuckmere_session=${echo()}` },
        },
      ],
      ['/health/live'],
      ['/health/ready'],
      ['/metrics'],
      ['/demo/people'],
      ['/'],
      ['/urgent'],
    ];
    for (const [path, init] of paths) {
      took(path, await visits.fetched(reader, `a bad request: ${path}`, path, init));
    }
  };
  await Promise.all(readers.map(asOne));
  const tooLong = record.echo('gp');
  const gp: Reader = { id: 'gp', role: 'GP' };
  await visits.posted(
    gp,
    'too long',
    JSON.stringify({ query: tooLong, more: 'x'.repeat(bodyBytesMax) }),
  );
  return faults;
};
