/**
 * How fresh an answer is and what it may claim: only a read to the end of the record says "none";
 * a silent leader, a position not reached and a moment of the past are said (H1, H8, H12).
 */
import { openTestApp, until } from '../support/app';
import type { Data, TestApp } from '../support/app';
import { lastChange } from '../support/lastChange';
import { openIncidents } from '../support/relate';
import { cprInput, readUrgent, register, saved, writePlan } from '../support/writes';

let now = new Date('2026-03-02T09:00:00.000Z');
let app: TestApp;
beforeAll(async () => {
  app = await openTestApp({ clock: () => now });
});
const at = (text: string): void => {
  now = new Date(text);
};

/** Runs `work` while the leader does not say where streams end. */
const withSilentLeader = async <Value>(work: () => Promise<Value>): Promise<Value> => {
  const { store } = app.app.house;
  const { head } = store;
  store.head = () => new Promise(() => undefined);
  try {
    return await work();
  } finally {
    store.head = head;
  }
};

const applied = async (): Promise<void> => {
  const { store, runner } = app.app.house;
  const last = await lastChange(store);
  await until(() => runner.position() === last, 'the read models held the log');
};

const decisionAsOf = async (personId: string, asOf: string): Promise<Data> => {
  const { data } = await app.graphql(
    'gp',
    `query($id: ID!, $asOf: DateTime!) { person(id: $id) {
       cprDecision(asOf: $asOf) { __typename ... on Unavailable { code message } }
       endOfLifePlan(asOf: $asOf) { __typename ... on EndOfLifePlan { version { number } } } } }`,
    { id: personId, asOf },
  );
  return data.person;
};

describe('a read of a leader that does not answer', () => {
  it('shows what the read model holds and says that it may be out of date', async () => {
    const { personId } = await writePlan(app);
    await applied();

    const person = await withSilentLeader(() => readUrgent(app, personId));

    expect(person.cprDecision).toMatchObject({
      __typename: 'CprRecorded',
      reading: { current: false },
    });
    expect(person.endOfLifePlan.reading.current).toBe(false);
    expect(person.identity.reading.current).toBe(false);
    expect(person.contacts.reading.current).toBe(false);
    expect((await readUrgent(app, personId)).cprDecision.reading.current).toBe(true);
  });

  it('never claims that nothing is recorded', async () => {
    const personId = await register(app);
    await applied();
    const none = await readUrgent(app, personId);
    expect(none.cprDecision).toMatchObject({
      __typename: 'NotRecorded',
      reading: { current: true },
    });
    expect(none.contacts.__typename).toBe('NotRecorded');

    const person = await withSilentLeader(() => readUrgent(app, personId));

    expect(person.identity.__typename).toBe('Identity');
    expect(person.cprDecision.__typename).toBe('Unavailable');
    expect(person.endOfLifePlan.__typename).toBe('Unavailable');
    expect(person.contacts.__typename).toBe('Unavailable');
    expect(JSON.stringify(person)).not.toContain('NotRecorded');
  });

  it('never claims that nobody of that id is held', async () => {
    const id = '1d2f0a51-6f0c-4d0e-9d0a-6f1f6a1c0001';

    await openIncidents(app.app.house, id);
    await applied();
    const person = await withSilentLeader(() => readUrgent(app, id));

    expect(person.identity.__typename).toBe('Unavailable');
    expect(person.cprDecision.__typename).toBe('Unavailable');
  });
});

describe('a read after a position', () => {
  it('that a mutation answered with is current and holds that change', async () => {
    const { personId } = await writePlan(app);
    const withdrawn = await saved(app, 'paramedic', 'withdrawCprDecision', {
      personId,
      reason: 'She changed her mind',
    });

    const readAfter = withdrawn.position as string;
    const person = await readUrgent(app, personId, 'paramedic', { readAfter });

    expect(person.cprDecision).toMatchObject({
      __typename: 'CprWithdrawn',
      reading: { current: true },
    });
    expect(person.cprDecision.reading.position >= readAfter).toBe(true);
    const { runner } = app.app.house;
    expect(runner.position() >= readAfter.slice(readAfter.indexOf('.') + 1)).toBe(true);
  });

  it.each([
    ['of the future', (token: string) => token.replace(/.{32}$/, 'f'.repeat(32))],
    ['of another generation', (token: string) => token.replace(/^[^.]*/, 'a'.repeat(12))],
    ['that is none', () => 'none'],
  ])(
    '%s is answered with what is held, and says that it may be out of date',
    async (_what, change) => {
      const { personId, position } = await writePlan(app);

      const person = await readUrgent(app, personId, 'paramedic', { readAfter: change(position) });

      for (const part of ['identity', 'contacts', 'cprDecision', 'endOfLifePlan']) {
        expect({ part, current: person[part].reading?.current as unknown }).toEqual({
          part,
          current: false,
        });
      }
    },
  );
});

describe('a read as of a moment', () => {
  it('is the plan as it stood then, by when it was recorded', async () => {
    at('2026-04-01T09:00:00.000Z');
    const { personId } = await writePlan(app);
    at('2026-04-02T09:00:00.000Z');
    await saved(app, 'gp', 'withdrawCprDecision', { personId, reason: 'She changed her mind' });
    at('2026-04-03T09:00:00.000Z');
    const typeAsOf = async (moment: string): Promise<string> =>
      (await decisionAsOf(personId, moment)).cprDecision.__typename as string;

    expect(await typeAsOf('2026-03-31T23:59:59Z')).toBe('NotRecorded');
    expect(await typeAsOf('2026-04-01T09:00:00Z')).toBe('CprRecorded');
    expect(await typeAsOf('2026-04-02T08:59:59.999Z')).toBe('CprRecorded');
    expect(await typeAsOf('2026-04-02T09:00:00Z')).toBe('CprWithdrawn');
    const { endOfLifePlan } = await decisionAsOf(personId, '2026-04-01T10:00:00Z');
    expect(endOfLifePlan.version.number).toBe(1);
  });

  it.each(['yesterday', '2026-04-01', '2026-02-30T00:00:00Z', ''])(
    'that is none is said to be wrong, never answered with "none": "%s"',
    async (moment) => {
      const { personId } = await writePlan(app);

      const { cprDecision } = await decisionAsOf(personId, moment);

      expect(cprDecision).toMatchObject({ __typename: 'Unavailable', code: 'BAD_REQUEST' });
      expect(cprDecision.message).toContain('asOf');
    },
  );

  it('is withheld by the person’s dissent of today, whatever held then', async () => {
    const { personId } = await writePlan(app);
    await saved(app, 'gp', 'recordSharingDecision', {
      personId,
      decision: 'REFUSED',
      decidedBy: 'PERSON',
    });

    const { cprDecision } = await decisionAsOf(personId, now.toISOString());

    expect(cprDecision.__typename).toBe('Withheld');
  });
});

describe('a review', () => {
  it('is overdue from midnight in London of the day after it was due, also in summer time', async () => {
    at('2026-06-01T09:00:00.000Z');
    const personId = await register(app);
    await saved(app, 'gp', 'startEndOfLifePlan', { personId });
    const input = cprInput({ personId, reviewOn: '2026-07-01' });
    const { revision } = await saved(app, 'gp', 'recordCprDecision', input);
    await saved(app, 'gp', 'publishEndOfLifePlan', { personId, draftRevision: revision });
    const isOverdueAt = async (moment: string): Promise<boolean> => {
      at(moment);
      return (await readUrgent(app, personId)).cprDecision.reviewOverdue as boolean;
    };

    expect(await isOverdueAt('2026-06-30T12:00:00.000Z')).toBe(false);
    expect(await isOverdueAt('2026-07-01T22:59:59.999Z')).toBe(false);
    expect(await isOverdueAt('2026-07-01T23:00:00.000Z')).toBe(true);
    expect(await isOverdueAt('2027-01-01T00:00:00.000Z')).toBe(true);
  });

  it('is overdue at midnight UTC in winter, and on the day after a leap day', async () => {
    at('2028-01-01T09:00:00.000Z');
    const personId = await register(app);
    await saved(app, 'gp', 'startEndOfLifePlan', { personId });
    const input = cprInput({ personId, reviewOn: '2028-02-29' });
    const { revision } = await saved(app, 'gp', 'recordCprDecision', input);
    await saved(app, 'gp', 'publishEndOfLifePlan', { personId, draftRevision: revision });

    at('2028-02-29T23:59:59.999Z');
    expect((await readUrgent(app, personId)).cprDecision.reviewOverdue).toBe(false);
    at('2028-03-01T00:00:00.000Z');
    expect((await readUrgent(app, personId)).cprDecision.reviewOverdue).toBe(true);
  });
});
