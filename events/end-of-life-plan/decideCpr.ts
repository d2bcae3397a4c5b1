/**
 * The decisions about CPR, the dangerous heart of the plan (DESIGN.md 3). A withdrawal never
 * conflicts and is never stale; a new decision is taken only from somebody who was shown the
 * present one; a paper form that says otherwise stands beside it until somebody resolves it.
 */
import type { DecideContext, Decision, Refused } from '../decider';
import type { EntryId } from '../ids';
import { londonDay } from '../plan/londonDay';
import { refuse } from '../refusal';
import { forCpr, notForCpr } from './codes';
import type { CommandOf } from './commands';
import type { CprDecisionContent } from './content';
import type { EndOfLifePlanEvent } from './events';
import type { CprDecision, EndOfLifePlanState } from './state';

type Decided = Decision<EndOfLifePlanEvent>;

/** Every decision that stands, in the draft or for urgent care, once each. */
const standing = (state: EndOfLifePlanState): CprDecision[] => {
  const both = [...state.draft.cpr.decisions, ...(state.published?.cpr.decisions ?? [])];
  return both.filter(({ id }, index) => both.findIndex((other) => other.id === id) === index);
};

const idsOf = (decisions: readonly CprDecision[]): EntryId[] =>
  decisions.map(({ id }) => id as EntryId);

const withCode = (decisions: readonly CprDecision[], code: string): CprDecision[] =>
  decisions.filter((decision) => decision.content.decision.code === code);

/** The version that an at-once act makes by itself, without the draft's other edits. */
const nextVersion = (state: EndOfLifePlanState): EndOfLifePlanEvent => ({
  type: 'EndOfLifePlanPublished',
  data: {
    version: state.version + 1,
    scope: 'cprDecision',
    draftRevision: state.draftRevision,
  },
});

const refusePaper = (paper: CprDecisionContent['paper'], today: string): Refused | undefined => {
  if (!paper) return undefined;
  if (paper.originalSeenOn > today) {
    return refuse('INVALID', 'paper.originalSeenOn is in the future', 'paper.originalSeenOn');
  }
  return paper.formDate > paper.originalSeenOn
    ? refuse('INVALID', 'paper.formDate is after the day the form was seen', 'paper.formDate')
    : undefined;
};

const refuseDates = (
  command: CommandOf<'RecordCprDecision'>,
  today: string,
): Refused | undefined => {
  const { decidedOn, reviewOn, paper } = command;
  if (decidedOn > today) return refuse('INVALID', 'decidedOn is in the future', 'decidedOn');
  return reviewOn < decidedOn
    ? refuse('INVALID', 'reviewOn is before the day of the decision', 'reviewOn')
    : refusePaper(paper, today);
};

const refuseCapacity = (command: CommandOf<'RecordCprDecision'>): Refused | undefined =>
  command.capacity.finding === 'LACKS_CAPACITY' && command.capacity.detail === undefined
    ? refuse(
        'INVALID',
        'capacity.detail is missing: where the person lacks capacity, say who was consulted and how best interests were found',
        'capacity.detail',
      )
    : undefined;

const staleSection = (
  state: EndOfLifePlanState,
  command: CommandOf<'RecordCprDecision'>,
  basedOn: bigint | undefined,
): Decided | undefined => {
  const changes = [state.draft.cpr.changed, state.published?.cpr.changed];
  const newer = changes.find(
    (change) => change && (basedOn === undefined || BigInt(change.revision) > basedOn),
  );
  if (!newer) return undefined;
  const theirs = standing(state).map((decision) => decision.content.decision.display);
  return {
    kind: 'conflict',
    message:
      'The resuscitation section changed after you opened it. Read what stands now, then decide again.',
    fields: [
      {
        field: 'decision',
        yours: command.decision.display,
        theirs: theirs.length > 0 ? theirs.join(' / ') : 'Withdrawn: no decision stands',
        changedBy: newer.by.name,
        changedAt: newer.at,
      },
    ],
  };
};

export const recordCprDecision = (
  command: CommandOf<'RecordCprDecision'>,
  state: EndOfLifePlanState,
  context: DecideContext,
): Decided => {
  const { act } = context;
  const refused = refuseDates(command, londonDay(act.at)) ?? refuseCapacity(command);
  if (refused) return refused;
  const stale = staleSection(state, command, act.basedOn);
  if (stale) return stale;
  const { type: _type, ...content } = command;
  const stands = standing(state);
  const replaced = command.paper ? withCode(stands, command.decision.code) : stands;
  const published = state.published?.cpr.decisions ?? [];
  const atOnce = command.decision.code === forCpr && withCode(published, notForCpr).length > 0;
  const recorded: EndOfLifePlanEvent = {
    type: 'CprDecisionRecorded',
    data: {
      ...content,
      decisionId: context.entryId(0),
      replaces: idsOf(replaced),
      atOnce,
    },
  };
  return atOnce ? [recorded, nextVersion(state)] : [recorded];
};

export const endorseCprDecision = (
  command: CommandOf<'EndorseCprDecision'>,
  state: EndOfLifePlanState,
  context: DecideContext,
): Decided => {
  const decision = standing(state).find(({ id }) => id === command.decisionId);
  if (!decision) {
    return refuse('ENTRY_UNKNOWN', 'decisionId names no decision that stands here', 'decisionId');
  }
  const { paper } = command;
  const refused = refusePaper(paper, londonDay(context.act.at));
  if (refused) return refused;
  if (decision.endorsed) return [];
  const data = { decisionId: command.decisionId, ...(paper ? { paper } : {}) };
  return [{ type: 'CprDecisionEndorsed', data }];
};

/** What a withdrawal ends: all that stands of the kind named; without a name, all against CPR. */
const toEnd = (state: EndOfLifePlanState, decisionId: string | undefined): CprDecision[] => {
  const stands = standing(state);
  const named = decisionId === undefined ? undefined : state.knownDecisions[decisionId];
  if (named !== undefined) return withCode(stands, named);
  const against = withCode(stands, notForCpr);
  return against.length > 0 ? against : stands;
};

export const withdrawCprDecision = (
  command: CommandOf<'WithdrawCprDecision'>,
  state: EndOfLifePlanState,
): Decided => {
  const { type: _type, decisionId, ...content } = command;
  if (decisionId !== undefined && state.knownDecisions[decisionId] === undefined) {
    return refuse(
      'ENTRY_UNKNOWN',
      'decisionId names no decision of this person: check that this is the right person',
      'decisionId',
    );
  }
  if (Object.keys(state.knownDecisions).length === 0) {
    return refuse(
      'NOTHING_TO_WITHDRAW',
      'No CPR decision was ever recorded here, so there is none to withdraw.',
    );
  }
  const ended = toEnd(state, decisionId);
  if (ended.length === 0) return [];
  const withdrawn: EndOfLifePlanEvent = {
    type: 'CprDecisionWithdrawn',
    data: { ...content, ended: idsOf(ended) },
  };
  const published = state.published?.cpr.decisions ?? [];
  const isPublished = ended.some(({ id }) => published.some((other) => other.id === id));
  return isPublished ? [withdrawn, nextVersion(state)] : [withdrawn];
};
