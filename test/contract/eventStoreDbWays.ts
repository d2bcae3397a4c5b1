/**
 * What EventStoreDB does in its own way and the port must not show (EVENTSTORE.md A3 to A5, A11):
 * marks, system streams, deleted streams, positions past the end. `urlOf` names a server.
 */
import { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { openEventStoreDb } from '../../events/store/eventstoredb/eventStoreDb';
import type { EventStoreDbOptions } from '../../events/store/eventstoredb/eventStoreDb';
import { renewGeneration } from '../../events/store/eventstoredb/renewGeneration';
import { positionFrom } from '../../events/store/eventStore';
import type { EventStore, Position } from '../../events/store/eventStore';
import {
  collect,
  eventNamed,
  eventsNamed,
  eventsOf,
  freshCategory,
  freshStream,
  namesOf,
  untilCaughtUp,
} from './contractEvents';
import { freshNamespace } from './eventStoreDbContract';

/** Past everything that a server of tests will ever hold. */
const farAway = positionFrom(2n ** 60n, 2n ** 60n);

export const eventStoreDbWays = (name: string, urlOf: () => string): void => {
  const closers: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
  });

  const open = async (more: Partial<EventStoreDbOptions> = {}): Promise<EventStore> => {
    const store = await openEventStoreDb({ url: urlOf(), namespace: freshNamespace(), ...more });
    closers.push(() => store.close());
    return store;
  };

  /** The vendor's client, for what our port cannot do. */
  const vendor = (): KurrentDBClient => {
    const client = KurrentDBClient.connectionString(urlOf());
    closers.push(() => client.dispose());
    return client;
  };

  describe(`the ways of EventStoreDB: ${name}`, () => {
    it('a position past the end of the log is refused, and never waited on', async () => {
      const store = await open();
      const unknown = { code: 'POSITION_UNKNOWN' };
      await expect(store.readAll(farAway, [], 10)).rejects.toMatchObject(unknown);
      await expect(collect(store, farAway, [], untilCaughtUp)).rejects.toMatchObject(unknown);
    });

    it('a position between two records is of another log: refused, and never waited on', async () => {
      const store = await open();
      const stream = freshStream();
      await store.append(stream, 'none', eventsNamed('a'));
      const result = await store.append(stream, 0n, eventsNamed('b'));
      await store.append(stream, 1n, eventsNamed('c'));
      const digits = result.kind === 'appended' ? result.position : '';
      const [commit, prepare] = [digits.slice(0, 16), digits.slice(16)].map(
        (half) => BigInt(`0x${half}`) - 7n,
      );
      const between = positionFrom(commit!, prepare!);
      const unknown = { code: 'POSITION_UNKNOWN' };
      await expect(store.readAll(between, [], 10)).rejects.toMatchObject(unknown);
      await expect(collect(store, between, [], untilCaughtUp)).rejects.toMatchObject(unknown);
    });

    it('two that open a new log at once know it by one name, another log by another', async () => {
      const namespace = freshNamespace();
      const [one, other] = await Promise.all([open({ namespace }), open({ namespace })]);
      expect(other.generation).toBe(one.generation);
      expect((await open()).generation).not.toBe(one.generation);
      expect(await one.lastPosition()).toBeUndefined();
    });

    it('a log that was renewed keeps its events and has another name for good', async () => {
      const namespace = freshNamespace();
      const before = await open({ namespace });
      const stream = freshStream();
      await before.append(stream, 'none', eventsNamed('a'));
      const renewed = await renewGeneration({ url: urlOf(), namespace });
      const after = await open({ namespace });
      expect(renewed).not.toBe(before.generation);
      expect(after.generation).toBe(renewed);
      expect(namesOf((await after.read(stream))!.events)).toEqual(['a']);
      expect(eventsOf(await collect(after, 'start', [], untilCaughtUp))).toHaveLength(1);
    });

    it('says that it caught up after the last of 500 events, and no mark overtakes one', async () => {
      const store = await open();
      const stream = freshStream();
      const names = Array.from({ length: 500 }, (_, index) => `e${String(index)}`);
      await store.append(stream, 'none', eventsNamed(...names));
      const messages = await collect(store, 'start', [], untilCaughtUp);
      expect(namesOf(eventsOf(messages))).toEqual(names);
      let reached: Position | undefined;
      for (const message of messages) {
        if (message.kind === 'caughtUp') continue;
        const at = message.kind === 'event' ? message.event.position : message.position;
        expect(reached === undefined || at > reached).toBe(true);
        reached = at;
      }
    });

    it('may be gone on from at every mark that it told on its way through what was not wanted', async () => {
      const store = await open();
      const [mine, other] = [freshCategory(), freshCategory()];
      await store.append(freshStream(mine), 'none', eventsNamed('first'));
      for (let round = 0; round < 6; round += 1) {
        const names = Array.from({ length: 500 }, (_, index) => `o${String(round * 500 + index)}`);
        await store.append(freshStream(other, String(round)), 'none', eventsNamed(...names));
      }
      await store.append(freshStream(mine, 'two'), 'none', eventsNamed('last'));
      const messages = await collect(store, 'start', [`${mine}-`], untilCaughtUp);
      const place = (name: string): number =>
        messages.findIndex(
          (message) => message.kind === 'event' && namesOf([message.event])[0] === name,
        );
      const marks = messages
        .slice(place('first'), place('last'))
        .flatMap((message) => (message.kind === 'checkpoint' ? [message.position] : []));
      expect(marks.length).toBeGreaterThan(1);
      for (const mark of marks) {
        const told = eventsOf(await collect(store, mark, [`${mine}-`], untilCaughtUp));
        expect(namesOf(told)).toContain('last');
        expect(namesOf((await store.readAll(mark, [`${mine}-`], 10)).events)).toContain('last');
      }
    });

    it('ends every subscription on the server too: after 120 of them it still answers', async () => {
      const store = await open();
      const category = freshCategory();
      await store.append(freshStream(category), 'none', eventsNamed('a'));
      for (let count = 0; count < 60; count += 1) {
        const signal = new AbortController().signal;
        for await (const { kind } of store.subscribe('start', [`${category}-`], signal)) {
          if (kind === 'event') break;
        }
        await collect(store, 'start', [`${category}-`], untilCaughtUp);
      }
      const stream = freshStream();
      await expect(store.append(stream, 'none', eventsNamed('b'))).resolves.toMatchObject({
        kind: 'appended',
      });
    });

    it('an append that conflicts fails none of those sent beside it', async () => {
      const store = await open();
      const taken = freshStream();
      await store.append(taken, 'none', eventsNamed('a'));
      const results = await Promise.all(
        Array.from({ length: 40 }, (_, index) =>
          store.append(index % 2 ? taken : freshStream(), 'none', eventsNamed(`x${String(index)}`)),
        ),
      );
      expect(results.map(({ kind }) => kind)).toEqual(
        results.map((_, index) => (index % 2 ? 'conflict' : 'appended')),
      );
    });

    it('a stream that somebody else deleted is not one that never was', async () => {
      const namespace = freshNamespace();
      const store = await open({ namespace });
      const stream = freshStream();
      await store.append(stream, 'none', eventsNamed('a'));
      await vendor().deleteStream(`${namespace}_${stream}`);
      await expect(store.head(stream)).rejects.toMatchObject({ code: 'STREAM_DELETED' });
      await expect(store.read(stream)).rejects.toMatchObject({ code: 'STREAM_DELETED' });
    });

    it('truncation keeps what else stands in the metadata of a stream', async () => {
      const namespace = freshNamespace();
      const store = await open({ namespace });
      const stream = freshStream();
      const outward = `${namespace}_${stream}`;
      await store.append(stream, 'none', eventsNamed('a', 'b'));
      const client = vendor();
      await client.setStreamMetadata(outward, { owner: 'somebody' });
      await store.truncate(stream, 1n);
      expect((await client.getStreamMetadata(outward)).metadata).toMatchObject({
        owner: 'somebody',
        truncateBefore: 1,
      });
    });

    it('an event that another program wrote is told with its bytes, never left out', async () => {
      const namespace = freshNamespace();
      const store = await open({ namespace });
      const stream = freshStream();
      await vendor().appendToStream(`${namespace}_${stream}`, {
        id: eventNamed('foreign').id,
        contentType: 'application/json',
        type: 'Foreign',
        data: { n: 1 },
        metadata: { count: 7, word: 'kept' },
      });
      const [event] = eventsOf(await collect(store, 'start', [], untilCaughtUp));
      expect(event).toMatchObject({ stream, type: 'Foreign', metadata: { word: 'kept' } });
      expect(Buffer.from(event!.data).toString()).toBe('{"n":1}');
    });

    it('system streams and links are no part of the log', async () => {
      const store = await openEventStoreDb({ url: urlOf() });
      closers.push(() => store.close());
      const stream = freshStream();
      const start = (await store.lastPosition()) ?? 'start';
      await vendor().appendToStream(`$ce-${stream}`, {
        id: eventNamed('link').id,
        contentType: 'application/json',
        type: '$>',
        data: `0@${stream}`,
        metadata: {},
      });
      await store.append(stream, 'none', eventsNamed('a'));
      const told = eventsOf(await collect(store, start, [], untilCaughtUp));
      const systems = told.filter(({ stream: one }) => /^\$|^logIdentity|_/.test(one));
      expect(systems).toEqual([]);
      expect(told.map(({ stream: one }) => one)).toContain(stream);
    });
  });
};
