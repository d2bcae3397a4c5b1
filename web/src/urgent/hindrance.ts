/**
 * Why nothing can be recorded about the person on the page now, in words that stand beside the
 * buttons: nothing is ever refused silently, and what was typed is kept. Pure.
 */
import type { PersonIdentity } from '../graph/identity';
import { isLineDown, type LiveState } from '../live/liveState';

export interface Hindrance {
  readonly words: string;
  /** False: a try may succeed all the same, so the buttons stay. */
  readonly isCertain: boolean;
}

export function hindranceOf(identity: PersonIdentity, live: LiveState): Hindrance | undefined {
  if (identity.__typename !== 'Identity') {
    return {
      words:
        'Nothing can be recorded until it is known whose record this is. Your words are kept here.',
      isCertain: true,
    };
  }
  if (identity.died !== null) {
    return {
      words: 'This person has died: nothing more can be recorded here. Your words are kept here.',
      isCertain: true,
    };
  }
  if (!isLineDown(live)) return undefined;
  return {
    words: 'Nothing can be saved without a connection. What you type is kept here.',
    isCertain: false,
  };
}
