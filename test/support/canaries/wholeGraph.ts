/**
 * Documents made from the graph's own schema, so that a field added tomorrow is asked for too: every
 * root with everything that can be selected below it. An argument that nothing is known to give to is
 * an error here, never left out.
 */
import {
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isUnionType,
} from 'graphql';
import type {
  GraphQLArgument,
  GraphQLCompositeType,
  GraphQLField,
  GraphQLInputType,
  GraphQLObjectType,
  GraphQLSchema,
} from 'graphql';

/** What an argument is given, by where it stands; `optional` ones are asked with and without. */
const given: Readonly<Record<string, string>> = {
  'Query.person(id)': '$personId: ID!',
  'Query.incident(id)': '$incidentId: ID!',
  'Query.accessAlert(reference)': '$alert: ID!',
  'Query.emergencyAccess(reference)': '$reference: ID!',
  'Query.findPeople(input)': '$search: FindPeopleInput!',
  'Subscription.planChanged(personId)': '$personId: ID!',
  'Subscription.planChanged(after)': '$after: String',
  'Query.accessAlerts(after)': '$page: String',
  'Query.accessAlerts(seen)': '$isDone: Boolean',
  'Query.emergencyAccesses(reviewed)': '$isDone: Boolean',
  'Query.emergencyAccesses(after)': '$page: String',
  'Person.planChanges(after)': '$since: String!',
  'Person.cprDecision(asOf)': '$asOf: DateTime',
  'Person.endOfLifePlan(asOf)': '$asOf: DateTime',
};
/** Pages: as long as allowed, from their beginning. */
const ofPages = ['first', 'after'];
const pageLength = 100;

const capitalised = (name: string): string => `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}`;

/** One operation, with a fragment for each type below its root, so that it stays short. */
class Document {
  private readonly variables = new Set<string>();
  private readonly fragments = new Map<string, string>();

  constructor(private readonly schema: GraphQLSchema) {}

  /** The text of an operation with this one root field. */
  of(kind: Kind, root: GraphQLField<unknown, unknown>, leftOut: readonly string[] = []): string {
    const on = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' }[kind];
    for (const type of leftOut) this.fragments.set(type, '');
    const type = getNamedType(root.type);
    const below = isCompositeType(type) ? ` ${this.below(type)}` : '';
    const given =
      kind === 'mutation'
        ? ['input: $input']
        : root.args.filter(isAsked).map((one) => this.argument(on, root.name, one));
    const input = kind === 'mutation' ? [`$input: ${String(root.args[0]?.type)}`] : [];
    const variables = listed([...input, ...this.variables]);
    const field = `${root.name}${listed(given)}${below}`;
    return [
      `${kind} Whole${capitalised(root.name)}${variables} { ${field} }`,
      ...this.fragments.values(),
    ].join('\n');
  }

  /** Everything below a type; one that is within itself is asked for its name only. */
  private below(type: GraphQLCompositeType): string {
    const types = isUnionType(type)
      ? this.schema.getPossibleTypes(type)
      : [type as GraphQLObjectType];
    const spreads = types.map((one) => this.spread(one));
    return `{ __typename ${spreads.join(' ')} }`;
  }

  private spread(type: GraphQLObjectType): string {
    const known = this.fragments.get(type.name);
    if (known === '') return '';
    if (known === undefined) {
      this.fragments.set(type.name, '');
      const fields = Object.values(type.getFields()).flatMap((one) => this.field(type.name, one));
      this.fragments.set(
        type.name,
        `fragment F${type.name} on ${type.name} { ${fields.join(' ')} }`,
      );
    }
    return `...F${type.name}`;
  }

  /** Under a name of its own: members of a union have fields of one name and different types. */
  private field(on: string, field: GraphQLField<unknown, unknown>): string[] {
    const type = getNamedType(field.type);
    const selection = isCompositeType(type) ? ` ${this.below(type)}` : '';
    const always: string[] = [];
    const atTimes: string[] = [];
    for (const argument of field.args) {
      if (isOfPages(argument)) {
        if (argument.name === 'first') always.push(`first: ${String(pageLength)}`);
      } else {
        const list = isRequiredArgument(argument) ? always : atTimes;
        list.push(this.argument(on, field.name, argument));
      }
    }
    const alias = `${on}_${field.name}`;
    const varied = atTimes.map(
      (argument, index) =>
        `${alias}_${String(index)}: ${field.name}${listed([...always, argument])}${selection}`,
    );
    return [`${alias}: ${field.name}${listed(always)}${selection}`, ...varied];
  }

  private argument(on: string, field: string, { name }: GraphQLArgument): string {
    const where = `${on}.${field}(${name})`;
    const variable = given[where];
    if (variable === undefined) {
      throw new Error(`Say in wholeGraph.ts what is given to ${where}, so that it is asked too.`);
    }
    this.variables.add(variable);
    return `${name}: ${variable.split(':')[0] ?? ''}`;
  }
}

const listed = (list: readonly string[]): string => (list.length > 0 ? `(${list.join(', ')})` : '');

const isOfPages = (argument: GraphQLArgument): boolean =>
  ofPages.includes(argument.name) && !isRequiredArgument(argument);
/** Roots give pages as long as they do by themselves. */
const isAsked = (argument: GraphQLArgument): boolean =>
  !isOfPages(argument) || argument.name === 'after';

type Kind = 'query' | 'mutation' | 'subscription';
const rootOf = (schema: GraphQLSchema, kind: Kind): GraphQLObjectType | undefined | null =>
  ({
    query: schema.getQueryType(),
    mutation: schema.getMutationType(),
    subscription: schema.getSubscriptionType(),
  })[kind];

/** The whole of every root of a kind, by the root's name; of mutations, nothing of a person. */
export const wholeDocuments = (schema: GraphQLSchema, kind: Kind): ReadonlyMap<string, string> =>
  new Map(
    Object.values(rootOf(schema, kind)?.getFields() ?? {}).map((root) => [
      root.name,
      new Document(schema).of(kind, root, kind === 'mutation' ? ['Person'] : []),
    ]),
  );

/** A mutation with all that its answer says, of the person too. */
export const wholeMutation = (schema: GraphQLSchema, name: string): string => {
  const root = schema.getMutationType()?.getFields()[name];
  if (!root) throw new Error(`There is no mutation ${name}.`);
  return new Document(schema).of('mutation', root);
};

/** An input with a value in every field, free text and codes alike as `text` gives them. */
export const filledInput = (
  type: GraphQLInputType,
  text: (field: string) => string,
  ids: Readonly<Record<string, string>>,
  field = '',
): unknown => {
  if (isNonNullType(type)) return filledInput(type.ofType, text, ids, field);
  if (isListType(type)) return [filledInput(type.ofType, text, ids, field)];
  if (isInputObjectType(type)) {
    const entries = Object.values(type.getFields()).map((one) => [
      one.name,
      filledInput(one.type, text, ids, one.name),
    ]);
    return Object.fromEntries(entries) as unknown;
  }
  if (isEnumType(type)) return type.getValues()[0]?.name;
  const scalars: Readonly<Record<string, unknown>> = {
    Boolean: true,
    Int: 1,
    Date: '2020-01-02',
    DateTime: '2020-01-02T03:04:05.000Z',
    ID: ids[field] ?? ids['other'],
  };
  return scalars[getNamedType(type).name] ?? text(field);
};
