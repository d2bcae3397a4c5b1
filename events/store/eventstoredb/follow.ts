/**
 * A subscription to the whole log, catch-up and live as one. Marks and events come out of the same
 * call in their order, so a mark never overtakes an event (EVENTSTORE.md A5.5). It throws when the
 * server goes: whoever reads subscribes again after the last position that they kept.
 */
import type { ReadResp } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb';
import { CuckmereError } from '../../errors';
import { checkPosition } from '../checkAppend';
import type { Position, SubscriptionMessage } from '../eventStore';
import type { ReadCall, StreamsCalls } from './client';
import { readFault, unavailable } from './faults';
import { endCall } from './reads';
import type { Reads } from './reads';
import { receivedFrom, recordedFrom } from './received';
import { subscriptionRequest } from './requests';
import type { StreamNames } from './streamNames';

/** Where nothing more has arrived in this turn of the event loop. */
const quiet = Symbol('quiet');

/**
 * The answers of a call; while `isWatched`, with a mark wherever the next one has not arrived yet
 * after a turn of the event loop.
 */
async function* withPauses(
  call: ReadCall,
  isWatched: () => boolean,
): AsyncGenerator<ReadResp | typeof quiet> {
  const answers = call[Symbol.asyncIterator]() as AsyncIterator<ReadResp, undefined>;
  for (;;) {
    const next = answers.next();
    if (isWatched() && call.readableLength === 0) {
      const turn = new Promise<typeof quiet>((resolve) => {
        setImmediate(() => {
          resolve(quiet);
        });
      });
      if ((await Promise.race([next, turn])) === quiet) yield quiet;
    }
    const { value, done } = await next;
    if (done) return;
    yield value;
  }
}

const opened = async (
  opening: Promise<ReadCall>,
  ended: AbortSignal,
): Promise<ReadCall | undefined> => {
  const stop = new Promise<undefined>((resolve) => {
    ended.addEventListener('abort', () => {
      resolve(undefined);
    });
    if (ended.aborted) resolve(undefined);
  });
  const call = await Promise.race([opening, stop]);
  if (!call) opening.then(endCall, () => undefined);
  return call;
};

/** A position past the end is no position of this log: the server would just wait for ever. */
export const refusePastEnd = (after: Position | 'start', head: Position | undefined): void => {
  if (after === 'start' || (head !== undefined && after <= head)) return;
  throw new CuckmereError(
    'POSITION_UNKNOWN',
    'The position is past the end of this event log: it is of another log, or this one was restored from an older copy.',
  );
};

export interface FollowOptions {
  readonly calls: StreamsCalls;
  readonly reads: Reads;
  readonly names: StreamNames;
}

export async function* follow(
  { calls, reads, names }: FollowOptions,
  after: Position | 'start',
  prefixes: readonly string[],
  ended: AbortSignal,
): AsyncGenerator<SubscriptionMessage> {
  checkPosition(after);
  if (ended.aborted) return;
  let call: ReadCall | undefined;
  const stop = (): void => {
    if (call) endCall(call);
  };
  try {
    const head = await reads.head();
    refusePastEnd(after, head);
    const request = subscriptionRequest(after, names.filter(prefixes));
    call = await opened(calls.read(request, Infinity), ended);
    if (!call) return;
    ended.addEventListener('abort', stop);
    let at: Position | 'start' = after;
    let isLive = false;
    let hasNews = false;
    const isNew = (position: Position): boolean => at === 'start' || position > at;
    for await (const answer of withPauses(call, () => isLive && hasNews)) {
      if (ended.aborted) return;
      if (answer === quiet) {
        // The server says it once; our readers are told after whatever came in one go.
        hasNews = false;
        yield { kind: 'caughtUp' };
        continue;
      }
      const received = receivedFrom(answer);
      if (received.kind === 'event') {
        const event = recordedFrom(names, received.event);
        if (!isNew(event.position)) continue;
        at = event.position;
        hasNews = true;
        yield { kind: 'event', event };
      } else if (received.kind === 'checkpoint') {
        if (!received.position || !isNew(received.position)) continue;
        at = received.position;
        hasNews = true;
        yield { kind: 'checkpoint', position: at };
      } else if (received.kind === 'caughtUp') {
        // All that stood there when it began was looked through, wanted or not.
        if (!isLive && head !== undefined && isNew(head)) {
          at = head;
          yield { kind: 'checkpoint', position: at };
        }
        isLive = true;
        hasNews = false;
        yield { kind: 'caughtUp' };
      }
    }
    if (!ended.aborted) throw unavailable();
  } catch (error) {
    if (!ended.aborted) throw readFault(error);
  } finally {
    ended.removeEventListener('abort', stop);
    stop();
  }
}
