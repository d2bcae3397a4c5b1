/** Questions beside a decision: said with one tap, in full afterwards, and taken back by who asked. */
import { endOfLifePlanDecider } from '../../../events/end-of-life-plan/endOfLifePlanDecider';
import { eventSentence } from '../../../events/end-of-life-plan/words';
import type { EndOfLifePlanEvent } from '../../../events/end-of-life-plan/events';
import { isDecidedEvents } from '../../../events/decider';
import { recordOf } from '../../support/givenWhenThen';
import { command, end, publish, question, recordNotFor, start } from './planCommands';

const elsewhere = '6b1f0000-0000-4000-8000-000000000099';
const crew = { by: 'Crew A' };

/** A published decision that Crew A questioned with one tap. */
const questioned = () => {
  const plan = recordOf(endOfLifePlanDecider);
  for (const one of [start, recordNotFor(), publish(1)]) plan.when(one);
  plan.when(question('They say otherwise'), crew);
  return { plan, first: plan.entryId() };
};
const more = (follows: string, concern = 'He wants it tried') =>
  command('QuestionCprDecision', { concern, saidBy: 'Ruth', follows });
const takeBack = (questionId: string) => command('TakeBackCprQuestion', { questionId });
const shown = (plan: ReturnType<typeof questioned>['plan']): string[] =>
  plan
    .state()
    .questions.filter(({ takenBack }) => !takenBack)
    .map(({ concern }) => concern);

describe('words added to a question', () => {
  it('name the question that they belong to', () => {
    const { plan, first } = questioned();
    expect(plan.when(more(first), crew)).toEqual([
      {
        type: 'CprDecisionQuestioned',
        data: {
          concern: 'He wants it tried',
          saidBy: 'Ruth',
          follows: first,
          questionId: plan.entryId(),
        },
      },
    ]);
    expect(plan.state().questions.map(({ follows }) => follows)).toEqual([undefined, first]);
  });

  it('added to words that were added belong to the first question', () => {
    const { plan, first } = questioned();
    plan.when(more(first), crew);
    plan.when(more(plan.entryId(), 'So does she'), { by: 'Nurse Hale' });
    expect(plan.state().questions.at(-1)).toMatchObject({ concern: 'So does she', follows: first });
  });

  it('to a question that was taken back are kept still: nothing said is lost', () => {
    const { plan, first } = questioned();
    plan.when(takeBack(first), crew);
    expect(plan.when(more(first), crew)).toHaveLength(1);
    expect(shown(plan)).toEqual(['He wants it tried']);
  });

  it('to a question of nobody here are refused', () => {
    const { plan } = questioned();
    expect(plan.when(more(elsewhere))).toMatchObject({ code: 'ENTRY_UNKNOWN', field: 'follows' });
  });
});

describe('a question taken back', () => {
  it('goes, with what its author added to it, and the plan stays as it was', () => {
    const { plan, first } = questioned();
    plan.when(more(first), crew);
    const added = plan.entryId();
    const { questions: _before, ...before } = plan.state();
    expect(plan.when(takeBack(first), crew)).toEqual([
      { type: 'CprQuestionTakenBack', data: { questionIds: [first, added] } },
    ]);
    const { questions, ...after } = plan.state();
    expect(after).toEqual(before);
    expect(questions.map(({ takenBack }) => takenBack?.by.name)).toEqual(['Crew A', 'Crew A']);
  });

  it('leaves what somebody else added, and every other question', () => {
    const { plan, first } = questioned();
    plan.when(more(first, 'I heard it too'), { by: 'Nurse Hale' });
    plan.when(question('Another doubt'), crew);
    plan.when(takeBack(first), crew);
    expect(shown(plan)).toEqual(['I heard it too', 'Another doubt']);
  });

  it('may be only the words that were added', () => {
    const { plan, first } = questioned();
    plan.when(more(first), crew);
    plan.when(takeBack(plan.entryId()), crew);
    expect(shown(plan)).toEqual(['They say otherwise']);
  });

  it('by anybody else is refused, and stays', () => {
    const { plan, first } = questioned();
    expect(plan.when(takeBack(first), { by: 'Dr Other' })).toMatchObject({
      kind: 'refused',
      code: 'NOT_PERMITTED',
    });
    expect(shown(plan)).toEqual(['They say otherwise']);
  });

  it('again is done already', () => {
    const { plan, first } = questioned();
    plan.when(takeBack(first), crew);
    expect(plan.when(takeBack(first), crew)).toEqual([]);
  });

  it('that nobody asked here is refused', () => {
    const { plan } = questioned();
    expect(plan.when(takeBack(elsewhere), crew)).toMatchObject({
      code: 'ENTRY_UNKNOWN',
      field: 'questionId',
    });
  });

  it('is taken back also where the plan has ended since', () => {
    const { plan, first } = questioned();
    plan.when(end());
    expect(plan.when(takeBack(first), crew)).toHaveLength(1);
  });
});

describe('a reader who is following', () => {
  it('is told of words that were added and of a question taken back', () => {
    const { plan, first } = questioned();
    const decided = [plan.when(more(first), crew), plan.when(takeBack(first), crew)];
    const events = decided.flatMap((one) => (isDecidedEvents<EndOfLifePlanEvent>(one) ? one : []));
    expect(events.flatMap(eventSentence)).toEqual([
      'Resuscitation: more was said to a question about the decision: "He wants it tried"',
      'Resuscitation: a question about the decision was taken back by who had asked it.',
    ]);
  });
});
