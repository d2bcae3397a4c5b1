/** Bad input is refused before anything is written, with a sentence that says what is wrong. */
import { storeLimits } from '../../events/store/eventStore';
import type { NewEvent, Position } from '../../events/store/eventStore';
import type { EventId, StreamName } from '../../events/ids';
import { eventNamed, eventsNamed, freshStream } from './contractEvents';
import { storeOf } from './openedStore';
import type { OpenStore } from './openedStore';

const invalid = { code: 'INVALID_ARGUMENT' };

/** An event of exactly so many bytes as the cap counts them. */
const eventOfBytes = (bytes: number): NewEvent => {
  const type = 'Big';
  const metadata = { schema: '1' };
  const head = type.length + 'schema'.length + 1 + 6;
  return eventNamed(`big ${String(bytes)}`, {
    type,
    metadata,
    data: Buffer.alloc(bytes - head, 7),
  });
};

export const badInputContract = (open: OpenStore): void => {
  describe('input that is refused', () => {
    const store = storeOf(open);

    it.each([
      ['without a dash', 'contract'],
      ['without an id', 'contract-'],
      ['without a category', '-one'],
      ['of the system', '$all-one'],
      ['with a category that is no word', 'con tract-one'],
      ['with a space in its id', 'contract-o ne'],
      ['with a letter that is no text', 'contract-\ud800'],
      ['longer than any', `contract-${'x'.repeat(1_000)}`],
    ])('a stream name %s', async (_what, name) => {
      const stream = name as StreamName;
      const before = await store().lastPosition();
      await expect(store().append(stream, 'any', eventsNamed('a'))).rejects.toMatchObject(invalid);
      await expect(store().read(stream)).rejects.toMatchObject(invalid);
      await expect(store().head(stream)).rejects.toMatchObject(invalid);
      await expect(store().truncate(stream, 1n)).rejects.toMatchObject(invalid);
      await expect(store().tombstone(stream)).rejects.toMatchObject(invalid);
      expect(await store().lastPosition()).toEqual(before);
    });

    it.each<[string, Partial<NewEvent>]>([
      ['an id that is no UUID', { id: 'one' as EventId }],
      ['an id in capitals', { id: 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11' as EventId }],
      ['a type of the system', { type: '$metadata' }],
      ['an empty type', { type: '' }],
      ['metadata that is no text', { metadata: { name: 7 as unknown as string } }],
      ['data that are no bytes', { data: { not: 'bytes' } as unknown as Uint8Array }],
    ])('an event with %s, and nothing of its append is written', async (_what, wrong) => {
      const stream = freshStream();
      const events = [eventNamed('fine'), eventNamed('wrong', wrong)];
      await expect(store().append(stream, 'none', events)).rejects.toMatchObject(invalid);
      expect(await store().head(stream)).toBeUndefined();
    });

    it.each([
      ['a negative revision', -1n],
      ['a revision past the last', 2n ** 63n],
    ])('%s', async (_what, revision) => {
      const stream = freshStream();
      await expect(store().append(stream, revision, eventsNamed('a'))).rejects.toMatchObject(
        invalid,
      );
      await expect(store().read(stream, { from: revision })).rejects.toMatchObject(invalid);
      await expect(store().truncate(stream, revision)).rejects.toMatchObject(invalid);
    });

    it.each([0, -1, 1.5, Number.NaN, storeLimits.readLimitMax + 1])(
      'a limit of %p',
      async (limit) => {
        await expect(store().read(freshStream(), { limit })).rejects.toMatchObject(invalid);
        await expect(store().readAll('start', [], limit)).rejects.toMatchObject(invalid);
      },
    );

    it.each(['', 'start at the end', 'A'.repeat(32), '0'.repeat(31), `-${'0'.repeat(31)}`])(
      'a position that no log has: %p',
      async (text) => {
        const position = text as Position;
        const unknown = { code: 'POSITION_UNKNOWN' };
        await expect(store().readAll(position, [], 10)).rejects.toMatchObject(unknown);
        const messages = store().subscribe(position, [], new AbortController().signal);
        await expect(messages[Symbol.asyncIterator]().next()).rejects.toMatchObject(unknown);
      },
    );
  });

  describe('large events', () => {
    const store = storeOf(open);

    it('are taken up to the cap and read as they were', async () => {
      const stream = freshStream();
      const event = eventOfBytes(storeLimits.eventBytesMax);
      await store().append(stream, 'none', [event]);
      const [read] = (await store().read(stream))?.events ?? [];
      expect(Buffer.from(read!.data).equals(event.data)).toBe(true);
    });

    it('are refused one byte over the cap with size and cap, and nothing is written', async () => {
      const stream = freshStream();
      const bytes = storeLimits.eventBytesMax + 1;
      await expect(
        store().append(stream, 'none', [eventNamed('small'), eventOfBytes(bytes)]),
      ).rejects.toMatchObject({
        code: 'EVENT_TOO_LARGE',
        details: { bytes, cap: storeLimits.eventBytesMax },
      });
      expect(await store().head(stream)).toBeUndefined();
    });

    it('are refused where together they pass the cap of one append, and so are too many', async () => {
      const stream = freshStream();
      const third = Math.ceil(storeLimits.appendBytesMax / 3) + 1;
      const three = [0, 1, 2].map((more) => eventOfBytes(third + more));
      await expect(store().append(stream, 'none', three)).rejects.toMatchObject({
        code: 'EVENT_TOO_LARGE',
        details: { cap: storeLimits.appendBytesMax },
      });
      const many = Array.from({ length: storeLimits.appendEventsMax + 1 }, (_, index) =>
        eventNamed(`many ${String(index)}`),
      );
      await expect(store().append(stream, 'none', many)).rejects.toMatchObject(invalid);
      expect(await store().head(stream)).toBeUndefined();
      expect(await store().append(stream, 'none', many.slice(1))).toMatchObject({
        revision: BigInt(storeLimits.appendEventsMax - 1),
      });
    });
  });
};
