/**
 * The live light: a shape and words, said once to a screen reader each time the words change. Beside
 * a page of which something could not be loaded it never says Live (hazards H1, H13).
 */
import type { LiveState } from '../live/liveState';
import { liveWords } from '../live/liveState';

export interface LiveLightProps {
  readonly state: LiveState;
  /** How much of the page could not be loaded. */
  readonly missing?: 'nothing' | 'some' | 'everything' | undefined;
}

const missingWords = { some: 'Not all loaded', everything: 'Nothing loaded' } as const;

export function LiveLight({ state, missing = 'nothing' }: LiveLightProps) {
  const isFollowing = state.kind === 'live' || state.kind === 'connecting';
  const isUnread = missing !== 'nothing' && isFollowing;
  return (
    <span className={`live live--${isUnread ? 'unread' : state.kind}`} role="status">
      {isUnread ? missingWords[missing] : liveWords(state)}
    </span>
  );
}
