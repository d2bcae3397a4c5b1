/**
 * `CuckmereError` and the catalogue of its codes: what "cannot continue" means, how GraphQL and
 * HTTP say it, and whether the same call may be tried again. A refusal or a conflict is a value
 * (`refusal.ts`), never one of these. Messages hold no personal data.
 */
interface ErrorEntry {
  readonly retryable: boolean;
  readonly http: number;
  readonly meaning: string;
}

const entry = (http: number, retryable: boolean, meaning: string): ErrorEntry => ({
  http,
  retryable,
  meaning,
});

export const errorCatalogue = {
  STREAM_DELETED: entry(410, false, 'The stream was tombstoned; nothing can be appended to it.'),
  STORE_UNAVAILABLE: entry(503, true, 'The event store does not answer or is closing.'),
  STORE_FULL: entry(507, true, 'The disk is full; nothing was written. Free space and try again.'),
  STORE_POISONED: entry(503, true, 'A write or sync failed; the process ends and is restarted.'),
  STORE_LOCKED: entry(503, false, 'Another process has the data folder open for writing.'),
  STORE_NEWER: entry(500, false, 'The data folder was written by a newer version of Cuckmere.'),
  STORE_DAMAGED: entry(500, false, 'The file of the event log is damaged or cut short.'),
  RECORD_CORRUPT: entry(500, false, 'A stored record is missing or does not match its checksum.'),
  EVENT_TOO_LARGE: entry(413, false, 'An event is larger than the cap.'),
  POSITION_UNKNOWN: entry(400, false, 'The position is not one of this log; read again.'),
  OUTCOME_UNKNOWN: entry(
    503,
    true,
    'It is not known whether the write took effect; send it again.',
  ),
  INVALID_ARGUMENT: entry(400, false, 'A caller inside the program gave a value out of range.'),
  UNKNOWN_EVENT: entry(500, false, 'An event type that this version does not know.'),
  KEY_MISSING: entry(500, false, 'The key that an event is sealed with cannot be found.'),
  KEY_DESTROYED: entry(410, false, 'The key was destroyed: the content is erased.'),
  MASTER_KEY_WRONG: entry(500, false, 'The master key does not open the keys of this folder.'),
  SEAL_BROKEN: entry(500, false, 'A sealed value does not open: it was changed or moved.'),
  VIEW_HALTED: entry(503, false, 'A read model stopped at an event it cannot apply.'),
  SUBGRAPH_UNAVAILABLE: entry(503, true, 'A part of the graph failed or did not answer in time.'),
  ACCESS_LOG_UNAVAILABLE: entry(503, true, 'A look could not be recorded, so nothing is shown.'),
  SIGN_IN_UNAVAILABLE: entry(503, true, 'The service that signs people in does not answer.'),
  UNAUTHENTICATED: entry(401, false, 'The caller is not signed in.'),
  BAD_REQUEST: entry(400, false, 'The request cannot be read.'),
  TOO_LARGE: entry(413, false, 'The request body is larger than the cap.'),
  CONFIGURATION: entry(500, false, 'A setting is wrong; the process does not start.'),
  INTERNAL: entry(500, false, 'Something unexpected; the reference finds it in the log.'),
} as const satisfies Record<string, ErrorEntry>;
export type ErrorCode = keyof typeof errorCatalogue;

export interface ErrorOptions {
  readonly details?: Record<string, unknown>;
  readonly cause?: unknown;
}

export class CuckmereError extends Error {
  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly details: Record<string, unknown>;

  constructor(code: ErrorCode, message: string, options: ErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'CuckmereError';
    this.code = code;
    this.retryable = errorCatalogue[code].retryable;
    this.details = options.details ?? {};
  }
}

/** True for an error of ours; by its code, so that it survives a second copy of the class. */
export const isCuckmereError = (error: unknown, code?: ErrorCode): error is CuckmereError =>
  error instanceof Error &&
  'code' in error &&
  typeof error.code === 'string' &&
  error.code in errorCatalogue &&
  'retryable' in error &&
  (code === undefined || error.code === code);
