/**
 * The resuscitation section as one of the union's members. "None" becomes `NotRecorded` only where
 * the read reached the end of the record; otherwise it is `Unavailable` (hazard H1).
 */
import { cprStatusOf } from '../../events/end-of-life-plan/cprStatus';
import type { CprStatus } from '../../events/end-of-life-plan/cprStatus';
import { forCpr } from '../../events/end-of-life-plan/codes';
import type {
  CprDecision,
  CprSection,
  EndOfLifePlanState,
  PlanEnd as EndedState,
} from '../../events/end-of-life-plan/state';
import { isOverdue } from '../../events/plan/londonDay';
import type { Reading } from '../shared/answers';
import { authorOf, notRecorded, notShared, said, unavailable } from '../shared/saying';
import type { CprDecisionRecord, CprQuestion, PlanEnd } from './cprTypes';

export const decisionRecord = (decision: CprDecision): CprDecisionRecord => {
  const { content, recorded, endorsed } = decision;
  return {
    ...content,
    id: decision.id,
    forCpr: content.decision.code === forCpr,
    recordedBy: authorOf(recorded.by),
    recordedAt: recorded.at,
    endorsement: endorsed && {
      endorsedBy: authorOf(endorsed.by),
      endorsedAt: endorsed.at,
      paper: endorsed.paper,
    },
  };
};

export const planEnd = (ended: EndedState | undefined): PlanEnd | undefined =>
  ended && {
    reason: ended.reason,
    detail: ended.detail,
    endedOn: ended.endedOn,
    recordedAt: ended.at,
    recordedBy: authorOf(ended.by),
  };

/** The questions asked since what stands now was recorded, without those taken back. */
const questionsSince = (state: EndOfLifePlanState, revision: number): CprQuestion[] =>
  state.questions
    .filter(({ asked, takenBack }) => asked.revision > revision && !takenBack)
    .map(({ id, concern, saidBy, asked, follows }) => ({
      id,
      concern,
      saidBy,
      askedBy: authorOf(asked.by),
      askedAt: asked.at,
      follows,
    }));

/** The revision since which questions are about what stands now. */
const standsSince = (status: CprStatus): number => {
  switch (status.kind) {
    case 'none':
      return -1;
    case 'recorded':
      return status.decision.recorded.revision;
    case 'withdrawn':
      return status.withdrawal.revision;
    case 'conflicting':
      return Math.min(...status.decisions.map(({ recorded }) => recorded.revision));
  }
};

/** The questions about what is published now, without those taken back. */
export const questionsNow = (state: EndOfLifePlanState): CprQuestion[] =>
  questionsSince(state, state.published ? standsSince(cprStatusOf(state.published.cpr)) : -1);

export interface CprReading {
  readonly reading: Reading;
  readonly isSelf: boolean;
}

const none = ({ reading, isSelf }: CprReading): object => {
  if (isSelf) return notShared();
  return reading.current
    ? notRecorded('No CPR decision has been published here.', reading)
    : unavailable(
        'STORE_UNAVAILABLE',
        'The record could not be read to its end. A decision may exist: do not read this as none.',
      );
};

/** `cpr` is the section of the draft or of what is published; undefined: nothing published. */
export const sayCpr = (
  cpr: CprSection | undefined,
  state: EndOfLifePlanState,
  read: CprReading,
): object => {
  const { reading } = read;
  const planEnded = planEnd(state.ended);
  if (!cpr) return none(read);
  const status = cprStatusOf(cpr);
  switch (status.kind) {
    case 'none':
      return none(read);
    case 'recorded':
      return said('CprRecorded', {
        decision: decisionRecord(status.decision),
        questions: questionsSince(state, standsSince(status)),
        reviewOverdue: isOverdue(status.decision.content.reviewOn, reading.at),
        planEnded,
        reading,
      });
    case 'withdrawn': {
      const { withdrawal } = status;
      return said('CprWithdrawn', {
        withdrawnAt: withdrawal.at,
        withdrawnBy: authorOf(withdrawal.by),
        reason: withdrawal.reason,
        saidBy: withdrawal.saidBy,
        ended: withdrawal.ended.map(decisionRecord),
        questions: questionsSince(state, standsSince(status)),
        planEnded,
        reading,
      });
    }
    case 'conflicting': {
      return said('CprConflicting', {
        decisions: status.decisions.map(decisionRecord),
        questions: questionsSince(state, standsSince(status)),
        planEnded,
        reading,
      });
    }
  }
};
