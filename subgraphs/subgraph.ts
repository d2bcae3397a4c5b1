/**
 * One subgraph: a type-graphql schema as a Federation 2 subgraph, and the one way to run it. The
 * request is a document, variables and a JSON context, whether it comes from this process or, one
 * day, another.
 */
import 'reflect-metadata';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import { execute, isUnionType, parse } from 'graphql';
import type { DocumentNode, ExecutionResult, GraphQLSchema } from 'graphql';
import { buildSchemaSync, createResolversMap } from 'type-graphql';
import type { NonEmptyArray } from 'type-graphql';
import type { AccessNote, ResolverContext, SubgraphContext } from './context';
import { byTypename } from './shared/saying';

const federationLink =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])';

export interface SubgraphRequest {
  readonly document: DocumentNode;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly context: SubgraphContext;
  /** The event that a subscription's root is answered from. */
  readonly rootValue?: unknown;
}

/** The answer, and the access decisions that it rests on. */
export type SubgraphResult = ExecutionResult<
  Record<string, unknown>,
  { readonly access?: readonly AccessNote[] }
>;

export interface Subgraph {
  readonly name: string;
  readonly schema: GraphQLSchema;
  /** What composition reads. */
  readonly sdl: string;
  execute(request: SubgraphRequest): Promise<SubgraphResult>;
}

// eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- type-graphql's own word
type ResolverClass = Function;

export interface SubgraphParts {
  readonly name: string;
  /** Instances, by their class: resolvers hold what they stand on. */
  readonly resolvers: readonly object[];
  /** Object types that only unions name. */
  readonly orphanedTypes?: readonly ResolverClass[];
  /** Gives the stub of an entity from its key; never null. */
  readonly references: Readonly<Record<string, (key: object) => object>>;
}

/** type-graphql asks for one where a subscription exists; the gateway feeds events in instead. */
const noPubSub = {
  publish: () => undefined,
  subscribe: () => {
    throw new Error('The gateway runs subscriptions.');
  },
};

type Resolve = (...given: [unknown, unknown, ResolverContext, ...unknown[]]) => unknown;

/**
 * What was read for the command (the record, the right to change it) is of before it: its own answer,
 * and the next mutation of the operation, read anew. Mutations of one operation follow each other.
 */
const forgettingReads =
  (resolve: Resolve): Resolve =>
  async (...given) => {
    const { remembered } = given[2];
    remembered.clear();
    try {
      return await resolve(...given);
    } finally {
      remembered.clear();
    }
  };

export const defineSubgraph = (parts: SubgraphParts): Subgraph => {
  const instances = new Map(parts.resolvers.map((one) => [one.constructor, one]));
  const built = buildSchemaSync({
    resolvers: [...instances.keys()] as unknown as NonEmptyArray<ResolverClass>,
    orphanedTypes: [...(parts.orphanedTypes ?? [])],
    container: { get: (someClass: ResolverClass) => instances.get(someClass) },
    pubSub: noPubSub,
    validate: false,
    skipCheck: true,
  });
  const sdl = `${federationLink}\n${printSchemaWithDirectives(built)}`;
  const resolvers = createResolversMap(built) as Record<string, Record<string, unknown>>;
  // type-graphql's own way asks for the name in a promise, for each union in each answer.
  for (const { name } of Object.values(built.getTypeMap()).filter(isUnionType)) {
    resolvers[name] = { __resolveType: byTypename };
  }
  for (const [type, reference] of Object.entries(parts.references)) {
    resolvers[type] = { ...resolvers[type], __resolveReference: reference };
  }
  for (const [name, resolve] of Object.entries(resolvers['Mutation'] ?? {})) {
    if (typeof resolve === 'function') {
      resolvers['Mutation'] = {
        ...resolvers['Mutation'],
        [name]: forgettingReads(resolve as Resolve),
      };
    }
  }
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as never }]);
  return {
    name: parts.name,
    schema,
    sdl,
    execute: async ({ document, variables, context, rootValue }) => {
      const contextValue: ResolverContext = { ...context, remembered: new Map(), notes: [] };
      const result = await execute({
        schema,
        document,
        rootValue,
        contextValue,
        ...(variables ? { variableValues: variables } : {}),
      });
      return { ...result, extensions: { access: contextValue.notes } };
    },
  };
};
