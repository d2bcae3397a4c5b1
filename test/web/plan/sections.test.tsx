/** The page of a plan as a whole: its tasks, what a role may do, and what is left after a death. */
import type { FollowedPerson } from '../../../web/src/live/followPerson';
import type { PlanPerson } from '../../../web/src/graph/personView';
import type { ViewerState } from '../../../web/src/page/viewer';
import { contactFields, contactValues } from '../../../web/src/plan/contactFields';
import { standingIn } from '../../../web/src/plan/CprSection';
import { changedInput } from '../../../web/src/plan/formInput';
import { PlanEditor } from '../../../web/src/plan/PlanEditor';
import { contactsTaskWords } from '../../../web/src/plan/SectionList';
import type { Contact } from '../../../web/src/graph/sections';
import {
  contact,
  contacts,
  cprRecorded,
  identity,
  notRecorded,
  unavailable,
  withheld,
} from '../support/answers';
import { textOf } from '../support/render';
import { viewAt } from '../support/views';
import { draft, planPerson } from './planAnswers';

const gp = [
  'WRITE_PLAN',
  'WRITE_CONTACTS',
  'CHANGE_DEMOGRAPHICS',
  'RECORD_CPR_DECISION',
  'ENDORSE_CPR_DECISION',
  'WITHDRAW_CPR_DECISION',
  'PUBLISH_PLAN',
  'END_PLAN',
  'RECORD_DEATH',
];
const died = {
  on: '2026-11-23',
  place: null,
  source: null,
  recordedAt: '2026-11-23T09:00:00.000Z',
};
const followed = {} as FollowedPerson<PlanPerson>;

function pageOf(view: PlanPerson, may: readonly string[] = gp): string {
  const viewer: ViewerState = {
    kind: 'signedIn',
    viewer: {
      id: 'gp',
      name: 'Dr S. Khan',
      role: 'GP',
      roleName: 'GP',
      organisationName: 'Meads',
      may: [...may],
    },
  };
  return textOf(<PlanEditor followed={followed} view={view} viewer={viewer} />);
}

describe('the page of a plan', () => {
  it('has a form to open in each section, and says when it was read', () => {
    const text = pageOf(planPerson());
    expect(text).toContain('Review and publish');
    expect(text).toContain('Write this Focus of care');
    expect(text).toContain('Change this Where the person wants to die');
    expect(text).toContain('Record a new decision');
    expect(text).toContain('Add somebody to call');
    expect(text).toContain('Read 24 Nov 2026 at 02:14:07 from the record itself');
  });

  it('opens nothing for a role that may not write', () => {
    const text = pageOf(planPerson(), []);
    expect(text).not.toMatch(
      /Change this|Write this|Add somebody|Record a new|End the plan|Remove/,
    );
    expect(text).toContain('your role does not');
  });

  it('has no form over a section that is not shown: an empty one would be written over it', () => {
    const hidden = { focusOfCare: unavailable(), cprDecision: withheld() };
    const text = pageOf(planPerson({ draft: draft(hidden) }));
    expect(text).not.toMatch(/(Write|Change) this Focus of care/);
    expect(text).not.toMatch(/Record a (new )?decision/);
    expect(text).toContain('Nothing can be recorded until the decision that stands is shown.');
  });

  it('says after a death that the plan takes nothing new, and leaves its end and a withdrawal', () => {
    const text = pageOf(planPerson({}, { identity: identity(1, { died }) }));
    expect(text).toContain('The plan takes nothing new');
    expect(text).not.toMatch(
      /Change this|Write this|Record a new decision|What publishing will change|Review and publish/,
    );
    expect(text).toContain('Withdraw the decision against CPR');
    expect(text).toContain('End the plan');
  });

  it('starts no plan for somebody who has died', () => {
    const none = { endOfLifePlan: notRecorded() };
    expect(pageOf(planPerson({}, none))).toContain('Start the plan');
    const afterDeath = planPerson({}, { ...none, identity: identity(1, { died }) });
    expect(pageOf(afterDeath)).not.toContain('Start the plan');
  });
});

describe('the decisions that can be withdrawn', () => {
  it('count one decision once, though it stands in draft and published plan', () => {
    const { cprDecision } = viewAt(1, { cprDecision: cprRecorded() });
    expect(standingIn(cprDecision, cprDecision)).toHaveLength(1);
  });
});

describe('who to call, as a task', () => {
  const wordsOf = (answer: object): string =>
    contactsTaskWords(viewAt(1, { contacts: answer }).contacts);

  it.each([
    [contacts(1, []), 'nobody yet'],
    [notRecorded(), 'nobody yet'],
    [contacts(1, [contact({ availability: 'IN_HOURS' })]), 'no night number'],
    [contacts(1, [contact({ availability: 'OUT_OF_HOURS' })]), 'night number given'],
    [unavailable(), 'could not be loaded'],
    [withheld(), 'withheld from you'],
  ])('of %j is "%s"', (answer, words) => {
    expect(wordsOf(answer)).toBe(words);
  });
});

describe('a contact that is changed', () => {
  const standing: Contact = contact({ keyWorker: true, relationship: 'nurse' });
  const saved = contactValues(standing);

  it('sends only what was changed; a tick taken away is false', () => {
    const values = { ...saved, keyWorker: '', relationship: '', telephone: '01323 000 999' };
    expect(changedInput(contactFields, values, saved)).toEqual({
      input: { keyWorker: false, relationship: null, telephone: '01323 000 999' },
      errors: [],
      isUnchanged: false,
    });
  });

  it('cannot lose its name or number', () => {
    const { errors } = changedInput(contactFields, { ...saved, name: '', telephone: ' ' }, saved);
    expect(errors).toEqual([
      { field: 'name', message: 'Write the name of the person or the service' },
      { field: 'telephone', message: 'Write the telephone number' },
    ]);
  });
});
