/**
 * Folds what happened into the plan's state. A withdrawal acts on draft and published content in
 * the same step, so no fold shows a withdrawn decision as standing.
 */
import type { Stamp } from '../decider';
import { applyFields } from '../plan/fields';
import { unknownEvent } from '../unknownEvent';
import type { EndOfLifePlanEvent } from './events';
import { initialEndOfLifePlan, keptMax } from './state';
import type {
  CprDecision,
  CprSection,
  Done,
  EndOfLifePlanState,
  FieldSection,
  PlanContent,
  PlanEnd,
} from './state';

type EventOf<Type extends EndOfLifePlanEvent['type']> = Extract<EndOfLifePlanEvent, { type: Type }>;

const doneOf = (stamp: Stamp): Done => ({
  by: stamp.author,
  at: stamp.recordedAt,
  revision: stamp.revision,
  position: stamp.position,
});

/** Keeps what is said only where it is said: states hold no undefined. */
const present = <Value extends object>(value: Value): Value =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as Value;

/** Changes draft and published content alike. */
const onBoth = (
  state: EndOfLifePlanState,
  change: (content: PlanContent) => PlanContent,
): EndOfLifePlanState => ({
  ...state,
  draft: change(state.draft),
  ...(state.published ? { published: change(state.published) } : {}),
});

const withCpr = (content: PlanContent, change: (cpr: CprSection) => CprSection): PlanContent => ({
  ...content,
  cpr: change(content.cpr),
});

const startPlan = (state: EndOfLifePlanState, episode: number): EndOfLifePlanState => {
  if (state.episode === 0) return { ...initialEndOfLifePlan, episode };
  const { ended: _ended, publication: _publication, published, ...rest } = state;
  // A CPR decision outlives the episode that held it: it stands until withdrawn or replaced.
  const kept = published
    ? { published: { ...initialEndOfLifePlan.draft, cpr: published.cpr } }
    : {};
  // The draft goes on as it was: nothing typed is thrown away, and who read it may still sign it.
  return { ...rest, ...kept, episode };
};

const recordDecision = (
  state: EndOfLifePlanState,
  event: EventOf<'CprDecisionRecorded'>,
  stamp: Stamp,
): EndOfLifePlanState => {
  const { decisionId, replaces, atOnce, ...content } = event.data;
  const decision: CprDecision = { id: decisionId, content, recorded: doneOf(stamp) };
  const add = (cpr: CprSection): CprSection => ({
    decisions: [...cpr.decisions.filter(({ id }) => !replaces.includes(id as never)), decision],
    changed: doneOf(stamp),
  });
  return {
    ...state,
    draft: withCpr(state.draft, add),
    ...(atOnce && state.published ? { published: withCpr(state.published, add) } : {}),
    draftRevision: stamp.revision,
    knownDecisions: { ...state.knownDecisions, [decisionId]: content.decision.code },
  };
};

const withdrawDecision = (
  state: EndOfLifePlanState,
  event: EventOf<'CprDecisionWithdrawn'>,
  stamp: Stamp,
): EndOfLifePlanState => {
  const { ended, reason, saidBy } = event.data;
  const isEnded = ({ id }: CprDecision): boolean => ended.includes(id as never);
  const withdraw = (cpr: CprSection): CprSection => {
    const gone = cpr.decisions.filter(isEnded);
    if (gone.length === 0) return cpr;
    return {
      decisions: cpr.decisions.filter((decision) => !isEnded(decision)),
      withdrawal: present({ ...doneOf(stamp), reason, saidBy, ended: gone }) as never,
      changed: doneOf(stamp),
    };
  };
  return {
    ...onBoth(state, (content) => withCpr(content, withdraw)),
    draftRevision: stamp.revision,
  };
};

const endorseDecision = (
  state: EndOfLifePlanState,
  event: EventOf<'CprDecisionEndorsed'>,
  stamp: Stamp,
): EndOfLifePlanState => {
  const { decisionId, paper } = event.data;
  const endorsed = { ...doneOf(stamp), ...(paper ? { paper } : {}) };
  const endorse = (cpr: CprSection): CprSection => ({
    ...cpr,
    decisions: cpr.decisions.map((decision) =>
      decision.id === decisionId ? { ...decision, endorsed } : decision,
    ),
  });
  return onBoth(state, (content) => withCpr(content, endorse));
};

const stateFields = (
  state: EndOfLifePlanState,
  section: FieldSection,
  changes: object,
  stamp: Stamp,
): EndOfLifePlanState => ({
  ...state,
  draft: {
    ...state.draft,
    [section]: {
      ...applyFields<object>(state.draft[section], changes, stamp),
      stated: doneOf(stamp),
    },
  },
  draftRevision: stamp.revision,
});

const publish = (
  state: EndOfLifePlanState,
  event: EventOf<'EndOfLifePlanPublished'>,
  stamp: Stamp,
): EndOfLifePlanState => {
  const { version, scope } = event.data;
  return {
    ...state,
    ...(scope === 'whole' ? { published: state.draft } : {}),
    publication: { ...doneOf(stamp), version, scope },
    version,
  };
};

export const evolveEndOfLifePlan = (
  state: EndOfLifePlanState,
  event: EndOfLifePlanEvent,
  stamp: Stamp,
): EndOfLifePlanState => {
  switch (event.type) {
    case 'EndOfLifePlanStarted':
      return startPlan(state, event.data.episode);
    case 'CprDecisionRecorded':
      return recordDecision(state, event, stamp);
    case 'CprDecisionEndorsed':
      return endorseDecision(state, event, stamp);
    case 'CprDecisionWithdrawn':
      return withdrawDecision(state, event, stamp);
    case 'CprDecisionQuestioned': {
      const { questionId, ...said } = event.data;
      const question = present({ id: questionId, ...said, asked: doneOf(stamp) }) as never;
      return { ...state, questions: [...state.questions, question].slice(-keptMax) };
    }
    case 'CprQuestionTakenBack': {
      const { questionIds } = event.data;
      const takenBack = doneOf(stamp);
      const questions = state.questions.map((question) =>
        questionIds.includes(question.id as never) ? { ...question, takenBack } : question,
      );
      return { ...state, questions };
    }
    case 'PreferredPlaceOfDeathStated':
      return stateFields(state, 'preferredPlaceOfDeath', event.data, stamp);
    case 'PreferredPlaceOfCareStated':
      return stateFields(state, 'preferredPlaceOfCare', event.data, stamp);
    case 'FocusOfCareStated':
      return stateFields(state, 'focusOfCare', event.data, stamp);
    case 'AnticipatoryMedicinesRecorded':
      return stateFields(state, 'anticipatoryMedicines', event.data, stamp);
    case 'EndOfLifePlanPublished':
      return publish(state, event, stamp);
    case 'PlanChangeSeen': {
      const others = state.seen.filter((one) => one.by.id !== stamp.author.id);
      const mine = { ...doneOf(stamp), seenPosition: event.data.position };
      return { ...state, seen: [...others, mine].slice(-keptMax) };
    }
    case 'EndOfLifePlanEnded':
      return { ...state, ended: present({ ...doneOf(stamp), ...event.data }) as PlanEnd };
    default:
      return unknownEvent('endOfLifePlan', (event as { type: string }).type);
  }
};
