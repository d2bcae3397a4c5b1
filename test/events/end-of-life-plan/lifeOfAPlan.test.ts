/** The life of a plan: started, edited in one draft, published by who read it, ended, begun again. */
import { endOfLifePlanDecider } from '../../../events/end-of-life-plan/endOfLifePlanDecider';
import { cprStatusOf } from '../../../events/end-of-life-plan/cprStatus';
import { recordOf } from '../../support/givenWhenThen';
import type { Step } from '../../support/givenWhenThen';
import type { EndOfLifePlanCommand } from '../../../events/end-of-life-plan/commands';
import {
  command,
  end,
  focus,
  publish,
  question,
  recordNotFor,
  start,
  withdraw,
} from './planCommands';

const given = (...steps: readonly (EndOfLifePlanCommand | [EndOfLifePlanCommand, Step])[]) => {
  const plan = recordOf(endOfLifePlanDecider);
  for (const step of steps) {
    const [one, more] = Array.isArray(step) ? step : [step, {}];
    const decision = plan.when(one, more);
    if (!Array.isArray(decision) || decision.length === 0) {
      throw new Error(`${one.type} is not carried out: ${JSON.stringify(decision)}`);
    }
  }
  return plan;
};
const refused = (code: string, field?: string): unknown =>
  expect.objectContaining({ kind: 'refused', code, ...(field ? { field } : {}) });
const comfort = focus({ statement: 'comfort at home' });
const acknowledge = (position: string) => command('AcknowledgePlanChange', { position });

describe('starting a plan', () => {
  it('begins its first episode', () => {
    const plan = given();
    expect(plan.when(start)).toEqual([{ type: 'EndOfLifePlanStarted', data: { episode: 1 } }]);
    expect(plan.state()).toMatchObject({ episode: 1, version: 0 });
    expect(plan.state().published).toBeUndefined();
  });

  it('is refused while one is live', () => {
    expect(given(start).when(start)).toEqual(refused('PLAN_ALREADY_STARTED'));
  });

  it.each([
    recordNotFor(),
    comfort,
    publish(0),
    withdraw(),
    question(),
    end(),
    acknowledge('0'.repeat(32)),
    command('StatePreferredPlaceOfDeath', { saidBy: 'Joan' }),
    command('StatePreferredPlaceOfCare', { first: 'home' }),
    command('RecordAnticipatoryMedicines', { keptAt: 'fridge' }),
    command('EndorseCprDecision', { decisionId: '7d9f0c52-8f5f-4a36-9b0a-3f1f3a6f8d11' }),
  ])('comes before all else: %j is refused until then', (other) => {
    expect(given().when(other)).toEqual(refused('PLAN_NOT_STARTED'));
  });

  it('after an end begins the next episode: the published decision stands, the versions count on', () => {
    const plan = given(start, recordNotFor(), comfort, publish(2), end());
    expect(plan.when(start)).toEqual([{ type: 'EndOfLifePlanStarted', data: { episode: 2 } }]);
    const { published, ended, publication, version, draft } = plan.state();
    expect(cprStatusOf(published!.cpr)).toMatchObject({ kind: 'recorded', isFor: false });
    expect(published!.focusOfCare.value).toEqual({});
    expect([ended, publication, version]).toEqual([undefined, undefined, 1]);
    expect(draft.focusOfCare.value).toEqual({ statement: 'comfort at home' });
    expect(plan.when(publish(5))).toMatchObject([
      { type: 'EndOfLifePlanPublished', data: { version: 2, scope: 'whole' } },
    ]);
  });

  it('after an end throws nothing typed away: what stood unpublished in the draft is there still', () => {
    const plan = given(start, comfort, publish(1), recordNotFor(), end(), start);
    const { draft, published } = plan.state();
    expect(cprStatusOf(draft.cpr)).toMatchObject({ kind: 'recorded', isFor: false });
    expect(cprStatusOf(published!.cpr)).toEqual({ kind: 'none' });
  });

  it('after an end leaves nothing to sign but what the signer can have read', () => {
    const plan = given(start, comfort, publish(1), focus({ statement: 'hospital' }));
    const read = plan.state().draft;
    plan.when(end());
    plan.when(start);
    plan.when(publish(3));
    expect(plan.state().published).toEqual(read);
  });
});

describe('publishing', () => {
  it('makes the draft the next version, visible to urgent care', () => {
    const plan = given(start, recordNotFor());
    expect(plan.state().published).toBeUndefined();
    expect(plan.when(publish(1), { by: 'Dr Signer' })).toEqual([
      {
        type: 'EndOfLifePlanPublished',
        data: { version: 1, scope: 'whole', draftRevision: 1 },
      },
    ]);
    expect(plan.state().published).toEqual(plan.state().draft);
    expect(plan.state().publication).toMatchObject({ version: 1, by: { name: 'Dr Signer' } });
  });

  it('takes a plan of one section', () => {
    const plan = given(start, command('StatePreferredPlaceOfCare', { first: 'home' }));
    expect(plan.when(publish(1))).toHaveLength(1);
  });

  it('conflicts where the content is newer than what the signer read, and names section and author', () => {
    const plan = given(start, comfort, [recordNotFor(), { by: 'Dr Late' }]);
    expect(plan.when(publish(1))).toEqual({
      kind: 'conflict',
      message: expect.stringContaining('Nobody signs what they have not read'),
      fields: [
        {
          field: 'cprDecision',
          yours: null,
          theirs: null,
          changedBy: 'Dr Late',
          changedAt: expect.stringMatching(/Z$/),
        },
      ],
    });
    expect(plan.state().published).toBeUndefined();
    expect(plan.when(publish(2))).toHaveLength(1);
  });

  it('conflicts where a withdrawal came in between', () => {
    const plan = given(start, comfort, recordNotFor(), withdraw());
    expect(plan.when(publish(2))).toMatchObject({
      kind: 'conflict',
      fields: [{ field: 'cprDecision' }],
    });
  });

  it('does not conflict where only questions and acknowledgements came in between', () => {
    const plan = given(start, comfort, question(), acknowledge('1'.repeat(32)));
    expect(plan.when(publish(1))).toHaveLength(1);
  });

  it('does not conflict where somebody signed it whole in between and another edit was read', () => {
    const plan = given(start, comfort, publish(1), focus({ statement: 'hospice' }));
    expect(plan.when(publish(3))).toMatchObject([{ data: { version: 2 } }]);
  });

  it('is refused for an empty draft', () => {
    expect(given(start).when(publish(0))).toEqual(refused('NOTHING_TO_PUBLISH'));
  });

  it('is refused where nothing differs from what is published', () => {
    const plan = given(start, comfort, publish(1));
    expect(plan.when(publish(2))).toEqual(refused('NOTHING_TO_PUBLISH'));
    plan.when(focus({ statement: 'hospice' }));
    plan.when(focus({ statement: 'comfort at home' }));
    expect(plan.when(publish(4))).toEqual(refused('NOTHING_TO_PUBLISH'));
  });

  it('is refused where what was cleared was said again in the same words', () => {
    const plan = given(
      start,
      focus({ priority: 'COMFORT', statement: 'comfort at home' }),
      publish(1),
      focus({ priority: null }),
      focus({ priority: 'COMFORT' }),
    );
    expect(plan.when(publish(4))).toEqual(refused('NOTHING_TO_PUBLISH'));
  });

  it('is refused for a revision that the plan has not reached', () => {
    expect(given(start, comfort).when(publish(2))).toEqual(
      refused('REVISION_UNKNOWN', 'draftRevision'),
    );
  });

  it.each(['', '-1', '1.5', 'latest', '9'.repeat(19)])(
    'is refused for a revision of %p',
    (text) => {
      expect(() => command('PublishEndOfLifePlan', { draftRevision: text })).toThrow(
        'draftRevision',
      );
    },
  );
});

describe('an edit that names a revision the plan has not reached', () => {
  it('is refused and changes nothing', () => {
    const plan = given(start);
    expect(plan.when(comfort, { basedOn: 1 })).toEqual(refused('REVISION_UNKNOWN', 'basedOn'));
    expect(plan.revision()).toBe(0);
  });
});

describe('ending a plan', () => {
  it('says why, and when where that is known', () => {
    const plan = given(start);
    expect(plan.when(end({ reason: 'DIED', endedOn: '2026-03-01' }))).toEqual([
      { type: 'EndOfLifePlanEnded', data: { reason: 'DIED', endedOn: '2026-03-01' } },
    ]);
    expect(plan.state().ended).toMatchObject({ reason: 'DIED', endedOn: '2026-03-01' });
  });

  it('again for the same reason is done already; for another it is refused', () => {
    const plan = given(start, end());
    expect(plan.when(end())).toEqual([]);
    expect(plan.when(end({ reason: 'DIED' }))).toEqual(refused('PLAN_ENDED'));
  });

  it.each([recordNotFor(), comfort, publish(1)])(
    'lets nothing be edited: %j is refused',
    (other) => {
      expect(given(start, focus({ statement: 'x' }), end()).when(other)).toEqual(
        refused('PLAN_ENDED'),
      );
    },
  );

  it.each([question(), acknowledge('1'.repeat(32))])('takes %j still', (other) => {
    expect(given(start, end()).when(other)).toHaveLength(1);
  });

  it.each([
    [{ reason: 'TIRED' }, 'reason'],
    [{ reason: 'DIED', endedOn: '2026-02-30' }, 'endedOn'],
  ])('is refused with %j', (wrong, field) => {
    expect(() => command('EndEndOfLifePlan', wrong)).toThrow(field);
  });
});

describe('a question about the decision', () => {
  it('is kept with who asked, and changes no content', () => {
    const plan = given(start, recordNotFor(), publish(1));
    const before = plan.state();
    expect(plan.when(question('he says he wants it'), { by: 'Nurse Hale' })).toEqual([
      {
        type: 'CprDecisionQuestioned',
        data: { concern: 'he says he wants it', questionId: plan.entryId() },
      },
    ]);
    const { questions, ...rest } = plan.state();
    expect(questions).toMatchObject([
      { concern: 'he says he wants it', asked: { by: { name: 'Nurse Hale' } } },
    ]);
    expect({ ...rest, questions: [] }).toEqual(before);
  });

  it('may be asked where no decision is', () => {
    expect(given(start).when(question())).toHaveLength(1);
  });
});

describe('"I have seen this"', () => {
  const [early, late] = ['1'.repeat(32), '2'.repeat(32)];

  it('is kept once for each reader, the latest position', () => {
    const plan = given(start, [acknowledge(early), { by: 'Crew A' }]);
    expect(plan.when(acknowledge(early), { by: 'Crew A' })).toEqual([]);
    expect(plan.when(acknowledge(late), { by: 'Crew A' })).toHaveLength(1);
    expect(plan.when(acknowledge(early), { by: 'Crew A' })).toEqual([]);
    expect(plan.when(acknowledge(early), { by: 'Crew B' })).toHaveLength(1);
    expect(plan.state().seen.map(({ by, seenPosition }) => [by.name, seenPosition])).toEqual([
      ['Crew A', late],
      ['Crew B', early],
    ]);
  });

  it('changes no content of the plan', () => {
    const plan = given(start, comfort);
    const { draft, draftRevision } = plan.state();
    plan.when(acknowledge(late));
    expect(plan.state()).toMatchObject({ draft, draftRevision });
  });
});
