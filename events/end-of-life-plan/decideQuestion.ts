/**
 * Questions beside a decision: anybody who reads it may put one, with one tap, and add in full what
 * was said; who asked may take it back. Neither changes anything in the decision, and what somebody
 * else added to a question stays.
 */
import type { DecideContext, Decision } from '../decider';
import type { EntryId } from '../ids';
import { refuse } from '../refusal';
import type { CommandOf } from './commands';
import type { EndOfLifePlanEvent } from './events';
import type { EndOfLifePlanState } from './state';

type Decided = Decision<EndOfLifePlanEvent>;

const unknownQuestion = (field: string): Decided =>
  refuse('ENTRY_UNKNOWN', `${field} names no question of this person`, field);

export const questionCprDecision = (
  command: CommandOf<'QuestionCprDecision'>,
  state: EndOfLifePlanState,
  context: DecideContext,
): Decided => {
  const { type: _type, follows, ...said } = command;
  const question = { ...said, questionId: context.entryId(0) };
  if (follows === undefined) return [{ type: 'CprDecisionQuestioned', data: question }];
  const first = state.questions.find(({ id }) => id === follows);
  if (!first) return unknownQuestion('follows');
  // What is added to an addition belongs to the question that both are about.
  const data = { ...question, follows: first.follows ?? first.id };
  return [{ type: 'CprDecisionQuestioned', data }];
};

export const takeBackCprQuestion = (
  command: CommandOf<'TakeBackCprQuestion'>,
  state: EndOfLifePlanState,
  { act }: DecideContext,
): Decided => {
  const question = state.questions.find(({ id }) => id === command.questionId);
  if (!question) return unknownQuestion('questionId');
  if (question.asked.by.id !== act.actor.id) {
    return refuse('NOT_PERMITTED', 'A question is taken back only by who asked it.', 'questionId');
  }
  if (question.takenBack) return [];
  const isWithIt = ({ id, follows, asked, takenBack }: typeof question): boolean =>
    id === question.id || (follows === question.id && asked.by.id === act.actor.id && !takenBack);
  const questionIds = state.questions.filter(isWithIt).map(({ id }) => id as EntryId);
  return [{ type: 'CprQuestionTakenBack', data: { questionIds } }];
};
