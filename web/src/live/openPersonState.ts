/**
 * The state of a page on which one person is open, as a pure reducer. Invariants: what is shown is
 * replaced whole or not at all, never by an older answer, and never by another person's (hazards
 * H2, H3); a change heard is announced even where its content could not be taken.
 */
import type { UrgentPerson } from '../graph/personView';
import type { ChangeNotice, ChangeSentence } from './changeNotice';
import { noticeOf, withoutOwn, withoutWords, withSentences } from './changeNotice';
import { hasLaterDecision, isBefore, isOlder, positionOf } from './freshness';
import type { SocketFacts, SocketPhase } from './liveState';

export interface Shown<View> {
  readonly view: View;
  /** The count of questions and messages when it was taken: a clock without seconds. */
  readonly takenAt: number;
}

export interface OpenPersonState<View extends UrgentPerson> {
  readonly personId: string;
  readonly shown: Shown<View> | undefined;
  readonly count: number;
  /**
   * The count when the server last said that this reader may not follow the person; undefined once
   * it let them again. What was asked for before that is not shown any more.
   */
  readonly refusedAt: number | undefined;
  readonly isAsking: boolean;
  /** Why the last question was not answered; undefined once one was. */
  readonly failure: 'notSignedIn' | 'failed' | undefined;
  /** The last position received on the socket: where a new subscription goes on. */
  readonly lastPosition: string | undefined;
  readonly socket: SocketFacts;
  readonly notice: ChangeNotice | undefined;
  /** Positions of what this page saved itself. */
  readonly own: ReadonlySet<string>;
}

export type OpenPersonEvent<View> =
  | { readonly type: 'asked' }
  | { readonly type: 'answered'; readonly askedAt: number; readonly view: View }
  | { readonly type: 'notAnswered'; readonly failure: 'notSignedIn' | 'failed' }
  | { readonly type: 'socket'; readonly phase: Exclude<SocketPhase, 'refused'> }
  | { readonly type: 'refused' }
  | { readonly type: 'heard'; readonly atMs: number }
  | { readonly type: 'message'; readonly message: LiveMessage<View> }
  | {
      readonly type: 'missed';
      readonly after: string;
      readonly newest: string;
      readonly at: string;
    }
  | { readonly type: 'changesLoaded'; readonly sentences: readonly ChangeSentence[] }
  | { readonly type: 'changesNotLoaded'; readonly words: 'failed' | 'notShown' }
  | { readonly type: 'saved'; readonly position: string }
  | { readonly type: 'seen'; readonly seen: ChangeNotice['seen'] };

export interface LiveMessage<View> {
  readonly position: string;
  readonly kind: string;
  readonly at: string;
  /** Undefined where the content could not be read as this person's. */
  readonly view: View | undefined;
}

/**
 * Kinds that tell a crew nothing new: somebody has seen a change, wrote in the draft, or may now
 * read the record or no longer, which the page shows by itself.
 */
const quietKinds = ['SEEN', 'DRAFT_CHANGED', 'ACCESS_CHANGED'];

export function openPersonState<View extends UrgentPerson>(
  personId: string,
  nowMs: number,
): OpenPersonState<View> {
  return {
    personId,
    shown: undefined,
    count: 0,
    refusedAt: undefined,
    isAsking: false,
    failure: undefined,
    lastPosition: undefined,
    socket: { phase: 'connecting', heardAtMs: undefined, openedAtMs: nowMs, wasLive: false },
    notice: undefined,
    own: new Set(),
  };
}

/**
 * True where the message must be announced: somebody changed something that a reader sees. The first
 * message of a subscription is, where it begins later than the one before it ended, or holds a
 * section that is newer than the one shown.
 */
export function isAnnounced<View extends UrgentPerson>(
  state: OpenPersonState<View>,
  message: LiveMessage<View>,
): boolean {
  if (message.kind === 'OPENED') {
    const { lastPosition, shown } = state;
    const hasJumped = lastPosition !== undefined && isBefore(lastPosition, message.position);
    return hasJumped || (!!shown && !!message.view && isOlder(shown.view, message.view));
  }
  return !quietKinds.includes(message.kind) && !state.own.has(message.position);
}

export function reduceOpenPerson<View extends UrgentPerson>(
  state: OpenPersonState<View>,
  event: OpenPersonEvent<View>,
): OpenPersonState<View> {
  switch (event.type) {
    case 'asked':
      return { ...state, count: state.count + 1, isAsking: true };
    case 'answered':
      return takeAnswer(state, event.askedAt, event.view);
    case 'notAnswered':
      return { ...state, isAsking: false, failure: event.failure };
    case 'socket':
      return { ...state, socket: { ...state.socket, phase: event.phase } };
    case 'refused':
      return takeRefusal(state);
    case 'heard':
      return { ...state, socket: { ...state.socket, heardAtMs: event.atMs } };
    case 'message':
      return takeMessage(state, event.message);
    case 'missed': {
      const { after, newest, at } = event;
      return {
        ...state,
        lastPosition: undefined,
        notice: noticeOf(state.notice, { after, newest, at }),
      };
    }
    case 'changesLoaded':
      return {
        ...state,
        notice: state.notice && withSentences(state.notice, event.sentences, state.own),
      };
    case 'changesNotLoaded':
      return { ...state, notice: state.notice && withoutWords(state.notice, event.words) };
    case 'saved': {
      const own = new Set([...state.own, event.position]);
      // Opening in an emergency is saved here too: what is shown then, the next refusal takes away.
      const refusedAt = undefined;
      return { ...state, own, refusedAt, notice: withoutOwn(state.notice, own) };
    }
    case 'seen':
      return { ...state, notice: state.notice && { ...state.notice, seen: event.seen } };
  }
}

function takeAnswer<View extends UrgentPerson>(
  state: OpenPersonState<View>,
  askedAt: number,
  view: View,
): OpenPersonState<View> {
  if (state.refusedAt !== undefined && askedAt <= state.refusedAt) return state;
  const answered = { ...state, isAsking: false, failure: undefined };
  if (view.id !== state.personId) return answered;
  const { shown } = state;
  if (shown !== undefined) {
    const wasAskedBefore = askedAt <= shown.takenAt;
    if (isOlder(view, shown.view)) return answered;
    if (wasAskedBefore && !hasLaterDecision(view, shown.view)) return answered;
  }
  return { ...answered, shown: { view, takenAt: askedAt } };
}

/**
 * The right to follow ended: nothing of what was read under it stays on the page. Refused again, with
 * nothing shown meanwhile but what one who is refused may see, there is nothing to take away.
 */
function takeRefusal<View extends UrgentPerson>(
  state: OpenPersonState<View>,
): OpenPersonState<View> {
  const socket = { ...state.socket, phase: 'refused' as const };
  if (state.refusedAt !== undefined) return { ...state, socket };
  const count = state.count + 1;
  return { ...state, socket, count, refusedAt: count, shown: undefined, notice: undefined };
}

function takeMessage<View extends UrgentPerson>(
  state: OpenPersonState<View>,
  message: LiveMessage<View>,
): OpenPersonState<View> {
  const { view, position } = message;
  const count = state.count + 1;
  const isTaken =
    view !== undefined &&
    view.id === state.personId &&
    (state.shown === undefined || !isOlder(view, state.shown.view));
  return {
    ...state,
    count,
    refusedAt: undefined,
    shown: isTaken ? { view, takenAt: count } : state.shown,
    failure: isTaken ? undefined : state.failure,
    lastPosition: position,
    socket: { ...state.socket, phase: 'caughtUp', wasLive: true },
    notice: announce(unsaidWhereAccessChanged(state, message), message),
  };
}

/** What was said of changes was for who could read them then: it is asked for anew. */
function unsaidWhereAccessChanged<View extends UrgentPerson>(
  state: OpenPersonState<View>,
  { kind }: LiveMessage<View>,
): OpenPersonState<View> {
  if (kind !== 'ACCESS_CHANGED' || state.notice === undefined) return state;
  return { ...state, notice: { ...state.notice, sentences: [], words: 'loading' } };
}

function announce<View extends UrgentPerson>(
  state: OpenPersonState<View>,
  message: LiveMessage<View>,
): ChangeNotice | undefined {
  if (!isAnnounced(state, message)) return state.notice;
  const shownUpTo = state.shown && positionOf(state.shown.view);
  const after = state.lastPosition ?? shownUpTo ?? message.position;
  return noticeOf(state.notice, { after, newest: message.position, at: message.at });
}
