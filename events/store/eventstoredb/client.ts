/**
 * The vendor's client, used for what it does well: addresses, discovery, TLS, credentials, one
 * channel that is made anew when it broke. Calls go to the gRPC service itself through members that
 * the client calls protected; `test/contract/eventStoreDb.test.ts` fails where a new version moves
 * them. Why not its own calls: docs/decisions/0007.
 */
import { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { debug } from '@kurrent/kurrentdb-client/dist/utils/debug';
import { StreamsClient } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_grpc_pb';
import type {
  ReadReq,
  TombstoneReq,
} from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb';
import type { Connection } from './connectionString';

type Metadata = NonNullable<Parameters<StreamsClient['read']>[1]>;
type CallOptions = NonNullable<Parameters<StreamsClient['read']>[2]>;
export type ReadCall = ReturnType<StreamsClient['read']>;
export type BatchCall = ReturnType<StreamsClient['batchAppend']>;

/** The client's members that are used here and that its types call protected. */
interface Internals {
  GRPCStreamCreator<Call>(
    kind: typeof StreamsClient,
    name: string,
    create: (client: StreamsClient) => Call,
  ): () => Promise<Call>;
  execute<Value>(
    kind: typeof StreamsClient,
    name: string,
    action: (client: StreamsClient) => Promise<Value>,
  ): Promise<Value>;
  callArguments(
    options: { readonly requiresLeader?: boolean; readonly deadline?: number },
    call?: { readonly deadline: number },
  ): [Metadata, CallOptions];
  dispose(): Promise<void>;
}

export interface StreamsCalls {
  /** `timeoutMs` is told to the server; Infinity for a subscription. Always from the leader. */
  read(request: ReadReq, timeoutMs: number): Promise<ReadCall>;
  batchAppend(): Promise<BatchCall>;
  tombstone(request: TombstoneReq, timeoutMs: number): Promise<void>;
  close(): Promise<void>;
}

const deadlineOf = (ms: number) => (ms === Infinity ? { deadline: Infinity } : undefined);

export const openStreamsCalls = (connection: Connection): StreamsCalls => {
  // It would print the connection string with its password (EVENTSTORE.md A5.12).
  debug.connection.enabled = false;
  const client = KurrentDBClient.connectionString(connection.url) as unknown as Internals;
  const leader = { requiresLeader: true } as const;
  /** Closed with the rest: the client leaves its connection open. */
  let latest: StreamsClient | undefined;
  const noted = (streams: StreamsClient): StreamsClient => (latest = streams);
  return {
    read: (request, timeoutMs) =>
      client.GRPCStreamCreator(StreamsClient, 'read', (streams) =>
        noted(streams).read(
          request,
          ...client.callArguments({ ...leader, deadline: timeoutMs }, deadlineOf(timeoutMs)),
        ),
      )(),
    batchAppend: () =>
      client.GRPCStreamCreator(StreamsClient, 'batchAppend', (streams) =>
        noted(streams).batchAppend(...client.callArguments(leader, deadlineOf(Infinity))),
      )(),
    tombstone: (request, timeoutMs) =>
      client.execute(
        StreamsClient,
        'tombstone',
        (streams) =>
          new Promise((resolve, reject) => {
            const [metadata, options] = client.callArguments({ ...leader, deadline: timeoutMs });
            noted(streams).tombstone(request, metadata, options, (error) => {
              if (error) reject(error);
              else resolve();
            });
          }),
      ),
    close: async () => {
      await client.dispose();
      latest?.close();
    },
  };
};
