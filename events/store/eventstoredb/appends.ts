/**
 * Appends through one long call, answered by correlation id. Every append ends within its own
 * limit, whatever the server does; what was not answered with a certain no is `OUTCOME_UNKNOWN`.
 * The client's own appends are not used: docs/decisions/0007 says why.
 */
import { unpackToCommandError } from '@kurrent/kurrentdb-client/dist/streams/appendToStream/unpackError';
import type { BatchAppendResp } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb';
import { ErrorType } from '@kurrent/kurrentdb-client';
import { CuckmereError } from '../../errors';
import { positionFrom } from '../eventStore';
import type { Expected, Position } from '../eventStore';
import { randomId } from '../random';
import type { BatchCall, StreamsCalls } from './client';
import type { EventStoreDbLimits } from './eventStoreDbLimits';
import { isAccessDenied, outcomeUnknown, writeFault } from './faults';
import { appendRequest } from './requests';
import type { OutgoingEvent } from './requests';

export type Written =
  /** The server may leave the position of a repeat out. */
  | {
      readonly kind: 'appended';
      readonly revision: bigint;
      readonly position: Position | undefined;
    }
  | { readonly kind: 'conflict'; readonly actual: bigint | 'none' };

interface Waiting {
  readonly resolve: (written: Written) => void;
  readonly reject: (error: CuckmereError) => void;
}

/** One call and those who wait for an answer on it. */
interface Line {
  readonly waiting: Map<string, Waiting>;
  readonly call: Promise<BatchCall>;
  hasAnswered: boolean;
}

const writtenFrom = (answer: BatchAppendResp): Written => {
  const status = answer.getError();
  if (status) {
    const error = unpackToCommandError(status, '');
    if (error.type !== ErrorType.WRONG_EXPECTED_VERSION) throw writeFault(error);
    return {
      kind: 'conflict',
      actual: error.actualState === 'no_stream' ? 'none' : error.actualState,
    };
  }
  const success = answer.getSuccess();
  if (!success) throw outcomeUnknown();
  const at = success.getPosition();
  return {
    kind: 'appended',
    revision: BigInt(success.getCurrentRevision()),
    position: at && positionFrom(BigInt(at.getCommitPosition()), BigInt(at.getPreparePosition())),
  };
};

export interface Appends {
  write(stream: string, expected: Expected, events: readonly OutgoingEvent[]): Promise<Written>;
  /** Waits for the answers still open, each within its own limit. */
  settled(): Promise<void>;
}

export const createAppends = (calls: StreamsCalls, limits: EventStoreDbLimits): Appends => {
  let line: Line | undefined;
  const open = new Set<Promise<unknown>>();

  const answer = (of: Line, response: BatchAppendResp): void => {
    const id = response.getCorrelationId()?.getString() ?? '';
    const waiting = of.waiting.get(id);
    of.waiting.delete(id);
    of.hasAnswered = true;
    if (!waiting) return;
    try {
      waiting.resolve(writtenFrom(response));
    } catch (error) {
      waiting.reject(writeFault(error));
    }
  };

  /** Those who wait may have been written, unless the server let nobody in at all. */
  const fail = (failed: Line, error: unknown): void => {
    if (line === failed) line = undefined;
    const isRefused = !failed.hasAnswered && isAccessDenied(error);
    const fault = isRefused ? writeFault(error) : outcomeUnknown(error);
    for (const { reject } of failed.waiting.values()) reject(fault);
    failed.waiting.clear();
  };

  const openLine = (): Line => {
    const made: Line = { waiting: new Map(), call: calls.batchAppend(), hasAnswered: false };
    made.call.then(
      (call) => {
        call.on('data', (response: BatchAppendResp) => {
          answer(made, response);
        });
        call.on('error', (error) => {
          fail(made, error);
        });
        call.on('end', () => {
          fail(made, new Error('the call ended'));
        });
      },
      (error: unknown) => {
        fail(made, error);
      },
    );
    return made;
  };

  const send = (
    stream: string,
    expected: Expected,
    events: readonly OutgoingEvent[],
  ): Promise<Written> => {
    const id = randomId();
    const request = appendRequest(id, stream, expected, events);
    const mine = (line ??= openLine());
    return new Promise<Written>((resolve, reject) => {
      const timer = setTimeout(() => {
        mine.waiting.delete(id);
        reject(outcomeUnknown(new Error('no answer in time')));
      }, limits.appendTimeoutMs);
      const settle =
        <Value>(how: (value: Value) => void) =>
        (value: Value): void => {
          clearTimeout(timer);
          how(value);
        };
      mine.waiting.set(id, { resolve: settle(resolve), reject: settle(reject) });
      mine.call.then(
        (call) => {
          // Not sent where it was given up while the call was being opened.
          if (mine.waiting.has(id)) call.write(request);
        },
        () => undefined,
      );
    });
  };

  return {
    write: async (stream, expected, events) => {
      if (open.size >= limits.appendsWaitingMax) {
        throw new CuckmereError('STORE_UNAVAILABLE', 'Too many writes are waiting; try again.');
      }
      const sent = send(stream, expected, events);
      open.add(sent);
      try {
        return await sent;
      } finally {
        open.delete(sent);
      }
    },
    settled: async () => {
      await Promise.allSettled(open);
    },
  };
};
