/** Recording a CPR decision: what it must hold, whom it replaces, when it is in force. */
import { endOfLifePlanDecider } from '../../../events/end-of-life-plan/endOfLifePlanDecider';
import { parseEndOfLifePlanCommand } from '../../../events/end-of-life-plan/commands';
import { cprStatusOf } from '../../../events/end-of-life-plan/cprStatus';
import { recordOf } from '../../support/givenWhenThen';
import {
  cprInput,
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
/** A plan whose decision against CPR is published; its id is `decisionId`. */
const publishedNotFor = () => {
  const plan = started();
  plan.when(recordNotFor());
  const decisionId = plan.entryId();
  plan.when(publish(1));
  return { plan, decisionId };
};
type Plan = ReturnType<typeof started>;
const draftStatus = (plan: Plan) => cprStatusOf(plan.state().draft.cpr);
const publishedStatus = (plan: Plan) => cprStatusOf(plan.state().published!.cpr);
const now = (plan: Plan) => ({ basedOn: plan.revision() });

describe('a CPR decision that is recorded', () => {
  it.each([
    ['against CPR', recordNotFor(), false],
    ['for CPR', recordFor(), true],
  ])(
    '%s stands in the draft with all that was said, and waits for publishing',
    (_w, one, isFor) => {
      const plan = started();
      const { type: _type, ...content } = one;
      expect(plan.when(one)).toEqual([
        {
          type: 'CprDecisionRecorded',
          data: { ...content, decisionId: plan.entryId(), replaces: [], atOnce: false },
        },
      ]);
      expect(draftStatus(plan)).toMatchObject({
        kind: 'recorded',
        isFor,
        decision: { id: plan.entryId(), content, recorded: { by: { name: 'Dr Author' } } },
      });
      expect(plan.state().published).toBeUndefined();
    },
  );

  it.each<[string, object, string, string]>([
    ['no decision', { decision: undefined }, 'decision', 'INVALID'],
    ['a code outside the list', { decision: '450475008' }, 'decision', 'CODE_NOT_IN_LIST'],
    ['no reason', { reason: undefined }, 'reason', 'INVALID'],
    ['an empty reason', { reason: ' \n ' }, 'reason', 'INVALID'],
    ['2 MB of reason', { reason: 'x'.repeat(2 * 1024 * 1024) }, 'reason', 'TEXT_TOO_LONG'],
    ['no day', { decidedOn: undefined }, 'decidedOn', 'INVALID'],
    ['a day that does not exist', { decidedOn: '2026-02-30' }, 'decidedOn', 'INVALID'],
    ['no deciding clinician', { decidedBy: undefined }, 'decidedBy', 'INVALID'],
    ['a clinician without a role', { decidedBy: { name: 'Dr A' } }, 'decidedBy.role', 'INVALID'],
    ['nobody said to be involved', { involved: undefined }, 'involved', 'INVALID'],
    ['an involved person without a name', { involved: [{}] }, 'involved.0.name', 'INVALID'],
    [
      'an involvement outside the list',
      { involved: [{ name: 'Joan', involvement: '1' }] },
      'involved.0.involvement',
      'CODE_NOT_IN_LIST',
    ],
    ['no finding on capacity', { capacity: undefined }, 'capacity', 'INVALID'],
    ['an unknown finding', { capacity: { finding: 'MAYBE' } }, 'capacity.finding', 'INVALID'],
    ['no review date', { reviewOn: undefined }, 'reviewOn', 'INVALID'],
    [
      'a paper form without a signatory',
      { paper: paper({ signatory: '' }) },
      'paper.signatory',
      'INVALID',
    ],
    ['a field that does not exist', { colour: 'purple' }, '', 'INVALID'],
  ])('with %s is refused: the field is named', (_what, wrong, field, code) => {
    const parsed = parseEndOfLifePlanCommand('RecordCprDecision', cprInput(wrong));
    expect(parsed).toMatchObject({ kind: 'refused', code, ...(field ? { field } : {}) });
    expect((parsed as { message: string }).message.length).toBeLessThan(300);
  });

  it.each<[string, object, string]>([
    ['decided tomorrow', { decidedOn: '2026-03-03' }, 'decidedOn'],
    ['reviewed before it was made', { reviewOn: '2026-02-28' }, 'reviewOn'],
    [
      'made without capacity, nobody consulted',
      { capacity: { finding: 'LACKS_CAPACITY' } },
      'capacity.detail',
    ],
    [
      'on a form seen tomorrow',
      { paper: paper({ originalSeenOn: '2026-03-03' }) },
      'paper.originalSeenOn',
    ],
    [
      'on a form dated after it was seen',
      { paper: paper({ formDate: '2026-03-02' }) },
      'paper.formDate',
    ],
  ])('%s is refused, and nothing is written', (_what, wrong, field) => {
    const plan = started();
    expect(plan.when(recordNotFor(wrong))).toMatchObject({
      kind: 'refused',
      code: 'INVALID',
      field,
      message: expect.stringContaining(field),
    });
    expect(plan.revision()).toBe(0);
  });

  it('counts days as London does: what is decided after midnight in summer is not in the future', () => {
    const decided = recordNotFor({ decidedOn: '2026-07-02' });
    expect(started().when(decided, { at: '2026-07-01T23:30:00.000Z' })).toHaveLength(1);
    expect(started().when(decided, { at: '2026-07-01T22:30:00.000Z' })).toMatchObject({
      field: 'decidedOn',
    });
  });

  it('made without capacity takes who was consulted', () => {
    const capacity = { finding: 'LACKS_CAPACITY', detail: 'daughter consulted' };
    expect(started().when(recordNotFor({ capacity }))).toHaveLength(1);
  });
});

describe('a decision over another', () => {
  it('replaces the one its author was shown, and keeps its history in the log', () => {
    const { plan, decisionId } = publishedNotFor();
    expect(plan.when(recordNotFor({ reason: 'renewed' }), now(plan))).toMatchObject([
      { data: { replaces: [decisionId], atOnce: false } },
    ]);
    expect(plan.state().draft.cpr.decisions.map(({ id }) => id)).toEqual([plan.entryId()]);
    expect(publishedStatus(plan)).toMatchObject({ decision: { id: decisionId } });
  });

  it.each([
    ['without saying what was seen', undefined],
    ['having seen the plan before it', 0],
  ])('%s is a conflict that shows both, and nothing is written', (_what, basedOn) => {
    const plan = started();
    plan.when(recordNotFor(), { by: 'Dr Earlier' });
    const step = basedOn === undefined ? {} : { basedOn };
    expect(plan.when(recordFor(), step)).toMatchObject({
      kind: 'conflict',
      fields: [
        {
          field: 'decision',
          yours: 'For attempted cardiopulmonary resuscitation',
          theirs: 'Not for attempted cardiopulmonary resuscitation',
          changedBy: 'Dr Earlier',
        },
      ],
    });
    expect(plan.revision()).toBe(1);
  });

  it('on a withdrawal that its author did not see is a conflict that says so', () => {
    const { plan } = publishedNotFor();
    plan.when(withdraw());
    expect(plan.when(recordNotFor(), { basedOn: 2 })).toMatchObject({
      kind: 'conflict',
      fields: [{ theirs: 'Withdrawn: no decision stands' }],
    });
    expect(plan.when(recordNotFor(), now(plan))).toHaveLength(1);
  });

  it('does not conflict with changes of other sections', () => {
    const plan = started();
    plan.when(recordNotFor());
    plan.when(focus({ statement: 'comfort' }));
    expect(plan.when(recordNotFor({ reason: 'renewed' }), { basedOn: 1 })).toHaveLength(1);
  });

  it('against a published one for CPR waits for publishing', () => {
    const plan = started();
    plan.when(recordFor());
    plan.when(publish(1));
    plan.when(recordNotFor(), now(plan));
    expect(publishedStatus(plan)).toMatchObject({ kind: 'recorded', isFor: true });
    plan.when(publish(3));
    expect(publishedStatus(plan)).toMatchObject({ kind: 'recorded', isFor: false });
  });

  it('for CPR over a published one against it is in force at once, without the draft’s other edits', () => {
    const { plan, decisionId } = publishedNotFor();
    plan.when(focus({ statement: 'not yet signed' }));
    expect(plan.when(recordFor(), { ...now(plan), by: 'Dr Turner' })).toMatchObject([
      { type: 'CprDecisionRecorded', data: { replaces: [decisionId], atOnce: true } },
      { type: 'EndOfLifePlanPublished', data: { version: 2, scope: 'cprDecision' } },
    ]);
    expect(publishedStatus(plan)).toMatchObject({ kind: 'recorded', isFor: true });
    expect(draftStatus(plan)).toMatchObject({ kind: 'recorded', isFor: true });
    const { published, draft, publication } = plan.state();
    expect(published!.focusOfCare.value).toEqual({});
    expect(draft.focusOfCare.value).toEqual({ statement: 'not yet signed' });
    expect(publication).toMatchObject({ version: 2, by: { name: 'Dr Turner' } });
  });

  it('for CPR over an unpublished one against it waits like any other', () => {
    const plan = started();
    plan.when(recordNotFor());
    expect(plan.when(recordFor(), now(plan))).toMatchObject([{ data: { atOnce: false } }]);
    expect(plan.state().published).toBeUndefined();
  });
});

describe('a paper form that is transcribed', () => {
  it('that says otherwise stands beside the other until somebody resolves it', () => {
    const plan = started();
    plan.when(recordFor());
    const electronic = plan.entryId();
    plan.when(recordNotFor({ paper: paper() }), now(plan));
    expect(draftStatus(plan)).toMatchObject({
      kind: 'conflicting',
      decisions: [{ id: electronic }, { id: plan.entryId() }],
    });
    plan.when(recordNotFor({ reason: 'resolved at the bedside' }), now(plan));
    expect(draftStatus(plan)).toMatchObject({ kind: 'recorded', isFor: false });
  });

  it('that agrees replaces the other', () => {
    const plan = started();
    plan.when(recordNotFor());
    plan.when(recordNotFor({ paper: paper() }), now(plan));
    expect(draftStatus(plan)).toMatchObject({ kind: 'recorded', decision: { id: plan.entryId() } });
  });

  it('for CPR beside a published one against it shows the conflict to urgent care at once', () => {
    const { plan } = publishedNotFor();
    plan.when(recordFor({ paper: paper() }), now(plan));
    expect(publishedStatus(plan)).toMatchObject({ kind: 'conflicting' });
    expect(draftStatus(plan)).toMatchObject({ kind: 'conflicting' });
    plan.when(recordFor({ reason: 'she says so' }), now(plan));
    expect(publishedStatus(plan)).toMatchObject({ kind: 'recorded', isFor: true });
  });
});
