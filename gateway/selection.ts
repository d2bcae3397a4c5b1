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
  const known = new Map<SelectionSetNode, Map<string, readonly FieldNode[]>>();

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

  const fieldsOf: Selection['fieldsOf'] = (selectionSet, typename, variables) => {
    if (hasConditions) return collect(selectionSet, typename, variables);
    let ofSet = known.get(selectionSet);
    if (!ofSet) known.set(selectionSet, (ofSet = new Map<string, readonly FieldNode[]>()));
    let fields = ofSet.get(typename);
    if (!fields) ofSet.set(typename, (fields = collect(selectionSet, typename, variables)));
    return fields;
  };

  const fits = (
    type: GraphQLOutputType,
    selectionSet: SelectionSetNode | undefined,
    value: unknown,
    variables: Variables,
  ): boolean => {
    if (isNonNullType(type)) {
      return value !== null && fits(type.ofType, selectionSet, value, variables);
    }
    if (value === null) return true;
    if (value === undefined) return false;
    if (isListType(type)) {
      const { ofType } = type;
      return (
        Array.isArray(value) && value.every((item) => fits(ofType, selectionSet, item, variables))
      );
    }
    if (!isCompositeType(type)) return typeof value !== 'object';
    if (typeof value !== 'object' || !selectionSet) return false;
    const typename = (value as Values)['__typename'];
    const concrete = isObjectType(type) ? type : schema.getType(String(typename));
    if (!isObjectType(concrete) || (typename !== undefined && typename !== concrete.name)) {
      return false;
    }
    if (isUnionType(type) && !type.getTypes().includes(concrete)) return false;
    return fieldsOf(selectionSet, concrete.name, variables).every((field) =>
      isWhole(concrete, field, (value as Values)[responseName(field)], variables),
    );
  };

  const isWhole: Selection['isWhole'] = (parent, field, value, variables) => {
    if (field.name.value === '__typename') return value === parent.name;
    const type = parent.getFields()[field.name.value]?.type;
    return type !== undefined && fits(type, field.selectionSet, value, variables);
  };

  return { operation, fieldsOf, isWhole };
};
