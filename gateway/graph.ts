/**
 * The graph of one process: the supergraph checked in beside this file, Apollo's planner, our own
 * execution of its plans, Apollo Server in front. The same execution serves live operations.
 */
import { ApolloServer, HeaderMap } from '@apollo/server';
import type { GraphQLRequestListener } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { GraphQLError, OperationTypeNode } from 'graphql';
import type { DocumentNode, ExecutionResult, GraphQLSchema } from 'graphql';
import type { AccessNote, SubgraphContext } from '../subgraphs/context';
import type { Subgraph } from '../subgraphs/subgraph';
import { createErrorFormat } from './clientErrors';
import { createExecute } from './execution/execute';
import { createPlanner } from './execution/planner';
import type { PlannedOperation, Planner } from './execution/planner';
import { createLiveSchema } from './live/liveSchema';
import type { LiveSchema } from './live/liveSchema';
import { createLocalFetch } from './localDataSource';
import type { GatewayLog } from './log';
import { readSupergraph } from './supergraph';

export const graphLimits = { tokensMax: 10_000 } as const;

/** The operation that was chosen of the request's document. */
export interface AskedOperation {
  readonly isMutation: boolean;
  readonly name: string | undefined;
}

/** What the gateway's request context holds beside what crosses to a subgraph. */
interface GatewayContext {
  /** Crosses to every subgraph, as JSON. */
  readonly subgraph: SubgraphContext;
  /** Every access decision behind the answer; an access record is made of them. */
  readonly notes: AccessNote[];
  /** Apollo copies the context, but not what is in it. */
  readonly asked: { operation?: AskedOperation };
}

export interface Answer {
  readonly status: number;
  readonly headers: Iterable<[string, string]>;
  readonly body: string;
  /** Every access decision that the answer rests on. */
  readonly notes: readonly AccessNote[];
  /** Undefined where the request names no operation that there is. */
  readonly operation: AskedOperation | undefined;
}

export interface Graph {
  readonly apiSchema: GraphQLSchema;
  readonly liveSchema: LiveSchema;
  readonly formatError: ReturnType<typeof createErrorFormat>;
  /** Answers a parsed POST body; the text of the answer and its HTTP status and headers. */
  answer(
    body: unknown,
    headers: Readonly<Record<string, string | string[] | undefined>>,
    context: SubgraphContext,
  ): Promise<Answer>;
  stop(): Promise<void>;
}

const toHeaderMap = (
  headers: Readonly<Record<string, string | string[] | undefined>>,
): HeaderMap => {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return map;
};

/** Tells the request's context which operation was chosen, before it runs. */
const tellsOperation: GraphQLRequestListener<GatewayContext & Record<string, unknown>> = {
  didResolveOperation: ({ contextValue, operation, operationName }) => {
    const isMutation = operation?.operation === OperationTypeNode.MUTATION;
    contextValue.asked.operation = { isMutation, name: operationName ?? undefined };
    return Promise.resolve();
  },
};

/**
 * The plan of an operation, kept for as long as Apollo Server keeps its document. Throws a
 * `GraphQLError` for the client.
 */
const keptPlans = (planner: Planner) => {
  const kept = new WeakMap<DocumentNode, Map<string, PlannedOperation>>();
  return (document: DocumentNode, operationName: string | undefined): PlannedOperation => {
    let ofDocument = kept.get(document);
    if (!ofDocument) kept.set(document, (ofDocument = new Map<string, PlannedOperation>()));
    const name = operationName ?? '';
    let planned = ofDocument.get(name);
    if (!planned) ofDocument.set(name, (planned = planner.plan(document, operationName)));
    return planned;
  };
};

export const openGraph = async (
  subgraphs: readonly Subgraph[],
  log: GatewayLog,
): Promise<Graph> => {
  const planner = createPlanner(readSupergraph());
  const fetches = new Map(
    subgraphs.map((subgraph) => [subgraph.name, createLocalFetch(subgraph, log)]),
  );
  const execute = createExecute(planner, fetches);
  const planOf = keptPlans(planner);
  const formatError = createErrorFormat(log);
  const server = new ApolloServer<GatewayContext & Record<string, unknown>>({
    gateway: {
      onSchemaLoadOrUpdate: (tell) => {
        tell({ apiSchema: planner.apiSchema, coreSupergraphSdl: '' });
        return () => undefined;
      },
      load: () =>
        Promise.resolve({
          executor: async ({ document, request, context }): Promise<ExecutionResult> => {
            const { subgraph, notes } = context as unknown as GatewayContext;
            let planned: PlannedOperation;
            try {
              planned = planOf(document, request.operationName);
            } catch (error) {
              if (error instanceof GraphQLError) return { errors: [error] };
              throw error;
            }
            return execute(planned, {
              variables: request.variables ?? {},
              context: subgraph,
              onNotes: (told) => void notes.push(...told),
            });
          },
        }),
      stop: () => Promise.resolve(),
    },
    introspection: true,
    csrfPrevention: true,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxLexicalTokens: graphLimits.tokensMax },
    formatError,
    includeStacktraceInErrorResponses: false,
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      { requestDidStart: () => Promise.resolve(tellsOperation) },
    ],
    logger: {
      debug: () => undefined,
      info: () => undefined,
      warn: (message: string) => {
        log.info('apollo', { warning: message.slice(0, 200) });
      },
      error: (message: unknown) => {
        log.fault('apollo', message);
      },
    },
  });
  await server.start();
  return {
    apiSchema: planner.apiSchema,
    liveSchema: createLiveSchema({ planner, execute, subgraphs }),
    formatError,
    answer: async (body, headers, subgraph) => {
      const notes: AccessNote[] = [];
      const asked: GatewayContext['asked'] = {};
      const response = await server.executeHTTPGraphQLRequest({
        httpGraphQLRequest: { method: 'POST', headers: toHeaderMap(headers), search: '', body },
        context: () => Promise.resolve({ subgraph, notes, asked }),
      });
      const text =
        response.body.kind === 'complete'
          ? response.body.string
          : (await Array.fromAsync(response.body.asyncIterator)).join('');
      return {
        status: response.status ?? 200,
        headers: response.headers,
        body: text,
        notes,
        operation: asked.operation,
      };
    },
    stop: () => server.stop(),
  };
};
