/**
 * What a read of a stream answers where a record of it is missing: a stream is read without a gap or
 * not at all, since what is missing might be the withdrawal.
 */
import { CuckmereError } from '../errors';
import type { RecordedEvent } from './eventStore';

/** `before` is the last record that was read, undefined where not even the first was. */
export const streamBroken = (before: RecordedEvent | undefined): CuckmereError =>
  new CuckmereError(
    'RECORD_CORRUPT',
    before
      ? `The record that follows position ${before.position} in its stream is missing.`
      : 'A stream ends before what was read from it, or its beginning is missing.',
    { details: before ? { position: before.position } : {} },
  );
