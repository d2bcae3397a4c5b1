/**
 * Answers a planned operation: runs its fetches in the subgraphs and gives the whole the shape that
 * was asked for. The same for requests and for live operations.
 */
import type { FetchNode, PlanNode } from '@apollo/query-planner';
import { getVariableValues, GraphQLError } from 'graphql';
import type { ExecutionResult } from 'graphql';
import type { AccessNote, SubgraphContext } from '../../subgraphs/context';
import type { LocalFetch } from '../localDataSource';
import type { Variables } from '../selection';
import type { PlannedOperation, Planner } from './planner';
import { runPlan } from './runPlan';

export interface Asked {
  /** As the client sent them. */
  readonly variables: Variables;
  readonly context: SubgraphContext;
  readonly onNotes: (notes: readonly AccessNote[]) => void;
  /** Answers this fetch in the subgraph's place; undefined: the subgraph is asked. */
  readonly instead?: (node: FetchNode) => ExecutionResult | undefined;
}

export type Execute = (planned: PlannedOperation, asked: Asked) => Promise<ExecutionResult>;

const nodeOf = ({ node }: PlannedOperation): PlanNode | undefined => {
  if (node?.kind !== 'Subscription') return node;
  const { primary, rest } = node;
  return rest ? { kind: 'Sequence', nodes: [primary, rest] } : primary;
};

export const createExecute =
  (planner: Planner, fetches: ReadonlyMap<string, LocalFetch>): Execute =>
  async (planned, { variables: sent, context, onNotes, instead }) => {
    const { operation, shape } = planned;
    const definitions = operation.variableDefinitions ?? [];
    const { coerced, errors: wrong } = getVariableValues(planner.apiSchema, definitions, sent);
    if (wrong) return { errors: wrong };
    const node = nodeOf(planned);
    const fetch = async (one: FetchNode, variables: Variables): Promise<ExecutionResult> => {
      const known = fetches.get(one.serviceName);
      if (!known) throw new GraphQLError('A subgraph of the plan is not served here.');
      return instead?.(one) ?? known({ query: one.operation, variables, context, onNotes });
    };
    const schema = planner.supergraphSchema;
    const { data, errors } = node
      ? await runPlan(node, { schema, sent, variables: coerced, fetch })
      : { data: {}, errors: [] };
    const all = [...errors];
    const shaped = shape(data, coerced, all) as ExecutionResult['data'];
    // Where a fetch failed, what is missing is told of once.
    const told = errors.length > 0 ? errors : all;
    return { data: shaped ?? null, ...(told.length > 0 ? { errors: told } : {}) };
  };
