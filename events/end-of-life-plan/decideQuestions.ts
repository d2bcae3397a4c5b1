/**
 * Questions beside a CPR decision: anybody who reads it may say that they hear otherwise. A question
 * changes nothing in the decision; its author may put better words in its place or take it back.
 */
import type { DecideContext, Decision, Refused } from '../decider';
import { refuse } from '../refusal';
import type { CommandOf } from './commands';
import type { EndOfLifePlanEvent } from './events';
import type { EndOfLifePlanState } from './state';

/** Only its author explains a question or takes it back; what others asked stays. */
const refuseOthersQuestion = (
  state: EndOfLifePlanState,
  context: DecideContext,
  id: string,
  field: string,
): Refused | undefined => {
  const found = state.questions.find((one) => one.id === id);
  return found?.asked.by.id === context.act.actor.id
    ? undefined
    : refuse('ENTRY_UNKNOWN', `${field} names no question of yours that stands here`, field);
};

export const questionCprDecision = (
  command: CommandOf<'QuestionCprDecision'>,
  state: EndOfLifePlanState,
  context: DecideContext,
): Decision<EndOfLifePlanEvent> => {
  const { type: _type, ...data } = command;
  const { explains } = data;
  const refused =
    explains === undefined ? undefined : refuseOthersQuestion(state, context, explains, 'explains');
  return (
    refused ?? [
      { type: 'CprDecisionQuestioned', data: { ...data, questionId: context.entryId(0) } },
    ]
  );
};

export const takeBackCprQuestion = (
  { questionId }: CommandOf<'TakeBackCprQuestion'>,
  state: EndOfLifePlanState,
  context: DecideContext,
): Decision<EndOfLifePlanEvent> =>
  refuseOthersQuestion(state, context, questionId, 'questionId') ?? [
    { type: 'CprQuestionTakenBack', data: { questionId } },
  ];
