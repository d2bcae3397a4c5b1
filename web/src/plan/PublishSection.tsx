/**
 * Publishing: exactly what will change for a crew, in words, before the sign-off. It names the draft
 * revision that was shown, so nobody signs what they have not read.
 */
import { joinWords } from '../format/words';
import { hasMovedOn } from '../graph/command';
import type { CprDecision } from '../graph/decision';
import type { PlanDraft, WrittenPlan } from '../graph/personView';
import { ErrorSummary, type FormError } from '../page/ErrorSummary';
import { Link } from '../page/Link';
import { personAddress } from '../page/place';
import { SavingLine } from '../page/SavingLine';
import { useUnsavedForms } from '../page/unsaved';
import { useCommand, type SavingState } from '../page/useCommand';
import { conflictWords } from './conflictWords';
import { cprForm } from './CprSection';
import { crewChanges, type CrewChange } from './crewChanges';
import type { PlanDesk } from './planDesk';
import { sectionNames, sectionOrder } from './sectionNames';

export interface PublishSectionProps {
  readonly desk: PlanDesk;
  readonly plan: WrittenPlan;
  readonly draft: PlanDraft;
  /** The decision about CPR as crews see it now. */
  readonly published: CprDecision;
  readonly mayPublish: boolean;
}

export function PublishSection(props: PublishSectionProps) {
  const { desk, plan, draft, published, mayPublish } = props;
  const { state, run } = useCommand('publishEndOfLifePlan');
  const publish = async (): Promise<void> => {
    const { personId } = desk;
    const outcome = await run({ personId, draftRevision: draft.draftRevision });
    if (outcome?.kind === 'saved') await desk.onSaved(outcome);
    if (hasMovedOn(outcome)) await desk.readRevision();
  };
  const changes = crewChanges(plan, draft, published);
  return (
    <section aria-labelledby="publish-heading" className="card publish">
      <h2 id="publish-heading" tabIndex={-1}>
        What publishing will change
      </h2>
      {draft.hasUnpublishedChanges ? (
        <>
          {plan.version === null ? (
            <FirstVersion changes={changes} />
          ) : (
            <>
              <Summary sentences={draft.changes} />
              <WordForWord changes={changes} />
            </>
          )}
        </>
      ) : (
        <p>Nothing: the draft is as published.</p>
      )}
      <Unsaved />
      {isUnendorsed(draft) ? (
        <p>
          <strong>The decision about CPR is not yet endorsed.</strong>{' '}
          {draft.hasUnpublishedChanges ? 'It will be in force once published, and says' : 'It says'}{' '}
          “not yet endorsed” wherever it shows.
        </p>
      ) : null}
      <ErrorSummary form="publish" errors={refusalOf(state)} />
      <ConflictWords state={state} />
      {!mayPublish ? (
        <p>Your role may not publish. Somebody who may will see this draft.</p>
      ) : draft.hasUnpublishedChanges ? (
        <button
          type="button"
          className="nhsuk-button"
          aria-disabled={state.kind === 'saving'}
          onClick={() => void publish()}
        >
          Publish this to everybody who may see it
        </button>
      ) : null}
      <SavingLine state={state} done="Published" />
      {desk.personId === undefined || plan.version === null ? null : (
        <p className="screen-only">
          <Link to={personAddress('/urgent', desk.personId)}>See the plan as a crew sees it</Link>
        </p>
      )}
    </section>
  );
}

function Summary({ sentences }: { readonly sentences: readonly string[] }) {
  if (sentences.length === 0) return <p>Nothing that a crew sees.</p>;
  return (
    <ul>
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

/** Before the first publication a crew sees nothing: all of the draft is what changes. */
function FirstVersion({ changes }: { readonly changes: readonly CrewChange[] }) {
  return (
    <>
      <p>Crews see nothing of this plan now. They will see:</p>
      {changes.map(({ name, heading, after }) => (
        <div className="crew-change" key={name}>
          <h3>{heading}</h3>
          <Lines lines={after} standing={after} isNew />
        </div>
      ))}
    </>
  );
}

/** What a crew reads now and what it will read, so that nobody signs what they have not seen. */
function WordForWord({ changes }: { readonly changes: readonly CrewChange[] }) {
  return changes.map(({ name, heading, now, after }) => (
    <div className="crew-change" key={name}>
      <h3>{heading}</h3>
      <p className="sub">Crews see now</p>
      <Lines lines={now} standing={after} />
      <p className="sub">Crews will see</p>
      <Lines lines={after} standing={now} isNew />
    </div>
  ));
}

interface LinesProps {
  readonly lines: readonly string[];
  /** The lines that stand on both sides; the others are what changes, and stand out. */
  readonly standing: readonly string[];
  readonly isNew?: boolean;
}

function Lines({ lines, standing, isNew = false }: LinesProps) {
  return (
    <div className={isNew ? 'crew-change__lines crew-change__lines--new' : 'crew-change__lines'}>
      {lines.map((line, index) => (
        <p key={`${index} ${line}`}>{standing.includes(line) ? line : <strong>{line}</strong>}</p>
      ))}
    </div>
  );
}

/** What is typed and not saved is not in the draft, so it is not published either. */
function Unsaved() {
  const forms = useUnsavedForms();
  const names = sectionOrder.filter((name) =>
    forms.includes(name === 'cprDecision' ? cprForm : name),
  );
  if (names.length === 0) return null;
  return (
    <p className="publish__unsaved" role="status">
      <strong>Not part of this:</strong> what you typed in{' '}
      {joinWords(names.map((name) => sectionNames[name]))} is not saved yet.
    </p>
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
