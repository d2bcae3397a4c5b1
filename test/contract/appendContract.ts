/** The seven expected-revision rules of EVENTSTORE.md A3, and writers that race. */
import { isPosition } from '../../events/store/eventStore';
import type { AppendResult } from '../../events/store/eventStore';
import type { StreamName } from '../../events/ids';
import { eventNamed, eventsNamed, freshStream, namesOf } from './contractEvents';
import { storeOf } from './openedStore';
import type { OpenStore } from './openedStore';

const appended = (revision: bigint): unknown =>
  expect.objectContaining({ kind: 'appended', revision });
const conflict = (actual: bigint | 'none'): AppendResult => ({ kind: 'conflict', actual });

export const appendContract = (open: OpenStore): void => {
  const store = storeOf(open);

  const namesIn = async (stream: StreamName): Promise<string[]> =>
    namesOf((await store().read(stream))?.events ?? []);
  const written = async (...names: string[]): Promise<StreamName> => {
    const stream = freshStream();
    await store().append(stream, 'none', eventsNamed(...names));
    return stream;
  };

  describe('appending at an expected revision', () => {
    it('numbers the events of a stream from 0 and answers with the last revision and a position', async () => {
      const stream = freshStream();
      const first = await store().append(stream, 'none', eventsNamed('a', 'b'));
      const second = await store().append(stream, 1n, eventsNamed('c'));

      expect([first, second]).toEqual([appended(1n), appended(2n)]);
      const slice = await store().read(stream);
      expect(slice?.events.map(({ revision }) => revision)).toEqual([0n, 1n, 2n]);
      expect(first).toMatchObject({ position: slice?.events[1]?.position });
      expect(second).toMatchObject({ position: slice?.events[2]?.position });
    });

    it('rule 1: writes where the expected revision is the present one, whatever the ids', async () => {
      const stream = await written('a');
      expect(await store().append(stream, 0n, eventsNamed('a'))).toEqual(appended(1n));
      expect(await namesIn(stream)).toEqual(['a', 'a']);
    });

    it('rule 2: answers a repeat of the same ids at the same revision as the first time', async () => {
      const stream = freshStream();
      const first = await store().append(stream, 'none', eventsNamed('a', 'b'));
      await store().append(stream, 1n, eventsNamed('c'));
      const again = await store().append(stream, 'none', eventsNamed('a', 'b'));

      expect(again).toEqual(first);
      expect(await namesIn(stream)).toEqual(['a', 'b', 'c']);
    });

    it('rule 2: compares ids only, never type or data', async () => {
      const stream = await written('a', 'b');
      const other = eventNamed('a', { type: 'SomethingElse', data: Buffer.from('other') });
      expect(await store().append(stream, 'none', [other])).toEqual(appended(0n));
      expect(await namesIn(stream)).toEqual(['a', 'b']);
    });

    it('rule 2: takes a shorter prefix as a repeat, with the revision of the last event sent', async () => {
      const stream = await written('a', 'b', 'c');
      expect(await store().append(stream, 'none', eventsNamed('a'))).toEqual(appended(0n));
      expect(await store().append(stream, 0n, eventsNamed('b'))).toEqual(appended(1n));
    });

    it('rule 2: conflicts on a partial overlap, and writes nothing of it', async () => {
      const stream = await written('a', 'b');
      expect(await store().append(stream, 'none', eventsNamed('a', 'x'))).toEqual(conflict(1n));
      expect(await store().append(stream, 'none', eventsNamed('a', 'b', 'c'))).toEqual(
        conflict(1n),
      );
      expect(await store().append(stream, 'none', eventsNamed('x', 'b'))).toEqual(conflict(1n));
      expect(await namesIn(stream)).toEqual(['a', 'b']);
    });

    it('rule 3: conflicts where the expected revision is ahead, and says where the stream is', async () => {
      const stream = await written('a');
      expect(await store().append(stream, 1n, eventsNamed('b'))).toEqual(conflict(0n));
      expect(await store().append(freshStream(), 0n, eventsNamed('b'))).toEqual(conflict('none'));
    });

    it.each(['any', 'exists'] as const)(
      'rule 4: %s writes without a check and knows a recent repeat by its ids',
      async (expected) => {
        const stream = await written('a');
        // A server remembers an id with the first stream that it was written to: ids of our own.
        const [b, c, d, x] = ['b', 'c', 'd', 'x'].map((name) => `${stream} ${name}`) as [
          string,
          string,
          string,
          string,
        ];
        const first = await store().append(stream, expected, eventsNamed(b, c));
        await store().append(stream, 2n, eventsNamed(d));

        expect(await store().append(stream, expected, eventsNamed(b, c))).toEqual(first);
        expect(await store().append(stream, expected, eventsNamed(b, x))).toEqual(conflict(3n));
        expect(await namesIn(stream)).toEqual(['a', b, c, d]);
      },
    );

    it('rule 4: the same id in another stream is another event', async () => {
      await written('a');
      const stream = freshStream();
      expect(await store().append(stream, 'any', eventsNamed('a'))).toEqual(appended(0n));
    });

    it('rule 5: exists conflicts on a stream never written, any begins it', async () => {
      const stream = freshStream();
      expect(await store().append(stream, 'exists', eventsNamed('a'))).toEqual(conflict('none'));
      expect(await store().head(stream)).toBeUndefined();
      expect(await store().append(stream, 'any', eventsNamed('a'))).toEqual(appended(0n));
    });

    it('rule 6: a truncated stream keeps its numbering, and none conflicts on it', async () => {
      const stream = await written('a', 'b');
      await store().truncate(stream, 2n);
      expect(await store().append(stream, 'none', eventsNamed('c'))).toEqual(conflict(1n));
      expect(await store().append(stream, 1n, eventsNamed('c'))).toEqual(appended(2n));
      expect(await namesIn(stream)).toEqual(['c']);
    });

    it('rule 6: a tombstoned stream refuses every append, read and head for good', async () => {
      const stream = await written('a');
      await store().tombstone(stream);
      const refused = { code: 'STREAM_DELETED' };
      for (const expected of ['any', 'none', 'exists', 0n, 1n] as const) {
        await expect(store().append(stream, expected, eventsNamed('a'))).rejects.toMatchObject(
          refused,
        );
      }
      await expect(store().read(stream)).rejects.toMatchObject(refused);
      await expect(store().head(stream)).rejects.toMatchObject(refused);
    });

    it('rule 7: refuses zero events, and makes no stream of them', async () => {
      const stream = freshStream();
      await expect(store().append(stream, 'none', [])).rejects.toMatchObject({
        code: 'INVALID_ARGUMENT',
      });
      expect(await store().read(stream)).toBeUndefined();
    });

    it('a refreshed revision duplicates: a retry must send what it sent before', async () => {
      const stream = freshStream();
      await store().append(stream, 'none', eventsNamed('a'));
      expect(await store().append(stream, 0n, eventsNamed('a'))).toEqual(appended(1n));
    });
  });

  describe('many writers', () => {
    it('of 50 writers at once on one stream exactly one wins each revision', async () => {
      const stream = freshStream();
      const write = async (writer: number): Promise<bigint[]> => {
        const won: bigint[] = [];
        let expected: bigint | 'none' = 'none';
        for (let event = 0; event < 3;) {
          const name = `${stream} ${String(writer)} ${String(event)}`;
          const result: AppendResult = await store().append(stream, expected, eventsNamed(name));
          if (result.kind === 'appended') {
            won.push(result.revision);
            event += 1;
            expected = result.revision;
          } else {
            expected = result.actual;
          }
        }
        return won;
      };
      const won = (await Promise.all(Array.from({ length: 50 }, (_, writer) => write(writer))))
        .flat()
        .sort((left, right) => Number(left - right));

      expect(won).toEqual(Array.from({ length: 150 }, (_, revision) => BigInt(revision)));
      expect(new Set(await namesIn(stream)).size).toBe(150);
    });

    it('keeps the events of streams written side by side apart and in order', async () => {
      const streams = Array.from({ length: 20 }, () => freshStream());
      const rounds = 10;
      for (let round = 0; round < rounds; round += 1) {
        const expected = round === 0 ? 'none' : BigInt(round - 1);
        await Promise.all(
          streams.map((stream) =>
            store().append(stream, expected, eventsNamed(`${stream} ${String(round)}`)),
          ),
        );
      }
      const positions: string[] = [];
      for (const stream of streams) {
        const events = (await store().read(stream))?.events ?? [];
        expect(namesOf(events)).toEqual(
          Array.from({ length: rounds }, (_, round) => `${stream} ${String(round)}`),
        );
        positions.push(...events.map(({ position }) => position));
      }
      expect(new Set(positions).size).toBe(streams.length * rounds);
      expect(positions.every(isPosition)).toBe(true);
    });
  });
};
