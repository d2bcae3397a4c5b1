/**
 * The command loop on EventStoreDB while the way there is bad (hazard H6): whatever is lost, late,
 * in flight or refused on the way, a command that was handed in once has one effect.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { endOfLifePlanDecider } from '../../events/end-of-life-plan/endOfLifePlanDecider';
import { streamName } from '../../events/ids';
import { openEventStoreDb } from '../../events/store/eventstoredb/eventStoreDb';
import type { EventStore } from '../../events/store/eventStore';
import { readStreamFrom } from '../../events/store/fold';
import { commandLoop } from '../../events/store/handle';
import { createKeyRing } from '../../events/store/keys/keyRing';
import { openSqliteKeyStore } from '../../events/store/keys/sqliteKeyStore';
import { question, start } from '../events/end-of-life-plan/planCommands';
import { actOf, personIdOf } from '../support/acts';
import type { AppendFate, AppendSeen, Misbehaviour } from '../support/eventstoredb/misbehaviour';
import { startDouble } from '../support/eventstoredb/startDouble';
import type { Double, DoubleOptions } from '../support/eventstoredb/startDouble';
import { temporaryFolder } from '../support/temporaryFolder';
import { faultCases } from './faultCases';

const { awayMs } = faultCases;

const person = personIdOf('badly connected');
const stream = streamName('endOfLifePlan', person);
const appendTimeoutMs = 200;
const readTimeoutMs = 2_000;

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const openDouble = async (options: DoubleOptions = {}): Promise<Double> => {
  const double = await startDouble({ writeTimeoutMs: 100, ...options });
  closers.push(() => double.close());
  return double;
};

/** A plan that was started, and the loop that goes on with it. */
const planOn = async (url: string) => {
  const store = await openEventStoreDb({ url, limits: { appendTimeoutMs, readTimeoutMs } });
  const keyStore = openSqliteKeyStore(`${temporaryFolder()}/keys`, {});
  closers.push(async () => {
    await store.close();
    await keyStore.close();
  });
  const loop = commandLoop({ store, keys: createKeyRing(keyStore) }, endOfLifePlanDecider);
  await loop.handle(person, start, actOf('start'));
  const ask = (concern: string) => loop.handle(person, question(concern), actOf(concern));
  return { store, ask };
};

const typesIn = async (store: EventStore): Promise<string[]> =>
  (await readStreamFrom(store, stream, -1n)).map(({ type }) => type);
const startedAndAsked = ['EndOfLifePlanStarted', 'CprDecisionQuestioned'];
const doneAt1 = { kind: 'done', revision: 1n, isRepeat: false };

/** These fates for the next appends in turn; afterwards all goes well. What was sent is kept. */
const fates = (double: Double, ...row: (AppendFate | (() => AppendFate))[]): AppendSeen[] => {
  const seen: AppendSeen[] = [];
  double.misbehave({
    append: (append) => {
      seen.push(append);
      const fate = row[append.number] ?? 'answered';
      return typeof fate === 'function' ? fate() : fate;
    },
  });
  return seen;
};

const signal = () => {
  let settle: () => void = () => undefined;
  const settled = new Promise<void>((resolve) => {
    settle = resolve;
  });
  return { settled, settle };
};

describe('a command whose append', () => {
  it.each<[string, AppendFate[]]>([
    ['is committed and never answered', ['answerDropped']],
    ['never arrives', ['lost']],
    ['is never answered three times', ['answerDropped', 'answerDropped', 'answerDropped']],
    ['never arrives, then is never answered', ['lost', 'answerDropped']],
  ])('%s is sent again under the same ids and revision: one effect', async (_how, row) => {
    const double = await openDouble();
    const { store, ask } = await planOn(double.url);
    const seen = fates(double, ...row);
    expect(await ask('a')).toMatchObject(doneAt1);
    expect(await typesIn(store)).toEqual(startedAndAsked);
    expect(seen).toHaveLength(row.length + 1);
    expect(seen.map(({ expected }) => expected)).toEqual(seen.map(() => 0n));
    expect(new Set(seen.map(({ ids }) => ids.join())).size).toBe(1);
  });

  it('is answered after it was given up: the late answer confuses nobody', async () => {
    const double = await openDouble();
    const { store, ask } = await planOn(double.url);
    const { settled, settle } = signal();
    const seen = fates(double, { answeredAfter: settled });
    expect(await ask('a')).toMatchObject(doneAt1);
    settle();
    expect(await ask('b')).toMatchObject({ kind: 'done', revision: 2n });
    expect(seen).toHaveLength(3);
    expect(await typesIn(store)).toEqual([...startedAndAsked, 'CprDecisionQuestioned']);
  });

  it('is still in flight when it is sent again, which the server drops: one effect', async () => {
    const double = await openDouble();
    const { store, ask } = await planOn(double.url);
    const { settled, settle } = signal();
    const seen = fates(double, { committedAfter: settled }, 'answered', () => {
      settle();
      return 'answered';
    });
    expect(await ask('a')).toMatchObject(doneAt1);
    expect(seen.length).toBeGreaterThanOrEqual(3);
    expect(await typesIn(store)).toEqual(startedAndAsked);
  });

  it.each<[string, AppendFate]>([
    ['had been committed', 'answerDropped'],
    ['was in flight and is lost', { committedAfter: signal().settled }],
  ])('%s when the server was killed is there once it is back: one effect', async (_how, fate) => {
    const double = await openDouble();
    const { store, ask } = await planOn(double.url);
    const seen = fates(double, fate);
    const asked = ask('a');
    while (seen.length === 0) await new Promise((resolve) => setImmediate(resolve));
    double.goAway();
    await double.comeBack();
    expect(await asked).toMatchObject(doneAt1);
    expect(await typesIn(store)).toEqual(startedAndAsked);
  });

  it(
    `goes unanswered for ${String(awayMs)} ms, as in a change of leader: one effect, once it is back`,
    async () => {
      const double = await openDouble();
      const { store, ask } = await planOn(double.url);
      const seen = fates(double, { committedAfter: signal().settled });
      const asked = ask('a');
      while (seen.length === 0) await new Promise((resolve) => setImmediate(resolve));
      double.goAway();
      await pause(awayMs);
      await double.comeBack();
      expect(await asked).toMatchObject(doneAt1);
      expect(await typesIn(store)).toEqual(startedAndAsked);
    },
    awayMs + 30_000,
  );

  it.each<[string, Misbehaviour]>([
    ['is not ready', { isNotReady: true }],
    ['is silent', { isSilent: true }],
  ])('meets a server that %s waits for it: one effect', async (_how, how) => {
    const double = await openDouble();
    const { store, ask } = await planOn(double.url);
    let calls = 0;
    const seen = signal();
    double.misbehave({
      ...how,
      append: () => 'answered',
      onCall: () => {
        calls += 1;
        if (calls === 3) seen.settle();
      },
    });
    // As a client does: what was refused for certain, by the read before, is sent again.
    const retrying = (async () => {
      for (;;) {
        try {
          return await ask('a');
        } catch (error) {
          expect(error).toMatchObject({ code: 'STORE_UNAVAILABLE', retryable: true });
        }
      }
    })();
    await seen.settled;
    double.misbehave({});
    expect(await retrying).toMatchObject({ kind: 'done', revision: 1n });
    expect(await typesIn(store)).toEqual(startedAndAsked);
  });

  it('meets a node that leads no more goes to the one that does: one effect each', async () => {
    const leader = await openDouble();
    const follower = await openDouble({ log: leader.log });
    follower.misbehave({ notLeader: leader.endpoint });
    // Opened at the follower: already the first read is sent on.
    const { store, ask } = await planOn(follower.url);
    expect(await ask('a')).toMatchObject(doneAt1);
    follower.misbehave({});
    leader.misbehave({ notLeader: follower.endpoint });
    expect(await ask('b')).toMatchObject({ kind: 'done', revision: 2n });
    leader.misbehave({});
    follower.misbehave({ notLeader: leader.endpoint });
    expect(await ask('c')).toMatchObject({ kind: 'done', revision: 3n });
    expect(await typesIn(store)).toHaveLength(4);
  });
});
