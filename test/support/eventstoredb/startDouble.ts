/**
 * A double of EventStoreDB 24.6 that speaks its gRPC protocol, for tests: the adapter's whole way
 * runs against it, and it misbehaves on command. A double, not the truth: the same suites run
 * against a real server, and what differs is mended here.
 */
import { Server, ServerCredentials } from '@grpc/grpc-js';
import { GossipService } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/gossip_grpc_pb';
import { ServerFeaturesService } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_grpc_pb';
import { StreamsService } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_grpc_pb';
import type { IStreamsServer } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_grpc_pb';
import type { IServerFeaturesServer } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_grpc_pb';
import type { IGossipServer } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/gossip_grpc_pb';
import { answerAppend } from './answerAppend';
import { answerBatch } from './answerBatch';
import { clusterInfo, supportedMethods } from './answerCluster';
import { answerDelete, answerTombstone } from './answerDelete';
import { answerRead } from './answerRead';
import { notReady } from './failures';
import type { Endpoint } from './failures';
import type { ServerLog } from './logRecord';
import type { Misbehaviour } from './misbehaviour';
import type { Node } from './node';
import { listen } from './listener';
import type { Listener } from './listener';
import { createServerLog } from './serverLog';

export interface DoubleOptions {
  /** The log to serve; one of its own unless told. Two doubles over one log are a cluster. */
  readonly log?: ServerLog;
  /** A free port unless told. */
  readonly port?: number;
  readonly writeTimeoutMs?: number;
  /** PEM; without it calls are in the clear. */
  readonly tls?: { readonly cert: string; readonly key: string };
  /** Who may call, by name and password; everybody unless told. */
  readonly users?: Readonly<Record<string, string>>;
}

export interface Double {
  /** A connection string for it. */
  readonly url: string;
  readonly endpoint: Endpoint;
  readonly log: ServerLog;
  /** False while it has gone away. */
  readonly isServing: boolean;
  /** From now on; what is not named goes as it should, so `{}` mends all. */
  misbehave(how: Misbehaviour): void;
  /** Ends every connection and takes no more. What was not yet indexed is lost. */
  goAway(): void;
  /** Serves again, on the same port with its log, as a server that was started anew. */
  comeBack(): Promise<void>;
  close(): Promise<void>;
}

const host = '127.0.0.1';
const messageBytesMax = 17 * 1024 * 1024;
/** As the real server: the hundred and first call of a connection waits for ever. */
const callsOfConnectionMax = 100;
const defaultWriteTimeoutMs = 2_000;

const streamsOf = (node: Node): IStreamsServer => ({
  read: (call) => void answerRead(node, call),
  append: (call, respond) => {
    answerAppend(node, call, respond);
  },
  delete: (call, respond) => {
    answerDelete(node, call, respond);
  },
  tombstone: (call, respond) => {
    answerTombstone(node, call, respond);
  },
  batchAppend: (call) => {
    answerBatch(node, call);
  },
});

const featuresOf = (node: Node): IServerFeaturesServer => ({
  getSupportedMethods: (_call, respond) => {
    const { isSilent, isNotReady } = node.misbehaviour();
    if (isSilent) return;
    if (isNotReady) respond(notReady());
    else respond(null, supportedMethods());
  },
});

const gossipOf = (node: Node): IGossipServer => ({
  read: (_call, respond) => {
    if (!node.misbehaviour().isSilent) respond(null, clusterInfo(node));
  },
});

const credentialsOf = ({ tls }: DoubleOptions): ServerCredentials =>
  tls
    ? ServerCredentials.createSsl(null, [
        { private_key: Buffer.from(tls.key), cert_chain: Buffer.from(tls.cert) },
      ])
    : ServerCredentials.createInsecure();

export const startDouble = async (options: DoubleOptions = {}): Promise<Double> => {
  const log = options.log ?? createServerLog();
  let misbehaviour: Misbehaviour = {};
  let appends = 0;
  let answersLeft = Infinity;
  let listener: Listener | undefined;
  let cut = Promise.resolve();
  let port = options.port ?? 0;

  const goAway = (): void => {
    if (!listener) return;
    cut = listener.cut();
    listener = undefined;
    log.forgetUnindexed();
  };

  const node: Node = {
    log,
    endpoint: () => ({ host, port }),
    misbehaviour: () => misbehaviour,
    writeTimeoutMs: options.writeTimeoutMs ?? defaultWriteTimeoutMs,
    users: options.users,
    fateOf: (append) => {
      const number = appends;
      appends += 1;
      return misbehaviour.append?.({ ...append, number }) ?? 'answered';
    },
    answerSent: () => {
      answersLeft -= 1;
      if (answersLeft === 0) goAway();
    },
  };

  const comeBack = async (): Promise<void> => {
    if (listener) return;
    await cut;
    const made = new Server({
      'grpc.max_receive_message_length': messageBytesMax,
      'grpc.max_concurrent_streams': callsOfConnectionMax,
    });
    const services = [
      [StreamsService, streamsOf(node)],
      [ServerFeaturesService, featuresOf(node)],
      [GossipService, gossipOf(node)],
    ] as const;
    for (const [service, implementation] of services) {
      made.addService(service, implementation);
    }
    listener = await listen(made, credentialsOf(options), host, port);
    port = listener.port;
  };
  await comeBack();

  return {
    url: `kurrentdb://${host}:${String(port)}?tls=${String(options.tls !== undefined)}`,
    endpoint: { host, port },
    log,
    get isServing() {
      return listener !== undefined;
    },
    misbehave: (how) => {
      misbehaviour = how;
      appends = 0;
      answersLeft = how.goesAwayAfterAnswers ?? Infinity;
    },
    goAway,
    comeBack,
    close: () => {
      goAway();
      return cut;
    },
  };
};
