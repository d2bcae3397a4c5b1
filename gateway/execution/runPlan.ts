/**
 * Runs a query plan: its fetches in their order, each answer merged into what the ones before gave.
 * What a fetch could not give is an error beside the data; what is left of the plan runs all the same.
 */
import type {
  ConditionNode,
  FetchDataRewrite,
  FetchNode,
  PlanNode,
  QueryPlanSelectionNode,
} from '@apollo/query-planner';
import { GraphQLError, isAbstractType, isObjectType } from 'graphql';
import type { ExecutionResult, GraphQLSchema } from 'graphql';
import type { Variables } from '../selection';

export type Values = Record<string, unknown>;

export interface PlanRun {
  /** The supergraph's. */
  readonly schema: GraphQLSchema;
  /** As the client sent them: they go on to the fetches. */
  readonly sent: Variables;
  /** With their defaults: the plan's conditions are judged by them. */
  readonly variables: Variables;
  readonly fetch: (node: FetchNode, variables: Variables) => Promise<ExecutionResult>;
}

export interface Fetched {
  readonly data: Values;
  readonly errors: readonly GraphQLError[];
}

export const runPlan = async (node: PlanNode, run: PlanRun): Promise<Fetched> => {
  const data = emptyValues();
  const errors: GraphQLError[] = [];
  const { schema, sent, variables } = run;

  const visit = async (one: PlanNode, entities: readonly Values[]): Promise<void> => {
    switch (one.kind) {
      case 'Sequence':
        for (const next of one.nodes) await visit(next, entities);
        return;
      case 'Parallel':
        await Promise.all(one.nodes.map((next) => visit(next, entities)));
        return;
      case 'Flatten': {
        const found: Values[] = [];
        for (const entity of entities) collectAt(entity, one.path, 0, found);
        return visit(one.node, found);
      }
      case 'Condition': {
        const branch = branchOf(one, variables);
        return branch && visit(branch, entities);
      }
      case 'Fetch':
        if (entities.length === 0) return;
        try {
          await (one.requires
            ? fetchEntities(one, one.requires, entities)
            : fetchRoot(one, entities));
        } catch (error) {
          errors.push(asGraphQLError(error));
        }
        return;
      case 'Defer':
        throw new GraphQLError('@defer is not answered here.');
    }
  };

  const ask = async (one: FetchNode, asked: Values): Promise<Values | null | undefined> => {
    const answered = await run.fetch(one, asked);
    for (const error of answered.errors ?? []) errors.push(asGraphQLError(error));
    return answered.data;
  };

  const variablesOf = ({ variableUsages = [] }: FetchNode): Values => {
    const used = emptyValues();
    for (const name of variableUsages) {
      if (Object.hasOwn(sent, name) && sent[name] !== undefined) used[name] = sent[name];
    }
    return used;
  };

  const fetchRoot = async (one: FetchNode, entities: readonly Values[]): Promise<void> => {
    const received = await ask(one, variablesOf(one));
    if (!received) return;
    rewrite(schema, one.outputRewrites, received);
    for (const entity of entities) merge(entity, received);
  };

  const fetchEntities = async (
    one: FetchNode,
    requires: readonly QueryPlanSelectionNode[],
    entities: readonly Values[],
  ): Promise<void> => {
    const representations: Values[] = [];
    const represented: Values[] = [];
    for (const entity of entities) {
      const representation = representationOf(schema, entity, requires);
      if (representation?.['__typename'] === undefined) continue;
      rewrite(schema, one.inputRewrites, representation);
      representations.push(representation);
      represented.push(entity);
    }
    if (representations.length === 0) return;
    const received = await ask(one, Object.assign(variablesOf(one), { representations }));
    if (!received) return;
    const answers = received['_entities'];
    if (!Array.isArray(answers) || answers.length !== representations.length) {
      throw new GraphQLError('A subgraph answered other entities than it was asked for.');
    }
    for (const [index, entity] of represented.entries()) {
      const answer: unknown = answers[index];
      if (!isValues(answer)) continue;
      answer['__typename'] ??= entity['__typename'];
      rewrite(schema, one.outputRewrites, answer);
      merge(entity, answer);
    }
  };

  await visit(node, [data]);
  return { data, errors };
};

/** Without a prototype: a response name may be any name, `constructor` and `__proto__` too. */
const emptyValues = (): Values => Object.create(null) as Values;

const isValues = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const asGraphQLError = (error: unknown): GraphQLError =>
  error instanceof GraphQLError
    ? error
    : new GraphQLError(error instanceof Error ? error.message : 'A fetch failed.', {
        originalError: error instanceof Error ? error : null,
      });

const branchOf = (
  { condition, ifClause, elseClause }: ConditionNode,
  variables: Variables,
): PlanNode | undefined => (variables[condition] === true ? ifClause : elseClause);

export const own = (values: Values, name: string): unknown =>
  Object.hasOwn(values, name) ? values[name] : undefined;

const put = (values: Values, name: string, value: unknown): void => {
  if (name === '__proto__' && Object.getPrototypeOf(values) !== null) {
    Object.defineProperty(values, name, { value, enumerable: true, writable: true });
  } else values[name] = value;
};

/** Every object that stands at the end of the path; `@` goes into each element of a list. */
const collectAt = (
  value: unknown,
  path: readonly (string | number)[],
  from: number,
  found: Values[],
): void => {
  if (Array.isArray(value)) {
    const next = path[from] === '@' ? from + 1 : from;
    for (const element of value) collectAt(element, path, next, found);
  } else if (isValues(value)) {
    const name = path[from];
    if (name === undefined) found.push(value);
    else collectAt(own(value, String(name)), path, from + 1, found);
  }
};

/** What an entity is known by; undefined where a part of it is missing. */
const representationOf = (
  schema: GraphQLSchema,
  source: Values,
  selections: readonly QueryPlanSelectionNode[],
): Values | undefined => {
  const representation = emptyValues();
  for (const selection of selections) {
    if (selection.kind === 'InlineFragment') {
      if (!isOf(schema, source, selection.typeCondition)) continue;
      const part = representationOf(schema, source, selection.selections);
      if (part) merge(representation, part);
      continue;
    }
    const { alias, name, selections: inner } = selection;
    const value = own(source, alias ?? name);
    if (value === undefined) return undefined;
    const partOf = (one: unknown): unknown =>
      inner && isValues(one) ? (representationOf(schema, one, inner) ?? null) : one;
    representation[alias ?? name] = Array.isArray(value) ? value.map(partOf) : partOf(value);
  }
  return representation;
};

const isOf = (
  schema: GraphQLSchema,
  { __typename: typename }: Values,
  condition: string | undefined,
  whereUnknown = false,
): boolean => {
  if (typeof typename !== 'string') return whereUnknown;
  if (typename === condition) return true;
  const type = schema.getType(typename);
  const wanted = condition === undefined ? undefined : schema.getType(condition);
  return isObjectType(type) && isAbstractType(wanted) && schema.isSubType(wanted, type);
};

/** Puts all that `source` says into `target`; what is in both goes on inside. */
const merge = (target: Values, source: Values): void => {
  for (const name of Object.keys(source)) {
    const value = source[name];
    if (value === undefined) continue;
    const before = own(target, name);
    if (isValues(before) && isValues(value)) merge(before, value);
    else if (Array.isArray(before) && Array.isArray(value) && before.length === value.length) {
      for (const [index, element] of value.entries()) {
        const old: unknown = before[index];
        if (isValues(old) && isValues(element)) merge(old, element);
        else (before as unknown[])[index] = element;
      }
    } else put(target, name, value);
  }
};

const fragmentPrefix = '... on ';

/** Where two members of a union have one field of different types the planner gave it another name. */
const rewrite = (
  schema: GraphQLSchema,
  rewrites: readonly FetchDataRewrite[] | undefined,
  value: unknown,
): void => {
  for (const one of rewrites ?? []) {
    const name = one.path.at(-1) ?? '';
    rewriteAt(schema, one.path.slice(0, -1), value, (values) => {
      if (one.kind === 'ValueSetter') put(values, name, one.setValueTo);
      else if (own(values, name) !== undefined) {
        put(values, one.renameKeyTo, values[name]);
        values[name] = undefined;
      }
    });
  }
};

const rewriteAt = (
  schema: GraphQLSchema,
  path: readonly string[],
  value: unknown,
  change: (values: Values) => void,
): void => {
  if (Array.isArray(value)) {
    for (const element of value) rewriteAt(schema, path, element, change);
    return;
  }
  if (!isValues(value)) return;
  const [first, ...rest] = path;
  if (first === undefined) change(value);
  else if (!first.startsWith(fragmentPrefix)) {
    rewriteAt(schema, rest, own(value, first), change);
  } else if (isOf(schema, value, first.slice(fragmentPrefix.length), true)) {
    rewriteAt(schema, rest, value, change);
  }
};
