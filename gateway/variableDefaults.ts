/**
 * The variables of an operation with the defaults of those that were not sent. The stock gateway
 * looks at what was sent only: a condition by a variable left to its default lost the whole answer.
 */
import { valueFromASTUntyped } from 'graphql';
import type { OperationDefinitionNode } from 'graphql';

type Variables = Readonly<Record<string, unknown>>;

export const withDefaults = (
  { variableDefinitions = [] }: OperationDefinitionNode,
  sent: Variables = {},
): Record<string, unknown> => {
  const variables: Record<string, unknown> = { ...sent };
  for (const { variable, defaultValue } of variableDefinitions) {
    const name = variable.name.value;
    if (defaultValue && variables[name] === undefined) {
      variables[name] = valueFromASTUntyped(defaultValue);
    }
  }
  return variables;
};
