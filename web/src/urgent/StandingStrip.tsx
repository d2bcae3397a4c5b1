/** One strip over the whole page while it cannot be relied on as it stands, with *Try again*. */
import type { Standing } from './standing';

export interface StandingStripProps {
  readonly standing: Standing | undefined;
  readonly isAsking: boolean;
  readonly onTryAgain: () => void;
}

export function StandingStrip({ standing, isAsking, onTryAgain }: StandingStripProps) {
  return (
    <div className="standing-place" role="status">
      {standing === undefined ? null : (
        <div className={`standing standing--${standing.kind}`}>
          <p>{standing.words}</p>
          <button type="button" onClick={onTryAgain} aria-disabled={isAsking}>
            {isAsking ? 'Trying again' : 'Try again'}
          </button>
        </div>
      )}
    </div>
  );
}
