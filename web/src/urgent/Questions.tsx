/**
 * The questions that somebody put beside a decision, each with the words that were added to it: they
 * change nothing in the decision, and are never hidden.
 */
import { formatRecent } from '../format/dates';
import { asSentence, joinParts, speakerInSentence } from '../format/words';
import type { CprQuestion } from '../graph/decision';
import type { PanelState } from './panelState';
import { questionsOf } from './panelState';
import { standsWords } from './panelWords';

export function Questions({ state, now }: { readonly state: PanelState; readonly now: string }) {
  const questions = questionsOf(state);
  if (questions.length === 0) return null;
  return (
    <ul className="questions">
      {withAdditions(questions).map(({ first, added }) => (
        <li key={first.id}>
          <strong>
            {asSentence(`Questioned ${formatRecent(first.askedAt, now)}: “${first.concern}”`)}
          </strong>
          <SaidAndNoted question={first} />
          {added.map((question) => (
            <p key={question.id}>
              <strong>
                {asSentence(`Added ${formatRecent(question.askedAt, now)}: “${question.concern}”`)}
              </strong>
              <SaidAndNoted question={question} notedBefore={first} />
            </p>
          ))}{' '}
          {standsWords(state)}
        </li>
      ))}
    </ul>
  );
}

interface SaidAndNotedProps {
  readonly question: CprQuestion;
  /** The question that this was added to: who noted both is named once. */
  readonly notedBefore?: CprQuestion;
}

function SaidAndNoted({ question: { saidBy, askedBy }, notedBefore }: SaidAndNotedProps) {
  const by = joinParts(askedBy.name, askedBy.role);
  const before = notedBefore && joinParts(notedBefore.askedBy.name, notedBefore.askedBy.role);
  return (
    <>
      {saidBy === null ? '' : ` Said by ${speakerInSentence(saidBy)}.`}
      {by === before ? '' : ` Noted by ${by}.`}
    </>
  );
}

interface Thread {
  readonly first: CprQuestion;
  readonly added: readonly CprQuestion[];
}

/** Words whose question is not shown stand as one of their own: nothing that was said is left out. */
export function withAdditions(questions: readonly CprQuestion[]): readonly Thread[] {
  const isShown = (id: string | null): boolean => questions.some((question) => question.id === id);
  return questions
    .filter(({ follows }) => !isShown(follows))
    .map((first) => ({ first, added: questions.filter(({ follows }) => follows === first.id) }));
}
