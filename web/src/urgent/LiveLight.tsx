/**
 * The live light: a shape and words, said once to a screen reader each time the words change. Live
 * is said of a page of which everything was read; where parts are missing it says that instead.
 */
import type { LiveState } from '../live/liveState';
import { liveWords } from '../live/liveState';

export interface LiveLightProps {
  readonly state: LiveState;
  /** How much of the page could be read. */
  readonly read?: 'all' | 'part' | 'nothing';
}

export function LiveLight({ state, read = 'all' }: LiveLightProps) {
  const isIncomplete = read !== 'all' && (state.kind === 'live' || state.kind === 'connecting');
  const words = read === 'nothing' ? 'Not loaded' : 'Not all loaded';
  return (
    <span className={`live live--${isIncomplete ? 'incomplete' : state.kind}`} role="status">
      {isIncomplete ? words : liveWords(state)}
    </span>
  );
}
