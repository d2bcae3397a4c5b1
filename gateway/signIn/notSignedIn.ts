/** The one answer to everybody who is not known: nothing in it says why. */
import { CuckmereError } from '../../events/errors';

export const notSignedIn = (): CuckmereError =>
  new CuckmereError('UNAUTHENTICATED', 'Sign in first.');
