/**
 * The supergraph, read once for requests and live operations alike: its API schema, and the plan and
 * the shape of an operation. Planning takes milliseconds, so that whoever asks keeps what they get.
 */
import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import type { PlanNode, SubscriptionNode } from '@apollo/query-planner';
import { GraphQLError, Kind } from 'graphql';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { createShape } from './shape';
import type { Shape } from './shape';

/** A validated operation with all that running it needs. */
export interface PlannedOperation {
  readonly operation: OperationDefinitionNode;
  /** Undefined where no subgraph has to be asked. */
  readonly node: PlanNode | SubscriptionNode | undefined;
  readonly shape: Shape;
}

export interface Planner {
  readonly apiSchema: GraphQLSchema;
  /** Knows also what clients may not ask for; type conditions of a plan are looked up in it. */
  readonly supergraphSchema: GraphQLSchema;
  /** Plans one operation of a validated document. Throws a `GraphQLError` for the client. */
  plan(document: DocumentNode, operationName: string | undefined): PlannedOperation;
}

const notMeant = (message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } });

/** The one operation meant. Throws where the document holds none of that name, or several. */
export const operationMeant = (
  document: DocumentNode,
  name: string | undefined,
): OperationDefinitionNode => {
  const all = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  const [operation, another] =
    name === undefined ? all : all.filter((one) => one.name?.value === name);
  if (operation && !another) return operation;
  throw notMeant(
    name === undefined ? 'Name the one operation to run.' : `Unknown operation named "${name}".`,
  );
};

/** The operation and the fragments that it may use, without the other operations. */
const alone = (document: DocumentNode, operation: OperationDefinitionNode): DocumentNode => ({
  ...document,
  definitions: document.definitions.filter(
    (one) => one === operation || one.kind === Kind.FRAGMENT_DEFINITION,
  ),
});

export const createPlanner = (supergraphSdl: string): Planner => {
  const supergraph = Supergraph.build(supergraphSdl);
  const federated = supergraph.apiSchema();
  const apiSchema = federated.toGraphQLJSSchema();
  const planner = new QueryPlanner(supergraph);
  return {
    apiSchema,
    supergraphSchema: supergraph.schema.toGraphQLJSSchema(),
    plan: (document, operationName) => {
      const operation = operationMeant(document, operationName);
      const only = alone(document, operation);
      const { node } = planner.buildQueryPlan(operationFromDocument(federated, only));
      const shape = createShape(apiSchema, only);
      return { operation, node, shape };
    },
  };
};
