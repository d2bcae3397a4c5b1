/**
 * Which fields an operation selects on a type, through fragments, inline fragments, `@skip` and
 * `@include`; and whether a value is whole: has every selected field, of the shape its type says.
 * Made once for a document and kept with it.
 */
import {
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  Kind,
} from 'graphql';
import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLCompositeType,
  GraphQLObjectType,
  GraphQLOutputType,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionNode,
  SelectionSetNode,
} from 'graphql';

export type Variables = Readonly<Record<string, unknown>>;
type Values = Readonly<Record<string, unknown>>;

export interface Selection {
  readonly operation: OperationDefinitionNode | undefined;
  /** The fields selected on an object of this type. */
  fieldsOf(
    selectionSet: SelectionSetNode,
    typename: string,
    variables: Variables,
  ): readonly FieldNode[];
  /** True where `value` could be an answer to `field`, which stands on an object of `parent`. */
  isWhole(
    parent: GraphQLObjectType,
    field: FieldNode,
    value: unknown,
    variables: Variables,
  ): boolean;
}

export const responseName = ({ alias, name }: FieldNode): string => (alias ?? name).value;

const isConditional = (node: SelectionNode): boolean =>
  (node.directives ?? []).length > 0 ||
  ('selectionSet' in node && (node.selectionSet?.selections ?? []).some(isConditional));

const isIncluded = (node: SelectionNode, variables: Variables): boolean =>
  getDirectiveValues(GraphQLSkipDirective, node, variables)?.['if'] !== true &&
  getDirectiveValues(GraphQLIncludeDirective, node, variables)?.['if'] !== false;

/** Answers whether a value could be what a field of one type and selection gives. */
type Check = (value: unknown) => boolean;

/** What was worked out for one outcome of the document's conditions. */
interface Known {
  readonly fields: Map<SelectionSetNode, Map<string, readonly FieldNode[]>>;
  readonly checks: Map<FieldNode, Map<string, Check>>;
}

/** Outcomes of conditions remembered for one document; a client can make two to the power of n. */
const outcomesMax = 32;

const remembered = <Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value => {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
};

export const createSelection = (schema: GraphQLSchema, document: DocumentNode): Selection => {
  const fragments = new Map<string, FragmentDefinitionNode>();
  let operation: OperationDefinitionNode | undefined;
  let hasConditions = false;
  for (const definition of document.definitions) {
    if (!('selectionSet' in definition)) continue;
    hasConditions ||= definition.selectionSet.selections.some(isConditional);
    if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      fragments.set(definition.name.value, definition);
    } else operation = definition;
  }

  const outcomes = new Map<string, Known>();
  const knownFor = (variables: Variables): Known => {
    const booleans = hasConditions
      ? Object.entries(variables).filter(([, value]) => typeof value === 'boolean')
      : [];
    if (outcomes.size >= outcomesMax) outcomes.clear();
    return remembered(outcomes, hasConditions ? JSON.stringify(booleans) : '', () => ({
      fields: new Map(),
      checks: new Map(),
    }));
  };

  /** A fragment applies where its condition is the type itself or a union that has it. */
  const applies = (condition: string | undefined, typename: string): boolean => {
    if (condition === undefined || condition === typename) return true;
    const type = schema.getType(condition);
    return isUnionType(type) && type.getTypes().some(({ name }) => name === typename);
  };

  const collect = (
    selectionSet: SelectionSetNode,
    typename: string,
    variables: Variables,
  ): readonly FieldNode[] =>
    selectionSet.selections.flatMap((selection) => {
      if (hasConditions && !isIncluded(selection, variables)) return [];
      if (selection.kind === Kind.FIELD) return [selection];
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      return fragment && applies(fragment.typeCondition?.name.value, typename)
        ? collect(fragment.selectionSet, typename, variables)
        : [];
    });

  const fieldsOf: Selection['fieldsOf'] = (selectionSet, typename, variables) =>
    remembered(
      remembered(
        knownFor(variables).fields,
        selectionSet,
        () => new Map<string, readonly FieldNode[]>(),
      ),
      typename,
      () => collect(selectionSet, typename, variables),
    );

  const checkOfComposite = (
    type: GraphQLCompositeType,
    selectionSet: SelectionSetNode | undefined,
    variables: Variables,
  ): Check => {
    const members = isUnionType(type) ? type.getTypes() : isObjectType(type) ? [type] : [];
    const parts = new Map<string, readonly (readonly [string, Check])[]>();
    const partsOf = (member: GraphQLObjectType): readonly (readonly [string, Check])[] =>
      remembered(parts, member.name, () =>
        (selectionSet ? fieldsOf(selectionSet, member.name, variables) : []).map(
          (field) => [responseName(field), checkOf(member, field, variables)] as const,
        ),
      );
    return (value) => {
      if (value === null) return true;
      if (typeof value !== 'object') return false;
      const typename = (value as Values)['__typename'];
      const [only, another] = members;
      const member =
        typename === undefined && !another ? only : members.find(({ name }) => name === typename);
      return (
        member !== undefined &&
        partsOf(member).every(([name, check]) => check((value as Values)[name]))
      );
    };
  };

  const checkOfType = (
    type: GraphQLOutputType,
    selectionSet: SelectionSetNode | undefined,
    variables: Variables,
  ): Check => {
    if (isNonNullType(type)) {
      const check = checkOfType(type.ofType, selectionSet, variables);
      return (value) => value !== null && check(value);
    }
    if (isListType(type)) {
      const check = checkOfType(type.ofType, selectionSet, variables);
      return (value) => value === null || (Array.isArray(value) && value.every(check));
    }
    return isCompositeType(type)
      ? checkOfComposite(type, selectionSet, variables)
      : (value) => value === null || (value !== undefined && typeof value !== 'object');
  };

  const checkOf = (parent: GraphQLObjectType, field: FieldNode, variables: Variables): Check =>
    remembered(
      remembered(knownFor(variables).checks, field, () => new Map<string, Check>()),
      parent.name,
      () => {
        if (field.name.value === '__typename') return (value) => value === parent.name;
        const type = parent.getFields()[field.name.value]?.type;
        return type ? checkOfType(type, field.selectionSet, variables) : () => false;
      },
    );

  return {
    operation,
    fieldsOf,
    isWhole: (parent, field, value, variables) => checkOf(parent, field, variables)(value),
  };
};
