/**
 * The vendor's errors as ours, translated once, here. What became of an append that was not
 * answered with a certain no is unknown, and is asked again under the same ids
 * (EVENTSTORE.md A4). The vendor's own error is never handed on: only its kind and its words.
 */
import { convertToCommandError, ErrorType } from '@kurrent/kurrentdb-client';
import { CuckmereError, isCuckmereError } from '../../errors';

/** gRPC status codes that are a certain no: the server understood and did nothing. */
const certainNo = new Set([3, 5, 7, 9, 11, 12, 16]);
/** gRPC status codes of a connection or a server that may answer the next time. */
const passing = new Set([1, 2, 4, 8, 10, 13, 14]);

interface VendorFault {
  readonly type: ErrorType | undefined;
  readonly code: number | undefined;
  readonly words: string;
}

const read = (error: unknown): VendorFault => {
  // A failing translation (an error of another form) must not hide the fault itself.
  let known: unknown = error;
  try {
    if (error instanceof Error) known = convertToCommandError(error);
  } catch {
    known = error;
  }
  const { type, code, message } = (known ?? {}) as {
    type?: ErrorType;
    code?: number;
    message?: string;
  };
  const isNumber = typeof code === 'number';
  return { type, code: isNumber ? code : undefined, words: message ?? String(known) };
};

const causeOf = ({ type, code, words }: VendorFault): Error =>
  new Error([type, code, words].filter((part) => part !== undefined && part !== '').join(' '));

export const streamDeleted = (): CuckmereError =>
  new CuckmereError('STREAM_DELETED', 'This stream was deleted for good.');

export const accessDenied = (cause?: unknown): CuckmereError =>
  new CuckmereError(
    'CONFIGURATION',
    'EventStoreDB refused the user of EVENTSTORE_URL: correct the user and password there, or give that user the rights named in docs/eventstoredb.md.',
    { cause },
  );

export const unavailable = (cause?: unknown): CuckmereError =>
  new CuckmereError('STORE_UNAVAILABLE', 'EventStoreDB does not answer.', { cause });

export const outcomeUnknown = (cause?: unknown): CuckmereError =>
  new CuckmereError('OUTCOME_UNKNOWN', 'EventStoreDB did not say what became of a write.', {
    cause: cause instanceof Error ? causeOf(read(cause)) : cause,
  });

/** True where the server let the caller not in, or not do this. */
export const isAccessDenied = (error: unknown): boolean =>
  read(error).type === ErrorType.ACCESS_DENIED;

/** Where no record begins: the server says it in two ways, by two codes, and only in words. */
const isOfAnotherLog = ({ words }: VendorFault): boolean => /invalid ?position/i.test(words);

/** True where the connection or the node was lost and a read may simply be asked for again. */
export const isPassing = (error: unknown): boolean => {
  if (isCuckmereError(error)) return false;
  const fault = read(error);
  const { type, code } = fault;
  if (isOfAnotherLog(fault)) return false;
  if (type === ErrorType.NOT_LEADER || type === ErrorType.UNAVAILABLE) return true;
  if (type === ErrorType.DEADLINE_EXCEEDED || type === ErrorType.ACCESS_DENIED) return false;
  return type === undefined || (code !== undefined && passing.has(code));
};

const certain = (fault: VendorFault): CuckmereError | undefined => {
  if (fault.type === ErrorType.STREAM_DELETED) return streamDeleted();
  if (fault.type === ErrorType.ACCESS_DENIED) return accessDenied(causeOf(fault));
  if (isOfAnotherLog(fault)) {
    return new CuckmereError(
      'POSITION_UNKNOWN',
      'No event of this log stands at the position: it is of another log.',
    );
  }
  if (fault.type !== ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED) return undefined;
  return new CuckmereError('EVENT_TOO_LARGE', 'EventStoreDB takes no append of this size.', {
    cause: causeOf(fault),
  });
};

/** What a read, a head or a subscription failed with. */
export const readFault = (error: unknown): CuckmereError => {
  if (isCuckmereError(error)) return error;
  const fault = read(error);
  const known = certain(fault);
  if (known) return known;
  const isRefused =
    fault.type === ErrorType.UNKNOWN && fault.code !== undefined && certainNo.has(fault.code);
  return isRefused
    ? new CuckmereError('INTERNAL', 'EventStoreDB refused a request.', { cause: causeOf(fault) })
    : unavailable(causeOf(fault));
};

/** What an append or another write failed with: a certain no, or `OUTCOME_UNKNOWN`. */
export const writeFault = (error: unknown): CuckmereError => {
  if (isCuckmereError(error)) return error;
  const fault = read(error);
  const known = certain(fault);
  if (known) return known;
  const isRefused =
    fault.type !== ErrorType.NOT_LEADER &&
    fault.type !== undefined &&
    fault.code !== undefined &&
    certainNo.has(fault.code);
  return isRefused
    ? new CuckmereError('INTERNAL', 'EventStoreDB refused a write.', { cause: causeOf(fault) })
    : outcomeUnknown(causeOf(fault));
};
