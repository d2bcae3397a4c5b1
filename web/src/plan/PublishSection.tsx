/**
 * Publishing: exactly what will change for a crew, in words, before the sign-off. It names the draft
 * revision that was shown, so nobody signs what they have not read.
 */
import type { PlanDraft } from '../graph/personView';
import { ErrorSummary, type FormError } from '../page/ErrorSummary';
import { SavingLine } from '../page/SavingLine';
import { useCommand, type SavingState } from '../page/useCommand';
import { conflictWords } from './conflictWords';
import type { PlanDesk } from './planDesk';

export interface PublishSectionProps {
  readonly desk: PlanDesk;
  readonly draft: PlanDraft;
  readonly mayPublish: boolean;
}

export function PublishSection({ desk, draft, mayPublish }: PublishSectionProps) {
  const { state, run } = useCommand('publishEndOfLifePlan');
  const publish = async (): Promise<void> => {
    const { personId } = desk;
    const outcome = await run({ personId, draftRevision: draft.draftRevision });
    if (outcome?.kind === 'saved') await desk.onSaved(outcome);
    if (outcome?.kind === 'conflict') await desk.readRevision();
  };
  return (
    <section aria-labelledby="publish-heading" className="card publish">
      <h2 id="publish-heading">What publishing will change</h2>
      {draft.changes.length > 0 ? (
        <ul>
          {draft.changes.map((change) => (
            <li key={change}>{change}</li>
          ))}
        </ul>
      ) : (
        <p>
          {draft.hasUnpublishedChanges
            ? 'Nothing that a crew sees.'
            : 'Nothing: the draft is as published.'}
        </p>
      )}
      {isUnendorsed(draft) ? (
        <p>
          <strong>The decision about CPR is not yet endorsed.</strong> It will be in force once
          published, and says “not yet endorsed” wherever it shows.
        </p>
      ) : null}
      <ErrorSummary form="publish" errors={refusalOf(state)} />
      <ConflictWords state={state} />
      {mayPublish ? (
        <>
          <button
            type="button"
            className="nhsuk-button"
            aria-disabled={state.kind === 'saving'}
            onClick={() => void publish()}
          >
            Publish this to everybody who may see it
          </button>
          <SavingLine state={state} done="Published" />
        </>
      ) : (
        <p>Your role may not publish. Somebody who may will see this draft.</p>
      )}
    </section>
  );
}

function isUnendorsed({ cprDecision }: PlanDraft): boolean {
  return cprDecision.__typename === 'CprRecorded' && cprDecision.decision.endorsement === null;
}

function ConflictWords({ state }: { readonly state: SavingState }) {
  if (state.kind !== 'done' || state.outcome.kind !== 'conflict') return null;
  return (
    <div className="conflict" role="alert">
      <h3>The draft changed while you were reading</h3>
      <p>Nothing was published. Read again what publishing will change, then publish.</p>
      <ul>
        {state.outcome.fields.map(({ field, theirs, changedBy }) => (
          <li key={field}>
            {changedBy} changed it: {conflictWords(theirs)}
          </li>
        ))}
      </ul>
    </div>
  );
}

const noErrors: readonly FormError[] = [];

function refusalOf(state: SavingState): readonly FormError[] {
  if (state.kind !== 'done' || state.outcome.kind !== 'refused') return noErrors;
  return [{ field: undefined, message: state.outcome.message }];
}
