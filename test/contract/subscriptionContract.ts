/** Subscriptions: catch-up and live as one, nothing missed, nothing twice, ended when told. */
import { isPosition } from '../../events/store/eventStore';
import type { Position, SubscriptionMessage } from '../../events/store/eventStore';
import {
  collect,
  eventNamed,
  eventsNamed,
  eventsOf,
  freshCategory,
  freshStream,
  namesOf,
  nextThat,
  untilCaughtUp,
} from './contractEvents';
import { storeOf } from './openedStore';
import type { OpenStore } from './openedStore';

const isCaughtUp = ({ kind }: SubscriptionMessage): boolean => kind === 'caughtUp';
const isEvent = ({ kind }: SubscriptionMessage): boolean => kind === 'event';

export const subscriptionContract = (open: OpenStore): void => {
  const store = storeOf(open);

  const write = async (category: string, ...names: string[]): Promise<void> => {
    for (const name of names) {
      await store().append(freshStream(category, name), 'any', eventsNamed(name));
    }
  };
  const end = async (): Promise<Position | 'start'> => (await store().lastPosition()) ?? 'start';

  describe('a position past the end of the log', () => {
    it('is refused, as that of a log that was restored from an older backup', async () => {
      await write(freshCategory(), 'a');
      const past = 'f'.repeat(15).padStart(16, '0').repeat(2) as Position;
      const unknown = { code: 'POSITION_UNKNOWN' };
      await expect(collect(store(), past, [], untilCaughtUp)).rejects.toMatchObject(unknown);
      await expect(store().readAll(past, [], 10)).rejects.toMatchObject(unknown);
    });
  });

  describe('subscribing', () => {
    it('tells what is there in log order, then in the same row that it has caught up', async () => {
      const category = freshCategory();
      await write(category, 'a', 'b', 'c');
      const messages = await collect(store(), 'start', [`${category}-`], untilCaughtUp);
      const events = eventsOf(messages);
      expect(namesOf(events)).toEqual(['a', 'b', 'c']);
      expect(events.map(({ position }) => position)).toEqual(
        events.map(({ position }) => position).sort(),
      );
      expect(messages.filter(isCaughtUp)).toHaveLength(1);
    });

    it('goes on from every prefix of the log, missing nothing and repeating nothing', async () => {
      const [mine, other] = [freshCategory(), freshCategory()];
      const start = await end();
      for (const name of ['a', 'b', 'c', 'd']) {
        await write(mine, name);
        await write(other, `not ${name}`);
      }
      const whole = eventsOf(await collect(store(), start, [], untilCaughtUp));
      const wanted = whole.filter(({ stream }) => stream.startsWith(mine));
      for (const { position } of whole) {
        const rest = await collect(store(), position, [`${mine}-`], untilCaughtUp);
        expect(namesOf(eventsOf(rest))).toEqual(
          namesOf(wanted.filter((event) => event.position > position)),
        );
      }
    });

    it('says how far it has looked where nothing was wanted, so that a quiet reader moves on', async () => {
      const [quiet, busy] = [freshCategory(), freshCategory()];
      const start = await end();
      await write(quiet, 'a');
      await write(busy, 'x', 'y', 'z');
      const last = await end();
      const messages = await collect(store(), start, [`${quiet}-`], untilCaughtUp);
      const reached = messages.flatMap((message) =>
        message.kind === 'checkpoint'
          ? [message.position]
          : message.kind === 'event'
            ? [message.event.position]
            : [],
      );
      expect(reached.every(isPosition)).toBe(true);
      expect([...reached].sort()).toEqual(reached);
      expect(reached.at(-1)! >= last).toBe(true);
    });

    it('tells events that come after it had caught up, each once and in order', async () => {
      const category = freshCategory();
      const ended = new AbortController();
      const messages = store().subscribe(await end(), [`${category}-`], ended.signal);
      const iterator = messages[Symbol.asyncIterator]();
      await nextThat(iterator, isCaughtUp);
      const heard: string[] = [];
      for (const name of ['a', 'b', 'c']) {
        await write(category, name);
        const message = await nextThat(iterator, isEvent);
        heard.push(...namesOf(eventsOf([message])));
      }
      expect(heard).toEqual(['a', 'b', 'c']);
      ended.abort();
    });

    it('tells a live reader again that it has caught up, after the events that came', async () => {
      const category = freshCategory();
      const ended = new AbortController();
      const messages = store().subscribe(await end(), [`${category}-`], ended.signal);
      const iterator = messages[Symbol.asyncIterator]();
      await nextThat(iterator, isCaughtUp);
      await write(category, 'a');
      await nextThat(iterator, isEvent);
      await expect(nextThat(iterator, isCaughtUp)).resolves.toEqual({ kind: 'caughtUp' });
      ended.abort();
    });

    it('misses nothing that is written while it catches up', async () => {
      const category = freshCategory();
      const start = await end();
      const count = 1_200;
      const names = Array.from({ length: count }, (_, index) => `w${String(index)}`);
      const stream = freshStream(category);
      const writing = (async () => {
        for (const name of names) await store().append(stream, 'any', [eventNamed(name)]);
      })();
      const messages = await collect(
        store(),
        start,
        [`${category}-`],
        (all) => all.filter(isEvent).length === count,
      );
      await writing;
      expect(namesOf(eventsOf(messages))).toEqual(names);
    });

    it('does not hold writers up while its reader is slow', async () => {
      const category = freshCategory();
      const ended = new AbortController();
      const messages = store().subscribe(await end(), [`${category}-`], ended.signal);
      const iterator = messages[Symbol.asyncIterator]();
      await write(category, 'a', 'b');
      await nextThat(iterator, isEvent);
      await write(category, 'c', 'd');
      expect(namesOf(eventsOf([await nextThat(iterator, isEvent)]))).toEqual(['b']);
      ended.abort();
    });
  });

  describe('ending a subscription', () => {
    it.each(['before it begins', 'while it waits'])('by its signal, %s', async (when) => {
      const ended = new AbortController();
      const messages = store().subscribe(await end(), [], ended.signal);
      const iterator = messages[Symbol.asyncIterator]();
      if (when === 'before it begins') ended.abort();
      else await nextThat(iterator, isCaughtUp);
      const next = iterator.next();
      ended.abort();
      await expect(next).resolves.toMatchObject({ done: true });
    });

    it('by leaving its loop, and others go on', async () => {
      const category = freshCategory();
      await write(category, 'a', 'b');
      const signal = new AbortController().signal;
      for await (const message of store().subscribe('start', [`${category}-`], signal)) {
        if (message.kind === 'event') break;
      }
      const messages = await collect(store(), 'start', [`${category}-`], untilCaughtUp);
      expect(namesOf(eventsOf(messages))).toEqual(['a', 'b']);
    });
  });
};
