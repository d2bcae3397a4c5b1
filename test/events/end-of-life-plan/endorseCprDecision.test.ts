/** Endorsing a CPR decision: an act of the endorser's own, or a signed paper form that was seen. */
import { endOfLifePlanDecider } from '../../../events/end-of-life-plan/endOfLifePlanDecider';
import { cprStatusOf } from '../../../events/end-of-life-plan/cprStatus';
import { recordOf } from '../../support/givenWhenThen';
import { command, paper, publish, recordNotFor, start, withdraw } from './planCommands';

/** A plan whose decision against CPR is published; its id is `decisionId`. */
const publishedNotFor = () => {
  const plan = recordOf(endOfLifePlanDecider);
  plan.when(start);
  plan.when(recordNotFor());
  const decisionId = plan.entryId();
  plan.when(publish(1));
  return { plan, decisionId };
};
type Plan = ReturnType<typeof publishedNotFor>['plan'];
const draftStatus = (plan: Plan) => cprStatusOf(plan.state().draft.cpr);
const publishedStatus = (plan: Plan) => cprStatusOf(plan.state().published!.cpr);

describe('endorsing a decision', () => {
  const endorse = (decisionId: string, more: object = {}) =>
    command('EndorseCprDecision', { decisionId, ...more });

  it('is an act under one’s own sign-in, shown at once in draft and published plan', () => {
    const { plan, decisionId } = publishedNotFor();
    expect(plan.when(endorse(decisionId), { by: 'Dr Senior' })).toEqual([
      { type: 'CprDecisionEndorsed', data: { decisionId } },
    ]);
    for (const status of [draftStatus(plan), publishedStatus(plan)]) {
      expect(status).toMatchObject({ decision: { endorsed: { by: { name: 'Dr Senior' } } } });
    }
  });

  it('on paper says whose signature, of which day, and when the original was seen', () => {
    const { plan, decisionId } = publishedNotFor();
    plan.when(endorse(decisionId, { paper: paper() }));
    expect(publishedStatus(plan)).toMatchObject({ decision: { endorsed: { paper: paper() } } });
  });

  it.each<[object, string]>([
    [{ originalSeenOn: '2026-03-03' }, 'paper.originalSeenOn'],
    [{ formDate: '2026-03-02' }, 'paper.formDate'],
  ])('on paper with %j is refused', (wrong, field) => {
    const { plan, decisionId } = publishedNotFor();
    expect(plan.when(endorse(decisionId, { paper: paper(wrong) }))).toMatchObject({
      kind: 'refused',
      field,
    });
  });

  it('twice is done already', () => {
    const { plan, decisionId } = publishedNotFor();
    plan.when(endorse(decisionId));
    expect(plan.when(endorse(decisionId), { by: 'Dr Other' })).toEqual([]);
  });

  it('of one that was withdrawn, replaced or never was is refused', () => {
    const { plan, decisionId } = publishedNotFor();
    const unknown = { kind: 'refused', code: 'ENTRY_UNKNOWN', field: 'decisionId' };
    expect(plan.when(endorse('7d9f0c52-8f5f-4a36-9b0a-3f1f3a6f8d11'))).toMatchObject(unknown);
    plan.when(withdraw());
    expect(plan.when(endorse(decisionId))).toMatchObject(unknown);
  });

  it('does not pass to the decision that replaces the endorsed one', () => {
    const { plan, decisionId } = publishedNotFor();
    plan.when(endorse(decisionId));
    plan.when(recordNotFor({ reason: 'renewed' }), { basedOn: plan.revision() });
    const status = draftStatus(plan);
    expect(status.kind === 'recorded' && status.decision.endorsed).toBeUndefined();
  });
});
