/**
 * The gateway's way to a subgraph of this process. A fetch is parsed and validated once and kept,
 * bounded; it is answered within a time limit or filled with `Unavailable`. The stock data source
 * validates every fetch again and costs five times as much (docs/decisions/0005).
 */
import { GraphQLError, Kind, OperationTypeNode, parse, validate } from 'graphql';
import type { DocumentNode, ExecutionResult } from 'graphql';
import type { GraphQLDataSource } from '@apollo/gateway';
import { LRUCache } from 'lru-cache';
import { isCuckmereError } from '../events/errors';
import type { AccessNote, SubgraphContext } from '../subgraphs/context';
import type { Subgraph } from '../subgraphs/subgraph';
import { createFill } from './fillUnavailable';
import type { Fault, Filled } from './fillUnavailable';
import type { GatewayLog } from './log';
import { createSelection } from './selection';
import type { Selection } from './selection';

export const fetchLimits = {
  /** A query's fetch; a strong read gives the leader one second of it. */
  queryMs: 1_500,
  /** More for a fetch that was told to wait for a position. */
  readAfterMs: 2_000,
  /** A strong read, the time that an append is sent again, and its last sending (retryWindow.test). */
  mutationMs: 26_000,
  documentsMax: 1_000,
} as const;

interface Known {
  readonly document: DocumentNode;
  readonly selection: Selection;
  readonly isMutation: boolean;
}

export interface FetchRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: SubgraphContext;
  /** Takes the access decisions that the subgraph's answer rests on. */
  readonly onNotes?: (notes: readonly AccessNote[]) => void;
}

class LateError extends Error {}

const within = async <Value>(work: Promise<Value>, ms: number): Promise<Value> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new LateError(`no answer within ${String(ms)} ms`));
    }, ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};

export const createLocalFetch = (subgraph: Subgraph, log: GatewayLog) => {
  const documents = new LRUCache<string, Known>({ max: fetchLimits.documentsMax });

  const known = (query: string): Known => {
    const before = documents.get(query);
    if (before) return before;
    const document = parse(query, { noLocation: true });
    const [error] = validate(subgraph.schema, document);
    if (error) throw error;
    const isMutation = document.definitions.some(
      (one) =>
        one.kind === Kind.OPERATION_DEFINITION && one.operation === OperationTypeNode.MUTATION,
    );
    const selection = createSelection(subgraph.schema, document);
    const fresh = { document, isMutation, selection };
    documents.set(query, fresh);
    return fresh;
  };

  const faultOf = (error: unknown): Fault => {
    const reference = log.fault(`subgraph ${subgraph.name}`, error);
    return {
      code: isCuckmereError(error) ? error.code : 'SUBGRAPH_UNAVAILABLE',
      reference,
    };
  };

  const causeOf = (errors: readonly GraphQLError[]): unknown =>
    errors[0]?.originalError ?? errors[0];

  const query = async (request: FetchRequest, { document, selection }: Known): Promise<Filled> => {
    const fill = createFill(subgraph.schema, document, request.variables, selection);
    const wait = request.context.readAfter === undefined ? 0 : fetchLimits.readAfterMs;
    try {
      const { variables, context } = request;
      const work = subgraph.execute({ document, variables, context });
      const result = await within(work, fetchLimits.queryMs + wait);
      request.onNotes?.(result.extensions?.access ?? []);
      const patched = fill.holes(result.data, { code: 'SUBGRAPH_UNAVAILABLE', reference: '' });
      if (!patched.hadHoles && !result.errors) return patched.data;
      const cause = result.errors ? causeOf(result.errors) : new Error('a malformed answer');
      return fill.holes(result.data, faultOf(cause)).data;
    } catch (error) {
      return fill.all(faultOf(error));
    }
  };

  const mutate = async (
    { variables, context, onNotes }: FetchRequest,
    document: DocumentNode,
  ): Promise<ExecutionResult> => {
    try {
      const work = subgraph.execute({ document, variables, context });
      const result = await within(work, fetchLimits.mutationMs);
      onNotes?.(result.extensions?.access ?? []);
      if (!result.errors && result.data) return result;
      throw result.errors ? causeOf(result.errors) : new Error('a malformed answer');
    } catch (error) {
      const { code, reference } = faultOf(error);
      const isLate = error instanceof LateError;
      const message = isLate
        ? 'It is not known whether this was saved. Send it again with the same commandId.'
        : 'This was not answered. Send it again with the same commandId.';
      const extensions = { code: isLate ? 'OUTCOME_UNKNOWN' : code, reference, retryable: true };
      return { errors: [new GraphQLError(message, { extensions })] };
    }
  };

  return async (request: FetchRequest): Promise<ExecutionResult> => {
    const one = known(request.query);
    return one.isMutation ? mutate(request, one.document) : { data: await query(request, one) };
  };
};
export type LocalFetch = ReturnType<typeof createLocalFetch>;

/** The operation that was chosen of the request's document. */
export interface AskedOperation {
  readonly isMutation: boolean;
  readonly name: string | undefined;
}

/** What the gateway's request context holds beside what crosses to a subgraph. */
export interface GatewayContext {
  /** Crosses to every subgraph, as JSON. */
  readonly subgraph: SubgraphContext;
  /** Every access decision behind the answer; an access record is made of them. */
  readonly notes: AccessNote[];
  /** Apollo copies the context, but not what is in it. */
  readonly asked: { operation?: AskedOperation };
}

export const dataSourceFrom = (fetch: LocalFetch): GraphQLDataSource<Record<string, unknown>> => ({
  process: async ({ request, context }) => {
    const { subgraph, notes } = context as unknown as GatewayContext;
    const result = await fetch({
      query: request.query ?? '',
      variables: request.variables ?? {},
      context: subgraph,
      onNotes: (told) => void notes.push(...told),
    });
    return result as never;
  },
});
