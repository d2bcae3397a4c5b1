/**
 * One GraphQL request over HTTP, answered as a value: data, not signed in, or failed with words for
 * the reader. Never throws. `isWhole` is false where the answer carried errors beside its data:
 * then nothing in it may be taken as "nothing is recorded".
 */

/** A request that has not answered after this is given up and can be tried again. */
export const requestTimeoutMs = 10_000;

export type GraphAnswer =
  | { readonly kind: 'answered'; readonly data: unknown; readonly isWhole: boolean }
  | { readonly kind: 'notSignedIn' }
  | { readonly kind: 'failed'; readonly message: string };

export interface GraphRequest {
  readonly document: string;
  readonly variables?: object;
  /** Answer at or past this position (a token): what was just saved must be in the answer. */
  readonly readAfter?: string | undefined;
  /** The page asks by itself: that does not keep its reader signed in. */
  readonly isUnattended?: boolean;
}

export type SendRequest = (request: GraphRequest) => Promise<GraphAnswer>;

const signInCodes = ['UNAUTHENTICATED', 'ACCESS_UNKNOWN', 'NOT_SIGNED_IN'];

export const sendRequest: SendRequest = async (request) => {
  const { document, variables = {}, readAfter, isUnattended = false } = request;
  const extensions = readAfter === undefined ? {} : { extensions: { readAfter } };
  try {
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...(isUnattended ? { 'x-cuckmere-unattended': 'true' } : {}),
      },
      body: JSON.stringify({ query: document, variables, ...extensions }),
      credentials: 'same-origin',
      cache: 'no-store',
      signal: AbortSignal.timeout(requestTimeoutMs),
    });
    return answerOf(response.status, await response.json());
  } catch (error) {
    return { kind: 'failed', message: failureWords(error) };
  }
};

/** Reads the body of an answer; exported for its test. */
export function answerOf(status: number, body: unknown): GraphAnswer {
  if (status === 401) return { kind: 'notSignedIn' };
  const { data, errors } = (typeof body === 'object' && body !== null ? body : {}) as {
    data?: unknown;
    errors?: unknown;
  };
  const codes = Array.isArray(errors) ? errors.map(codeOf) : [];
  if (codes.some((code) => signInCodes.includes(code))) return { kind: 'notSignedIn' };
  if (typeof data === 'object' && data !== null) {
    return { kind: 'answered', data, isWhole: errors === undefined };
  }
  return { kind: 'failed', message: 'The service could not answer.' };
}

function codeOf(error: unknown): string {
  const { extensions } = (error ?? {}) as { extensions?: { code?: unknown } | null };
  return typeof extensions?.code === 'string' ? extensions.code : '';
}

function failureWords(error: unknown): string {
  if (error instanceof DOMException && error.name === 'TimeoutError') {
    return `No answer within ${requestTimeoutMs / 1000} seconds.`;
  }
  return navigator.onLine ? 'The service could not be reached.' : 'No connection.';
}
