/** What the server fails calls with: gRPC status, words and trailers, as `RpcExceptions.cs` has them. */
import { Metadata, status } from '@grpc/grpc-js';
import type { ServerErrorResponse } from '@grpc/grpc-js';
import type { ExpectedRevision } from './judgeWrite';

export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

const failure = (
  code: status,
  details: string,
  trailers: Readonly<Record<string, string>> = {},
): ServerErrorResponse => {
  const metadata = new Metadata();
  for (const [key, value] of Object.entries(trailers)) metadata.set(key, value);
  return Object.assign(new Error(details), { code, details, metadata });
};

export const notReady = (): ServerErrorResponse =>
  failure(status.UNAVAILABLE, 'Server Is Not Ready');

export const notLeader = ({ host, port }: Endpoint): ServerErrorResponse =>
  failure(status.NOT_FOUND, 'Leader info available', {
    exception: 'not-leader',
    'leader-endpoint-host': host,
    'leader-endpoint-port': String(port),
  });

export const streamDeleted = (stream: string): ServerErrorResponse =>
  failure(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': stream,
  });

export const timedOut = (): ServerErrorResponse =>
  failure(status.ABORTED, 'Operation timed out: Commit phase timeout.');

export const invalidArgument = (details: string): ServerErrorResponse =>
  failure(status.INVALID_ARGUMENT, details);

export const cancelled = (): ServerErrorResponse => failure(status.CANCELLED, '');

export const unknownError = (details: string): ServerErrorResponse =>
  failure(status.UNKNOWN, details);

export const tooLarge = (bytesMax: number): ServerErrorResponse =>
  failure(status.INVALID_ARGUMENT, `Maximum Append Size of ${String(bytesMax)} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(bytesMax),
  });

/** The numbers that deletes answer with instead of words. */
const numberOf = (expected: ExpectedRevision): bigint =>
  typeof expected === 'bigint' ? expected : { any: -2n, noStream: -1n, exists: -4n }[expected];

export const wrongVersionOfDelete = (
  stream: string,
  expected: ExpectedRevision,
  current: bigint,
): ServerErrorResponse => {
  const [wanted, actual] = [String(numberOf(expected)), String(current)];
  return failure(
    status.FAILED_PRECONDITION,
    `Delete failed due to WrongExpectedVersion. Stream: ${stream}, Expected version: ${wanted}, Actual version: ${actual}`,
    {
      exception: 'wrong-expected-version',
      'stream-name': stream,
      'expected-version': wanted,
      'actual-version': actual,
    },
  );
};

export const accessDenied = (): ServerErrorResponse =>
  failure(status.UNAUTHENTICATED, 'Bad gRPC response. HTTP status code: 401');
