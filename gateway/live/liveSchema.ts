/**
 * Plans live operations with the federation planner and runs such a plan for one event. The stock
 * gateway plans subscriptions but refuses to run them (GATEWAY.md 2), so this runs
 * `Sequence[primary, rest]` with the primary fetch answered from the event.
 */
import { buildOperationContext, executeQueryPlan } from '@apollo/gateway';
import type { GraphQLDataSource } from '@apollo/gateway';
import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import type { FetchNode, PlanNode, SubscriptionNode } from '@apollo/query-planner';
import {
  GraphQLError,
  Kind,
  OperationTypeNode,
  parse,
  print,
  specifiedRules,
  validate,
  visit,
} from 'graphql';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Subgraph } from '../../subgraphs/subgraph';
import type { AccessNote, SubgraphContext } from '../../subgraphs/context';
import type { LocalFetch } from '../localDataSource';
import { dataSourceFrom } from '../localDataSource';
import { withDefaults } from '../variableDefaults';

export const liveSchemaLimits = { operationsMax: 500, tokensMax: 4_000 } as const;

/** A live operation, planned once and kept. */
export interface LiveOperation {
  readonly document: DocumentNode;
  /** Printed without what the client may write in many ways: the same text, the same operation. */
  readonly text: string;
  readonly operation: OperationDefinitionNode;
  /** Variable that gives the root's `after` and nothing else: readers may differ in it. */
  readonly resumeVariable: string | undefined;
  readonly primary: FetchNode;
  readonly primaryDocument: DocumentNode;
  readonly node: PlanNode;
  readonly context: ReturnType<typeof buildOperationContext>;
}

export interface LiveSchemaOptions {
  readonly supergraphSdl: string;
  readonly apiSchema: GraphQLSchema;
  readonly subgraphs: readonly Subgraph[];
  readonly fetches: ReadonlyMap<string, LocalFetch>;
}

const quiet = { debug: () => 0, info: () => 0, warn: () => 0, error: () => 0 };

/** The error with a code for the client, as Apollo Server gives over HTTP; one it has stays. */
const coded =
  (code: string) =>
  ({ message, extensions }: GraphQLError): GraphQLError =>
    new GraphQLError(message, { extensions: { code, ...extensions } });

const resumeVariableOf = (
  document: DocumentNode,
  { selectionSet }: OperationDefinitionNode,
): string | undefined => {
  const [root] = selectionSet.selections;
  if (root?.kind !== Kind.FIELD) return undefined;
  const after = root.arguments?.find(({ name }) => name.value === 'after')?.value;
  if (after?.kind !== Kind.VARIABLE) return undefined;
  const name = after.name.value;
  let uses = 0;
  visit(document, {
    VariableDefinition: () => false,
    Variable: (variable) => {
      if (variable.name.value === name) uses += 1;
    },
  });
  return uses === 1 ? name : undefined;
};

export const createLiveSchema = (options: LiveSchemaOptions) => {
  const supergraph = Supergraph.build(options.supergraphSdl);
  const federated = supergraph.apiSchema();
  const supergraphSchema = supergraph.schema.toGraphQLJSSchema();
  const planner = new QueryPlanner(supergraph);
  const operations = new LRUCache<string, LiveOperation>({ max: liveSchemaLimits.operationsMax });
  const sources = Object.fromEntries(
    [...options.fetches].map(([name, fetch]) => [name, dataSourceFrom(fetch)]),
  );

  const plan = (document: DocumentNode, operationName: string | undefined): LiveOperation => {
    const context = buildOperationContext({
      schema: options.apiSchema,
      operationDocument: document,
      ...(operationName === undefined ? {} : { operationName }),
    });
    const planned = planner.buildQueryPlan(
      operationFromDocument(
        federated,
        document,
        operationName === undefined ? {} : { operationName },
      ),
    ).node as SubscriptionNode | undefined;
    if (planned === undefined) {
      throw new GraphQLError('The operation leaves out all that it asks for.', {
        extensions: { code: 'BAD_REQUEST' },
      });
    }
    const { primary, rest } = planned;
    return {
      document,
      text: print(document),
      operation: context.operation,
      resumeVariable: resumeVariableOf(document, context.operation),
      primary,
      primaryDocument: parse(primary.operation, { noLocation: true }),
      node: rest ? { kind: 'Sequence', nodes: [primary, rest] } : primary,
      context,
    };
  };

  /** The one operation meant; throws GraphQLErrors for the client, all of them. */
  const operationMeant = (
    document: DocumentNode,
    name: string | undefined,
  ): OperationDefinitionNode => {
    const all = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
    const meant = name === undefined ? all : all.filter((one) => one.name?.value === name);
    const [operation] = meant;
    if (!operation || meant.length > 1) {
      throw new GraphQLError('Name the one operation to run.', {
        extensions: { code: 'OPERATION_RESOLUTION_FAILURE' },
      });
    }
    if (operation.operation !== OperationTypeNode.SUBSCRIPTION) {
      throw new GraphQLError('The live socket takes subscriptions only; send others over HTTP.', {
        extensions: { code: 'BAD_REQUEST' },
      });
    }
    return operation;
  };

  return {
    /** Parses, validates and plans; the errors are the client's to read. */
    prepare: (
      query: string,
      operationName: string | undefined,
    ): LiveOperation | readonly GraphQLError[] => {
      const key = `${operationName ?? ''}\n${query}`;
      const known = operations.get(key);
      if (known) return known;
      try {
        const document = parse(query, {
          noLocation: true,
          maxTokens: liveSchemaLimits.tokensMax,
        });
        const errors = validate(options.apiSchema, document, specifiedRules, { maxErrors: 20 });
        if (errors.length > 0) return errors.map(coded('GRAPHQL_VALIDATION_FAILED'));
        operationMeant(document, operationName);
        const planned = plan(document, operationName);
        operations.set(key, planned);
        return planned;
      } catch (error) {
        if (error instanceof GraphQLError) return [coded('GRAPHQL_PARSE_FAILED')(error)];
        throw error;
      }
    },

    /** Answers the operation's selection for one event, at or past its position. */
    execute: async (
      live: LiveOperation,
      variables: Readonly<Record<string, unknown>>,
      event: object,
      context: SubgraphContext,
    ) => {
      const owner = options.subgraphs.find(({ name }) => name === live.primary.serviceName);
      if (!owner) throw new Error('The subgraph that owns the subscription is not here.');
      const primary = await owner.execute({
        document: live.primaryDocument,
        variables,
        context,
        rootValue: event,
      });
      const feed: GraphQLDataSource<Record<string, unknown>> = {
        process: (asked) =>
          asked.request.variables?.['representations'] === undefined
            ? Promise.resolve(primary as never)
            : (sources[owner.name]?.process(asked) ?? Promise.reject(new Error('no source'))),
      };
      const notes: AccessNote[] = [];
      const requestContext = {
        request: { query: live.text, variables: withDefaults(live.operation, variables) },
        document: live.document,
        context: { subgraph: context, notes },
        logger: quiet,
        metrics: {},
        schema: options.apiSchema,
      };
      const result = await executeQueryPlan(
        { kind: 'QueryPlan', node: live.node },
        { ...sources, [owner.name]: feed },
        requestContext as never,
        live.context,
        supergraphSchema,
        federated,
      );
      return { result, notes };
    },
  };
};
export type LiveSchema = ReturnType<typeof createLiveSchema>;
