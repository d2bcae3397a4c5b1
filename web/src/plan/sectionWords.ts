/**
 * A section of a plan as plain lines, to put the draft beside what is published. Pure.
 */
import { supplyChoices, wordsOf } from '../codes';
import { formatDate, formatDayAndTime } from '../format/dates';
import { asSentence, joinParts } from '../format/words';
import type { CprDecision, CprWithdrawn, DecisionRecord } from '../graph/decision';
import type {
  AnticipatoryMedicines,
  FocusOfCare,
  PreferredPlaceOfCare,
  PreferredPlaceOfDeath,
} from '../graph/sections';
import {
  decisionFacts,
  decisionHeading,
  endedKind,
  provenanceWords,
} from '../urgent/decisionFacts';
import { deathPlaceWords, priorityWords } from '../urgent/PlanSections';

type Section =
  CprDecision | PreferredPlaceOfDeath | PreferredPlaceOfCare | FocusOfCare | AnticipatoryMedicines;

/** The lines of a section; one line where it holds nothing, saying which kind of nothing. */
export function sectionLines(section: Section): readonly string[] {
  switch (section.__typename) {
    case 'CprRecorded':
      return recordLines(section.decision);
    case 'CprWithdrawn':
      return withdrawnLines(section);
    case 'CprConflicting':
      return ['Two records disagree:', ...section.decisions.flatMap(recordLines)];
    case 'PreferredPlaceOfDeath':
    case 'PreferredPlaceOfCare':
      return placeLines(section);
    case 'FocusOfCare':
      return focusLines(section);
    case 'AnticipatoryMedicines':
      return medicineLines(section);
    case 'NotRecorded':
      return ['Nothing is written.'];
    case 'NotShared':
      return ['Nothing is shared with you here.'];
    case 'Withheld':
      return [`Withheld from you. ${section.message}`];
    case 'Unavailable':
      return ['Could not be loaded. Something may be written.'];
  }
}

/** Which decision was withdrawn, and what is in force since. */
function withdrawnLines({ ended, withdrawnAt, reason }: CprWithdrawn): readonly string[] {
  const kind = endedKind(ended);
  return [
    `Decision ${kind} CPR withdrawn ${formatDayAndTime(withdrawnAt)}: ${asSentence(reason)}`,
    kind === 'against'
      ? 'No decision against CPR is in force.'
      : 'No decision is in force, neither for nor against CPR.',
  ];
}

/** Everything that a crew reads of a decision, so that no difference goes unseen. */
function recordLines(record: DecisionRecord): readonly string[] {
  const { decidedOn, decidedBy, recordedAt, endorsement } = record;
  const by = joinParts(decidedBy.name, decidedBy.role, decidedBy.organisation);
  const facts = decisionFacts(record, { called: undefined, now: recordedAt, hasDied: false });
  return [
    `${decisionHeading(record)}. Decided ${formatDate(decidedOn)} by ${by}.`,
    ...facts
      .filter(({ term }) => term !== 'Decided')
      .map(({ term, words }) => `${term}: ${asSentence(words)}`),
    provenanceWords(record) + (endorsement === null ? ' Not yet endorsed.' : ''),
  ];
}

function placeLines(
  section: Extract<Section, { __typename: 'PreferredPlaceOfDeath' | 'PreferredPlaceOfCare' }>,
): readonly string[] {
  const [first, second] =
    section.__typename === 'PreferredPlaceOfCare'
      ? [section.first, section.second]
      : [deathPlaceWords(section.first), deathPlaceWords(section.second)];
  const said = joinParts(
    section.saidBy && `by ${section.saidBy}`,
    section.saidOn && formatDate(section.saidOn),
  );
  return [
    `1. ${asSentence(first ?? 'No first choice')}`,
    ...(second === null ? [] : [`2. ${asSentence(second)}`]),
    ...(said === '' ? [] : [`Said ${said}.`]),
  ];
}

function focusLines(section: Extract<Section, { __typename: 'FocusOfCare' }>): readonly string[] {
  const { priority, statement, wouldWant, wouldNotWant, agreedWith, agreedOn } = section;
  const agreed = joinParts(agreedOn && formatDate(agreedOn), agreedWith && `with ${agreedWith}`);
  return [
    ...(priority === null ? [] : [priorityWords[priority]]),
    ...(statement === null ? [] : [asSentence(statement)]),
    ...(wouldWant.length === 0 ? [] : [`Would want: ${asSentence(wouldWant.join('; '))}`]),
    ...(wouldNotWant.length === 0
      ? []
      : [`Would not want: ${asSentence(wouldNotWant.join('; '))}`]),
    ...(agreed === '' ? [] : [`Agreed ${agreed}.`]),
  ];
}

function medicineLines(
  section: Extract<Section, { __typename: 'AnticipatoryMedicines' }>,
): readonly string[] {
  const { supply, medicines, keptAt, checkedOn, checkedBy, firstExpiryOn } = section;
  const checked = joinParts(checkedOn && formatDate(checkedOn), checkedBy && `by ${checkedBy}`);
  return [
    ...(supply === null ? [] : [asSentence(wordsOf(supplyChoices, supply))]),
    ...(keptAt === null ? [] : [`Kept: ${asSentence(keptAt)}`]),
    ...(medicines === null ? [] : [asSentence(medicines)]),
    ...(checked === '' ? [] : [`Checked ${checked}.`]),
    ...(firstExpiryOn === null ? [] : [`First expiry ${formatDate(firstExpiryOn)}.`]),
  ];
}
