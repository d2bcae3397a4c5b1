/**
 * The live feed over real sockets: ordered, unique, nothing missed over lost connections and
 * restarts, each message at or past its position (the promises of DESIGN.md 6; H12, H13).
 */
import { personCategories, personIdFor, streamName } from '../../../events/ids';
import { tokenOf } from '../../../events/store/eventStore';
import { changeKindOf } from '../../../subgraphs/live/planChange';
import { openTestApp, until } from '../../support/app';
import type { TestApp } from '../../support/app';
import { follow } from '../../support/live';
import type { LiveMessage } from '../../support/live';
import { contactInput, register, saved, writePlan } from '../../support/writes';

const wholeSelection = `id
  identity { __typename ... on Identity { reading { position } } }
  contacts { __typename ... on Contacts { reading { position } } }
  cprDecision { __typename ... on CprRecorded { reading { position } } ... on CprWithdrawn { reading { position } } }`;

/** Every change of the person that the log holds, after a position, in its own words. */
const changesInLog = async (app: TestApp, personId: string, after: string) => {
  const { store } = app.app.house;
  const prefixes = personCategories.map((category) => streamName(category, personId));
  const { events } = await store.readAll('start', prefixes, 4_000);
  return events
    .map((event) => ({
      position: tokenOf(store.generation, event.position),
      kind: changeKindOf(event.stream, event.type),
      at: event.metadata['recordedAt'],
    }))
    .filter(({ kind, position }) => kind !== undefined && position > after);
};

const envelopes = (messages: readonly LiveMessage[]) =>
  messages
    .filter(({ kind }) => kind !== 'OPENED')
    .map(({ position, kind, at }) => ({ position, kind, at }));

/** Small numbers that follow from a seed; the seed is in every expectation that may fail. */
const randomFrom = (seed: number) => {
  let state = seed;
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
};

const writeChange = async (app: TestApp, personId: string, n: number): Promise<void> => {
  const text = String(n);
  const { loops } = app.app.house;
  const writes = [
    () => saved(app, 'paramedic', 'questionCprDecision', { personId, concern: text }),
    () => saved(app, 'gp', 'recordContact', { personId, ...contactInput({ name: text }) }),
    async () => {
      const basedOn = String((await loops.person.load(personId)).revision);
      const telephone = `01323 555 ${String(100 + n)}`;
      await saved(app, 'gp', 'changeDemographics', { personId, basedOn, telephone });
    },
    async () => {
      const basedOn = String((await loops.endOfLifePlan.load(personId)).revision);
      await saved(app, 'gp', 'stateFocusOfCare', { personId, basedOn, statement: text });
    },
  ];
  await writes[n % writes.length]?.();
};

describe('a follower of a record', () => {
  it('hears OPENED first, at the position that the read models hold, with what stands', async () => {
    const app = await openTestApp();
    const { personId, position, decisionId } = await writePlan(app);

    const follower = follow(app, { personId });
    await follower.heard(1);

    expect(follower.messages).toMatchObject([
      {
        kind: 'OPENED',
        position,
        person: {
          id: personId,
          cprDecision: { __typename: 'CprRecorded', decision: { id: decisionId } },
        },
      },
    ]);
  });

  it('hears what changes, and nothing of anybody else', async () => {
    const app = await openTestApp();
    const { personId } = await writePlan(app);
    const other = await writePlan(app);
    const follower = follow(app, { personId });
    await follower.heard(1);

    await saved(app, 'gp', 'withdrawCprDecision', { personId: other.personId, reason: 'x' });
    await saved(app, 'gp', 'withdrawCprDecision', { personId, reason: 'She changed her mind' });
    await follower.heard(3);
    await saved(app, 'gp', 'recordDeath', { personId });
    await follower.heard(4);

    expect(follower.messages.map(({ kind }) => kind)).toEqual([
      'OPENED',
      'CPR_DECISION_WITHDRAWN',
      'PUBLISHED',
      'DIED',
    ]);
    expect(follower.messages[1]?.person.cprDecision.__typename).toBe('CprWithdrawn');
  });

  it('hears a change that comes between the start of the subscription and its first message', async () => {
    const app = await openTestApp();
    const { personId } = await writePlan(app);
    const { store } = app.app.house;
    const { read } = store;
    let written: Promise<unknown> | undefined;
    store.read = async (stream, options) => {
      // The first look for what was missed: just then somebody writes.
      if (options?.backwards === true && !written) {
        written = saved(app, 'gp', 'questionCprDecision', { personId, concern: 'Now' });
        await written;
      }
      return read(stream, options);
    };

    const follower = follow(app, { personId });
    await follower.heard(2);

    store.read = read;
    expect(follower.messages.map(({ kind }) => kind)).toEqual([
      'OPENED',
      'CPR_DECISION_QUESTIONED',
    ]);
  });

  it('misses nothing and hears nothing twice, in log order, however often the connection is lost', async () => {
    const app = await openTestApp();
    const { personId } = await writePlan(app);
    const seed = Date.now() % 1_000_000;
    const random = randomFrom(seed);
    const changes = 50;
    let isWritten = false;

    /** Follows to the end through lost connections; how often they were lost, and what was heard. */
    const persistent = async () => {
      const heard: LiveMessage[] = [];
      let after: string | undefined;
      let started = '';
      for (let lost = 0; ; lost += 1) {
        const follower = follow(app, { personId, actor: 'gp', after, selection: wholeSelection });
        await follower.heard(1);
        started ||= follower.messages[0]?.position ?? '';
        const patience = 1 + random(5);
        await until(
          () => follower.messages.length > patience || isWritten,
          'some messages came or all was written',
        );
        const isLast = isWritten && lost >= 5;
        if (isLast) {
          const expected = (await changesInLog(app, personId, after ?? started)).length;
          await follower.heard(expected + 1);
        }
        follower.cut();
        heard.push(...follower.messages);
        after = follower.messages.at(-1)?.position ?? after;
        await follower.end();
        if (isLast) return { heard, started, lost };
      }
    };
    const followers = [persistent(), persistent(), persistent()];
    for (let n = 0; n < changes; n += 1) {
      await writeChange(app, personId, n);
      if (random(4) === 0) await new Promise((resolve) => setTimeout(resolve, random(20)));
    }
    isWritten = true;

    for (const { heard, started, lost } of await Promise.all(followers)) {
      const expected = await changesInLog(app, personId, started);
      expect({ seed, lost: lost >= 5, heard: envelopes(heard) }).toEqual({
        seed,
        lost: true,
        heard: expected,
      });
      for (const { person, position } of heard) {
        const newest = [person.identity, person.contacts, person.cprDecision]
          .map((part) => part.reading.position as string)
          .sort()
          .at(-1);
        expect({ seed, atOrPast: (newest ?? '') >= position }).toEqual({ seed, atOrPast: true });
      }
    }
    const last = (await changesInLog(app, personId, '')).length;
    expect(last).toBeGreaterThanOrEqual(changes);
  }, 60_000);

  it('goes on after a restart of the process, from the last position it heard', async () => {
    const app = await openTestApp();
    const { personId } = await writePlan(app);
    const before = follow(app, { personId });
    await before.heard(1);
    await app.close();
    await until(() => before.closedWith() !== undefined, 'the socket closed');

    const anew = await openTestApp({ data: app.data });
    await saved(anew, 'gp', 'withdrawCprDecision', { personId, reason: 'Meanwhile' });
    const after = before.messages[0]?.position;
    const resumed = follow(anew, { personId, after });
    await resumed.heard(3);

    expect(before.closedWith()).toBe(1001);
    expect(resumed.messages.map(({ kind }) => kind)).toEqual([
      'OPENED',
      'CPR_DECISION_WITHDRAWN',
      'PUBLISHED',
    ]);
    expect(resumed.messages[0]?.position).toBe(after);
  });

  it.each([
    ['another generation', (token: string) => token.replace(/^[^.]*/, 'a'.repeat(12))],
    ['the future', (token: string) => token.replace(/.{32}$/, 'f'.repeat(32))],
    ['no log', () => 'yesterday'],
  ])('with a position of %s is told to read again', async (_what, change) => {
    const app = await openTestApp();
    const { personId, position } = await writePlan(app);

    const follower = follow(app, { personId, after: change(position) });
    await until(() => follower.errors.length > 0, 'an error came');

    expect(follower.errors).toMatchObject([
      {
        message: expect.stringContaining('read the plan again') as string,
        extensions: { code: 'POSITION_UNKNOWN' },
      },
    ]);
    expect(follower.messages).toEqual([]);
  });

  it('too far behind is told to read again, and what it reads again goes on from there', async () => {
    const app = await openTestApp();
    const { personId, position } = await writePlan(app);
    const { loops } = app.app.house;
    const { store } = app.app.house;
    for (let n = 0; n < 501; n += 1) {
      await saved(app, 'paramedic', 'questionCprDecision', { personId, concern: String(n) });
    }
    expect(await loops.endOfLifePlan.load(personId)).toMatchObject({ revision: 503n });

    const behind = follow(app, { personId, after: position });
    await until(() => behind.errors.length > 0, 'an error came');
    const last = tokenOf(store.generation, (await store.lastPosition()) as never);
    const readAgain = follow(app, { personId, after: last });
    await readAgain.heard(1);

    expect(behind.errors).toMatchObject([{ extensions: { code: 'POSITION_UNKNOWN' } }]);
    expect(readAgain.messages).toMatchObject([{ kind: 'OPENED', position: last }]);
  }, 120_000);

  it('of a person who is not registered hears their registration', async () => {
    const app = await openTestApp({ relate: false });
    const commandId = '7b0f0f0e-3c56-4c8e-9e0e-0d6a5a0f0a02';
    const personId = personIdFor(commandId as never);
    const follower = follow(app, { personId, selection: 'identity { __typename }' });
    await follower.heard(1);

    await register(app, { commandId });
    await follower.heard(2);

    const heard = follower.messages.map(({ kind, person }) => [
      kind,
      person.identity.__typename as string,
    ]);
    expect(heard.slice(0, 2)).toEqual([
      ['OPENED', 'PersonNotFound'],
      ['DEMOGRAPHICS_CHANGED', 'Identity'],
    ]);
  });
});
