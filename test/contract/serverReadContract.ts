/**
 * Reads of EventStoreDB below the client: every answer of a call in its order, ends and marks too,
 * as our adapter asks for them. What a real server answers, and so what the double must.
 */
import type { ReadResp } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb';
import { positionFrom } from '../../events/store/eventStore';
import type { Position } from '../../events/store/eventStore';
import {
  allRequest,
  streamRequest,
  subscriptionRequest,
} from '../../events/store/eventstoredb/requests';
import type { StreamQuestion } from '../../events/store/eventstoredb/requests';
import { eventIn, hear, inShort, placeOf, wordFor } from './serverAnswers';
import { eventsOf, newStream, vendorOf } from './vendorClient';

const eventCount = 40;
type Marks = Readonly<Record<string, number>>;
export const serverReadContract = (name: string, urlOf: () => string): void => {
  const vendor = vendorOf(urlOf);
  let stream: string;

  const written = async (marks?: Marks): Promise<string> => {
    const { client } = vendor();
    const made = newStream();
    const names = Array.from({ length: eventCount }, (_, index) => String(index)).join(' ');
    await client.appendToStream(made, eventsOf(made, names), { streamState: 'no_stream' });
    if (marks) await client.setStreamMetadata(made, marks);
    return made;
  };
  const asked = async (question: Partial<StreamQuestion>): Promise<string> => {
    const whole = { stream, from: 'start', backwards: false, count: 100, ...question } as const;
    const { answers, failure } = await hear(vendor(), streamRequest(whole));
    const end = failure ? [`failed ${String(failure.code)} ${String(failure.exception)}`] : [];
    return inShort([...answers.map(wordFor), ...end]);
  };

  describe(`reading a stream of 40 events of ${name}`, () => {
    beforeAll(async () => {
      stream = await written();
    });

    it.each<[Partial<StreamQuestion>, string]>([
      [{}, '0-39 last 39'],
      [{ count: 10 }, '0-9 last 39'],
      [{ count: 40 }, '0-39 last 39'],
      [{ from: 38n }, '38-39 last 39'],
      [{ from: 40n }, 'last 39'],
      [{ from: 41n }, 'first 40 last 39'],
      [{ from: 1_000n, count: 1 }, 'first 40 last 39'],
      [{ backwards: true, from: 'end' }, '39-0 last 39'],
      [{ backwards: true, from: 'end', count: 1 }, '39 last 39'],
      [{ backwards: true, from: 5n, count: 3 }, '5-3 last 39'],
      [{ backwards: true, from: 2n }, '2-0 last 39'],
      [{ backwards: true, from: 'start' }, '0 last 39'],
      [{ backwards: true, from: 1_000n, count: 3 }, '39-37 last 39'],
      [{ count: 0 }, 'failed 2 undefined'],
      [{ stream: 'server-never-written' }, 'not found'],
      [{ stream: 'server-never-written', backwards: true, from: 'end' }, 'not found'],
    ])('%j: %s', async (question, words) => {
      expect(await asked(question)).toBe(words);
    });
  });

  describe.each<[Marks, [Partial<StreamQuestion>, string][]]>([
    [
      { truncateBefore: 35 },
      [
        [{}, 'first 35 35-39 last 39'],
        [{ count: 10 }, 'first 35 35-39 last 39'],
        [{ from: 10n }, '35-39 last 39'],
        [{ from: 36n }, '36-39 last 39'],
        [{ backwards: true, from: 'end' }, '39-35 last 39'],
        [{ backwards: true, from: 36n, count: 5 }, '36-35 last 39'],
        [{ backwards: true, from: 34n }, 'last 39'],
      ],
    ],
    [
      { truncateBefore: 40 },
      [
        [{}, 'first 40 last 39'],
        [{ from: 39n }, 'first 40 last 39'],
        [{ from: 40n }, 'last 39'],
        [{ backwards: true, from: 'end', count: 1 }, 'last 39'],
      ],
    ],
    [{ truncateBefore: 50 }, [[{}, 'first 50 first 40 last 39']]],
    [
      { maxCount: 3 },
      [
        [{}, 'first 37 37-39 last 39'],
        [{ backwards: true, from: 'end' }, '39-37 last 39'],
      ],
    ],
    [{ maxCount: 10, truncateBefore: 38 }, [[{}, 'first 38 38-39 last 39']]],
  ])(`reading a stream with %j of ${name}`, (metadata, questions) => {
    beforeAll(async () => {
      stream = await written(metadata);
    });

    it.each(questions)('%j: %s', async (question, words) => {
      expect(await asked(question)).toBe(words);
    });
  });

  describe(`reading what was deleted of ${name}`, () => {
    it('softly: there is no such stream, and its metadata say why', async () => {
      stream = await written();
      await vendor().client.deleteStream(stream);
      expect(await asked({})).toBe('not found');
      expect(await asked({ backwards: true, from: 'end', count: 1 })).toBe('not found');
      const question = {
        stream: `$$${stream}`,
        from: 'start',
        backwards: false,
        count: 9,
      } as const;
      const { answers } = await hear(vendor(), streamRequest(question));
      expect(answers.map(wordFor)).toEqual(['0', 'last 0']);
      const record = eventIn(answers[0]!);
      expect(Buffer.from(record.getData_asU8()).toString()).toMatch(
        /^\{\s*"\$tb":\s*9223372036854775807\s*\}$/,
      );
      expect(record.getMetadataMap().get('type')).toBe('$metadata');
      expect(record.getMetadataMap().get('content-type')).toBe('application/json');
    });

    it('for good: it says so, of its metadata too', async () => {
      stream = await written({ maxCount: 9 });
      await vendor().client.tombstoneStream(stream);
      expect(await asked({})).toBe('failed 9 stream-deleted');
      expect(await asked({ stream: `$$${stream}` })).toBe('failed 9 stream-deleted');
    });

    it('of metadata only the last is read', async () => {
      stream = await written({ maxCount: 9 });
      await vendor().client.setStreamMetadata(stream, { maxCount: 8 });
      expect(await asked({ stream: `$$${stream}` })).toBe('1 last 1');
      expect(await asked({ stream: `$$${stream}`, backwards: true, from: 'end' })).toBe('1 last 1');
    });
  });

  describe(`reading the whole log of ${name}`, () => {
    const read = async (...question: Parameters<typeof allRequest>): Promise<ReadResp[]> =>
      (await hear(vendor(), allRequest(...question))).answers;
    let category: string;
    let places: Position[];

    beforeAll(async () => {
      category = `server${newStream('').replaceAll('-', '')}`;
      const { client } = vendor();
      for (const made of [`${category}-one`, `${category}-other`]) {
        await client.appendToStream(made, eventsOf(made, 'a b c'), { streamState: 'no_stream' });
      }
      places = (await read('start', { prefixes: [`${category}-`] }, 100)).map(placeOf);
    });

    it('gives what begins with a prefix, in ascending places', async () => {
      expect(places).toHaveLength(6);
      expect([...places].sort()).toEqual(places);
      expect(new Set(places).size).toBe(6);
    });

    it('begins with the position given, forwards', async () => {
      const rest = await read(places[2]!, { prefixes: [`${category}-`] }, 100);
      expect(rest.map(placeOf)).toEqual(places.slice(2));
      expect(await read(places[2]!, { prefixes: [`${category}-`] }, 2)).toHaveLength(2);
    });

    it('ends with the last event, read backwards, everything or what matches', async () => {
      const [last] = await read('end', { regex: `^${category}-` }, 1);
      expect(placeOf(last!)).toBe(places[5]);
      const [end] = await read('end', 'everything', 1);
      expect(placeOf(end!) >= places[5]!).toBe(true);
    });

    it('holds what the server wrote for itself, where nothing is filtered', async () => {
      const [first] = await read('start', 'everything', 1);
      const system = eventIn(first!).getStreamIdentifier()!.getStreamName_asU8();
      expect(Buffer.from(system).toString()).toMatch(/^\$/);
      const seen = await read('start', { regex: '^(?!server)[A-Za-z0-9]+-' }, 4_000);
      expect(seen.filter((one) => /^\$/.test(wordFor(one)))).toEqual([]);
    });

    it('begins only where a record begins', async () => {
      const [, second = ''] = places;
      const between = positionFrom(
        BigInt(`0x${second.slice(0, 16)}`) + 7n,
        BigInt(`0x${second.slice(16)}`) + 7n,
      );
      const counted = await hear(vendor(), allRequest(between, 'everything', 10));
      expect(counted).toMatchObject({ answers: [], failure: { code: 2 } });
      const subscribed = await hear(vendor(), subscriptionRequest(between, 'everything'));
      expect(subscribed.answers.map(wordFor)).toEqual(['confirmed']);
      expect(subscribed.failure).toMatchObject({ code: 3 });
    });

    it('is empty past its end', async () => {
      const far = positionFrom(2n ** 60n, 2n ** 60n);
      expect(await read(far, 'everything', 10)).toEqual([]);
    });

    it('tells time and place of an event, the same over every way of reading', async () => {
      const question = { stream: `${category}-one`, from: 'start', backwards: false } as const;
      const isThere = (heard: readonly ReadResp[]) => heard.some((answer) => answer.hasEvent());
      const subscription = subscriptionRequest('start', { prefixes: [`${category}-`] });
      const heard = [
        await hear(vendor(), allRequest(places[0]!, 'everything', 1)),
        await hear(vendor(), streamRequest({ ...question, count: 1 })),
        await hear(vendor(), subscription, isThere),
      ].map(({ answers }) => answers.find((answer) => answer.hasEvent())!);
      expect(heard.map(placeOf)).toEqual(heard.map(() => places[0]));
      const created = heard.map((answer) => eventIn(answer).getMetadataMap().get('created'));
      expect(new Set(created).size).toBe(1);
      const ticksOfMs = 10_000;
      expect(Math.abs(Date.now() - Number(created[0]) / ticksOfMs)).toBeLessThan(600_000);
    });
  });
};
