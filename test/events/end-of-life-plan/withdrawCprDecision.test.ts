/** Withdrawing a CPR decision: at once, never stale, never in conflict (DESIGN.md 3; hazard H2). */
import { endOfLifePlanDecider } from '../../../events/end-of-life-plan/endOfLifePlanDecider';
import { cprStatusOf } from '../../../events/end-of-life-plan/cprStatus';
import { recordOf } from '../../support/givenWhenThen';
import {
  end,
  focus,
  paper,
  publish,
  recordFor,
  recordNotFor,
  start,
  withdraw,
} from './planCommands';

const started = () => {
  const plan = recordOf(endOfLifePlanDecider);
  plan.when(start);
  return plan;
};
type Plan = ReturnType<typeof started>;
const publishedNotFor = () => {
  const plan = started();
  plan.when(recordNotFor());
  const decisionId = plan.entryId();
  plan.when(publish(1));
  return { plan, decisionId };
};
const statuses = (plan: Plan) => {
  const { draft, published } = plan.state();
  return [draft, ...(published ? [published] : [])].map(({ cpr }) => cprStatusOf(cpr));
};
const kinds = (plan: Plan): string[] => statuses(plan).map(({ kind }) => kind);
const now = (plan: Plan) => ({ basedOn: plan.revision() });

describe('a withdrawal', () => {
  it('is in force at once and makes the next version by itself, its author as signer', () => {
    const { plan, decisionId } = publishedNotFor();
    plan.when(focus({ statement: 'not yet signed' }));
    const decision = plan.when(withdraw({ decisionId, saidBy: 'the person' }), { by: 'Crew A' });
    expect(decision).toEqual([
      {
        type: 'CprDecisionWithdrawn',
        data: { reason: 'she changed her mind', saidBy: 'the person', ended: [decisionId] },
      },
      {
        type: 'EndOfLifePlanPublished',
        data: { version: 2, scope: 'cprDecision', draftRevision: 3 },
      },
    ]);
    for (const status of statuses(plan)) {
      expect(status).toMatchObject({
        kind: 'withdrawn',
        wasAgainst: true,
        withdrawal: {
          reason: 'she changed her mind',
          saidBy: 'the person',
          by: { name: 'Crew A' },
          ended: [{ id: decisionId, content: { reason: expect.stringContaining('heart') } }],
        },
      });
    }
    const { published, publication } = plan.state();
    expect(published!.focusOfCare.value).toEqual({});
    expect(publication).toMatchObject({ version: 2, by: { name: 'Crew A' } });
  });

  it.each([
    ['of long ago', 0],
    ['of the draft before it was published', 1],
    ['of now', 2],
  ])('is taken with knowledge %s', (_what, basedOn) => {
    const { plan } = publishedNotFor();
    expect(plan.when(withdraw(), { basedOn })).toHaveLength(2);
    expect(kinds(plan)).toEqual(['withdrawn', 'withdrawn']);
  });

  it('needs no decision named: it ends what stands', () => {
    const { plan, decisionId } = publishedNotFor();
    expect(plan.when(withdraw())).toMatchObject([{ data: { ended: [decisionId] } }, {}]);
  });

  it('that names a decision renewed since ends the renewed one too, in draft and published', () => {
    const { plan, decisionId } = publishedNotFor();
    plan.when(recordNotFor({ reason: 'renewed' }), now(plan));
    const renewed = plan.entryId();
    const decision = plan.when(withdraw({ decisionId }), { basedOn: 2 });
    expect(decision).toMatchObject([{ data: { ended: [renewed, decisionId] } }, {}]);
    expect(kinds(plan)).toEqual(['withdrawn', 'withdrawn']);
  });

  it('that names a renewed and published decision ends it', () => {
    const { plan, decisionId } = publishedNotFor();
    plan.when(recordNotFor({ reason: 'renewed' }), now(plan));
    plan.when(publish(3));
    expect(plan.when(withdraw({ decisionId }))).toHaveLength(2);
    expect(kinds(plan)).toEqual(['withdrawn', 'withdrawn']);
  });

  it('of a decision only in the draft ends it there, and makes no version', () => {
    const plan = started();
    plan.when(recordNotFor());
    expect(plan.when(withdraw())).toMatchObject([{ type: 'CprDecisionWithdrawn' }]);
    expect(kinds(plan)).toEqual(['withdrawn']);
    expect(plan.state().version).toBe(0);
  });

  it('where two records disagree ends all against CPR and leaves the one for it', () => {
    const { plan } = publishedNotFor();
    plan.when(recordFor({ paper: paper() }), now(plan));
    expect(kinds(plan)).toEqual(['conflicting', 'conflicting']);
    plan.when(withdraw());
    for (const status of statuses(plan))
      expect(status).toMatchObject({ kind: 'recorded', isFor: true });
  });

  it('of a decision for CPR ends it where nothing is against', () => {
    const plan = started();
    plan.when(recordFor());
    plan.when(publish(1));
    plan.when(withdraw());
    expect(statuses(plan)).toMatchObject([
      { kind: 'withdrawn', wasAgainst: false },
      { kind: 'withdrawn', wasAgainst: false },
    ]);
  });

  it('repeated by somebody else is done already', () => {
    const { plan, decisionId } = publishedNotFor();
    plan.when(withdraw());
    expect(plan.when(withdraw({ decisionId }), { by: 'Crew B' })).toEqual([]);
    expect(plan.when(withdraw(), { by: 'Crew B' })).toEqual([]);
    expect(plan.state().version).toBe(2);
  });

  it('that names a decision of nobody here is refused: it may be the wrong person', () => {
    const { plan } = publishedNotFor();
    const decisionId = '7d9f0c52-8f5f-4a36-9b0a-3f1f3a6f8d11';
    expect(plan.when(withdraw({ decisionId }))).toMatchObject({
      kind: 'refused',
      code: 'ENTRY_UNKNOWN',
      field: 'decisionId',
      message: expect.stringContaining('right person'),
    });
    expect(kinds(plan)).toEqual(['recorded', 'recorded']);
  });

  it('where none was ever recorded is refused, never called done', () => {
    expect(started().when(withdraw())).toMatchObject({
      kind: 'refused',
      code: 'NOTHING_TO_WITHDRAW',
    });
  });

  it('is taken after the plan ended, and in the next episode', () => {
    const { plan } = publishedNotFor();
    plan.when(end());
    expect(plan.when(withdraw())).toHaveLength(2);
    expect(kinds(plan)).toEqual(['withdrawn', 'withdrawn']);

    const next = publishedNotFor().plan;
    next.when(end());
    next.when(start);
    expect(next.when(withdraw())).toHaveLength(2);
    expect(kinds(next)).toEqual(['withdrawn', 'withdrawn']);
  });

  it('shows no more once a new decision stands', () => {
    const { plan } = publishedNotFor();
    plan.when(withdraw());
    plan.when(recordFor(), now(plan));
    expect(kinds(plan)).toEqual(['recorded', 'withdrawn']);
    plan.when(publish(5));
    expect(kinds(plan)).toEqual(['recorded', 'recorded']);
  });

  it('is never undone by publishing what was read before it', () => {
    const { plan } = publishedNotFor();
    plan.when(focus({ statement: 'comfort' }));
    plan.when(withdraw());
    expect(plan.when(publish(3))).toMatchObject({ kind: 'conflict' });
    plan.when(publish(plan.revision()));
    expect(kinds(plan)).toEqual(['withdrawn', 'withdrawn']);
  });
});
