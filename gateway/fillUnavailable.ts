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
  valueFromASTUntyped,
} from 'graphql';
import type {
  DocumentNode,
  FieldNode,
  GraphQLObjectType,
  GraphQLSchema,
  SelectionSetNode,
} from 'graphql';
import { createSelection, responseName } from './selection';
import type { Selection, Variables } from './selection';

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

const isRecord = (value: unknown): value is Filled =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** False where an answer names another person than was asked for (hazard H3). */
const isAbout = ({ id }: Filled, key: Filled): boolean =>
  id === undefined || textOf(id) === textOf(key['id']);

const textOf = (id: unknown): unknown => (typeof id === 'string' ? id.toLowerCase() : id);

/** `selection` is that of the same schema and document, where the caller keeps it. */
export const createFill = (
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Variables,
  selection: Selection = createSelection(schema, document),
) => {
  const fieldsOf = (selectionSet: SelectionSetNode, typename: string): readonly FieldNode[] =>
    selection.fieldsOf(selectionSet, typename, variables);

  const unavailable = (selectionSet: SelectionSetNode, fault: Fault): Filled => {
    const values = unavailableFields(fault);
    return Object.fromEntries(
      fieldsOf(selectionSet, 'Unavailable').map((field) => [
        responseName(field),
        values[field.name.value] ?? null,
      ]),
    );
  };

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
      const response = responseName(field);
      if (name === '__typename') filled[response] = type.name;
      else if (name in key) filled[response] = key[name];
      else if (hasUnavailable(type, name) && field.selectionSet) {
        const before = filled[response] as Filled | undefined;
        filled[response] = { ...before, ...unavailable(field.selectionSet, fault) };
      } else if (isNonNullType(type.getFields()[name]?.type)) return undefined;
      else filled[response] = null;
    }
    return filled;
  };

  const objectType = (name: unknown): GraphQLObjectType | undefined => {
    const type = typeof name === 'string' ? schema.getType(name) : undefined;
    return isObjectType(type) ? type : undefined;
  };

  /** `value` with its holes filled; the same value where it has none, null where it cannot be. */
  const mendEntity = (
    value: unknown,
    field: FieldNode,
    type: GraphQLObjectType | undefined,
    key: Filled,
    fault: Fault,
  ): unknown => {
    const { selectionSet } = field;
    if (!type || !selectionSet) return null;
    const fields = fieldsOf(selectionSet, type.name);
    const isRight = (one: FieldNode): boolean =>
      isRecord(value) &&
      isAbout(value, key) &&
      selection.isWhole(type, one, value[responseName(one)], variables);
    if (fields.every(isRight)) return value;
    const filled = fillEntity(selectionSet, type, key, fault);
    if (!filled) return null;
    const right = fields.filter(isRight).map(responseName);
    return {
      ...filled,
      ...Object.fromEntries(right.map((name) => [name, (value as Filled)[name]])),
    };
  };

  const mendEntities = (value: unknown, field: FieldNode, fault: Fault): unknown[] => {
    const items = Array.isArray(value) ? (value as unknown[]) : [];
    return (variables['representations'] as Filled[]).map((key, index) =>
      mendEntity(items[index], field, objectType(key['__typename']), key, fault),
    );
  };

  const keyOf = (field: FieldNode): Filled =>
    Object.fromEntries(
      (field.arguments ?? []).map(({ name, value }) => [
        name.value,
        valueFromASTUntyped(value, { ...variables }),
      ]),
    );

  /** A root field: a union of answers, or an entity whose key its arguments give. */
  const mendRoot = (
    value: unknown,
    root: GraphQLObjectType,
    field: FieldNode,
    fault: Fault,
  ): unknown => {
    const type = getNamedType(root.getFields()[field.name.value]?.type);
    if (isObjectType(type) && type.getFields()['id'] && (field.arguments ?? []).length > 0) {
      return mendEntity(value, field, type, keyOf(field), fault);
    }
    if (selection.isWhole(root, field, value, variables)) return value;
    return field.selectionSet && hasUnavailable(root, field.name.value)
      ? unavailable(field.selectionSet, fault)
      : null;
  };

  /**
   * `data` with its holes filled: an entity that is null, of another type than asked, or without a
   * field that was selected. Tells whether anything had to be filled.
   */
  const holes = (
    data: Filled | null | undefined,
    fault: Fault,
  ): { data: Filled; hadHoles: boolean } => {
    const root = schema.getQueryType();
    const { operation } = selection;
    if (!root || !operation) return { data: {}, hadHoles: true };
    let hadHoles = false;
    const patched: Filled = {};
    for (const field of fieldsOf(operation.selectionSet, root.name)) {
      const response = responseName(field);
      const value = data?.[response];
      if (field.name.value === '_entities') {
        const mended = mendEntities(value, field, fault);
        hadHoles ||= mended.some((item, index) => item !== (value as unknown[] | null)?.[index]);
        patched[response] = mended;
      } else {
        patched[response] =
          field.name.value === '__typename' ? root.name : mendRoot(value, root, field, fault);
        hadHoles ||= patched[response] !== value;
      }
    }
    return { data: patched, hadHoles };
  };

  return {
    /** The whole data of the fetch, as if every part of it were unavailable. */
    all: (fault: Fault): Filled => holes(undefined, fault).data,
    holes,
  };
};
