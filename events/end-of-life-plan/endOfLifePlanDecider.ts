/**
 * The end-of-life plan: start, edit the shared draft, publish what was read, end (DESIGN.md 3,
 * "The life of a plan"). Pure; a refusal and a conflict are values.
 */
import type { Conflicted, DecideContext, Decider, Decision } from '../decider';
import { fieldConflicts, realChanges } from '../plan/fields';
import { refuse } from '../refusal';
import type { CommandOf, EndOfLifePlanCommand } from './commands';
import { endorseCprDecision, recordCprDecision, withdrawCprDecision } from './decideCpr';
import { questionCprDecision, takeBackCprQuestion } from './decideQuestion';
import type { EndOfLifePlanEvent } from './events';
import { evolveEndOfLifePlan } from './evolve';
import { fieldSections, initialEndOfLifePlan } from './state';
import type { EndOfLifePlanState, FieldSection, PlanContent } from './state';
import { describeChanges } from './words';

type Decided = Decision<EndOfLifePlanEvent>;

const notStarted = refuse(
  'PLAN_NOT_STARTED',
  'This person has no end-of-life plan here yet; start one first.',
);
const alreadyEnded = refuse(
  'PLAN_ENDED',
  'This end-of-life plan has ended; start it again to go on.',
);

const stateFields = (
  section: FieldSection,
  type: EndOfLifePlanEvent['type'],
  command: EndOfLifePlanCommand,
  state: EndOfLifePlanState,
  basedOn: bigint | undefined,
): Decided => {
  const { type: _type, ...changes } = command;
  const tracked = state.draft[section];
  const fields = fieldConflicts(tracked, changes, basedOn);
  if (fields.length > 0) {
    const message = 'Somebody changed the same words after you opened them. Nothing was saved yet.';
    return { kind: 'conflict', message, fields };
  }
  const real = realChanges(tracked, changes);
  return real ? [{ type, data: real } as EndOfLifePlanEvent] : [];
};

/** What changed in the draft after a revision, as conflicts without a text of one's own. */
const unseenChanges = (state: EndOfLifePlanState, draftRevision: bigint): Conflicted => {
  const isNewer = (revision: number): boolean => BigInt(revision) > draftRevision;
  const { draft } = state;
  const cpr = draft.cpr.changed;
  const sections = [
    ...(cpr ? [{ field: 'cprDecision', done: cpr }] : []),
    ...fieldSections.flatMap((field) => {
      const done = draft[field].stated;
      return done ? [{ field, done }] : [];
    }),
  ];
  return {
    kind: 'conflict',
    message:
      'The draft changed after you read it. Nobody signs what they have not read: read it, then publish.',
    fields: sections
      .filter(({ done }) => isNewer(done.revision))
      .map(({ field, done }) => ({
        field,
        yours: null,
        theirs: null,
        changedBy: done.by.name,
        changedAt: done.at,
      })),
  };
};

const hasContent = (content: PlanContent): boolean =>
  content.cpr.decisions.length > 0 ||
  content.cpr.withdrawal !== undefined ||
  fieldSections.some((section) => Object.keys(content[section].value).length > 0);

const publish = (
  command: CommandOf<'PublishEndOfLifePlan'>,
  state: EndOfLifePlanState,
  context: DecideContext,
): Decided => {
  const { draftRevision } = command;
  if (draftRevision > context.revision) {
    return refuse(
      'REVISION_UNKNOWN',
      'draftRevision is newer than the plan; read the draft again',
      'draftRevision',
    );
  }
  if (!hasContent(state.draft)) {
    return refuse('NOTHING_TO_PUBLISH', 'The draft is empty: write one section first.');
  }
  if (draftRevision < BigInt(state.draftRevision)) return unseenChanges(state, draftRevision);
  if (
    state.publication !== undefined &&
    describeChanges(state.published, state.draft).length === 0
  ) {
    return refuse('NOTHING_TO_PUBLISH', 'Nothing in the draft differs from what is published.');
  }
  return [
    {
      type: 'EndOfLifePlanPublished',
      data: {
        version: state.version + 1,
        scope: 'whole',
        draftRevision: state.draftRevision,
      },
    },
  ];
};

const end = (command: CommandOf<'EndEndOfLifePlan'>, state: EndOfLifePlanState): Decided => {
  if (state.ended) return state.ended.reason === command.reason ? [] : alreadyEnded;
  const { type: _type, ...data } = command;
  return [{ type: 'EndOfLifePlanEnded', data }];
};

const acknowledge = (
  command: CommandOf<'AcknowledgePlanChange'>,
  state: EndOfLifePlanState,
  context: DecideContext,
): Decided => {
  const mine = state.seen.find((one) => one.by.id === context.act.actor.id);
  if (mine && mine.seenPosition >= command.position) return [];
  return [{ type: 'PlanChangeSeen', data: { position: command.position } }];
};

/** Commands that are taken also after the plan ended. */
const takenAfterEnd: ReadonlySet<EndOfLifePlanCommand['type']> = new Set([
  'StartEndOfLifePlan',
  'WithdrawCprDecision',
  'QuestionCprDecision',
  'TakeBackCprQuestion',
  'AcknowledgePlanChange',
  'EndEndOfLifePlan',
]);

const decide = (
  command: EndOfLifePlanCommand,
  state: EndOfLifePlanState,
  context: DecideContext,
): Decided => {
  const { basedOn } = context.act;
  if (basedOn !== undefined && basedOn > context.revision) {
    return refuse('REVISION_UNKNOWN', 'basedOn is newer than the plan; read it again', 'basedOn');
  }
  if (command.type !== 'StartEndOfLifePlan' && state.episode === 0) return notStarted;
  if (state.ended && !takenAfterEnd.has(command.type)) return alreadyEnded;
  switch (command.type) {
    case 'StartEndOfLifePlan':
      return state.episode > 0 && !state.ended
        ? refuse('PLAN_ALREADY_STARTED', 'This person has a live end-of-life plan already.')
        : [{ type: 'EndOfLifePlanStarted', data: { episode: state.episode + 1 } }];
    case 'RecordCprDecision':
      return recordCprDecision(command, state, context);
    case 'EndorseCprDecision':
      return endorseCprDecision(command, state, context);
    case 'WithdrawCprDecision':
      return withdrawCprDecision(command, state);
    case 'QuestionCprDecision':
      return questionCprDecision(command, state, context);
    case 'TakeBackCprQuestion':
      return takeBackCprQuestion(command, state, context);
    case 'StatePreferredPlaceOfDeath':
      return stateFields(
        'preferredPlaceOfDeath',
        'PreferredPlaceOfDeathStated',
        command,
        state,
        basedOn,
      );
    case 'StatePreferredPlaceOfCare':
      return stateFields(
        'preferredPlaceOfCare',
        'PreferredPlaceOfCareStated',
        command,
        state,
        basedOn,
      );
    case 'StateFocusOfCare':
      return stateFields('focusOfCare', 'FocusOfCareStated', command, state, basedOn);
    case 'RecordAnticipatoryMedicines':
      return stateFields(
        'anticipatoryMedicines',
        'AnticipatoryMedicinesRecorded',
        command,
        state,
        basedOn,
      );
    case 'PublishEndOfLifePlan':
      return publish(command, state, context);
    case 'AcknowledgePlanChange':
      return acknowledge(command, state, context);
    case 'EndEndOfLifePlan':
      return end(command, state);
  }
};

export const endOfLifePlanDecider: Decider<
  EndOfLifePlanCommand,
  EndOfLifePlanState,
  EndOfLifePlanEvent
> = {
  category: 'endOfLifePlan',
  initialState: initialEndOfLifePlan,
  decide,
  evolve: evolveEndOfLifePlan,
};
