/** Whole answers of the graph about a plan that is being written, as the plan page reads them. */
import {
  readPlanPerson,
  type PlanPerson,
  type WrittenPlan,
} from '../../../web/src/graph/personView';
import { cprRecorded, notRecorded, person, personId, plan } from '../support/answers';

export const focusOfCare = (more: object = {}) => ({
  __typename: 'FocusOfCare',
  priority: 'COMFORT',
  statement: 'Comfort at home.',
  wouldWant: ['Oxygen'],
  wouldNotWant: [] as string[],
  agreedWith: null,
  agreedOn: null,
  stated: { by: 'Dr A. Osei', at: '2026-11-03T10:40:00.000Z' },
  ...more,
});

/** A draft that says what the published plan says, with parts of it replaced. */
export const draft = (more: object = {}) => {
  const { preferredPlaceOfDeath } = plan();
  return {
    __typename: 'PlanDraft',
    draftRevision: '7',
    hasUnpublishedChanges: true,
    changes: ['Focus of care: Comfort at home.'],
    cprDecision: cprRecorded() as object,
    preferredPlaceOfDeath,
    preferredPlaceOfCare: notRecorded(),
    focusOfCare: notRecorded() as object,
    anticipatoryMedicines: notRecorded(),
    ...more,
  };
};

const noVersions = {
  __typename: 'PlanVersionConnection',
  edges: [],
  pageInfo: { hasNextPage: false, endCursor: null },
};

/** A person whose plan is being written; `planMore` replaces parts of the plan. */
export function planPerson(planMore: object = {}, more: object = {}): PlanPerson {
  const written = { episode: 1, seenBy: [], draft: draft(), versions: noVersions };
  const answer = person(1, { endOfLifePlan: plan(1, { ...written, ...planMore }), ...more });
  const view = readPlanPerson(answer, { personId, isWhole: true });
  if (view === undefined) throw new Error('The answer of this test is not one of this person.');
  return view;
}

/** The plan of such a person. */
export function writtenPlan(view: PlanPerson): WrittenPlan {
  if (view.endOfLifePlan.__typename !== 'EndOfLifePlan') {
    throw new Error('The answer of this test holds no plan.');
  }
  return view.endOfLifePlan;
}
