/** Waiting for the event store, bounded: a reader is told that it does not answer. */
import { CuckmereError } from '../events/errors';

const slow = Symbol('slow');

/** The value, or `STORE_UNAVAILABLE` after `ms` milliseconds; the work itself is not stopped. */
export const withinTime = async <Value>(work: Promise<Value>, ms: number): Promise<Value> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<typeof slow>((resolve) => {
    timer = setTimeout(() => {
      resolve(slow);
    }, ms);
  });
  try {
    const first = await Promise.race([work, late]);
    if (first !== slow) return first;
  } finally {
    clearTimeout(timer);
  }
  throw new CuckmereError('STORE_UNAVAILABLE', 'The event store did not answer in time.');
};
