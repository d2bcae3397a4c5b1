/** The call Read: streams and the whole log, counted or as a subscription. */
import type { ServerWritableStream } from '@grpc/grpc-js';
import {
  ReadReq,
  ReadResp,
} from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb';
import { cancelled, invalidArgument, streamDeleted, unknownError } from './failures';
import type { LogPosition } from './logRecord';
import { refusalOf } from './node';
import type { Node } from './node';
import { readAll, wantedBy } from './readAll';
import { readStream } from './readStream';
import { subscribeToAll, subscribeToStream } from './subscribe';
import type { SubscriptionFilter, Told } from './subscribe';
import { eventAnswer, identifierOf, noNumber, placed, streamOf } from './wire';

type ReadCall = ServerWritableStream<ReadReq, ReadResp>;
type Options = ReadReq.Options;

const pageEvents = 32;

const answer = (fill: (made: ReadResp) => unknown): ReadResp => {
  const made = new ReadResp();
  fill(made);
  return made;
};

const revisionOf = (options: ReadReq.Options.StreamOptions): bigint | 'start' | 'end' => {
  if (options.hasStart()) return 'start';
  const revision = options.hasEnd() ? noNumber : BigInt(options.getRevision());
  return revision === noNumber ? 'end' : revision;
};

const positionOf = (options: ReadReq.Options.AllOptions): LogPosition | 'start' | 'end' => {
  if (options.hasStart()) return 'start';
  const position = options.getPosition();
  if (!position) return 'end';
  const [commit, prepare] = [
    BigInt(position.getCommitPosition()),
    BigInt(position.getPreparePosition()),
  ];
  return commit === noNumber && prepare === noNumber ? 'end' : { commit, prepare };
};

const filterOf = (options: Options): SubscriptionFilter | undefined => {
  const filter = options.getFilter();
  if (!filter) return undefined;
  const windowEvents = filter.hasMax() ? filter.getMax() : pageEvents;
  return {
    wanted: wantedBy(filter),
    windowEvents,
    checkpointEvents: windowEvents * filter.getCheckpointintervalmultiplier(),
  };
};

const isBackwards = (options: Options): boolean =>
  options.getReadDirection() === ReadReq.Options.ReadDirection.BACKWARDS;
const isStructured = (options: Options): boolean =>
  options.getUuidOption()?.hasStructured() ?? false;

const toldAnswer = (told: Told, options: Options): ReadResp => {
  switch (told.kind) {
    case 'confirmed': {
      const confirmation = new ReadResp.SubscriptionConfirmation();
      confirmation.setSubscriptionId(told.id);
      return answer((made) => made.setConfirmation(confirmation));
    }
    case 'event':
      return eventAnswer(told.record, isStructured(options));
    case 'checkpoint': {
      const checkpoint = placed(new ReadResp.Checkpoint(), told.position);
      return answer((made) => made.setCheckpoint(checkpoint));
    }
    case 'caughtUp':
      return answer((made) => made.setCaughtUp(new ReadResp.CaughtUp()));
  }
};

function* streamAnswers(node: Node, options: Options, stream: string): Generator<ReadResp> {
  const where = options.getStream();
  const revision = where ? revisionOf(where) : 'start';
  const count = Number(options.getCount());
  if (count === 0 || stream === '') throw unknownError('Unexpected ReadStreamResult: Error');
  const found = readStream(node.log, {
    stream,
    from: revision === 'start' ? 0n : revision,
    isBackwards: isBackwards(options),
    count,
  });
  if (found.kind === 'deleted') throw streamDeleted(stream);
  if (found.kind === 'notFound') {
    const notFound = new ReadResp.StreamNotFound();
    notFound.setStreamIdentifier(identifierOf(stream));
    yield answer((made) => made.setStreamNotFound(notFound));
    return;
  }
  const saysEnds = (options.getControlOption()?.getCompatibility() ?? 0) >= 1;
  const { firsts, last } = found;
  for (const first of saysEnds ? firsts : []) {
    yield answer((made) => made.setFirstStreamPosition(first.toString()));
  }
  for (const record of found.events) yield eventAnswer(record, isStructured(options));
  if (saysEnds) yield answer((made) => made.setLastStreamPosition(last.toString()));
}

function* allAnswers(node: Node, options: Options): Generator<ReadResp> {
  const where = options.getAll();
  const filter = filterOf(options);
  const read = {
    from: where ? positionOf(where) : 'start',
    isBackwards: isBackwards(options),
    count: Number(options.getCount()),
    wanted: filter?.wanted ?? (() => true),
  } as const;
  if (read.count === 0) throw cancelled();
  if (typeof read.from === 'object' && !node.log.isPlace(read.from)) {
    throw unknownError('Unexpected ReadAllResult: InvalidPosition');
  }
  for (const record of readAll(node.log, read)) yield eventAnswer(record, isStructured(options));
}

async function* subscriptionAnswers(
  node: Node,
  options: Options,
  ended: AbortSignal,
): AsyncGenerator<ReadResp> {
  const [stream, all] = [options.getStream(), options.getAll()];
  const filter = filterOf(options);
  if (filter?.checkpointEvents === 0) throw unknownError('checkpointIntervalMultiplier');
  const after = all ? positionOf(all) : 'start';
  const told = stream
    ? subscribeToStream(node.log, streamOf(stream.getStreamIdentifier()), revisionOf(stream), ended)
    : subscribeToAll(node.log, after, filter, ended);
  for await (const one of told) yield toldAnswer(one, options);
}

const answersTo = (
  node: Node,
  options: Options,
  ended: AbortSignal,
): Iterable<ReadResp> | AsyncIterable<ReadResp> => {
  if (!options.hasUuidOption()) throw invalidArgument('uuidOption');
  if (options.hasSubscription()) return subscriptionAnswers(node, options, ended);
  const stream = options.getStream();
  return stream
    ? streamAnswers(node, options, streamOf(stream.getStreamIdentifier()))
    : allAnswers(node, options);
};

/** Resolves when the call takes more, or when it has ended. */
const drained = (call: ReadCall, ended: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      call.off('drain', done);
      ended.removeEventListener('abort', done);
      resolve();
    };
    call.once('drain', done);
    ended.addEventListener('abort', done);
    if (ended.aborted) done();
  });

export const answerRead = async (node: Node, call: ReadCall): Promise<void> => {
  const refusal = refusalOf(node, call.metadata);
  if (refusal === 'silent') return;
  const ending = new AbortController();
  for (const event of ['cancelled', 'close']) call.once(event, () => ending.abort());
  try {
    if (refusal) throw refusal;
    const options = call.request.getOptions() ?? new ReadReq.Options();
    for await (const one of answersTo(node, options, ending.signal)) {
      if (ending.signal.aborted) return;
      if (!call.write(one)) await drained(call, ending.signal);
      node.answerSent();
    }
    call.end();
  } catch (error) {
    if (!ending.signal.aborted) call.emit('error', error);
  }
};
