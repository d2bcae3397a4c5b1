/**
 * SQLite's result codes as our errors, translated once, here. A full disk is a certain no; any
 * other failure of a write or sync leaves the outcome unknown.
 */
import { CuckmereError } from '../../errors';

/** Primary result codes, https://sqlite.org/rescode.html */
const primary = { BUSY: 5, READONLY: 8, FULL: 13, CORRUPT: 11, NOTADB: 26 } as const;

/** By its form, not its class: an error made by Node is no `Error` of another realm. */
const resultCodeOf = (error: unknown): number | undefined =>
  typeof error === 'object' &&
  error !== null &&
  'errcode' in error &&
  typeof error.errcode === 'number'
    ? error.errcode & 0xff
    : undefined;

export const isBusy = (error: unknown): boolean => resultCodeOf(error) === primary.BUSY;
/** A file that a crash left in the middle of its first write: who only reads cannot settle it. */
export const isUnsettled = (error: unknown): boolean => resultCodeOf(error) === primary.READONLY;
export const isFull = (error: unknown): boolean => resultCodeOf(error) === primary.FULL;

export const isDamaged = (error: unknown): boolean => {
  const code = resultCodeOf(error);
  return code === primary.CORRUPT || code === primary.NOTADB;
};

export const storeDamaged = (cause: unknown): CuckmereError =>
  new CuckmereError(
    'STORE_DAMAGED',
    'The file of the event log is damaged or cut short. Run "cuckmere verify" to see from where, and bring a backup back with: cuckmere restore DIR --replace.',
    { cause },
  );

/** Runs a read of the file; one that is damaged there is said in our words. */
export const reading = <Value>(read: () => Value): Value => {
  try {
    return read();
  } catch (error) {
    throw isDamaged(error) ? storeDamaged(error) : error;
  }
};

export const storeFull = (cause: unknown): CuckmereError =>
  new CuckmereError('STORE_FULL', 'The disk is full: nothing was written.', { cause });

export const outcomeUnknown = (cause: unknown): CuckmereError =>
  new CuckmereError('OUTCOME_UNKNOWN', 'A write or sync failed: its outcome is not known.', {
    cause,
  });
