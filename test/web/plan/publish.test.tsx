/** What somebody reads before they sign, and when there is nothing to sign. */
import { crewChanges } from '../../../web/src/plan/crewChanges';
import type { PlanDesk } from '../../../web/src/plan/planDesk';
import { PublishSection } from '../../../web/src/plan/PublishSection';
import { cprFor, cprRecorded, cprWithdrawn, notRecorded, personId } from '../support/answers';
import { textOf } from '../support/render';
import { draft, focusOfCare, planPerson, writtenPlan } from './planAnswers';

const desk: PlanDesk = {
  personId,
  revision: '7',
  onSaved: async () => undefined,
  readRevision: async () => undefined,
};

const button = 'Publish this to everybody who may see it';

/** The text of the section for a plan with this draft. */
function published(draftMore: object, planMore: object = {}, mayPublish = true): string {
  const view = planPerson({ draft: draft(draftMore), ...planMore });
  const plan = writtenPlan(view);
  if (plan.draft.__typename !== 'PlanDraft') throw new Error('This test needs a draft.');
  return textOf(
    <PublishSection
      desk={desk}
      plan={plan}
      draft={plan.draft}
      published={view.cprDecision}
      mayPublish={mayPublish}
    />,
  );
}

function changesOf(draftMore: object, more: object = {}) {
  const view = planPerson({ draft: draft(draftMore) }, more);
  const plan = writtenPlan(view);
  if (plan.draft.__typename !== 'PlanDraft') throw new Error('This test needs a draft.');
  return crewChanges(plan, plan.draft, view.cprDecision);
}

describe('what publishing changes for a crew', () => {
  it('leaves out every section that says the same', () => {
    expect(changesOf({})).toEqual([]);
  });

  it('is both texts of a section, as they stand and as they will stand', () => {
    expect(changesOf({ focusOfCare: focusOfCare() })).toEqual([
      {
        name: 'focusOfCare',
        heading: 'Focus of care',
        now: ['Nothing is written.'],
        after: ['Comfort first.', 'Comfort at home.', 'Would want: Oxygen.'],
      },
    ]);
  });

  it.each([
    ['who took part', { involved: [] }, 'With: The person.'],
    ['where the form is', { formKeptAt: 'In the hall' }, 'Signed form: In the hall.'],
    [
      'who decided, and where',
      { decidedBy: { name: 'Dr B', role: 'GP', organisation: 'Meads' } },
      'Dr B, GP, Meads',
    ],
    ['the endorsement', { endorsement: null }, 'Not yet endorsed.'],
  ])('shows a decision that differs only in %s', (_what, record, words) => {
    const [change] = changesOf({ cprDecision: cprRecorded(1, record) });
    expect(change?.heading).toBe('Resuscitation');
    expect(change?.after.join(' ')).toContain(words);
    expect(change?.now.join(' ')).not.toContain(words);
  });

  it('comes in the order in which a crew reads', () => {
    const changes = changesOf(
      { cprDecision: cprFor(), focusOfCare: focusOfCare() },
      { cprDecision: cprWithdrawn() },
    );
    expect(changes.map(({ heading }) => heading)).toEqual(['Resuscitation', 'Focus of care']);
  });
});

describe('publishing', () => {
  it('says what crews see now and what they will see', () => {
    const text = published({ focusOfCare: focusOfCare() });
    expect(text).toContain('Crews see now Nothing is written.');
    expect(text).toContain('Crews will see Comfort first.');
    expect(text).toContain(button);
  });

  it('of a first version says that crews see nothing now', () => {
    const text = published(
      {},
      { version: null, lifecycle: 'DRAFT', preferredPlaceOfDeath: notRecorded() },
    );
    expect(text).toContain('Crews see nothing of this plan now. They will see:');
    expect(text).toContain('Where the person wants to die');
    expect(text).not.toContain('Crews see now');
  });

  it('says beside the button that the decision is not yet endorsed', () => {
    const text = published({ cprDecision: cprRecorded(1, { endorsement: null }) });
    expect(text).toMatch(new RegExp(`is not yet endorsed.*in force once published.*${button}`));
    expect(published({ focusOfCare: focusOfCare() })).not.toContain('not yet endorsed');
  });

  it('has no button where nothing was changed, and says so', () => {
    const text = published({ hasUnpublishedChanges: false, changes: [] });
    expect(text).toContain('Nothing: the draft is as published.');
    expect(text).not.toContain(button);
  });

  it('has no button for a role that may not publish, which still reads what would change', () => {
    const text = published({ focusOfCare: focusOfCare() }, {}, false);
    expect(text).toContain('Your role may not publish.');
    expect(text).toContain('Crews will see Comfort first.');
    expect(text).not.toContain(button);
  });

  it('leads to the plan as a crew sees it, where there is one', () => {
    expect(published({})).toContain('See the plan as a crew sees it');
    expect(published({}, { version: null, lifecycle: 'DRAFT' })).not.toContain('as a crew sees it');
  });
});
