/**
 * What the panel says of a decision that is recorded, withdrawn, or contradicted by another. The
 * facts stand next to the state, never behind a tap; an overdue review adds a line and hides nothing.
 */
import type {
  CprConflicting,
  CprRecorded,
  CprWithdrawn,
  DecisionRecord,
  PlanEnd,
} from '../graph/decision';
import type { Contact } from '../graph/sections';
import { formatDate, formatDayAndTime } from '../format/dates';
import { asSentence, joinParts } from '../format/words';
import { CallLine } from './CallLine';
import type { Fact, FactsContext } from './decisionFacts';
import {
  decidedWords,
  decisionFacts,
  decisionHeading,
  planEndWords,
  sourceWords,
} from './decisionFacts';

interface BodyProps<Answer> {
  readonly answer: Answer;
  readonly facts: FactsContext;
  readonly hasDied: boolean;
}

export function RecordedBody({ answer, facts, hasDied }: BodyProps<CprRecorded>) {
  const { decision, reviewOverdue, planEnded } = answer;
  return (
    <>
      <p>{hasDied ? whatStood(decision) : whatToDo(decision)}</p>
      {reviewOverdue && !hasDied ? (
        <Note>
          Review was due {formatDate(decision.reviewOn)} and is overdue. The decision stands until
          somebody changes it.
        </Note>
      ) : null}
      <NotEndorsed record={decision} hasDied={hasDied} />
      <PlanEnded end={planEnded} />
      <Facts facts={decisionFacts(decision, facts)} />
    </>
  );
}

export function WithdrawnBody({ answer, hasDied }: BodyProps<CprWithdrawn>) {
  const { withdrawnAt, withdrawnBy, reason, saidBy, ended, planEnded } = answer;
  const places = ended.flatMap(({ formKeptAt }) => (formKeptAt === null ? [] : [formKeptAt]));
  const rows: Fact[] = [
    {
      term: 'Withdrawn',
      words: joinParts(formatDayAndTime(withdrawnAt), withdrawnBy.name, withdrawnBy.role),
    },
    { term: 'Why', words: reason },
    ...(saidBy === null ? [] : [{ term: 'Said by', words: saidBy }]),
    { term: 'Old form', words: places.join('; ') || 'Nobody has said where it was kept' },
    ...ended.map((record) => ({
      term: 'It ended',
      words: `${decisionHeading(record)}, decided ${formatDate(record.decidedOn)} by ${record.decidedBy.name}`,
    })),
  ];
  return (
    <>
      <p>
        {hasDied
          ? 'No decision against CPR was in force.'
          : 'No decision against CPR is in force. A signed form found in the home no longer counts. Follow your own guidance.'}
      </p>
      <PlanEnded end={planEnded} />
      <Facts facts={rows} />
    </>
  );
}

export function ConflictingBody({
  answer,
  facts,
  toCall,
}: Omit<BodyProps<CprConflicting>, 'hasDied'> & { readonly toCall: Contact | undefined }) {
  return (
    <>
      <p>Neither has been chosen. Follow your own guidance.</p>
      <PlanEnded end={answer.planEnded} />
      <div className="pair">
        {answer.decisions.map((record) => (
          <div key={record.id}>
            <h3>{decisionHeading(record)}</h3>
            <p>{decidedWords(record, facts)}</p>
            <p>{asSentence(record.reason)}</p>
            <p>{asSentence(sourceWords(record))}</p>
            {record.formKeptAt === null ? null : <p>Signed form: {record.formKeptAt}</p>}
            {record.endorsement === null ? <p>The second signature is still to come.</p> : null}
          </div>
        ))}
      </div>
      <CallLine contact={toCall} />
    </>
  );
}

export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className="facts">
      {facts.map(({ term, words }, index) => (
        <div key={`${term}-${index}`}>
          <dt>{term}</dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  );
}

function NotEndorsed({ record, hasDied }: { record: DecisionRecord; hasDied: boolean }) {
  if (record.endorsement !== null) return null;
  return (
    <Note>
      {hasDied
        ? 'It was never endorsed by a second signature.'
        : 'Not yet endorsed. It is in force. The second signature is still to come.'}
    </Note>
  );
}

function whatToDo({ forCpr }: DecisionRecord): string {
  return forCpr
    ? 'If the heart or breathing stops, attempt CPR (cardiopulmonary resuscitation).'
    : 'This is about CPR (cardiopulmonary resuscitation) only. Everything under “would want” still applies.';
}

function whatStood({ forCpr }: DecisionRecord): string {
  return forCpr
    ? 'CPR (cardiopulmonary resuscitation) was to be attempted.'
    : 'This was about CPR (cardiopulmonary resuscitation) only.';
}

function PlanEnded({ end }: { readonly end: PlanEnd | null }) {
  if (end === null) return null;
  return (
    <Note>
      The plan that holds this has ended: {asSentence(planEndWords(end))} The decision is shown as
      it then stood.
    </Note>
  );
}

function Note({ children }: { readonly children: React.ReactNode }) {
  return <p className="cpr__note">{children}</p>;
}
