/**
 * A mutation's result is a union: what was saved, or why not. `conflicting` results have one
 * member more, for edits of what somebody else may have changed.
 */
import { createUnionType } from 'type-graphql';
import { Conflict, Refused } from './answers';
import { byTypename } from './saying';

type ObjectClass = new () => object;

/** `<Mutation>Result` = success | Refused. */
export const resultOf = <Success extends ObjectClass>(name: string, success: () => Success) =>
  createUnionType({
    name: `${name}Result`,
    types: () => [success(), Refused] as const,
    resolveType: byTypename,
  });

/** `<Mutation>Result` = success | Refused | Conflict. */
export const editResultOf = <Success extends ObjectClass>(name: string, success: () => Success) =>
  createUnionType({
    name: `${name}Result`,
    types: () => [success(), Refused, Conflict] as const,
    resolveType: byTypename,
  });
