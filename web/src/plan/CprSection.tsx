/**
 * The resuscitation decision of the plan: record it, endorse it (an act of its own), withdraw it (at
 * once, without publishing). Which of them there are follows what the reader's role may do.
 */
import { useState } from 'react';
import type { CprDecision, DecisionRecord } from '../graph/decision';
import { formatTime } from '../format/dates';
import { showPart } from '../page/showPart';
import { may, type ViewerState } from '../page/viewer';
import { decisionHeading, sourceWords } from '../urgent/decisionFacts';
import { WithdrawForm } from '../urgent/WithdrawForm';
import { decisionFields, decisionValues, involvedRows, paperQuestions } from './decisionFields';
import { wholeInput, type FormInput, type Values } from './formInput';
import type { FieldShape } from '../page/Field';
import { OpenForm } from './OpenForm';
import type { PlanDesk } from './planDesk';
import { SectionForm } from './SectionForm';

/** The name of the form of the decision. */
export const cprForm = 'cpr';

export interface CprSectionProps {
  readonly desk: PlanDesk;
  readonly draft: CprDecision;
  readonly published: CprDecision;
  readonly viewer: ViewerState;
  /** After a death a decision can only be withdrawn. */
  readonly hasDied: boolean;
}

export function CprSection({ desk, draft, published, viewer, hasDied }: CprSectionProps) {
  const signedIn = viewer.kind === 'signedIn' ? viewer.viewer : undefined;
  const saved = decisionValues(draft, signedIn);
  const records = standingIn(draft, published);
  const [recorded, setRecorded] = useState('');
  const unendorsed = records.filter(({ endorsement }) => endorsement === null);
  return (
    <>
      {hasDied ? null : !may(viewer, 'RECORD_CPR_DECISION') ? (
        <p>
          A consultant, a GP or a senior nurse records a decision about CPR; your role does not.
        </p>
      ) : isShown(draft) ? (
        <OpenForm
          form={cprForm}
          button={
            draft.__typename === 'NotRecorded' ? 'Record a decision' : 'Record a new decision'
          }
        >
          {(onSaved) => (
            <SectionForm
              desk={desk}
              form={cprForm}
              mutation="recordCprDecision"
              fields={decisionFields}
              saved={saved}
              button="Save the decision to the draft"
              inputOf={decisionInput}
              isBasedOn
              more={(values, set) => <AnotherPerson values={values} set={set} />}
              onSaved={onSaved}
            />
          )}
        </OpenForm>
      ) : (
        <p>Nothing can be recorded until the decision that stands is shown.</p>
      )}
      {!hasDied && (may(viewer, 'ENDORSE_CPR_DECISION') || may(viewer, 'RECORD_CPR_DECISION'))
        ? unendorsed.map((record) => <Endorse key={record.id} desk={desk} record={record} />)
        : null}
      {may(viewer, 'WITHDRAW_CPR_DECISION')
        ? records.map((record) => (
            <Withdraw
              key={record.id}
              desk={desk}
              record={record}
              isOneOfMany={records.length > 1}
              onWithdrawn={() => setRecorded(`Withdrawal recorded ${formatTime(Date.now())}.`)}
            />
          ))
        : null}
      <p className="saving" role="status">
        {recorded}
      </p>
    </>
  );
}

function AnotherPerson({
  values,
  set,
}: {
  values: Values;
  set: (name: string, value: string) => void;
}) {
  const rows = Number(values[involvedRows] ?? '1') || 1;
  return (
    <p>
      <button
        type="button"
        className="nhsuk-button nhsuk-button--secondary"
        onClick={() => set(involvedRows, String(rows + 1))}
      >
        Add another person who took part
      </button>
    </p>
  );
}

function Endorse({ desk, record }: { readonly desk: PlanDesk; readonly record: DecisionRecord }) {
  const decision = record.forCpr ? 'for attempted CPR' : 'not for attempted CPR';
  return (
    <div className="act">
      <h3>Endorse the decision: {decision}</h3>
      <p>
        Not yet endorsed. Endorsing is done under your own sign-in, or copied from a signed form.
      </p>
      <SectionForm
        desk={desk}
        form={`endorse-${record.id}`}
        mutation="endorseCprDecision"
        fields={(values) => paperQuestions(values, 'The endorsement is on a signed paper form')}
        saved={noValues}
        button="Endorse this decision"
        inputOf={wholeInput}
        about={{ decisionId: record.id }}
        isBasedOn={false}
      />
    </div>
  );
}

interface WithdrawProps {
  readonly desk: PlanDesk;
  readonly record: DecisionRecord;
  readonly isOneOfMany: boolean;
  readonly onWithdrawn: () => void;
}

function Withdraw({ desk, record, isOneOfMany, onWithdrawn }: WithdrawProps) {
  const about = isOneOfMany ? `${decisionHeading(record)}: ${sourceWords(record)}` : undefined;
  const [isOpen, setIsOpen] = useState(false);
  const { personId } = desk;
  if (personId === undefined) return null;
  const done = async (position: string): Promise<void> => {
    setIsOpen(false);
    onWithdrawn();
    await desk.onSaved({ position, personId });
    showPart('cprDecision-heading');
  };
  return (
    <div className="act">
      {isOpen ? (
        <WithdrawForm
          personId={personId}
          decisionId={record.id}
          about={about}
          onSaved={(position) => void done(position)}
          onLeave={() => setIsOpen(false)}
        />
      ) : (
        <button
          type="button"
          className="nhsuk-button nhsuk-button--secondary"
          onClick={() => setIsOpen(true)}
        >
          Withdraw {about ?? `the decision ${record.forCpr ? 'for' : 'against'} CPR`}
        </button>
      )}
    </div>
  );
}

const noValues: Values = {};

/** The whole decision; who took part is a list even where it is empty, without gaps. */
function decisionInput(fields: readonly FieldShape[], values: Values): FormInput {
  const { input, errors } = wholeInput(fields, values);
  const { involved, ...rest } = input;
  const people = Array.isArray(involved) ? involved.filter((person) => person !== undefined) : [];
  return { input: { ...rest, involved: people }, errors };
}

/** What is not shown cannot be replaced. */
function isShown({ __typename }: CprDecision): boolean {
  return __typename !== 'Unavailable' && __typename !== 'Withheld' && __typename !== 'NotShared';
}

/** Every decision that stands in draft or published plan, each once. */
export function standingIn(draft: CprDecision, published: CprDecision): readonly DecisionRecord[] {
  const records = [...recordsOf(draft), ...recordsOf(published)];
  return records.filter(
    ({ id }, index) => records.findIndex((record) => record.id === id) === index,
  );
}

function recordsOf(answer: CprDecision): readonly DecisionRecord[] {
  switch (answer.__typename) {
    case 'CprRecorded':
      return [answer.decision];
    case 'CprConflicting':
      return answer.decisions;
    case 'CprWithdrawn':
    case 'NotRecorded':
    case 'NotShared':
    case 'Withheld':
    case 'Unavailable':
      return [];
  }
}
