/**
 * Plans live operations and runs such a plan for one event: the primary fetch of the planner's
 * `Subscription` is answered from the event, the rest goes on as for any request.
 */
import type { FetchNode } from '@apollo/query-planner';
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
import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Subgraph } from '../../subgraphs/subgraph';
import type { AccessNote, SubgraphContext } from '../../subgraphs/context';
import type { Execute } from '../execution/execute';
import { operationMeant } from '../execution/planner';
import type { PlannedOperation, Planner } from '../execution/planner';

export const liveSchemaLimits = { operationsMax: 500, tokensMax: 4_000 } as const;

/** A live operation, planned once and kept. */
export interface LiveOperation extends PlannedOperation {
  readonly document: DocumentNode;
  /** Printed without what the client may write in many ways: the same text, the same operation. */
  readonly text: string;
  /** Variable that gives the root's `after` and nothing else: readers may differ in it. */
  readonly resumeVariable: string | undefined;
  readonly primary: FetchNode;
  readonly primaryDocument: DocumentNode;
}

export interface LiveSchemaOptions {
  readonly planner: Planner;
  readonly execute: Execute;
  readonly subgraphs: readonly Subgraph[];
}

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

/** The live operation meant. Throws a `GraphQLError` for the client where it is another. */
const refuseOthers = ({ operation }: OperationDefinitionNode): void => {
  if (operation === OperationTypeNode.SUBSCRIPTION) return;
  throw new GraphQLError('The live socket takes subscriptions only; send others over HTTP.', {
    extensions: { code: 'BAD_REQUEST' },
  });
};

export const createLiveSchema = ({ planner, execute, subgraphs }: LiveSchemaOptions) => {
  const operations = new LRUCache<string, LiveOperation>({ max: liveSchemaLimits.operationsMax });

  const plan = (document: DocumentNode, operationName: string | undefined): LiveOperation => {
    const planned = planner.plan(document, operationName);
    if (planned.node?.kind !== 'Subscription') throw new Error('A plan without a subscription.');
    const { primary } = planned.node;
    return {
      ...planned,
      document,
      text: print(document),
      resumeVariable: resumeVariableOf(document, planned.operation),
      primary,
      primaryDocument: parse(primary.operation, { noLocation: true }),
    };
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
        const errors = validate(planner.apiSchema, document, specifiedRules, { maxErrors: 20 });
        if (errors.length > 0) return errors.map(coded('GRAPHQL_VALIDATION_FAILED'));
        refuseOthers(operationMeant(document, operationName));
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
      const owner = subgraphs.find(({ name }) => name === live.primary.serviceName);
      if (!owner) throw new Error('The subgraph that owns the subscription is not here.');
      const { primary, primaryDocument: document } = live;
      const fromEvent = await owner.execute({ document, variables, context, rootValue: event });
      const notes: AccessNote[] = [];
      const result = await execute(live, {
        variables,
        context,
        onNotes: (told) => void notes.push(...told),
        instead: (node) => (node === primary ? fromEvent : undefined),
      });
      return { result, notes };
    },
  };
};
export type LiveSchema = ReturnType<typeof createLiveSchema>;
