/** Reading one stream and the whole log: where it begins, where it ends, what it leaves out. */
import { isPosition } from '../../events/store/eventStore';
import type { Position, RecordedEvent } from '../../events/store/eventStore';
import type { StreamName } from '../../events/ids';
import { eventNamed, eventsNamed, freshCategory, freshStream, namesOf } from './contractEvents';
import { storeOf } from './openedStore';
import type { OpenStore } from './openedStore';

export const readContract = (open: OpenStore): void => {
  const store = storeOf(open);

  const written = async (...names: string[]): Promise<StreamName> => {
    const stream = freshStream();
    await store().append(stream, 'none', eventsNamed(...names));
    return stream;
  };

  describe('reading a stream', () => {
    it('gives every part of an event back as it was', async () => {
      const stream = freshStream();
      const event = eventNamed('a', {
        type: 'Überraschung',
        data: Uint8Array.from([0, 255, 128, 10, 0]),
        metadata: { schema: '1', $correlationId: 'x', words: 'naïve "quoted" \u2028 ☂' },
      });
      const result = await store().append(stream, 'none', [event]);
      const [read] = (await store().read(stream))?.events ?? [];
      expect({ ...read, data: Uint8Array.from(read!.data) }).toEqual({
        ...event,
        stream,
        revision: 0n,
        position: result.kind === 'appended' && result.position,
      });
    });

    it('says that there is no such stream, by read and by head', async () => {
      expect(await store().read(freshStream())).toBeUndefined();
      expect(await store().head(freshStream())).toBeUndefined();
    });

    it.each([
      ['forwards', {}, ['a', 'b', 'c', 'd'], true],
      ['forwards with a limit', { limit: 3 }, ['a', 'b', 'c'], false],
      ['forwards with a limit that just reaches the end', { limit: 4 }, ['a', 'b', 'c', 'd'], true],
      ['from a revision', { from: 2n }, ['c', 'd'], true],
      ['from past the end', { from: 9n }, [], true],
      ['backwards', { backwards: true }, ['d', 'c', 'b', 'a'], true],
      ['backwards with a limit', { backwards: true, limit: 1 }, ['d'], false],
      ['backwards from a revision', { backwards: true, from: 1n }, ['b', 'a'], true],
      ['backwards from past the end', { backwards: true, from: 9n, limit: 2 }, ['d', 'c'], false],
    ])('%s', async (_how, options, names, isEnd) => {
      const stream = await written('a', 'b', 'c', 'd');
      const slice = await store().read(stream, options);
      expect(namesOf(slice?.events ?? [])).toEqual(names);
      expect(slice).toMatchObject({ revision: 3n, isEnd });
      expect(await store().head(stream)).toBe(3n);
    });

    it('leaves out what was truncated, and keeps the revision', async () => {
      const stream = await written('a', 'b', 'c');
      await store().truncate(stream, 2n);
      expect(namesOf((await store().read(stream))?.events ?? [])).toEqual(['c']);
      expect(namesOf((await store().read(stream, { backwards: true }))?.events ?? [])).toEqual([
        'c',
      ]);
      await store().truncate(stream, 1n);
      expect(namesOf((await store().read(stream))?.events ?? [])).toEqual(['c']);
      expect(await store().head(stream)).toBe(2n);
    });

    it.each([3n, 9n, 2n ** 63n - 1n])(
      'truncated before %p it is an empty slice, and what comes later is read',
      async (before) => {
        const stream = await written('a', 'b', 'c');
        await store().truncate(stream, before);
        expect(await store().read(stream)).toEqual({ events: [], revision: 2n, isEnd: true });
        await store().append(stream, 2n, eventsNamed('d'));
        expect(namesOf((await store().read(stream))?.events ?? [])).toEqual(['d']);
      },
    );
  });

  describe('reading the whole log', () => {
    const write = async (category: string, names: readonly string[]): Promise<void> => {
      for (const name of names) {
        await store().append(freshStream(category, name), 'any', eventsNamed(name));
      }
    };

    const readOn = async (
      after: Position | 'start',
      prefixes: readonly string[],
      limit: number,
    ): Promise<RecordedEvent[]> => {
      const events: RecordedEvent[] = [];
      let at = after;
      for (;;) {
        const slice = await store().readAll(at, prefixes, limit);
        for (const { position } of slice.events) expect(position <= slice.checkedTo).toBe(true);
        events.push(...slice.events);
        if (slice.isEnd) return events;
        expect(at === 'start' || slice.checkedTo > at).toBe(true);
        at = slice.checkedTo;
      }
    };

    it('gives events in the order of their positions, which are 32 hex digits and sort as texts', async () => {
      const category = freshCategory();
      await write(category, ['a', 'b', 'c', 'd', 'e']);
      const events = await readOn('start', [`${category}-`], 100);
      const positions = events.map(({ position }) => position);
      expect(namesOf(events)).toEqual(['a', 'b', 'c', 'd', 'e']);
      expect(positions.every(isPosition)).toBe(true);
      expect([...positions].sort()).toEqual(positions);
      expect((await store().lastPosition())! >= positions[4]!).toBe(true);
    });

    it('gives only streams that begin with a prefix, and all where there is none', async () => {
      const [mine, other, third] = [freshCategory(), freshCategory(), freshCategory()];
      const start = (await store().lastPosition()) ?? 'start';
      await write(mine, ['a']);
      await write(other, ['b']);
      await write(third, ['c']);
      await write(mine, ['d']);
      const read = async (...prefixes: string[]): Promise<string[]> =>
        namesOf(await readOn(start, prefixes, 100));
      expect(await read(`${mine}-`)).toEqual(['a', 'd']);
      expect(await read(`${mine}-`, `${third}-`)).toEqual(['a', 'c', 'd']);
      expect(await read()).toEqual(expect.arrayContaining(['a', 'b', 'c', 'd']));
    });

    it('says where the last event of some streams is, whatever came after it', async () => {
      const [mine, other] = [freshCategory(), freshCategory()];
      const lastOfMine = () => store().lastPosition([`${mine}-`]);
      expect(await lastOfMine()).toBeUndefined();
      await write(mine, ['a', 'b']);
      for (let round = 0; round < 3; round += 1) {
        await store().append(freshStream(other), 'any', [eventNamed(`x${String(round)}`)]);
        const [last] = (await readOn('start', [`${mine}-`], 100)).slice(-1);
        expect(await lastOfMine()).toBe(last?.position);
        expect(await store().lastPosition([`${other}-`, `${mine}-`])).not.toBe(last?.position);
        await write(mine, [`c${String(round)}`]);
        expect((await lastOfMine())! > last!.position).toBe(true);
      }
    });

    it.each([1, 2, 3])('misses and repeats nothing, read %p at a time', async (limit) => {
      const [mine, other] = [freshCategory(), freshCategory()];
      const start = (await store().lastPosition()) ?? 'start';
      await write(mine, ['a', 'b']);
      await write(other, ['x', 'y', 'z']);
      await write(mine, ['c']);
      expect(namesOf(await readOn(start, [`${mine}-`], limit))).toEqual(['a', 'b', 'c']);
    });

    it('begins after the position given, never with it', async () => {
      const category = freshCategory();
      await write(category, ['a', 'b', 'c']);
      const events = await readOn('start', [`${category}-`], 100);
      for (const [index, { position }] of events.entries()) {
        expect(namesOf(await readOn(position, [`${category}-`], 100))).toEqual(
          ['a', 'b', 'c'].slice(index + 1),
        );
      }
    });
  });
};
