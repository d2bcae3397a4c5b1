/**
 * Gives what the fetches of a plan brought the shape that the client asked for: its fields in their
 * order under its names, nothing of what only the plan needed. Worked out once for an operation. What
 * may not be null and is takes the object around it away, with an error that says which field.
 */
import {
  executeSync,
  GraphQLError,
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
  GraphQLCompositeType,
  GraphQLObjectType,
  GraphQLOutputType,
  GraphQLSchema,
  SelectionSetNode,
} from 'graphql';
import { createSelection, outcomesMax, responseName } from '../selection';
import type { Selection, Variables } from '../selection';
import { own } from './runPlan';
import type { Values } from './runPlan';

/** The data of the answer; null where what may not be missing is. Adds to `errors` why. */
export type Shape = (fetched: Values, variables: Variables, errors: GraphQLError[]) => unknown;

type Shaped = (value: unknown, errors: GraphQLError[]) => unknown;

/** Stands for a null where none may stand: the object around it becomes null. */
const invalid = Symbol('invalid');

const asNull = (shaped: unknown): unknown => (shaped === invalid ? null : shaped);

/** Works out the shapes of one outcome of the document's conditions. */
const shapesFor = (selection: Selection, variables: Variables) => {
  const objectOf = (type: GraphQLObjectType, sets: readonly SelectionSetNode[]): Shaped => {
    const fields = new Map<string, FieldNode[]>();
    for (const field of sets.flatMap((set) => selection.fieldsOf(set, type.name, variables))) {
      const name = responseName(field);
      const same = fields.get(name);
      if (same) same.push(field);
      else fields.set(name, [field]);
    }
    const parts = [...fields].map(([name, same]) => ({ name, shaped: fieldOf(type, same) }));
    // An object without prototype is slow to write out, and needed for one name only.
    const isPlain = !fields.has('__proto__');
    return (value, errors) => {
      const shapedValues = isPlain ? {} : (Object.create(null) as Values);
      for (const { name, shaped } of parts) {
        const part = shaped(own(value as Values, name), errors);
        if (part === invalid) return invalid;
        shapedValues[name] = part;
      }
      return shapedValues;
    };
  };

  const fieldOf = (parent: GraphQLObjectType, same: readonly FieldNode[]): Shaped => {
    const name = same[0]?.name.value ?? '';
    if (name === '__typename') return () => parent.name;
    if (same.some(isOfSchema)) return (value) => value;
    const type = parent.getFields()[name]?.type;
    if (!type) throw new GraphQLError(`There is no field ${parent.name}.${name}.`);
    const sets = same.flatMap(({ selectionSet }) => selectionSet ?? []);
    return typeOf(type, sets, `${parent.name}.${name}`);
  };

  const typeOf = (
    type: GraphQLOutputType,
    sets: readonly SelectionSetNode[],
    name: string,
  ): Shaped => {
    if (isNonNullType(type)) {
      const shaped = typeOf(type.ofType, sets, name);
      return (value, errors) => {
        const part = shaped(value, errors);
        if (part !== null) return part;
        if (value === null || value === undefined) {
          errors.push(new GraphQLError(`Cannot return null for non-nullable field ${name}.`));
        }
        return invalid;
      };
    }
    const shaped = isListType(type)
      ? listOf(typeOf(type.ofType, sets, name))
      : isCompositeType(type)
        ? compositeOf(type, sets)
        : leaf;
    return (value, errors) => {
      if (value === null || value === undefined) return null;
      const part = shaped(value, errors);
      if (part !== undefined) return asNull(part);
      errors.push(new GraphQLError(`Something else than ${String(type)} came for ${name}.`));
      return null;
    };
  };

  const compositeOf = (type: GraphQLCompositeType, sets: readonly SelectionSetNode[]): Shaped => {
    const members = isUnionType(type) ? type.getTypes() : [];
    const shapes = new Map<string, Shaped>();
    const shapeOf = (typename: unknown): Shaped | undefined => {
      const member = isObjectType(type) ? type : members.find(({ name }) => name === typename);
      if (!member) return undefined;
      let shaped = shapes.get(member.name);
      if (!shaped) shapes.set(member.name, (shaped = objectOf(member, sets)));
      return shaped;
    };
    return (value, errors) =>
      typeof value === 'object' && !Array.isArray(value)
        ? shapeOf((value as Values)['__typename'])?.(value, errors)
        : undefined;
  };

  return { objectOf };
};

const listOf =
  (element: Shaped): Shaped =>
  (value, errors) => {
    if (!Array.isArray(value)) return undefined;
    const parts = value.map((one) => element(one, errors));
    return parts.includes(invalid) ? null : parts;
  };

/** A fetch's answer was made by its subgraph's own types; only what no leaf can be is refused. */
const leaf: Shaped = (value) => (typeof value === 'object' ? undefined : value);

const isOfSchema = ({ name }: FieldNode): boolean =>
  name.value === '__schema' || name.value === '__type';

/** `document` holds one operation and the fragments that it uses, and is valid. */
export const createShape = (schema: GraphQLSchema, document: DocumentNode): Shape => {
  const selection = createSelection(schema, document);
  const { operation } = selection;
  const root = operation && schema.getRootType(operation.operation);
  if (!root) throw new GraphQLError('There is no operation to run.');
  const { selectionSet } = operation;
  const known = new Map<string, Shaped>();

  const shapedFor = (variables: Variables): Shaped => {
    const outcome = selection.outcomeOf(variables);
    let shaped = known.get(outcome);
    if (shaped) return shaped;
    if (known.size >= outcomesMax) known.clear();
    shaped = shapesFor(selection, variables).objectOf(root, [selectionSet]);
    known.set(outcome, shaped);
    return shaped;
  };

  /** What the schema says of itself. */
  const told = (selections: readonly FieldNode[], variables: Variables): object => {
    const definitions = document.definitions.map((one) =>
      one.kind === Kind.OPERATION_DEFINITION
        ? { ...one, selectionSet: { kind: Kind.SELECTION_SET as const, selections } }
        : one,
    );
    const about = { kind: Kind.DOCUMENT as const, definitions };
    return executeSync({ schema, document: about, variableValues: variables }).data ?? {};
  };

  return (fetched, variables, errors) => {
    const asked = selection.fieldsOf(selectionSet, root.name, variables).filter(isOfSchema);
    const found = asked.length > 0 ? { ...fetched, ...told(asked, variables) } : fetched;
    return asNull(shapedFor(variables)(found, errors));
  };
};
