/** What the server answers one append of a batch with where it did not succeed: `google.rpc.Status`. */
import type { Message } from 'google-protobuf';
import { Any } from 'google-protobuf/google/protobuf/any_pb';
import { Code } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/code_pb';
import {
  BadRequest,
  MaximumAppendSizeExceeded,
  StreamDeleted,
  Timeout,
  WrongExpectedVersion,
} from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb';
import { Status } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/status_pb';
import { noStream } from './judgeWrite';
import type { ExpectedRevision } from './judgeWrite';
import { identifierOf, nothing } from './wire';

const statusOf = (code: Code, message: string, type: string, details: Message): Status => {
  const packed = new Any();
  packed.pack(details.serializeBinary(), type);
  const made = new Status();
  made.setCode(code);
  made.setMessage(message);
  made.setDetails(packed);
  return made;
};

const named = (code: Code, name: string, details: Message): Status =>
  statusOf(code, name, `event_store.client.${name}`, details);

export const wrongExpectedVersion = (expected: ExpectedRevision, current: bigint): Status => {
  const made = new WrongExpectedVersion();
  if (current === noStream) made.setCurrentNoStream(nothing());
  else made.setCurrentStreamRevision(current.toString());
  if (expected === 'any') made.setExpectedAny(nothing());
  else if (expected === 'noStream') made.setExpectedNoStream(nothing());
  else if (expected === 'exists') made.setExpectedStreamExists(nothing());
  else made.setExpectedStreamPosition(expected.toString());
  return named(Code.ALREADY_EXISTS, 'WrongExpectedVersion', made);
};

export const deletedStatus = (stream: string): Status => {
  const made = new StreamDeleted();
  made.setStreamIdentifier(identifierOf(stream));
  return named(Code.NOT_FOUND, 'StreamDeleted', made);
};

export const tooLargeStatus = (bytesMax: number): Status => {
  const made = new MaximumAppendSizeExceeded();
  made.setMaxappendsize(bytesMax);
  return named(Code.INVALID_ARGUMENT, 'MaximumAppendSizeExceeded', made);
};

export const timeoutStatus = (): Status => named(Code.DEADLINE_EXCEEDED, 'Timeout', new Timeout());

export const badRequest = (message: string): Status => {
  const made = new BadRequest();
  made.setMessage(message);
  return named(Code.INVALID_ARGUMENT, 'BadRequest', made);
};

export const notReadyStatus = (): Status =>
  statusOf(Code.OK, 'Server Is Not Ready', 'google.protobuf.Empty', nothing());
