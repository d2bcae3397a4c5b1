/**
 * The stock gateway reads the operation from its document anew for each request, a quarter of the
 * processor that an urgent query takes. What it read is kept here with the document, and forgotten
 * with it (docs/decisions/0015). Where a later version has another form, this does nothing.
 */
import type { Operation, Schema } from '@apollo/federation-internals';
import * as operations from '@apollo/federation-internals/dist/operations';
import { Kind } from 'graphql';
import type { OperationDefinitionNode } from 'graphql';

type Read = typeof operations.operationFromDocument;

/** Remembers what `read` gives for an operation that comes first and alone in what it is read from. */
export const keepingOperations = (read: Read): Read => {
  const bySchema = new WeakMap<Schema, WeakMap<OperationDefinitionNode, Operation>>();
  return (schema, document, options) => {
    const [first] = document.definitions;
    // Planning validates, and names the operation it means: that is done once anyway.
    if (first?.kind !== Kind.OPERATION_DEFINITION || options?.validate !== false) {
      return read(schema, document, options);
    }
    let kept = bySchema.get(schema);
    if (!kept) bySchema.set(schema, (kept = new WeakMap<OperationDefinitionNode, Operation>()));
    let operation = kept.get(first);
    if (!operation) kept.set(first, (operation = read(schema, document, options)));
    return operation;
  };
};

let isKeeping = false;

/** In this process, from here on. */
export const keepOperations = (): void => {
  if (isKeeping) return;
  isKeeping = true;
  const operationFromDocument = keepingOperations(operations.operationFromDocument);
  Object.assign(operations as object, { operationFromDocument });
};
