/**
 * A subscription to EventStoreDB whose server goes away in the middle of its answers, again and
 * again, at places drawn by chance: whoever reads on from the last place kept misses nothing and
 * hears nothing twice (hazard H6).
 */
import { openEventStoreDb } from '../../events/store/eventstoredb/eventStoreDb';
import type { EventStore, Position } from '../../events/store/eventStore';
import { eventNamed, eventsNamed, freshStream, namesOf } from '../contract/contractEvents';
import { random, seed } from '../crash/seededRandom';
import { startDouble } from '../support/eventstoredb/startDouble';
import type { Double } from '../support/eventstoredb/startDouble';
import { faultCases } from './faultCases';

const { falls, eventsBetweenFalls, timeoutMs } = faultCases;

let double: Double;
let store: EventStore;
beforeEach(async () => {
  double = await startDouble();
  store = await openEventStoreDb({ url: double.url, limits: { appendTimeoutMs: 500 } });
});
afterEach(async () => {
  await store.close();
  await double.close();
});

/** Reads on from the last place kept, over every fall of the server, which it brings back. */
const follow = async (count: number): Promise<{ heard: string[]; fallen: number }> => {
  const heard: string[] = [];
  let at: Position | 'start' = 'start';
  let fallen = 0;
  while (heard.length < count) {
    const ended = new AbortController();
    try {
      for await (const message of store.subscribe(at, [], ended.signal)) {
        if (message.kind === 'corrupt') throw new Error('A record is corrupt.');
        if (message.kind === 'caughtUp') continue;
        at = message.kind === 'event' ? message.event.position : message.position;
        if (message.kind === 'event') heard.push(...namesOf([message.event]));
        if (heard.length >= count) ended.abort();
      }
    } catch (error) {
      expect(error).toMatchObject({ code: 'STORE_UNAVAILABLE', retryable: true });
      fallen += 1;
    }
  }
  return { heard, fallen };
};

describe(`a server that goes away in a subscription (CRASH_SEED=${String(seed)})`, () => {
  it(
    'and comes back makes nobody miss an event or hear one twice',
    async () => {
      const stream = freshStream();
      const names = Array.from({ length: falls * eventsBetweenFalls }, (_, n) => `e${String(n)}`);
      let isOver = false;
      const bring = async (): Promise<void> => {
        for (let fall = 0; fall < falls && !isOver; fall += 1) {
          double.misbehave({
            goesAwayAfterAnswers: 1 + Math.floor(random() * 2 * eventsBetweenFalls),
          });
          while (double.isServing && !isOver) await new Promise((resolve) => setImmediate(resolve));
          await double.comeBack();
        }
        double.misbehave({});
      };
      const falling = bring();
      const following = follow(names.length);
      for (const [index, name] of names.entries()) {
        const expected = index === 0 ? 'none' : BigInt(index - 1);
        let result;
        while (!result) {
          result = await store.append(stream, expected, eventsNamed(name)).catch(() => undefined);
        }
        expect(result).toMatchObject({ kind: 'appended', revision: BigInt(index) });
      }
      const { heard, fallen } = await following;
      isOver = true;
      await falling;
      expect(heard).toEqual(names);
      expect(fallen).toBeGreaterThan(0);
    },
    timeoutMs,
  );

  it('in the middle of 500 events of one append, at every place in turn', async () => {
    const stream = freshStream();
    const names = Array.from({ length: 60 }, (_, index) => `m${String(index)}`);
    await store.append(
      stream,
      'none',
      names.map((name) => eventNamed(name)),
    );
    for (let answers = 2; answers < names.length; answers += 7) {
      double.misbehave({ goesAwayAfterAnswers: answers });
      const following = follow(names.length);
      while (double.isServing) await new Promise((resolve) => setImmediate(resolve));
      await double.comeBack();
      const { heard, fallen } = await following;
      expect(heard).toEqual(names);
      expect(fallen).toBeGreaterThan(0);
    }
  });
});
