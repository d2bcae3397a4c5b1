/**
 * The scalars of the graph. Input is passed on as it came: the content schemas in `events/` check
 * it and name the field, which a scalar cannot.
 */
import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

const textScalar = (name: string, description: string): GraphQLScalarType =>
  new GraphQLScalarType<string, string>({
    name,
    description,
    serialize: (value) => String(value),
    parseValue: (value) => {
      if (typeof value === 'string') return value;
      throw new GraphQLError(`${name} is written as a text.`);
    },
    parseLiteral: (node) => {
      if (node.kind === Kind.STRING) return node.value;
      throw new GraphQLError(`${name} is written as a text.`);
    },
  });

export const DateScalar = textScalar('Date', 'A calendar day without zone: YYYY-MM-DD.');
export const PartialDateScalar = textScalar('PartialDate', 'YYYY, YYYY-MM or YYYY-MM-DD.');
export const DateTimeScalar = textScalar('DateTime', 'RFC 3339 in UTC, with milliseconds.');
