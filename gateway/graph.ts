/**
 * The graph of one process: the supergraph checked in beside this file, `@apollo/gateway` with our
 * own data sources, Apollo Server in front. The same fetches serve live operations.
 */
import { ApolloServer, HeaderMap } from '@apollo/server';
import type { GraphQLRequestListener } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloGateway } from '@apollo/gateway';
import { GraphQLError, OperationTypeNode } from 'graphql';
import type { GraphQLSchema, ValidationRule } from 'graphql';
import type { AccessNote, SubgraphContext } from '../subgraphs/context';
import type { Subgraph } from '../subgraphs/subgraph';
import { createErrorFormat } from './clientErrors';
import { CuckmereError } from '../events/errors';
import { keepOperations } from './keptOperations';
import { createLiveSchema } from './live/liveSchema';
import type { LiveSchema } from './live/liveSchema';
import { createLocalFetch, dataSourceFrom } from './localDataSource';
import type { AskedOperation, GatewayContext } from './localDataSource';
import type { GatewayLog } from './log';
import { readSupergraph } from './supergraph';
import { withDefaults } from './variableDefaults';

export const graphLimits = {
  /** The largest document of our own has under 1,000; each field that is asked again under another name costs. */
  tokensMax: 4_000,
  /** Of `__schema` and `__type` in one document: each is the whole schema, up to a megabyte. */
  introspectionsMax: 2,
} as const;

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

const mistake = (code: string, message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code, http: { status: 400 } } });

/**
 * Tells the request's context which operation was chosen, before it runs. What the gateway would fail
 * on is the caller's mistake, and no fault of ours.
 */
const tellsOperation: GraphQLRequestListener<GatewayContext & Record<string, unknown>> = {
  didResolveOperation: ({ contextValue, operation, operationName, request }) => {
    if (!operation) {
      const message =
        'operationName names no operation of the query, or it holds several: name one.';
      return Promise.reject(mistake('OPERATION_RESOLUTION_FAILURE', message));
    }
    if (operation.operation === OperationTypeNode.SUBSCRIPTION) {
      return Promise.reject(mistake('BAD_REQUEST', 'Send subscriptions over the live socket.'));
    }
    request.variables = withDefaults(operation, request.variables);
    const isMutation = operation.operation === OperationTypeNode.MUTATION;
    contextValue.asked.operation = { isMutation, name: operationName ?? undefined };
    return Promise.resolve();
  },
};

const limitsIntrospection: ValidationRule = (context) => {
  let asked = 0;
  return {
    Field: (node) => {
      if (!['__schema', '__type'].includes(node.name.value)) return;
      asked += 1;
      if (asked !== graphLimits.introspectionsMax + 1) return;
      const most = String(graphLimits.introspectionsMax);
      const message = `__schema and __type may be asked for ${most} times in one document.`;
      context.reportError(new GraphQLError(message, { nodes: node }));
    },
  };
};

export const openGraph = async (
  subgraphs: readonly Subgraph[],
  log: GatewayLog,
): Promise<Graph> => {
  const supergraphSdl = readSupergraph();
  const fetches = new Map(
    subgraphs.map((subgraph) => [subgraph.name, createLocalFetch(subgraph, log)]),
  );
  keepOperations();
  // The gateway's own telemetry would report to its maker and probe cloud addresses.
  process.env['APOLLO_TELEMETRY_DISABLED'] = 'true';
  const gateway = new ApolloGateway({
    supergraphSdl,
    __exposeQueryPlanExperimental: false,
    buildService: ({ name }) => {
      const fetch = fetches.get(name);
      if (!fetch) throw new CuckmereError('CONFIGURATION', `No subgraph "${name}" is served here.`);
      return dataSourceFrom(fetch);
    },
  });
  let apiSchema: GraphQLSchema | undefined;
  gateway.onSchemaLoadOrUpdate((loaded) => {
    apiSchema = loaded.apiSchema;
  });
  const formatError = createErrorFormat(log);
  const server = new ApolloServer<GatewayContext & Record<string, unknown>>({
    gateway,
    introspection: true,
    csrfPrevention: true,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxLexicalTokens: graphLimits.tokensMax },
    validationRules: [limitsIntrospection],
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
  if (!apiSchema) throw new CuckmereError('CONFIGURATION', 'The supergraph did not load.');
  const schema = apiSchema;
  return {
    apiSchema: schema,
    liveSchema: createLiveSchema({ supergraphSdl, apiSchema: schema, subgraphs, fetches }),
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
