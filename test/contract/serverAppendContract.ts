/**
 * The expected-revision rules of EventStoreDB (EVENTSTORE.md A3), asked with the vendor's client over
 * both of its calls: what a real server answers, and so what the double must.
 */
import type { AppendStreamState, KurrentDBClient, StreamState } from '@kurrent/kurrentdb-client';
import {
  eventsOf,
  namesIn,
  newStream,
  optionsOf,
  outcomeOf,
  settledNamesIn,
  vendorOf,
  ways,
} from './vendorClient';

/** What stands before the append: `a b` written, and what was done to the stream then. */
type Before =
  | 'never written'
  | 'only metadata'
  | 'a b'
  | 'a b, soft-deleted'
  | 'a b, soft-deleted, c'
  | 'a b, truncated'
  | 'a b, tombstoned';

const prepare = async (client: KurrentDBClient, before: Before): Promise<string> => {
  const stream = newStream();
  if (before === 'never written') return stream;
  if (before === 'only metadata') {
    await client.setStreamMetadata(stream, { maxCount: 1_000 });
    return stream;
  }
  await client.appendToStream(stream, eventsOf(stream, 'a b'), { streamState: 'no_stream' });
  if (before.startsWith('a b, soft')) await client.deleteStream(stream);
  if (before.endsWith(', c')) {
    await client.appendToStream(stream, eventsOf(stream, 'c'), { streamState: 'no_stream' });
  }
  if (before === 'a b, truncated') await client.setStreamMetadata(stream, { truncateBefore: 2 });
  if (before === 'a b, tombstoned') await client.tombstoneStream(stream);
  return stream;
};

const matrix: readonly [Before, AppendStreamState, string, string, string][] = [
  ['never written', 'any', 'a', 'written 0', 'a'],
  ['never written', 'no_stream', 'a b', 'written 1', 'a b'],
  ['never written', 'stream_exists', 'a', 'conflict none', 'stream-not-found'],
  ['never written', 0n, 'a', 'conflict none', 'stream-not-found'],
  ['only metadata', 'stream_exists', 'a', 'written 0', 'a'],
  ['only metadata', 'no_stream', 'a', 'written 0', 'a'],
  ['never written', 'no_stream', '', 'written 0', 'stream-not-found'],
  ['a b', 'any', '', 'written 1', 'a b'],
  ['a b', 'no_stream', '', 'conflict 1', 'a b'],
  ['a b', 1n, 'c', 'written 2', 'a b c'],
  ['a b', 1n, 'b', 'written 2', 'a b b'],
  ['a b', 'no_stream', 'a b', 'written 1', 'a b'],
  ['a b', 'no_stream', 'a', 'written 0', 'a b'],
  ['a b', 0n, 'b', 'written 1', 'a b'],
  ['a b', 'no_stream', 'x', 'conflict 1', 'a b'],
  ['a b', 0n, 'x', 'conflict 1', 'a b'],
  ['a b', 'no_stream', 'a x', 'conflict 1', 'a b'],
  ['a b', 'no_stream', 'a b c', 'conflict 1', 'a b'],
  ['a b', 2n, 'c', 'conflict 1', 'a b'],
  ['a b', 'any', 'c', 'written 2', 'a b c'],
  ['a b', 'any', 'a b', 'written 1', 'a b'],
  ['a b', 'any', 'a', 'written 0', 'a b'],
  ['a b', 'any', 'b a', 'written 0', 'a b'],
  ['a b', 'any', 'a x', 'conflict 1', 'a b'],
  ['a b', 'any', 'x a', 'written 3', 'a b x a'],
  ['a b', 'stream_exists', 'c', 'written 2', 'a b c'],
  ['a b', 'stream_exists', 'a b', 'written 1', 'a b'],
  ['a b, truncated', 'no_stream', 'c', 'conflict 1', ''],
  ['a b, truncated', 'no_stream', 'a b', 'written 1', ''],
  ['a b, truncated', 1n, 'c', 'written 2', 'c'],
  ['a b, truncated', 'stream_exists', 'c', 'written 2', 'c'],
  ['a b, soft-deleted', 'any', 'c', 'written 2', 'c'],
  ['a b, soft-deleted', 'no_stream', 'c', 'written 2', 'c'],
  ['a b, soft-deleted', 1n, 'c', 'written 2', 'c'],
  ['a b, soft-deleted', 'stream_exists', 'c', 'stream-deleted', 'stream-not-found'],
  ['a b, soft-deleted', 0n, 'x', 'conflict 1', 'stream-not-found'],
  ['a b, soft-deleted', 'no_stream', 'a b', 'written 1', 'stream-not-found'],
  ['a b, soft-deleted', 'no_stream', 'a x', 'conflict 1', 'stream-not-found'],
  ['a b, soft-deleted', 'any', 'a', 'written 0', 'stream-not-found'],
  ['a b, soft-deleted, c', 'no_stream', 'c', 'conflict 2', 'c'],
  ['a b, soft-deleted, c', 1n, 'c', 'written 2', 'c'],
  ['a b, soft-deleted, c', 2n, 'd', 'written 3', 'c d'],
  ['a b, tombstoned', 'any', 'c', 'stream-deleted', 'stream-deleted'],
  ['a b, tombstoned', 'no_stream', 'a', 'stream-deleted', 'stream-deleted'],
  ['a b, tombstoned', 'stream_exists', 'c', 'stream-deleted', 'stream-deleted'],
  ['a b, tombstoned', 1n, 'c', 'stream-deleted', 'stream-deleted'],
];

export const serverAppendContract = (name: string, urlOf: () => string): void => {
  const vendor = vendorOf(urlOf);

  describe.each(ways)(`%s of ${name}`, (way) => {
    it.each(matrix)(
      'of a stream %s, expecting %p, sending "%s": %s, then it holds "%s"',
      async (before, state, names, outcome, holds) => {
        const { client } = vendor();
        const stream = await prepare(client, before);
        expect(await outcomeOf(client, way, stream, state, names)).toBe(outcome);
        expect(await settledNamesIn(client, stream, holds)).toBe(holds);
      },
    );

    it('says in a conflict what was expected and what stands', async () => {
      const { client } = vendor();
      const stream = await prepare(client, 'a b');
      for (const streamState of ['no_stream', 0n, 7n] as const) {
        await expect(
          client.appendToStream(stream, eventsOf(stream, 'x'), { streamState, ...optionsOf(way) }),
        ).rejects.toMatchObject({
          type: 'wrong-expected-version',
          streamName: stream,
          expectedState: streamState,
          actualState: 1n,
        });
      }
    });

    it('answers with the place of the last event, at a repeat too', async () => {
      const { client } = vendor();
      const stream = newStream();
      const options = {
        streamState: 'no_stream' as const,
        ...optionsOf(way),
      };
      const first = await client.appendToStream(stream, eventsOf(stream, 'a b'), options);
      const again = await client.appendToStream(stream, eventsOf(stream, 'a b'), options);
      let last: { commit: bigint; prepare: bigint } | undefined;
      for await (const { event } of client.readStream(stream)) last = event?.position;
      expect(first).toMatchObject({ success: true, nextExpectedRevision: 1n, position: last });
      expect(again).toMatchObject({ success: true, nextExpectedRevision: 1n, position: last });
    });

    it('refuses more than 1 MiB of data in one append, and writes nothing of it', async () => {
      const { client } = vendor();
      const stream = newStream();
      const [half, other] = [1, 2].map((number) => ({
        ...eventsOf(stream, String(number))[0]!,
        contentType: 'application/octet-stream' as const,
        data: new Uint8Array(525_000),
      }));
      await expect(
        client.appendToStream(stream, [half!, other!], optionsOf(way)),
      ).rejects.toMatchObject({
        type: 'maximum-append-size-exceeded',
        maxAppendSize: 1_048_576,
      });
      expect(await namesIn(client, stream)).toBe('stream-not-found');
      await expect(client.appendToStream(stream, [half!], optionsOf(way))).resolves.toMatchObject({
        nextExpectedRevision: 0n,
      });
    });
  });

  describe(`deleting a stream of ${name}`, () => {
    const refusal = async (work: Promise<unknown>): Promise<unknown> => {
      try {
        await work;
        return 'done';
      } catch (error) {
        const { type, actualState } = error as { type?: string; actualState?: unknown };
        return type === 'wrong-expected-version' ? actualState : type;
      }
    };

    it.each<[Before, StreamState, unknown, unknown]>([
      ['never written', 'any', -1n, 'done'],
      ['never written', 'no_stream', -1n, 'done'],
      ['never written', 0n, -1n, -1n],
      ['only metadata', 'any', 'done', 'done'],
      ['a b', 'any', 'done', 'done'],
      ['a b', 1n, 'done', 'done'],
      ['a b', 0n, 1n, 1n],
      ['a b', 2n, 1n, 1n],
      ['a b', 'no_stream', 1n, 1n],
      ['a b, soft-deleted', 'any', 'done', 'done'],
      ['a b, soft-deleted', 1n, 'done', 'done'],
      ['a b, tombstoned', 'any', 'stream-deleted', 'stream-deleted'],
    ])('%s, expecting %p: softly %p, for good %p', async (before, state, softly, forGood) => {
      const { client } = vendor();
      const [one, other] = [await prepare(client, before), await prepare(client, before)];
      const options = { expectedRevision: state };
      expect(await refusal(client.deleteStream(one, options))).toEqual(softly);
      expect(await refusal(client.tombstoneStream(other, options))).toEqual(forGood);
    });

    it('softly can be done again and again, and writing on begins where it ended', async () => {
      const { client } = vendor();
      const stream = await prepare(client, 'a b, soft-deleted, c');
      await client.deleteStream(stream);
      expect(await namesIn(client, stream)).toBe('stream-not-found');
      expect(await outcomeOf(client, 'BatchAppend', stream, 'no_stream', 'd e')).toBe('written 4');
      expect(await settledNamesIn(client, stream, 'd e')).toBe('d e');
      expect((await client.getStreamMetadata(stream)).metadata).toEqual({ truncateBefore: 3 });
    });

    it('softly is undone by writing metadata, and shows what was left', async () => {
      const { client } = vendor();
      const stream = await prepare(client, 'a b, soft-deleted');
      await client.setStreamMetadata(stream, { owner: 'somebody' });
      expect(await settledNamesIn(client, stream, '')).toBe('');
      expect((await client.getStreamMetadata(stream)).metadata).toEqual({
        owner: 'somebody',
        truncateBefore: 2,
      });
    });

    it('for good takes its metadata with it, which can be written and not be read', async () => {
      const { client } = vendor();
      const stream = await prepare(client, 'a b, truncated');
      await client.tombstoneStream(stream);
      await client.setStreamMetadata(stream, {});
      await expect(client.getStreamMetadata(stream)).rejects.toMatchObject({
        type: 'stream-deleted',
      });
    });
  });
};
