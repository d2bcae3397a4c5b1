/** The calls Delete, which can be undone by writing on, and Tombstone, which cannot. */
import type { sendUnaryData, ServerErrorResponse, ServerUnaryCall } from '@grpc/grpc-js';
import {
  DeleteResp,
  TombstoneResp,
} from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb';
import type {
  DeleteReq,
  TombstoneReq,
} from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb';
import { invalidArgument, streamDeleted, wrongVersionOfDelete } from './failures';
import type { LogPosition, ServerLog } from './logRecord';
import { refusalOf } from './node';
import type { Node } from './node';
import { expectedFrom, placed, streamOf } from './wire';

const carryOut = (
  node: Node,
  call: ServerUnaryCall<DeleteReq | TombstoneReq, unknown>,
  how: 'delete' | 'tombstone',
): LogPosition | ServerErrorResponse | 'silent' => {
  const refusal = refusalOf(node, call.metadata);
  if (refusal) return refusal;
  const options = call.request.getOptions();
  if (!options) return invalidArgument('options');
  const stream = streamOf(options.getStreamIdentifier());
  const expected = expectedFrom(options);
  const outcome: ReturnType<ServerLog['delete']> = node.log[how](stream, expected);
  if (outcome.kind === 'conflict') return wrongVersionOfDelete(stream, expected, outcome.current);
  if (outcome.kind !== 'written' || !outcome.last) return streamDeleted(stream);
  return outcome.last;
};

export const answerDelete = (
  node: Node,
  call: ServerUnaryCall<DeleteReq, DeleteResp>,
  respond: sendUnaryData<DeleteResp>,
): void => {
  const done = carryOut(node, call, 'delete');
  if (done === 'silent') return;
  if (done instanceof Error) respond(done);
  else respond(null, new DeleteResp().setPosition(placed(new DeleteResp.Position(), done)));
};

export const answerTombstone = (
  node: Node,
  call: ServerUnaryCall<TombstoneReq, TombstoneResp>,
  respond: sendUnaryData<TombstoneResp>,
): void => {
  const done = carryOut(node, call, 'tombstone');
  if (done === 'silent') return;
  if (done instanceof Error) respond(done);
  else respond(null, new TombstoneResp().setPosition(placed(new TombstoneResp.Position(), done)));
};
