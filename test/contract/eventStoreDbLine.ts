/**
 * What the way to EventStoreDB can do to the adapter (EVENTSTORE.md A4, A5): answers lost after the
 * commit, silence, lines cut and mended. `urlOf` names a server without TLS on this machine.
 */
import { openEventStoreDb } from '../../events/store/eventstoredb/eventStoreDb';
import type { EventStoreDbOptions } from '../../events/store/eventstoredb/eventStoreDb';
import type { EventStore, Position } from '../../events/store/eventStore';
import { openLine } from '../support/cuttableLine';
import type { CuttableLine } from '../support/cuttableLine';
import { eventNamed, eventsNamed, freshStream, namesOf, nextThat } from './contractEvents';
import { freshNamespace } from './eventStoreDbContract';

export const eventStoreDbLine = (name: string, urlOf: () => string): void => {
  const closers: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
  });

  const open = async (more: Partial<EventStoreDbOptions> = {}): Promise<EventStore> => {
    const store = await openEventStoreDb({ url: urlOf(), namespace: freshNamespace(), ...more });
    closers.push(() => store.close());
    return store;
  };

  const lineTo = async (): Promise<CuttableLine> => {
    const [, port] = /:(\d+)/.exec(urlOf().slice('kurrentdb://'.length)) ?? [];
    const line = await openLine(Number(port));
    closers.push(() => line.close());
    return line;
  };
  const openOver = (line: CuttableLine, more: Partial<EventStoreDbOptions> = {}) =>
    open({ url: `kurrentdb://127.0.0.1:${String(line.port)}?tls=false`, ...more });

  describe(`a bad line to EventStoreDB: ${name}`, () => {
    it('an answer that was lost after the commit is known again by the ids: one effect', async () => {
      const line = await lineTo();
      const store = await openOver(line, { limits: { appendTimeoutMs: 400 } });
      const stream = freshStream();
      await store.append(stream, 'none', eventsNamed('a'));
      line.silence();
      await expect(store.append(stream, 0n, eventsNamed('b'))).rejects.toMatchObject({
        code: 'OUTCOME_UNKNOWN',
        retryable: true,
      });
      line.cut();
      line.mend();
      let again;
      while (!again)
        again = await store.append(stream, 0n, eventsNamed('b')).catch(() => undefined);
      const [, second] = (await store.read(stream))!.events;
      expect(again).toEqual({ kind: 'appended', revision: 1n, position: second!.position });
      expect((await store.read(stream))!.revision).toBe(1n);
    });

    it('a line that is cut leaves every append in flight unknown, and none waiting for ever', async () => {
      const line = await lineTo();
      // No help from the limit of an append: the line itself tells them.
      const store = await openOver(line, { limits: { appendTimeoutMs: 600_000 } });
      await store.append(freshStream(), 'none', eventsNamed('a'));
      line.silence();
      const big = Buffer.alloc(100_000, 1);
      const sent = Array.from({ length: 60 }, (_, index) =>
        store.append(freshStream(), 'none', [eventNamed(`c${String(index)}`, { data: big })]),
      );
      line.cut();
      const settled = await Promise.allSettled(sent);
      expect(
        settled.map((one) => (one.status === 'rejected' ? one.reason.code : one.status)),
      ).toEqual(settled.map(() => 'OUTCOME_UNKNOWN'));
    });

    it('a server that is gone answers reads with STORE_UNAVAILABLE, and with the record once it is back', async () => {
      const line = await lineTo();
      const store = await openOver(line);
      const stream = freshStream();
      await store.append(stream, 'none', eventsNamed('a'));
      line.cut();
      const unavailable = { code: 'STORE_UNAVAILABLE' };
      await expect(store.read(stream)).rejects.toMatchObject(unavailable);
      await expect(store.head(stream)).rejects.toMatchObject(unavailable);
      await expect(store.readAll('start', [], 1)).rejects.toMatchObject(unavailable);
      line.mend();
      let head;
      while (head === undefined) head = await store.head(stream).catch(() => undefined);
      expect(head).toBe(0n);
    });

    it('a subscription says that the server went, and goes on from where it was: each event once', async () => {
      const line = await lineTo();
      const store = await openOver(line);
      const stream = freshStream();
      const heard: string[] = [];
      let at: Position | 'start' = 'start';
      let falls = 0;
      const count = 300;
      const ended = new AbortController();
      const listening = (async () => {
        while (heard.length < count) {
          try {
            for await (const message of store.subscribe(at, [], ended.signal)) {
              if (message.kind === 'caughtUp') continue;
              at = message.kind === 'event' ? message.event.position : message.position;
              if (message.kind === 'event') heard.push(...namesOf([message.event]));
              if (heard.length >= count) ended.abort();
            }
          } catch (error) {
            expect(error).toMatchObject({ code: 'STORE_UNAVAILABLE' });
            falls += 1;
          }
        }
      })();
      const names = Array.from({ length: count }, (_, index) => `s${String(index)}`);
      for (const [index, one] of names.entries()) {
        if (index % 100 === 50) {
          const before = falls;
          line.cut();
          while (falls === before) await new Promise((resolve) => setImmediate(resolve));
          line.mend();
        }
        const expected = index === 0 ? 'none' : BigInt(index - 1);
        let result;
        while (!result) {
          result = await store.append(stream, expected, eventsNamed(one)).catch(() => undefined);
        }
        expect(result).toMatchObject({ kind: 'appended', revision: BigInt(index) });
      }
      await listening;
      expect(heard).toEqual(names);
      expect(falls).toBeGreaterThanOrEqual(3);
    });

    it('a read that is never answered ends, and the next one is asked anew', async () => {
      const line = await lineTo();
      const store = await openOver(line, { limits: { readTimeoutMs: 300 } });
      const stream = freshStream();
      await store.append(stream, 'none', eventsNamed('a'));
      line.silence();
      await expect(store.head(stream)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
      line.mend();
      let head;
      while (head === undefined) head = await store.head(stream).catch(() => undefined);
      expect(head).toBe(0n);
    });

    it('is closed at once while a subscription waits and the server is silent', async () => {
      const line = await lineTo();
      const store = await openOver(line, { limits: { appendTimeoutMs: 300 } });
      const messages = store.subscribe('start', [], new AbortController().signal);
      const iterator = messages[Symbol.asyncIterator]();
      await nextThat(iterator, ({ kind }) => kind === 'caughtUp');
      line.silence();
      const sent = store.append(freshStream(), 'none', eventsNamed('a'));
      const next = iterator.next();
      await Promise.all([store.close(), expect(sent).rejects.toBeDefined()]);
      await expect(next).resolves.toMatchObject({ done: true });
    });
  });
};
