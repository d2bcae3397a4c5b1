/**
 * Questions that end by themselves: a stream, the whole log, its head. Read through the gRPC
 * service: the client's own reads go through a native bridge that stalls about 43 ms
 * (EVENTSTORE.md A5.1). What the connection lost is asked again, within limits.
 */
import type {
  ReadReq,
  ReadResp,
} from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb';
import type { Position } from '../eventStore';
import type { ReadCall, StreamsCalls } from './client';
import type { EventStoreDbLimits } from './eventStoreDbLimits';
import { isPassing, readFault, unavailable } from './faults';
import { receivedFrom, recordedFrom } from './received';
import { allRequest } from './requests';
import type { StreamNames } from './streamNames';

/** Ends a call on the server too: a client has at most 100 at once (EVENTSTORE.md A5.10). */
export const endCall = (call: ReadCall): void => {
  // Ending a call makes it fail with "cancelled"; nobody waits for that any more.
  call.on('error', () => undefined);
  call.cancel();
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const everyAnswer = (call: ReadCall): Promise<ReadResp[]> =>
  new Promise((resolve, reject) => {
    const answers: ReadResp[] = [];
    call.on('data', (answer: ReadResp) => answers.push(answer));
    call.on('error', reject);
    call.on('end', () => {
      resolve(answers);
    });
  });

export interface Reads {
  /** Every answer to a request that ends by itself; rejects with one of our errors. */
  ask(request: ReadReq): Promise<ReadResp[]>;
  /** Place of the last record of the server's log, its own records included. */
  head(): Promise<Position | undefined>;
}

export const createReads = (
  calls: StreamsCalls,
  names: StreamNames,
  limits: EventStoreDbLimits,
): Reads => {
  /** Also bounds what comes before the call: finding a node, connecting. */
  const once = async (request: ReadReq): Promise<ReadResp[]> => {
    let timer: NodeJS.Timeout | undefined;
    let call: ReadCall | undefined;
    let isLate = false;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        isLate = true;
        reject(unavailable());
      }, limits.readTimeoutMs);
    });
    const answered = (async () => {
      call = await calls.read(request, limits.readTimeoutMs);
      if (!isLate) return everyAnswer(call);
      endCall(call);
      throw unavailable();
    })();
    try {
      return await Promise.race([answered, late]);
    } catch (error) {
      if (call) endCall(call);
      throw error;
    } finally {
      clearTimeout(timer);
    }
  };

  const ask = async (request: ReadReq): Promise<ReadResp[]> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await once(request);
      } catch (error) {
        if (!isPassing(error) || attempt >= limits.readAttemptsMax) throw readFault(error);
        await pause(limits.readRetryDelayMs * attempt);
      }
    }
  };

  return {
    ask,
    head: async () => {
      for (const answer of await ask(allRequest('end', 'everything', 1))) {
        const received = receivedFrom(answer);
        if (received.kind === 'event') return recordedFrom(names, received.event).position;
      }
      return undefined;
    },
  };
};
