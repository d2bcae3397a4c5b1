/** One button that starts a plan. */
import { SavingLine } from '../page/SavingLine';
import { useCommand } from '../page/useCommand';
import type { PlanDesk } from './planDesk';

export function StartPlan({ desk, button }: { readonly desk: PlanDesk; readonly button: string }) {
  const { state, run } = useCommand('startEndOfLifePlan');
  const start = async (): Promise<void> => {
    const outcome = await run({ personId: desk.personId });
    if (outcome?.kind === 'saved') await desk.onSaved(outcome);
  };
  const isRefused = state.kind === 'done' && state.outcome.kind === 'refused';
  return (
    <>
      <button
        type="button"
        className="nhsuk-button"
        aria-disabled={state.kind === 'saving'}
        onClick={() => void start()}
      >
        {button}
      </button>
      {isRefused ? (
        <p role="alert">Not started: {state.outcome.message}</p>
      ) : (
        <SavingLine state={state} />
      )}
    </>
  );
}
