/** The live light: a shape and words, said once to a screen reader each time the words change. */
import type { LiveState } from '../live/liveState';
import { liveWords } from '../live/liveState';

export function LiveLight({ state }: { readonly state: LiveState }) {
  return (
    <span className={`live live--${state.kind}`} role="status">
      {liveWords(state)}
    </span>
  );
}
