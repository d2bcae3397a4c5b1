/**
 * What followers share and what they must not: identical readers of one scope share executions and
 * bytes; readers of different rights each get their own (H15), drafts are for those who write.
 */
import { openTestApp, until } from '../../support/app';
import type { Data, TestApp } from '../../support/app';
import { follow, liveQuery } from '../../support/live';
import { saved, writePlan } from '../../support/writes';
import { createFaults, throws } from '../failingSubgraph';

const { fail, mend, wrap } = createFaults();
let app: TestApp;
beforeAll(async () => {
  app = await openTestApp({ wrapSubgraph: wrap });
});
afterEach(mend);

const live = async (): Promise<{ members: number; people: number; executions: number }> =>
  ((await (await app.fetch('/health/ready')).json()) as Data).live;

const question = (personId: string, concern: string) =>
  saved(app, 'paramedic', 'questionCprDecision', { personId, concern });

const kindsOf = (messages: readonly { kind: string }[]): string[] =>
  messages.map(({ kind }) => kind);

const whereSelection =
  'identity { ... on Identity { address { __typename ... on Address { lines } } telephone { __typename } } }';

describe('followers of one person', () => {
  it('with the same selection and the same rights share one execution a change', async () => {
    const { personId } = await writePlan(app);
    const followers = Array.from({ length: 10 }, () => follow(app, { personId }));
    for (const follower of followers) await follower.heard(1);
    const before = await live();
    expect(before.members).toBe(10);

    await question(personId, 'Her son says otherwise');
    for (const follower of followers) await follower.heard(2);

    expect((await live()).executions - before.executions).toBe(1);
    for (const { messages } of followers) expect(messages[1]).toEqual(followers[0]?.messages[1]);
  });

  it('with another selection, other variables or other rights share none', async () => {
    const { personId } = await writePlan(app);
    const query = `subscription($personId: ID!, $asOf: DateTime) { planChanged(personId: $personId) {
      position kind at person { cprDecision(asOf: $asOf) { __typename } } } }`;
    const followers = [
      follow(app, { personId }),
      follow(app, { personId, selection: 'id' }),
      follow(app, { personId, actor: 'gp' }),
      follow(app, { personId, query }),
      follow(app, { personId, actor: 'gp', query, variables: { asOf: '2020-01-01T00:00:00Z' } }),
    ];
    for (const follower of followers) await follower.heard(1);
    const before = await live();

    await question(personId, 'Her son says otherwise');
    for (const follower of followers) await follower.heard(2);

    expect((await live()).executions - before.executions).toBe(followers.length);
    const types = followers.map(
      ({ messages }) => messages[1]?.person.cprDecision?.__typename as string,
    );
    expect(types).toEqual(['CprRecorded', undefined, 'CprRecorded', 'CprRecorded', 'NotRecorded']);
  });

  it('who differ in "after" alone share, unless the answer depends on it', async () => {
    const { personId, position } = await writePlan(app);
    await question(personId, 'one');
    const newer = (await question(personId, 'two')).position as string;
    const plain = [position, newer].map((after) => follow(app, { personId, after }));
    const selection = 'planChanges(after: $after) { ... on PlanChanges { changes { sentence } } }';
    const query = liveQuery(selection).replace('$after: String', '$after: String!');
    const telling = [position, newer].map((after) => follow(app, { personId, after, query }));
    for (const [index, follower] of [...plain, ...telling].entries()) {
      await follower.heard(index % 2 === 0 ? 3 : 1);
    }
    const before = await live();

    const last = await question(personId, 'three');
    const all = [...plain, ...telling];
    await until(
      () => all.every(({ messages }) => messages.at(-1)?.position === last.position),
      'everyone heard the last change',
    );

    expect((await live()).executions - before.executions).toBe(3);
    const told = telling.map(
      ({ messages }) => messages.at(-1)?.person.planChanges.changes.length as number,
    );
    expect(told).toEqual([3, 1]);
  });

  it('are each told what they may see: a restricted address to the GP, not to the crew', async () => {
    const { personId } = await writePlan(app, { restricted: true });
    const crew = follow(app, { personId, selection: whereSelection });
    const gp = follow(app, { personId, actor: 'gp', selection: whereSelection });
    const other = await writePlan(app);
    const control = follow(app, { personId: other.personId, selection: whereSelection });
    await Promise.all([crew.heard(1), gp.heard(1), control.heard(1)]);

    const change = { basedOn: '0', address: { lines: ['9 Secret Lane'], postcode: 'BN20 7QS' } };
    await saved(app, 'gp', 'changeDemographics', { personId, ...change });
    await saved(app, 'gp', 'changeDemographics', { personId: other.personId, ...change });
    await Promise.all([crew.heard(2), gp.heard(2), control.heard(2)]);

    expect(gp.messages[1]?.person.identity.address.lines).toEqual(['9 Secret Lane']);
    expect(control.messages[1]?.person.identity.address.lines).toEqual(['9 Secret Lane']);
    expect(crew.messages[1]?.person.identity).toEqual({
      address: { __typename: 'Withheld' },
      telephone: { __typename: 'Withheld' },
    });
    expect(JSON.stringify(crew.messages)).not.toMatch(/Secret|Mill Lane/);
  });

  it('who may not read drafts are not told that one changed', async () => {
    const { personId } = await writePlan(app);
    const crew = follow(app, { personId });
    const nurse = follow(app, { personId, actor: 'community-nurse' });
    await Promise.all([crew.heard(1), nurse.heard(1)]);

    const edited = await saved(app, 'gp', 'stateFocusOfCare', {
      personId,
      basedOn: '2',
      statement: 'Comfort',
    });
    await question(personId, 'Her son says otherwise');
    await Promise.all([crew.heard(2), nurse.heard(3)]);

    expect(kindsOf(crew.messages)).toEqual(['OPENED', 'CPR_DECISION_QUESTIONED']);
    expect(kindsOf(nurse.messages)).toEqual(['OPENED', 'DRAFT_CHANGED', 'CPR_DECISION_QUESTIONED']);
    expect(JSON.stringify(crew.messages)).not.toContain(edited.position as string);
    const resumed = follow(app, { personId, after: crew.messages[0]?.position });
    await resumed.heard(2);
    expect(kindsOf(resumed.messages)).toEqual(['OPENED', 'CPR_DECISION_QUESTIONED']);
  });

  it('are shown nothing more from the moment that the person refuses sharing', async () => {
    const { personId } = await writePlan(app);
    const crew = follow(app, { personId });
    await crew.heard(1);

    await saved(app, 'gp', 'recordSharingDecision', {
      personId,
      decision: 'WITHDRAWN',
      decidedBy: 'PERSON',
    });
    await question(personId, 'x');
    await crew.heard(3);

    expect(
      crew.messages.map(({ kind, person }) => [kind, person.cprDecision.__typename as string]),
    ).toEqual([
      ['OPENED', 'CprRecorded'],
      ['SHARING_CHANGED', 'Withheld'],
      ['CPR_DECISION_QUESTIONED', 'Withheld'],
    ]);
  });

  it('leave nothing behind when they go', async () => {
    const { personId } = await writePlan(app);
    const before = await live();
    const followers = Array.from({ length: 5 }, () => follow(app, { personId }));
    for (const follower of followers) await follower.heard(1);
    expect((await live()).members).toBe(before.members + 5);

    followers.forEach((follower) => {
      follower.cut();
    });

    await until(async () => (await live()).members === before.members, 'the hub forgot them');
    expect((await live()).people).toBe(before.people);
  });
});

describe('a subgraph that fails for one change', () => {
  it('makes that message say so, and the next one is whole: no position is skipped', async () => {
    const { personId } = await writePlan(app);
    const selection = 'identity { __typename } cprDecision { __typename }';
    const crew = follow(app, { personId, selection });
    await crew.heard(1);

    fail('end-of-life-plan', (real) =>
      real().then((answer) => (answer.data?.['_entities'] ? throws(real) : answer)),
    );
    await question(personId, 'one');
    await crew.heard(2);
    mend();
    const last = await question(personId, 'two');
    await crew.heard(3);

    expect(crew.messages.map(({ person }) => person.cprDecision.__typename as string)).toEqual([
      'CprRecorded',
      'Unavailable',
      'CprRecorded',
    ]);
    expect(crew.messages[1]?.person.identity.__typename).toBe('Identity');
    expect(crew.messages[2]?.position).toBe(last.position);
    expect(crew.errors).toEqual([]);
  });
});
