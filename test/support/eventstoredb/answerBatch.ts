/** The call BatchAppend: many appends over one call, each answered by its correlation id. */
import type { ServerDuplexStream } from '@grpc/grpc-js';
import { BatchAppendResp } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb';
import type { BatchAppendReq } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb';
import type { Status } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/status_pb';
import {
  badRequest,
  deletedStatus,
  notReadyStatus,
  timeoutStatus,
  tooLargeStatus,
  wrongExpectedVersion,
} from './batchStatus';
import { carryOutAppend } from './carryOut';
import type { AppendAnswer, AppendAsked } from './carryOut';
import { noStream } from './judgeWrite';
import type { ProposedEvent } from './logRecord';
import { appendBytesMax, refusalOf } from './node';
import type { Node } from './node';
import {
  allPositionOf,
  expectedOfBatch,
  idOf,
  identifierOf,
  nothing,
  proposedFrom,
  streamOf,
  uuidOf,
} from './wire';

type BatchCall = ServerDuplexStream<BatchAppendReq, BatchAppendResp>;

/** An append whose messages are still coming. */
interface Pending extends AppendAsked {
  readonly events: ProposedEvent[];
}

const successOf = (answer: AppendAnswer & { kind: 'success' }): BatchAppendResp.Success => {
  const made = new BatchAppendResp.Success();
  if (answer.revision === noStream) made.setNoStream(nothing());
  else made.setCurrentRevision(answer.revision.toString());
  if (answer.last) made.setPosition(allPositionOf(answer.last));
  else made.setNoPosition(nothing());
  return made;
};

const statusOf = (answer: Exclude<AppendAnswer, { kind: 'success' }>, asked: Pending): Status => {
  switch (answer.kind) {
    case 'conflict':
      return wrongExpectedVersion(asked.expected, answer.current);
    case 'deleted':
      return deletedStatus(asked.stream);
    case 'timeout':
      return timeoutStatus();
  }
};

const bytesOf = ({ events }: Pending): number =>
  events.reduce((sum, { data }) => sum + data.length, 0);

export const answerBatch = (node: Node, call: BatchCall): void => {
  const pending = new Map<string, Pending>();
  let unanswered = 0;
  let hasEnded = false;

  const respond = (id: string, stream: string, result: BatchAppendResp.Success | Status): void => {
    if (call.cancelled || call.writableEnded) return;
    const made = new BatchAppendResp();
    made.setCorrelationId(uuidOf(id));
    made.setStreamIdentifier(identifierOf(stream));
    if (result instanceof BatchAppendResp.Success) made.setSuccess(result);
    else made.setError(result);
    call.write(made);
  };
  const endWhenDone = (): void => {
    if (hasEnded && unanswered === 0) call.end();
  };

  const finish = async (id: string, asked: Pending): Promise<void> => {
    unanswered += 1;
    const answer = await carryOutAppend(node, asked);
    unanswered -= 1;
    if (answer) {
      const result = answer.kind === 'success' ? successOf(answer) : statusOf(answer, asked);
      respond(id, asked.stream, result);
    }
    endWhenDone();
  };

  const take = (request: BatchAppendReq): void => {
    const id = idOf(request.getCorrelationId());
    const options = request.getOptions();
    if (options && !options.hasStreamIdentifier()) {
      respond(id, '', badRequest('Required field StreamIdentifier not set.'));
      return;
    }
    if (options && !pending.has(id)) {
      const stream = streamOf(options.getStreamIdentifier());
      pending.set(id, { stream, expected: expectedOfBatch(options), events: [] });
    }
    const asked = pending.get(id);
    if (!asked) return;
    asked.events.push(...request.getProposedMessagesList().map(proposedFrom));
    if (bytesOf(asked) > appendBytesMax) {
      pending.delete(id);
      respond(id, asked.stream, tooLargeStatus(appendBytesMax));
      return;
    }
    if (!request.getIsFinal()) return;
    pending.delete(id);
    void finish(id, asked);
  };

  call.on('data', (request: BatchAppendReq) => {
    const refusal = refusalOf(node, call.metadata);
    if (refusal === 'silent') return;
    if (refusal && node.misbehaviour().isNotReady) {
      const stream = streamOf(request.getOptions()?.getStreamIdentifier());
      respond(idOf(request.getCorrelationId()), stream, notReadyStatus());
    } else if (refusal) {
      call.emit('error', refusal);
    } else {
      take(request);
    }
  });
  call.on('end', () => {
    hasEnded = true;
    endWhenDone();
  });
};
