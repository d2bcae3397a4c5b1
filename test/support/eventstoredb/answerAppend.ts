/** The call Append: one append over a call of its own, as clients make it that bring credentials. */
import type { sendUnaryData, ServerReadableStream } from '@grpc/grpc-js';
import type { AppendReq } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb';
import { AppendResp } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb';
import { carryOutAppend } from './carryOut';
import type { AppendAnswer } from './carryOut';
import { invalidArgument, streamDeleted, timedOut, tooLarge } from './failures';
import { noStream } from './judgeWrite';
import type { ExpectedRevision } from './judgeWrite';
import type { ProposedEvent } from './logRecord';
import { appendBytesMax, refusalOf } from './node';
import type { Node } from './node';
import { empty, expectedFrom, placed, proposedFrom, streamOf } from './wire';

const success = (answer: AppendAnswer & { kind: 'success' }): AppendResp => {
  const made = new AppendResp.Success();
  made.setCurrentRevision(answer.revision.toString());
  if (answer.last) made.setPosition(placed(new AppendResp.Position(), answer.last));
  else made.setNoPosition(empty());
  return new AppendResp().setSuccess(made);
};

const wrongVersion = (expected: ExpectedRevision, current: bigint): AppendResp => {
  const made = new AppendResp.WrongExpectedVersion();
  if (current === noStream) made.setCurrentNoStream(empty());
  else made.setCurrentRevision(current.toString());
  if (expected === 'any') made.setExpectedAny(empty());
  else if (expected === 'noStream') made.setExpectedNoStream(empty());
  else if (expected === 'exists') made.setExpectedStreamExists(empty());
  else made.setExpectedRevision(expected.toString());
  return new AppendResp().setWrongExpectedVersion(made);
};

export const answerAppend = (
  node: Node,
  call: ServerReadableStream<AppendReq, AppendResp>,
  respond: sendUnaryData<AppendResp>,
): void => {
  const events: ProposedEvent[] = [];
  let options: AppendReq.Options | undefined;
  let bytes = 0;

  const finish = async (): Promise<void> => {
    const refusal = refusalOf(node, call.metadata);
    if (refusal === 'silent') return;
    if (refusal || !options) {
      respond(refusal ?? invalidArgument('options'));
      return;
    }
    if (bytes > appendBytesMax) {
      respond(tooLarge(appendBytesMax));
      return;
    }
    const stream = streamOf(options.getStreamIdentifier());
    const expected = expectedFrom(options);
    const answer = await carryOutAppend(node, { stream, expected, events });
    switch (answer?.kind) {
      case 'success':
        respond(null, success(answer));
        break;
      case 'conflict':
        respond(null, wrongVersion(expected, answer.current));
        break;
      case 'deleted':
        respond(streamDeleted(stream));
        break;
      case 'timeout':
        respond(timedOut());
        break;
      case undefined:
    }
  };

  call.on('data', (request: AppendReq) => {
    options ??= request.getOptions();
    const message = request.getProposedMessage();
    if (!message) return;
    events.push(proposedFrom(message));
    bytes += message.getData_asU8().length;
  });
  call.on('end', () => void finish());
};
