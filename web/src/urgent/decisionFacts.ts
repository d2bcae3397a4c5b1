/**
 * The facts of one decision as rows of words: decided when and by whom, with whom, why, when it is
 * to be reviewed, where the signed form is. Pure; the panel and the plan page show the same rows.
 */
import type { DecisionRecord, PlanEnd } from '../graph/decision';
import { ageInWords, formatDate, formatDayAndTime, londonDay } from '../format/dates';
import { asSentence, joinParts, joinWords, upperFirst } from '../format/words';

export interface Fact {
  readonly term: string;
  readonly words: string;
}

export interface FactsContext {
  /** What the person is called; undefined where nothing is known of who they are. */
  readonly called: string | undefined;
  /** The moment of reading, for "3 weeks ago". */
  readonly now: string;
  /** Then nothing is due any more. */
  readonly hasDied: boolean;
}

/** The heading of a decision. */
export function decisionHeading(record: DecisionRecord): string {
  return record.forCpr ? 'For attempted CPR' : 'Not for attempted CPR';
}

/**
 * Which kind a withdrawal ended. A withdrawal ends decisions of one kind; where it cannot be told, or
 * both were among them, it is told as against CPR, whose old form must not be followed.
 */
export function endedKind(ended: readonly DecisionRecord[]): 'for' | 'against' {
  return ended.length > 0 && ended.every(({ forCpr }) => forCpr) ? 'for' : 'against';
}

/** What a crew needs of it; organisations and who reviews it stand in the whole plan. */
export function decisionFacts(record: DecisionRecord, context: FactsContext): readonly Fact[] {
  const { paper, reviewOn, reason, formKeptAt } = record;
  return [
    { term: 'Decided', words: decidedWords(record, context) },
    { term: 'With', words: withWords(record, context) },
    { term: 'Why', words: reason },
    ...(context.hasDied ? [] : [{ term: 'Review by', words: formatDate(reviewOn) }]),
    { term: 'Signed form', words: formKeptAt ?? 'Nobody has said where it is kept' },
    ...(paper === null ? [] : [{ term: 'Copied from', words: sourceWords(record) }]),
  ];
}

/** Who wrote it here and who endorsed it, in one short sentence. */
export function provenanceWords({ recordedBy, recordedAt, endorsement }: DecisionRecord): string {
  const writtenOn = formatDate(londonDay(recordedAt));
  const written = `Written ${writtenOn} by ${recordedBy.name}`;
  return asSentence(joinParts(written, ...endorsementWords(endorsement, writtenOn)));
}

export function decidedWords(
  { decidedOn, decidedBy }: DecisionRecord,
  { now }: FactsContext,
): string {
  const { name, role } = decidedBy;
  return joinParts(`${formatDate(decidedOn)} (${ageInWords(decidedOn, now)})`, name, role);
}

/** Where the decision comes from: a paper form that was seen, or this record. */
export function sourceWords({ paper, recordedBy, recordedAt }: DecisionRecord): string {
  if (paper === null) {
    return `Written in this record by ${joinParts(recordedBy.name, recordedBy.role)}, ${formatDayAndTime(recordedAt)}`;
  }
  const signed = joinParts(paper.signatory, paper.signatoryRole);
  const seen = formatDate(paper.originalSeenOn);
  return `Paper form of ${formatDate(paper.formDate)}, signed by ${signed}. Original seen ${seen} by ${recordedBy.name}`;
}

/** Why a plan ended, in words. */
export function planEndWords({ reason, detail, endedOn, recordedAt }: PlanEnd): string {
  const when = endedOn === null ? formatDayAndTime(recordedAt) : formatDate(endedOn);
  return `${joinParts(when, endReasons[reason] ?? reason)}${detail === null ? '' : `. ${detail}`}`;
}

const endReasons: Record<string, string> = {
  DIED: 'the person died',
  MOVED_AWAY: 'the person moved away',
  DECLINED: 'the person did not want it any more',
  SUPERSEDED: 'another plan took its place',
};

function withWords({ involved, capacity }: DecisionRecord, { called }: FactsContext): string {
  const person = called ?? 'the person';
  const others = involved.map(({ name, relationship }) =>
    relationship === null ? name : `${name} (${relationship})`,
  );
  const detail = capacity.detail === null ? '' : `. ${capacity.detail}`;
  switch (capacity.finding) {
    case 'PERSON_INVOLVED':
      return `${upperFirst(joinWords([person, ...others]))}${detail}`;
    case 'DECLINED_TO_DISCUSS':
      return `${upperFirst(person)} did not wish to discuss it${andWith(others)}${detail}`;
    case 'LACKS_CAPACITY':
      return `${upperFirst(person)} lacked capacity for this decision${andWith(others)}${detail}`;
  }
}

/** Without its day where that is the day it was written. */
function endorsementWords(
  endorsement: DecisionRecord['endorsement'],
  writtenOn: string,
): readonly string[] {
  if (endorsement === null) return [];
  const { endorsedBy, endorsedAt, paper } = endorsement;
  const by =
    paper === null
      ? joinParts(endorsedBy.name, endorsedBy.role)
      : `${joinParts(paper.signatory, paper.signatoryRole)}, on the paper form of ${formatDate(paper.formDate)}`;
  const endorsedOn = formatDate(londonDay(endorsedAt));
  return [endorsedOn === writtenOn ? `endorsed by ${by}` : `endorsed ${endorsedOn} by ${by}`];
}

function andWith(others: readonly string[]): string {
  return others.length === 0 ? '' : `; talked about with ${joinWords(others)}`;
}
