/**
 * What a client is told of an error, over HTTP and over the socket alike: an allow-list of codes.
 * Anything else becomes `INTERNAL` with a reference that finds it in the log.
 */
import type { GraphQLFormattedError } from 'graphql';
import { GraphQLError } from 'graphql';
import { errorCatalogue, isCuckmereError } from '../events/errors';
import type { GatewayLog } from './log';

/** Codes whose messages speak of the client's own request; they pass as they are. */
const ofTheRequest: ReadonlySet<string> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'OUTCOME_UNKNOWN',
  'SUBGRAPH_UNAVAILABLE',
  'UNAUTHENTICATED',
  'NOT_PERMITTED',
  'POSITION_UNKNOWN',
]);

const isVariableError = (message: string): boolean => message.startsWith('Variable "$');

const codeOf = (formatted: GraphQLFormattedError): string => {
  const code = formatted.extensions?.['code'];
  if (isVariableError(formatted.message)) return 'BAD_USER_INPUT';
  return typeof code === 'string' ? code : 'INTERNAL';
};

export const createErrorFormat =
  (log: GatewayLog) =>
  (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const code = codeOf(formatted);
    const extensions = formatted.extensions ?? {};
    const where = {
      ...(formatted.path ? { path: formatted.path } : {}),
      ...(formatted.locations ? { locations: formatted.locations } : {}),
    };
    const retryable = extensions['retryable'];
    const known = extensions['reference'];
    const extras = {
      ...(typeof retryable === 'boolean' ? { retryable } : {}),
      ...(typeof known === 'string' ? { reference: known } : {}),
    };
    if (ofTheRequest.has(code)) {
      return { message: formatted.message, ...where, extensions: { code, ...extras } };
    }
    if (code in errorCatalogue && code !== 'INTERNAL') {
      const { meaning } = errorCatalogue[code as keyof typeof errorCatalogue];
      return { message: meaning, ...where, extensions: { code, ...extras } };
    }
    const cause = error instanceof GraphQLError ? (error.originalError ?? error) : error;
    const reference = typeof known === 'string' ? known : log.fault('graph', cause);
    return {
      message: errorCatalogue.INTERNAL.meaning,
      ...where,
      extensions: { code: 'INTERNAL', reference },
    };
  };

export const httpStatusOf = (error: unknown): number =>
  isCuckmereError(error) ? errorCatalogue[error.code].http : 500;
