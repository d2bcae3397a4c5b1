/**
 * Subscriptions of EventStoreDB below the client: every answer in its order. What a real server
 * answers, and so what the double must; others may write to it at the same time.
 */
import { ReadReq } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb';
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

const nothingMatches = { prefixes: ['serverNothing'] };

const isCaughtUp = (answers: readonly ReadResp[]): boolean => answers.at(-1)!.hasCaughtUp();
const events = (answers: readonly ReadResp[]): ReadResp[] =>
  answers.filter((answer) => answer.hasEvent());
const checkpoints = (answers: readonly ReadResp[]): ReadResp[] =>
  answers.filter((answer) => answer.hasCheckpoint());

/** A subscription to one stream; our adapter makes none. */
const streamSubscription = (stream: string, from: StreamQuestion['from']): ReadReq => {
  const request = streamRequest({ stream, from, backwards: false, count: 1 });
  const options = request.getOptions()!;
  options.clearCount();
  options.setSubscription(new ReadReq.Options.SubscriptionOptions());
  return request;
};

/** One that looks at so few events at a time that its marks can be counted. */
const withWindow = (request: ReadReq, windowEvents: number, windows: number): ReadReq => {
  const filter = request.getOptions()!.getFilter()!;
  filter.setMax(windowEvents);
  filter.setCheckpointintervalmultiplier(windows);
  return request;
};

export const serverSubscriptionContract = (name: string, urlOf: () => string): void => {
  const vendor = vendorOf(urlOf);
  const append = (stream: string, names: string) =>
    vendor().client.appendToStream(stream, eventsOf(stream, names), { streamState: 'any' });
  const words = async (request: ReadReq, isEnough = isCaughtUp): Promise<string> =>
    inShort((await hear(vendor(), request, isEnough)).answers.map(wordFor));
  const numbered = (count: number): string =>
    Array.from({ length: count }, (_, index) => String(index)).join(' ');

  describe(`subscribing to a stream of ${name}`, () => {
    it.each<[StreamQuestion['from'], string]>([
      ['start', 'confirmed 0-39 caught up'],
      [37n, 'confirmed 38-39 caught up'],
      [39n, 'confirmed caught up'],
      ['end', 'confirmed caught up'],
    ])('after %p: %s', async (from, told) => {
      const stream = newStream();
      await append(stream, numbered(40));
      expect(await words(streamSubscription(stream, from))).toBe(told);
    });

    it('that was never written waits for it, and says that it caught up', async () => {
      const stream = newStream();
      const heard = hear(vendor(), streamSubscription(stream, 'start'), (answers) => {
        if (isCaughtUp(answers)) void append(stream, 'a b');
        return events(answers).length === 2;
      });
      expect(inShort((await heard).answers.map(wordFor))).toBe('confirmed caught up 0-1');
    });

    it('ends with the word that it was deleted for good, before or while it is open', async () => {
      const stream = newStream();
      await append(stream, 'a');
      const heard = await hear(vendor(), streamSubscription(stream, 'start'), (answers) => {
        if (isCaughtUp(answers)) void vendor().client.tombstoneStream(stream);
        return false;
      });
      expect(heard.answers.map(wordFor)).toEqual([
        'confirmed',
        '0',
        'caught up',
        '9223372036854775807',
      ]);
      expect(eventIn(heard.answers[3]!).getMetadataMap().get('type')).toBe('$streamDeleted');
      expect(heard.failure).toEqual({ code: 9, exception: 'stream-deleted' });
      expect(await hear(vendor(), streamSubscription(stream, 'start'))).toEqual({
        answers: [],
        failure: { code: 9, exception: 'stream-deleted' },
      });
    });
  });

  describe(`subscribing to the whole log of ${name}`, () => {
    let category: string;
    let places: Position[];
    const mine = () => ({ prefixes: [`${category}-`] });

    beforeEach(async () => {
      category = `server${newStream('').replaceAll('-', '')}`;
      await append(`${category}-one`, 'a b c');
      await append(`${category}-other`, 'a b c');
      const { answers } = await hear(vendor(), allRequest('start', mine(), 100));
      places = answers.map(placeOf);
    });

    it('after a position: what comes after it, how far it looked, that it caught up', async () => {
      const request = subscriptionRequest(places[1]!, mine());
      const { answers } = await hear(vendor(), request, isCaughtUp);
      const told = answers.map(wordFor).join(' ');
      expect(told).toMatch(/^confirmed 2 (checkpoint )*0 1 2 (checkpoint )+caught up$/);
      expect(events(answers).map(placeOf)).toEqual(places.slice(2));
      expect(placeOf(checkpoints(answers).at(-1)!) >= places[5]!).toBe(true);
    });

    it('after a position where nothing is wanted: the mark is the position itself, or later', async () => {
      const request = subscriptionRequest(places[1]!, nothingMatches);
      const { answers } = await hear(vendor(), request, isCaughtUp);
      expect(answers.map(wordFor).join(' ')).toMatch(/^confirmed (checkpoint )+caught up$/);
      expect(placeOf(answers[1]!) >= places[1]!).toBe(true);
    });

    it('without a filter tells no marks, and everything', async () => {
      const request = subscriptionRequest(places[0]!, 'everything');
      const { answers } = await hear(vendor(), request, isCaughtUp);
      expect(checkpoints(answers)).toEqual([]);
      expect(events(answers).map(placeOf)).toEqual(expect.arrayContaining(places.slice(1)));
    });

    it('past its end is told that it caught up, and nothing that comes', async () => {
      const far = positionFrom(2n ** 60n, 2n ** 60n);
      const told: string[] = [];
      await new Promise<void>((resolve) => {
        void hear(vendor(), subscriptionRequest(far, mine()), (answers) => {
          told.push(wordFor(answers.at(-1)!));
          if (isCaughtUp(answers)) resolve();
          return false;
        });
      });
      await append(`${category}-one`, 'd');
      const request = subscriptionRequest(places[5]!, mine());
      await hear(vendor(), request, (answers) => events(answers).length === 1);
      expect(told).toEqual(['confirmed', 'caught up']);
    });

    it('tells events that come later, each once, and does not say again that it caught up', async () => {
      let sent = 0;
      const request = subscriptionRequest(places[5]!, mine());
      const { answers } = await hear(vendor(), request, (heard) => {
        const last = heard.at(-1)!;
        if ((last.hasCaughtUp() || last.hasEvent()) && sent < 5) {
          sent += 1;
          void append(`${category}-more`, `m${String(sent)}`);
        }
        return events(heard).length === 5;
      });
      const told = answers.filter((answer) => !answer.hasCheckpoint()).map(wordFor);
      expect(inShort(told)).toBe('confirmed caught up 0-4');
    });

    it('says how far it has looked while it catches up, never past what it has yet to tell', async () => {
      await append(`${category}X-unwanted`, numbered(60));
      await append(`${category}-late`, 'a');
      await append(`${category}X-unwanted`, numbered(60).replaceAll(/\d+/g, 'more$&'));
      const request = withWindow(subscriptionRequest(places[5]!, mine()), 10, 2);
      const { answers } = await hear(vendor(), request, isCaughtUp);
      const marks = checkpoints(answers).map(placeOf);
      expect(marks.length).toBeGreaterThanOrEqual(4);
      expect([...marks].sort()).toEqual(marks);
      const [late] = events(answers);
      const before = answers.slice(0, answers.indexOf(late!));
      for (const mark of checkpoints(before)) expect(placeOf(mark) < placeOf(late!)).toBe(true);
      expect(checkpoints(before).length).toBeGreaterThanOrEqual(2);
    });

    it('says how far it has looked while it is live', async () => {
      let sent = 0;
      const request = withWindow(subscriptionRequest(places[5]!, mine()), 5, 2);
      const { answers } = await hear(vendor(), request, (heard) => {
        const isLive = heard.some((answer) => answer.hasCaughtUp());
        if (isLive && sent === 0) {
          sent = 25;
          void (async () => {
            for (let number = 0; number < sent; number += 1) {
              await append(`${category}X-unwanted`, `u${String(number)}`);
            }
          })();
        }
        const live = heard.slice(heard.findIndex((answer) => answer.hasCaughtUp()));
        return isLive && checkpoints(live).length === 2;
      });
      const marks = checkpoints(answers).map(placeOf);
      expect([...marks].sort()).toEqual(marks);
      expect(marks.at(-1)! > places[5]!).toBe(true);
    });

    it('sees a stream of a prefix deleted for good', async () => {
      await vendor().client.tombstoneStream(`${category}-one`);
      const { answers } = await hear(
        vendor(),
        subscriptionRequest(places[5]!, mine()),
        (heard) => events(heard).length === 1,
      );
      const [event] = events(answers);
      expect(eventIn(event!).getMetadataMap().get('type')).toBe('$streamDeleted');
      expect(eventIn(event!).getStreamRevision()).toBe('9223372036854775807');
    });

    it('loses and repeats nothing where 500 events come at once and again', async () => {
      const stream = `${category}-many`;
      let sent = 0;
      const { answers } = await hear(vendor(), subscriptionRequest(places[5]!, mine()), (heard) => {
        if (heard.at(-1)!.hasCaughtUp() && sent < 3) {
          sent += 1;
          void append(stream, numbered(500).replaceAll(/\d+/g, `${String(sent)}x$&`));
        }
        return events(heard).length === 1_500;
      });
      expect(events(answers).map((answer) => Number(eventIn(answer).getStreamRevision()))).toEqual(
        Array.from({ length: 1_500 }, (_, revision) => revision),
      );
    });
  });
};
