/**
 * Hazard H1 through the product: whatever fails, a decision that exists is shown or said to be
 * unavailable; nothing ever looks like "none recorded". What did not fail is still answered.
 */
import { CuckmereError } from '../../events/errors';
import type { ErrorCode } from '../../events/errors';
import { openTestApp } from '../support/app';
import type { Data, TestApp } from '../support/app';
import {
  readUrgent,
  register,
  saved,
  send,
  unchanged,
  urgentQuery,
  writePlan,
} from '../support/writes';
import type { WrittenPlan } from '../support/writes';
import { createFaults, never, nonsense, nullEntity, quickFaults, throws } from './failingSubgraph';

const { fail, mend, wrap } = createFaults();
let app: TestApp;
let plan: WrittenPlan;
beforeAll(async () => {
  app = await openTestApp({ wrapSubgraph: wrap });
  plan = await writePlan(app);
});
afterEach(mend);

/** No section of the plan but the decision: the others hold nothing here. */
const query = urgentQuery.replace('focusOfCare { __typename }', '');
const wordsOfNone = /NotRecorded|No CPR decision|Nobody has|PersonNotFound/;

/** Asks as a crew does and expects that nothing looks like "none". */
const ask = async (what: string, extensions = {}): Promise<Data> => {
  const answer = await app.graphql('paramedic', query, { id: plan.personId }, extensions);
  expect({ what, errors: answer.errors }).toEqual({ what, errors: undefined });
  expect({ what, said: wordsOfNone.exec(JSON.stringify(answer)) }).toEqual({ what, said: null });
  const person = answer.data.person;
  expect({ what, id: person.id as string }).toEqual({ what, id: plan.personId });
  expect({ what, type: person.cprDecision.__typename as string }).toEqual({
    what,
    type: expect.stringMatching(/^(CprRecorded|Unavailable)$/) as string,
  });
  return person;
};

type Store = TestApp['app']['house']['store'];
type Patch = Partial<{ [Name in keyof Store]: unknown }>;

/** Runs `work` while parts of the store do something else. */
const withStore = async (patch: Patch, work: () => Promise<unknown>): Promise<void> => {
  const store = app.app.house.store as unknown as Record<string, unknown>;
  const before = Object.fromEntries(Object.keys(patch).map((name) => [name, store[name]]));
  Object.assign(store, patch);
  try {
    await work();
  } finally {
    Object.assign(store, before);
  }
};

const storeCodes: readonly ErrorCode[] = [
  'STORE_UNAVAILABLE',
  'STORE_POISONED',
  'STREAM_DELETED',
  'RECORD_CORRUPT',
  'KEY_MISSING',
  'KEY_DESTROYED',
  'SEAL_BROKEN',
  'UNKNOWN_EVENT',
  'VIEW_HALTED',
  'INTERNAL',
];

describe('a crew that asks for a decision that exists', () => {
  it('is never told that none is recorded, in any of 40 and more injected failures', async () => {
    const [healthy, future] = [
      await ask('nothing'),
      plan.position.replace(/.{16}$/, 'f'.repeat(16)),
    ];
    expect(healthy.cprDecision.__typename).toBe('CprRecorded');
    let injected = 0;
    const inject = async (what: string, extensions = {}): Promise<Data> => {
      injected += 1;
      return ask(what, extensions);
    };

    for (const [what, fault] of [...Object.entries(quickFaults), ['no answer', never] as const]) {
      fail('end-of-life-plan', fault);
      const person = await inject(`end-of-life-plan: ${what}`);
      expect(person.cprDecision.__typename).toBe('Unavailable');
      expect(person.identity.name.family).toBe('Pilbeam');
      mend();
      fail('people', fault);
      await inject(`people: ${what}`);
      mend();
    }
    const codes = storeCodes.map(
      (code) => [code, () => Promise.reject(new CuckmereError(code, 'x'))] as const,
    );
    for (const [code, broken] of codes) {
      await withStore({ head: broken }, () => inject(`head: ${code}`));
      await withStore({ read: broken }, () => inject(`read: ${code}`));
      await withStore({ head: broken, read: broken, lastPosition: broken }, () =>
        inject(`all: ${code}`),
      );
    }
    await withStore({ head: never }, () => inject('head never answers'));
    await inject('a position of the future', { readAfter: future });
    await inject('a position of another log', { readAfter: `aaaaaaaaaaaa.${'0'.repeat(32)}` });
    await inject('a position that is none', { readAfter: 'NotRecorded' });

    expect(injected).toBeGreaterThanOrEqual(40);
    expect((await ask('mended')).cprDecision.__typename).toBe('CprRecorded');
  }, 60_000);
});

describe('an end-of-life-plan subgraph that fails', () => {
  it.each([
    ['throws', throws],
    ['never answers', never],
    ['answers a null entity', nullEntity],
    ['answers nonsense', nonsense],
  ])('and %s leaves who it is and whom to call', async (_what, fault) => {
    fail('end-of-life-plan', fault);

    const answer = await app.graphql(
      'paramedic',
      `query($id: ID!, $after: String!) { person(id: $id) { id identity { __typename }
        contacts { __typename ... on Contacts { contacts { telephone } } }
        cprDecision { __typename ... on Unavailable { code message reference retryable } }
        endOfLifePlan { __typename } planChanges(after: $after) { __typename } } }`,
      { id: plan.personId, after: plan.position },
    );

    expect(answer.errors).toBeUndefined();
    expect(answer.data.person).toMatchObject({
      id: plan.personId,
      identity: { __typename: 'Identity' },
      contacts: { contacts: [{ telephone: '01323 555 020' }] },
      cprDecision: { __typename: 'Unavailable', code: 'SUBGRAPH_UNAVAILABLE', retryable: true },
      endOfLifePlan: { __typename: 'Unavailable' },
      planChanges: { __typename: 'Unavailable' },
    });
  });

  it('is known to the operator by the reference that the reader was given, and by nothing else', async () => {
    fail('end-of-life-plan', throws);

    const { cprDecision } = await readUrgent(app, plan.personId);

    const lines = app.logLines.filter((line) => line.includes(cprDecision.reference as string));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('subgraph end-of-life-plan');
    expect(JSON.stringify(cprDecision) + app.logLines.join('')).not.toContain('postgres');
  });
});

describe('a people subgraph that fails', () => {
  it('leaves the decision and the plan', async () => {
    fail('people', throws);

    const person = await readUrgent(app, plan.personId);

    expect(person).toMatchObject({
      id: plan.personId,
      identity: { __typename: 'Unavailable' },
      contacts: { __typename: 'Unavailable' },
      cprDecision: { __typename: 'CprRecorded' },
      endOfLifePlan: { __typename: 'EndOfLifePlan' },
    });
  });

  it('says of a search that it could not be made, not that nobody was found', async () => {
    fail('people', throws);

    const { data } = await app.graphql(
      'paramedic',
      'query($input: FindPeopleInput!) { findPeople(input: $input) { __typename } }',
      { input: { nhsNumber: '9990000018' } },
    );

    expect(data.findPeople).toEqual({ __typename: 'Unavailable' });
  });
});

describe('a mutation to a subgraph that fails', () => {
  it('is an error that may be tried again, and succeeds once when sent again', async () => {
    const personId = await register(app);
    const input = { commandId: '7b0f0f0e-3c56-4c8e-9e0e-0d6a5a0f0a01', personId };
    fail('end-of-life-plan', throws);

    const failed = await unchanged(app, () => send(app, 'gp', 'startEndOfLifePlan', input));

    expect(failed.errors?.[0]).toMatchObject({
      message: expect.stringContaining('Send it again with the same commandId') as string,
      extensions: { code: 'SUBGRAPH_UNAVAILABLE', retryable: true },
    });
    expect(JSON.stringify(failed)).not.toContain('postgres');
    mend();
    const sent = await saved(app, 'gp', 'startEndOfLifePlan', input);
    expect(await unchanged(app, () => saved(app, 'gp', 'startEndOfLifePlan', input))).toEqual(sent);
  });

  it.each([
    ['is lost', (real: () => Promise<unknown>) => real().then(() => Promise.reject(new Error()))],
    ['is nonsense', (real: () => Promise<unknown>) => real().then(() => ({}))],
  ])('whose answer %s was carried out once, and says so when sent again', async (_what, fault) => {
    const personId = await register(app);
    const input = { commandId: personId, personId };
    fail('end-of-life-plan', fault);
    const lost = await send(app, 'gp', 'startEndOfLifePlan', input);
    expect(lost.errors?.[0]?.extensions).toMatchObject({ retryable: true });
    mend();

    const again = await unchanged(app, () => saved(app, 'gp', 'startEndOfLifePlan', input));

    expect(again.revision).toMatch(/\.0$/);
  });
});
