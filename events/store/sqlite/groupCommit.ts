/**
 * Group commit: appends that arrive in one turn of the event loop share one transaction and one
 * sync. An append is answered only after the commit returned. A full disk refuses the group and
 * the log lives on; any other failure poisons the writer: nothing more is acknowledged.
 */
import type { DatabaseSync } from 'node:sqlite';
import { CuckmereError } from '../../errors';
import { isFull, outcomeUnknown, storeFull } from './sqliteError';

/** Writes in one commit at the most; the rest goes into the next. */
export const writesPerCommitMax = 512;
/** Writes waiting at the most; one more is refused as STORE_UNAVAILABLE. */
export const writesWaitingMax = 50_000;

interface Waiting {
  readonly write: () => unknown;
  readonly resolve: (value: never) => void;
  readonly reject: (reason: unknown) => void;
}

export interface GroupCommitOptions {
  readonly database: DatabaseSync;
  /** After a commit, before the answers are given. */
  readonly onCommitted: () => void;
  /** After a rollback: what was remembered of the group must be forgotten. */
  readonly onRolledBack: () => void;
  /** Called once, when a commit or sync failed; the process should say so and end. */
  readonly onPoisoned: (cause: CuckmereError) => void;
}

const poisoned = (cause: CuckmereError): CuckmereError =>
  new CuckmereError('STORE_POISONED', 'The event log stopped after a failed write.', { cause });

export const createGroupCommit = (options: GroupCommitOptions) => {
  const { database } = options;
  const begin = database.prepare('BEGIN IMMEDIATE');
  const commit = database.prepare('COMMIT');
  const waiting: Waiting[] = [];
  let isScheduled = false;
  let isClosed = false;
  let poison: CuckmereError | undefined;

  const rollBack = (): void => {
    if (database.isTransaction) database.exec('ROLLBACK');
    options.onRolledBack();
  };

  const fail = (group: readonly Waiting[], cause: unknown): void => {
    const full = isFull(cause);
    const error = full ? storeFull(cause) : outcomeUnknown(cause);
    if (!full) poison = error;
    try {
      rollBack();
    } catch (rollBackError) {
      poison ??= outcomeUnknown(rollBackError);
    }
    for (const { reject } of group) reject(error);
    if (poison) refuseWaiting(poison);
  };

  /** What was never tried is refused for certain; nobody waits for an answer that never comes. */
  const refuseWaiting = (cause: CuckmereError): void => {
    for (const { reject } of waiting.splice(0)) reject(poisoned(cause));
    options.onPoisoned(cause);
  };

  const flush = (): void => {
    isScheduled = false;
    const group = waiting.splice(0, writesPerCommitMax);
    if (group.length === 0) return;
    if (waiting.length > 0) schedule();
    const answers: (() => void)[] = [];
    try {
      begin.run();
      for (const { write, resolve, reject } of group) {
        try {
          const value = write();
          answers.push(() => {
            resolve(value as never);
          });
        } catch (error) {
          // A refusal of this one write; a failure of the disk fails the whole group.
          if (!(error instanceof CuckmereError)) throw error;
          answers.push(() => {
            reject(error);
          });
        }
      }
      commit.run();
    } catch (error) {
      fail(group, error);
      return;
    }
    options.onCommitted();
    for (const answer of answers) answer();
  };

  const schedule = (): void => {
    if (isScheduled) return;
    isScheduled = true;
    setImmediate(() => {
      if (!poison) flush();
    });
  };

  const refusal = (): CuckmereError | undefined => {
    if (poison) return poisoned(poison);
    if (isClosed) return new CuckmereError('STORE_UNAVAILABLE', 'The event log is closed.');
    return waiting.length < writesWaitingMax
      ? undefined
      : new CuckmereError('STORE_UNAVAILABLE', 'Too many writes are waiting; try again.');
  };

  return {
    /** Runs `write` inside a shared transaction; settles after its commit. */
    submit: <Value>(write: () => Value): Promise<Value> =>
      new Promise((resolve, reject) => {
        const refused = refusal();
        if (refused) {
          reject(refused);
          return;
        }
        waiting.push({ write, resolve, reject });
        schedule();
      }),
    /** Commits what waits and takes no more. */
    close: (): void => {
      while (waiting.length > 0 && !poison) flush();
      isClosed = true;
    },
    isPoisoned: (): boolean => poison !== undefined,
  };
};
export type GroupCommit = ReturnType<typeof createGroupCommit>;
