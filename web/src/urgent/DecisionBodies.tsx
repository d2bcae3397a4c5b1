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
import { formatDate, formatDayAndTime } from '../format/dates';
import { asSentence, joinParts } from '../format/words';
import { CallLine } from './CallLine';
import type { CallAdvice } from './callNow';
import type { Fact, FactsContext } from './decisionFacts';
import {
  decidedWords,
  decisionFacts,
  decisionHeading,
  endedKind,
  planEndWords,
  provenanceWords,
  sourceWords,
} from './decisionFacts';
import { withdrawnWords } from './panelWords';

interface BodyProps<Answer> {
  readonly answer: Answer;
  readonly facts: FactsContext;
}

export function RecordedBody({ answer, facts }: BodyProps<CprRecorded>) {
  const { decision, reviewOverdue, planEnded } = answer;
  return (
    <>
      {facts.hasDied ? null : (
        <p>
          {decision.forCpr
            ? 'If the heart or breathing stops, attempt CPR.'
            : 'This is about CPR only. Everything under “would want” still applies.'}
        </p>
      )}
      {reviewOverdue && !facts.hasDied ? (
        <Note>
          Review was due {formatDate(decision.reviewOn)} and is overdue. The decision stands until
          somebody changes it.
        </Note>
      ) : null}
      <NotEndorsed record={decision} hasDied={facts.hasDied} />
      <PlanEnded end={planEnded} hasDied={facts.hasDied} />
      <Facts facts={decisionFacts(decision, facts)} />
      <p className="sub">{provenanceWords(decision)}</p>
    </>
  );
}

export function WithdrawnBody({ answer, facts }: BodyProps<CprWithdrawn>) {
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
      <p>{withdrawnWords(endedKind(ended), facts.hasDied)}</p>
      <PlanEnded end={planEnded} hasDied={facts.hasDied} />
      <Facts facts={rows} />
    </>
  );
}

export function ConflictingBody({
  answer,
  facts,
  advice,
}: BodyProps<CprConflicting> & { readonly advice: CallAdvice }) {
  return (
    <>
      <p>
        {facts.hasDied
          ? 'Neither had been chosen.'
          : 'Neither has been chosen. Follow your own guidance.'}
      </p>
      <PlanEnded end={answer.planEnded} hasDied={facts.hasDied} />
      <div className="pair">
        {answer.decisions.map((record) => (
          <div key={record.id}>
            <h3>{decisionHeading(record)}</h3>
            <p>{joinParts(decidedWords(record, facts), record.decidedBy.organisation)}</p>
            <p>{asSentence(record.reason)}</p>
            <p>{asSentence(sourceWords(record))}</p>
            {record.formKeptAt === null ? null : <p>Signed form: {record.formKeptAt}</p>}
            {record.endorsement === null ? <p>{secondSignature(facts.hasDied)}</p> : null}
          </div>
        ))}
      </div>
      {facts.hasDied ? null : <CallLine advice={advice} />}
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

interface NotEndorsedProps {
  readonly record: DecisionRecord;
  readonly hasDied: boolean;
}

function NotEndorsed({ record, hasDied }: NotEndorsedProps) {
  if (record.endorsement !== null) return null;
  return (
    <Note>
      {hasDied
        ? secondSignature(hasDied)
        : 'Not yet endorsed. It is in force. The second signature is still to come.'}
    </Note>
  );
}

function secondSignature(hasDied: boolean): string {
  return hasDied
    ? 'Not endorsed: the second signature had not come.'
    : 'Not yet endorsed. The second signature is still to come.';
}

interface PlanEndedProps {
  readonly end: PlanEnd | null;
  readonly hasDied: boolean;
}

/** That the person has died stands over the page: a plan that ended with it says nothing new. */
function PlanEnded({ end, hasDied }: PlanEndedProps) {
  if (end === null || (hasDied && end.reason === 'DIED')) return null;
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
