/** Says aloud and in sight what became of the last press of a button. */
import { savingWords, type SavingState } from './useCommand';

export interface SavingLineProps {
  readonly state: SavingState;
  /** What the press did, where "Saved" does not say it. */
  readonly done?: string;
}

export function SavingLine({ state, done }: SavingLineProps) {
  const isBad = state.kind === 'done' && state.outcome.kind !== 'saved';
  return (
    <p className={`saving${isBad ? ' saving--not' : ''}`} role="status">
      {savingWords(state, done)}
    </p>
  );
}
