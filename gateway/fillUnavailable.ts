/**
 * What a fetch answers when its subgraph failed, was late or sent nonsense: every selected field
 * whose union has `Unavailable` is filled with it, under aliases, fragments and inline fragments
 * too. So the rest of the answer stands, and nothing ever looks like "none recorded" (hazard H1).
 */
import {
  getNamedType,
  isNonNullType,
  isObjectType,
  isUnionType,
  Kind,
  valueFromASTUntyped,
} from 'graphql';
import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLObjectType,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionSetNode,
} from 'graphql';

type Variables = Readonly<Record<string, unknown>>;
export type Filled = Record<string, unknown>;

/** What an `Unavailable` says; the reference finds the fault in the log. */
export interface Fault {
  readonly code: string;
  readonly reference: string;
}

const messageOf = 'This could not be loaded. Something may be recorded: do not read this as none.';

const unavailableFields = (fault: Fault): Filled => ({
  __typename: 'Unavailable',
  code: fault.code,
  message: messageOf,
  reference: fault.reference,
  retryable: true,
});

export const createFill = (schema: GraphQLSchema, document: DocumentNode, variables: Variables) => {
  const fragments = new Map<string, FragmentDefinitionNode>();
  let operation: OperationDefinitionNode | undefined;
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      fragments.set(definition.name.value, definition);
    } else if (definition.kind === Kind.OPERATION_DEFINITION) operation = definition;
  }

  /** Fields selected on `typename`, through fragments whose condition is that type or a union. */
  const fieldsOf = (selectionSet: SelectionSetNode, typename: string): FieldNode[] =>
    selectionSet.selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return [selection];
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      if (!fragment) return [];
      const condition = fragment.typeCondition?.name.value;
      const type = condition === undefined ? undefined : schema.getType(condition);
      const applies =
        condition === undefined ||
        condition === typename ||
        (isUnionType(type) && type.getTypes().some(({ name }) => name === typename));
      return applies ? fieldsOf(fragment.selectionSet, typename) : [];
    });

  const select = (selectionSet: SelectionSetNode, values: Filled, typename: string): Filled =>
    Object.fromEntries(
      fieldsOf(selectionSet, typename).map(({ name, alias }) => [
        alias?.value ?? name.value,
        values[name.value] ?? null,
      ]),
    );

  const hasUnavailable = (parent: GraphQLObjectType, field: string): boolean => {
    const type = getNamedType(parent.getFields()[field]?.type);
    return isUnionType(type) && type.getTypes().some(({ name }) => name === 'Unavailable');
  };

  /** An entity with its key and nothing else known; undefined where a field cannot be filled. */
  const fillEntity = (
    selectionSet: SelectionSetNode,
    type: GraphQLObjectType,
    key: Filled,
    fault: Fault,
  ): Filled | undefined => {
    const filled: Filled = {};
    for (const field of fieldsOf(selectionSet, type.name)) {
      const name = field.name.value;
      const response = field.alias?.value ?? name;
      if (name === '__typename') filled[response] = type.name;
      else if (name in key) filled[response] = key[name];
      else if (hasUnavailable(type, name) && field.selectionSet) {
        filled[response] = select(field.selectionSet, unavailableFields(fault), 'Unavailable');
      } else if (isNonNullType(type.getFields()[name]?.type)) return undefined;
      else filled[response] = null;
    }
    return filled;
  };

  const objectType = (name: unknown): GraphQLObjectType | undefined => {
    const type = typeof name === 'string' ? schema.getType(name) : undefined;
    return isObjectType(type) ? type : undefined;
  };

  const fillEntities = (field: FieldNode, fault: Fault): unknown[] => {
    const representations = variables['representations'] as Filled[];
    return representations.map((key) => {
      const type = objectType(key['__typename']);
      return type && field.selectionSet
        ? (fillEntity(field.selectionSet, type, key, fault) ?? null)
        : null;
    });
  };

  /** A root field: a union of answers, or an entity whose key its arguments give. */
  const fillRoot = (root: GraphQLObjectType, field: FieldNode, fault: Fault): unknown => {
    const { selectionSet } = field;
    if (!selectionSet) return null;
    if (hasUnavailable(root, field.name.value)) {
      return select(selectionSet, unavailableFields(fault), 'Unavailable');
    }
    const type = getNamedType(root.getFields()[field.name.value]?.type);
    if (!isObjectType(type) || !type.getFields()['id']) return null;
    const key: Filled = Object.fromEntries(
      (field.arguments ?? []).map(({ name, value }) => [
        name.value,
        valueFromASTUntyped(value, { ...variables }),
      ]),
    );
    return fillEntity(selectionSet, type, key, fault) ?? null;
  };

  const rootFields = (): FieldNode[] =>
    operation ? fieldsOf(operation.selectionSet, schema.getQueryType()?.name ?? 'Query') : [];

  return {
    /** The whole data of the fetch, as if every part of it were unavailable. */
    all: (fault: Fault): Filled => {
      const root = schema.getQueryType();
      if (!root) return {};
      return Object.fromEntries(
        rootFields().map((field) => [
          field.alias?.value ?? field.name.value,
          field.name.value === '_entities'
            ? fillEntities(field, fault)
            : fillRoot(root, field, fault),
        ]),
      );
    },
    /**
     * `data` with its holes filled: an entity that is null, of another type than asked, or
     * without a field that was selected. Tells whether anything had to be filled.
     */
    holes: (data: Filled | null | undefined, fault: Fault): { data: Filled; hadHoles: boolean } => {
      const root = schema.getQueryType();
      let hadHoles = false;
      const patched: Filled = {};
      for (const field of rootFields()) {
        const response = field.alias?.value ?? field.name.value;
        const value = data?.[response];
        const isWhole = (item: unknown, typename: unknown): boolean =>
          typeof item === 'object' &&
          item !== null &&
          field.selectionSet !== undefined &&
          fieldsOf(field.selectionSet, String(typename)).every(
            ({ name, alias }) => (item as Filled)[alias?.value ?? name.value] !== undefined,
          );
        if (field.name.value === '_entities') {
          const keys = variables['representations'] as Filled[];
          const items = Array.isArray(value) ? (value as unknown[]) : [];
          const spare = fillEntities(field, fault);
          patched[response] = keys.map((key, index) => {
            if (isWhole(items[index], key['__typename'])) return items[index];
            hadHoles = true;
            return spare[index];
          });
        } else if (value === null || value === undefined) {
          hadHoles = true;
          patched[response] = root ? fillRoot(root, field, fault) : null;
        } else patched[response] = value;
      }
      return { data: patched, hadHoles };
    },
  };
};
