/**
 * What every `evolve` does with an event type it does not know: it stops. Skipping one would show
 * a record that lacks what somebody wrote.
 */
import { CuckmereError } from './errors';

/** Throws `UNKNOWN_EVENT`; the message names the category and the type, nothing personal. */
export const unknownEvent = (category: string, type: string): never => {
  throw new CuckmereError(
    'UNKNOWN_EVENT',
    `A stream of category "${category}" holds an event of type "${type}", which this version does not know.`,
    { details: { category, type } },
  );
};
