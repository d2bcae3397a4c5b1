/** Every limit of the EventStoreDB adapter, unit last, in one place. */
export const eventStoreDbLimits = {
  /**
   * How long an append may go unanswered. Above the 2 to 3 s after which the server itself gives up:
   * an id that is sent again while it is still in flight is dropped (EVENTSTORE.md A3).
   */
  appendTimeoutMs: 5_000,
  /** Appends that wait for their answer at the most; one more is refused for certain. */
  appendsWaitingMax: 5_000,
  readTimeoutMs: 5_000,
  /** Times a read is asked for where the connection was lost or had just moved to another node. */
  readAttemptsMax: 3,
  readRetryDelayMs: 50,
  /** How long a server that does not answer is waited for when the log is opened. */
  openMs: 20_000,
  openRetryDelayMs: 500,
  /** How long one look at a port may take that says why a server does not answer. */
  probeMs: 2_000,
  /** Events of the whole log that the server looks through for one page of a filtered read. */
  searchWindowEvents: 500,
  /** A filtered subscription says how far it has looked every so many search windows. */
  checkpointWindows: 2,
  /** Times a change of a stream's metadata is tried anew after somebody else changed it. */
  truncateAttemptsMax: 5,
} as const;
export type EventStoreDbLimits = { readonly [Name in keyof typeof eventStoreDbLimits]: number };
