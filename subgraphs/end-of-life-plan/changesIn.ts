/**
 * What changed in a plan after a position, one sentence each. Step by step to whoever may read the
 * history; to others the difference between what stood then and what stands now, so that no word
 * that was taken back since is told.
 */
import type { Stamp } from '../../events/decider';
import type { EndOfLifePlanEvent } from '../../events/end-of-life-plan/events';
import type { EndOfLifePlanState } from '../../events/end-of-life-plan/state';
import { describeChanges, eventSentence } from '../../events/end-of-life-plan/words';
import type { Step as HistoryStep } from '../../projections/history';
import { asRead } from './cprInPlan';
import { questionsNow } from './sayCpr';

type Step = HistoryStep<EndOfLifePlanState, EndOfLifePlanEvent>;

export interface ChangesAsked {
  /** A position of the log. */
  readonly after: string;
  /** What is said in the place of the decision, where that may not be read. */
  readonly instead: object | undefined;
  /** The reader may know what stood once and was changed since. */
  readonly isPastTold: boolean;
}

export interface Told {
  readonly sentence: string;
  readonly stamp: Stamp;
}

export const changesIn = (steps: readonly Step[], asked: ChangesAsked): Told[] => {
  const since = steps.filter(({ stamp }) => stamp.position > asked.after);
  return asked.isPastTold ? stepByStep(since, asked) : asOfNow(since, asked);
};

const told = (sentences: readonly string[], { stamp }: Step): Told[] =>
  sentences.map((sentence) => ({ sentence, stamp }));

/** What changed of what is published, between the beginning of one step and the end of another. */
const published = (first: Step, last: Step, { instead }: ChangesAsked): string[] =>
  last.after.published
    ? describeChanges(
        asRead(first.before.published, instead),
        asRead(last.after.published, instead),
      )
    : [];

const ofEvent = ({ event }: Step, { instead }: ChangesAsked): string[] =>
  instead && event.type.startsWith('Cpr') ? [] : eventSentence(event);

const stepByStep = (since: readonly Step[], asked: ChangesAsked): Told[] =>
  since.flatMap((step) => told([...published(step, step, asked), ...ofEvent(step, asked)], step));

const asOfNow = (since: readonly Step[], asked: ChangesAsked): Told[] => {
  const [first] = since;
  const last = since.at(-1);
  if (!first || !last) return [];
  const standing = new Set(questionsNow(last.after).map(({ id }) => id));
  const isStanding = ({ event }: Step): boolean =>
    event.type !== 'CprDecisionQuestioned' || standing.has(event.data.questionId);
  const changed = since.findLast(({ before, after }) => before.published !== after.published);
  return [
    ...told(published(first, last, asked), changed ?? last),
    ...since.filter(isStanding).flatMap((step) => told(ofEvent(step, asked), step)),
  ];
};
