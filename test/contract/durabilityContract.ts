/** What stays over a close and a new opening of the same log, and what a closed store answers. */
import type { EventStore } from '../../events/store/eventStore';
import { eventsNamed, freshStream, namesOf, nextThat } from './contractEvents';
import type { OpenedStore, OpenStore } from './openedStore';

export const durabilityContract = (open: OpenStore): void => {
  const opened: OpenedStore[] = [];
  const openOne = async (): Promise<OpenedStore> => {
    const one = await open();
    opened.push(one);
    return one;
  };
  afterEach(async () => {
    for (const { close } of opened.splice(0)) await close();
  });

  const reopened = async (one: OpenedStore): Promise<EventStore | undefined> => one.reopen?.();

  describe('a log opened again', () => {
    it('holds what was acknowledged, under the same generation', async () => {
      const one = await openOne();
      const [stream, truncated, gone] = [freshStream(), freshStream(), freshStream()];
      const first = await one.store.append(stream, 'none', eventsNamed('a', 'b'));
      await one.store.append(truncated, 'none', eventsNamed('c', 'd'));
      await one.store.truncate(truncated, 1n);
      await one.store.append(gone, 'none', eventsNamed('e'));
      await one.store.tombstone(gone);
      const { generation } = one.store;
      const last = await one.store.lastPosition();

      const again = await reopened(one);
      if (!again) return;
      expect(again.generation).toBe(generation);
      expect(generation).toMatch(/^[0-9a-zA-Z]+$/);
      expect(await again.lastPosition()).toBe(last);
      expect(namesOf((await again.read(stream))?.events ?? [])).toEqual(['a', 'b']);
      expect(namesOf((await again.read(truncated))?.events ?? [])).toEqual(['d']);
      await expect(again.head(gone)).rejects.toMatchObject({ code: 'STREAM_DELETED' });
      expect(await again.append(stream, 'none', eventsNamed('a', 'b'))).toEqual(first);
      expect(await again.append(stream, 1n, eventsNamed('f'))).toMatchObject({ revision: 2n });
    });
  });

  describe('a closed store', () => {
    it('answers what was sent before, and takes no more', async () => {
      const { store } = await openOne();
      const stream = freshStream();
      const sent = store.append(stream, 'none', eventsNamed('a'));
      await store.close();
      await expect(sent).resolves.toMatchObject({ kind: 'appended', revision: 0n });

      const unavailable = { code: 'STORE_UNAVAILABLE' };
      await expect(store.append(stream, 0n, eventsNamed('b'))).rejects.toMatchObject(unavailable);
      await expect(store.read(stream)).rejects.toMatchObject(unavailable);
      await expect(store.head(stream)).rejects.toMatchObject(unavailable);
      await expect(store.lastPosition()).rejects.toMatchObject(unavailable);
      await expect(store.readAll('start', [], 1)).rejects.toMatchObject(unavailable);
      await expect(store.close()).resolves.toBeUndefined();
    });

    it('ends its subscriptions', async () => {
      const { store } = await openOne();
      const messages = store.subscribe('start', [], new AbortController().signal);
      const iterator = messages[Symbol.asyncIterator]();
      await nextThat(iterator, ({ kind }) => kind === 'caughtUp');
      const next = iterator.next();
      await store.close();
      await expect(next).resolves.toMatchObject({ done: true });
    });
  });
};
