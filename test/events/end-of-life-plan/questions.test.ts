/** Questions beside a decision: explained or taken back by who asked them, by nobody else. */
import { endOfLifePlanDecider } from '../../../events/end-of-life-plan/endOfLifePlanDecider';
import { recordOf } from '../../support/givenWhenThen';
import { command, publish, question, recordNotFor, start } from './planCommands';

const questioned = () => {
  const plan = recordOf(endOfLifePlanDecider);
  plan.when(start);
  plan.when(recordNotFor());
  plan.when(publish(1));
  plan.when(question('They say otherwise'), { by: 'Crew' });
  const questionId = plan.entryId();
  return { plan, questionId };
};

describe('a question that its author explains', () => {
  const explain = (questionId: string) =>
    command('QuestionCprDecision', {
      concern: 'he told us he wants it now',
      saidBy: 'his daughter',
      explains: questionId,
    });

  it('gives its place to the better words, and the decision does not move', () => {
    const { plan, questionId } = questioned();
    const before = plan.state();
    plan.when(explain(questionId), { by: 'Crew' });
    const { questions, ...rest } = plan.state();
    expect(questions).toMatchObject([
      { id: plan.entryId(), concern: 'he told us he wants it now', saidBy: 'his daughter' },
    ]);
    expect(rest.published).toEqual(before.published);
  });

  it('is refused to anybody else, and where no such question stands', () => {
    const { plan, questionId } = questioned();
    const refused = { kind: 'refused', code: 'ENTRY_UNKNOWN', field: 'explains' };
    expect(plan.when(explain(questionId), { by: 'Other' })).toMatchObject(refused);
    const unknown = '7d9f0c52-8f5f-4a36-9b0a-3f1f3a6f8d11';
    expect(plan.when(explain(unknown), { by: 'Crew' })).toMatchObject(refused);
    expect(plan.state().questions).toMatchObject([{ concern: 'They say otherwise' }]);
  });
});

describe('a question that is taken back', () => {
  const takeBack = (questionId: string) => command('TakeBackCprQuestion', { questionId });

  it('stands beside the decision no more; those of others stay', () => {
    const { plan, questionId } = questioned();
    plan.when(question('his son says otherwise'), { by: 'Other' });
    expect(plan.when(takeBack(questionId), { by: 'Crew' })).toEqual([
      { type: 'CprQuestionTakenBack', data: { questionId } },
    ]);
    expect(plan.state().questions).toMatchObject([{ concern: 'his son says otherwise' }]);
  });

  it('is refused to anybody else, and a second time', () => {
    const { plan, questionId } = questioned();
    const refused = { kind: 'refused', code: 'ENTRY_UNKNOWN', field: 'questionId' };
    expect(plan.when(takeBack(questionId), { by: 'Other' })).toMatchObject(refused);
    plan.when(takeBack(questionId), { by: 'Crew' });
    expect(plan.when(takeBack(questionId), { by: 'Crew' })).toMatchObject(refused);
  });
});
