/** The answers of one call Read to a server, in their order and in short words. */
import type { ServiceError } from '@grpc/grpc-js';
import type {
  ReadReq,
  ReadResp,
} from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb';
import { positionFrom } from '../../events/store/eventStore';
import type { Position } from '../../events/store/eventStore';
import type { Vendor } from './vendorClient';

/** `7` for an event at revision 7, `first 3`, `last 9`, `not found`, `caught up`, ... */
export const wordFor = (answer: ReadResp): string => {
  const record = answer.getEvent()?.getEvent();
  if (record) return record.getStreamRevision();
  if (answer.hasStreamNotFound()) return 'not found';
  if (answer.hasFirstStreamPosition()) return `first ${answer.getFirstStreamPosition()}`;
  if (answer.hasLastStreamPosition()) return `last ${answer.getLastStreamPosition()}`;
  if (answer.hasConfirmation()) return 'confirmed';
  if (answer.hasCaughtUp()) return 'caught up';
  return answer.hasCheckpoint() ? 'checkpoint' : 'another';
};

export interface Heard {
  readonly answers: ReadResp[];
  /** gRPC status of the end and what trailers name as the exception; undefined for a good end. */
  readonly failure: { code: number; exception: string | undefined } | undefined;
}

/** Everything that a call answers, up to `isEnough`. */
export const hear = async (
  { calls }: Vendor,
  request: ReadReq,
  isEnough: (answers: readonly ReadResp[]) => boolean = () => false,
): Promise<Heard> => {
  const call = await calls.read(request, Infinity);
  return new Promise((resolve) => {
    const answers: ReadResp[] = [];
    const settle = (failure: Heard['failure']): void => {
      resolve({ answers, failure });
      call.cancel();
    };
    call.on('data', (answer: ReadResp) => {
      answers.push(answer);
      if (isEnough(answers)) settle(undefined);
    });
    call.on('error', (error: Error) => {
      const { code, metadata } = error as unknown as ServiceError;
      const [exception] = metadata.get('exception');
      settle({ code, exception: exception === undefined ? undefined : String(exception) });
    });
    call.on('end', () => {
      settle(undefined);
    });
  });
};

/** `0-3 last 9`: words with runs of revisions put together. */
export const inShort = (words: readonly string[]): string => {
  const runs: string[] = [];
  for (const word of words) {
    const [, before = '', end = ''] = /^(?:(\d+)-)?(\d+)$/.exec(runs.at(-1) ?? '') ?? [];
    const goesOn = /^\d+$/.test(word) && end !== '' && Math.abs(Number(word) - Number(end)) === 1;
    if (goesOn) runs[runs.length - 1] = `${before || end}-${word}`;
    else runs.push(word);
  }
  return runs.join(' ');
};

export const eventIn = (answer: ReadResp) => answer.getEvent()!.getEvent()!;

export const placeOf = (answer: ReadResp): Position => {
  const place = answer.getCheckpoint() ?? eventIn(answer);
  return positionFrom(BigInt(place.getCommitPosition()), BigInt(place.getPreparePosition()));
};
