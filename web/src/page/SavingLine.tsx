/** Says aloud and in sight what became of the last press of a button. */
import { savingWords, type SavingState } from './useCommand';

export function SavingLine({ state }: { readonly state: SavingState }) {
  const isBad = state.kind === 'done' && state.outcome.kind !== 'saved';
  return (
    <p className={`saving${isBad ? ' saving--not' : ''}`} role="status">
      {savingWords(state)}
    </p>
  );
}
