/**
 * Which of its eight faces the resuscitation panel shows. Invariant (hazard H1): "none" comes from
 * one answer only, a `NotRecorded` read to the end of the record, of a connection that stands.
 * Whatever else is missing, unknown, doubtful or late is "unavailable".
 */
import type { NotRecorded, NotShared, Unavailable, Withheld } from '../graph/answers';
import type { CprConflicting, CprDecision, CprRecorded, CprWithdrawn } from '../graph/decision';
import { isCutOff, type LiveState } from '../live/liveState';

export type PanelState =
  | { readonly kind: 'notFor' | 'for'; readonly answer: CprRecorded }
  | { readonly kind: 'withdrawn'; readonly answer: CprWithdrawn }
  | { readonly kind: 'conflicting'; readonly answer: CprConflicting }
  | { readonly kind: 'none'; readonly answer: NotRecorded }
  | { readonly kind: 'notShared'; readonly answer: NotShared }
  | { readonly kind: 'withheld'; readonly answer: Withheld }
  | {
      readonly kind: 'unavailable';
      /** `cutOff`, `notFollowed`: there was none, and whether there is one now is not known. */
      readonly why: 'notLoaded' | 'outOfDate' | 'cutOff' | 'notFollowed';
      readonly reference: string | null;
      /** When the record was last read, where it was. */
      readonly readAt: string | undefined;
    };

/** `live`: while it is cut off, what is shown may have changed since it was read. */
export function panelStateOf(decision: CprDecision | undefined, live: LiveState): PanelState {
  switch (decision?.__typename) {
    case 'CprRecorded':
      return { kind: decision.decision.forCpr ? 'for' : 'notFor', answer: decision };
    case 'CprWithdrawn':
      return { kind: 'withdrawn', answer: decision };
    case 'CprConflicting':
      return { kind: 'conflicting', answer: decision };
    case 'NotRecorded':
      return noneOrUnavailable(decision, live);
    case 'NotShared':
      return { kind: 'notShared', answer: decision };
    case 'Withheld':
      return { kind: 'withheld', answer: decision };
    case 'Unavailable':
    case undefined:
    default:
      return notLoaded(decision);
  }
}

/** The questions that stand beside a decision; the other faces have none. */
export function questionsOf(state: PanelState) {
  return state.kind !== 'unavailable' && 'questions' in state.answer ? state.answer.questions : [];
}

function noneOrUnavailable(answer: NotRecorded, live: LiveState): PanelState {
  const { at, current } = answer.reading;
  if (current && !isCutOff(live)) return { kind: 'none', answer };
  const whyNotLive = live.kind === 'refused' ? 'notFollowed' : 'cutOff';
  const why = current ? whyNotLive : 'outOfDate';
  return { kind: 'unavailable', why, reference: null, readAt: at };
}

function notLoaded(answer: Unavailable | undefined): PanelState {
  return {
    kind: 'unavailable',
    why: 'notLoaded',
    reference: answer?.reference ?? null,
    readAt: undefined,
  };
}
