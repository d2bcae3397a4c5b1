/**
 * Follows one person: asks, subscribes, reconnects, announces. The thin shell round
 * openPersonState. After `close` nothing that still arrives changes anything: an answer about an
 * earlier person never reaches the page of a later one (hazard H3).
 */
import { sendCommand } from '../graph/command';
import { rememberCommandIds } from '../graph/commandId';
import type { ReadPerson, UrgentPerson } from '../graph/personView';
import { sendRequest, type SendRequest } from '../graph/request';
import { positionOf } from './freshness';
import { liveState, silenceMaxMs } from './liveState';
import type { LiveMessage, OpenPersonEvent, OpenPersonState } from './openPersonState';
import { isAnnounced, openPersonState, reduceOpenPerson } from './openPersonState';
import { loadPlanChanges } from './planChanges';
import type { ConnectPlanSocket, PlanMessage, PlanSocket, SocketEnd } from './planSocket';
import { connectPlanSocket } from './planSocket';
import { reconnectDelayMs } from './reconnectDelay';

/** How often the silence of the server is looked at. */
const watchEveryMs = 1_000;
/** How often a decision that could not be loaded is asked for again, nobody pressing anything. */
const retryEveryMs = 15_000;
/** How often everything is asked for again: who answers now, and what is overdue, change by the clock. */
const refreshEveryMs = 10 * 60_000;

export interface PersonSource<View> {
  readonly query: string;
  readonly live: string;
  readonly read: ReadPerson<View>;
}

/** The world outside, as parameters. */
export interface Surroundings {
  readonly send: SendRequest;
  readonly connect: ConnectPlanSocket;
  readonly nowMs: () => number;
  /** A number from 0 up to 1, by chance. */
  readonly chance: () => number;
}

export interface FollowedPerson<View extends UrgentPerson> {
  readonly state: () => OpenPersonState<View>;
  readonly subscribe: (listener: () => void) => () => void;
  /** Asks again; `readAfter` is the position of what was just saved. */
  readonly ask: (readAfter?: string) => Promise<void>;
  /** "Try again", the tab is looked at again, the network is back: connect at once and ask again. */
  readonly wake: () => Promise<void>;
  /** This page saved something at `position`. */
  readonly noteSaved: (position: string) => void;
  /** "I have seen this". */
  readonly acknowledge: () => Promise<void>;
  readonly retryWords: () => Promise<void>;
  readonly close: () => void;
}

const browser: Surroundings = {
  send: sendRequest,
  connect: connectPlanSocket,
  nowMs: () => Date.now(),
  chance: () => Math.random(),
};

export function followPerson<View extends UrgentPerson>(
  personId: string,
  source: PersonSource<View>,
  { send, connect, nowMs, chance }: Surroundings = browser,
): FollowedPerson<View> {
  let state = openPersonState<View>(personId, nowMs());
  let isClosed = false;
  let socket: PlanSocket | undefined;
  let attempt = 0;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let wordsWanted = 0;
  const listeners = new Set<() => void>();
  const seenIds = rememberCommandIds();
  const watch = setInterval(checkSilence, watchEveryMs);
  // Nobody does anything here, so none of this keeps a session from ending.
  const sendUnattended: SendRequest = (request) => send({ ...request, isUnattended: true });
  const refresh = setInterval(() => void ask(undefined, sendUnattended), refreshEveryMs);
  const retry = setInterval(() => {
    if (isNotLoaded() && !state.isAsking) void ask(undefined, sendUnattended);
  }, retryEveryMs);

  void ask().then(open);

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    ask: (readAfter) => ask(readAfter),
    wake() {
      if (liveState(state.socket, nowMs()).kind === 'lost') open();
      return ask();
    },
    noteSaved: (position) => dispatch({ type: 'saved', position }),
    acknowledge,
    retryWords: loadWords,
    close() {
      isClosed = true;
      clearInterval(watch);
      clearInterval(refresh);
      clearInterval(retry);
      clearTimeout(retryTimer);
      socket?.close();
      listeners.clear();
    },
  };

  function dispatch(event: OpenPersonEvent<View>): void {
    if (isClosed) return;
    state = reduceOpenPerson(state, event);
    for (const listener of listeners) listener();
  }

  async function ask(readAfter?: string, sendIt: SendRequest = send): Promise<void> {
    dispatch({ type: 'asked' });
    const askedAt = state.count;
    const answer = await sendIt({ document: source.query, variables: { personId }, readAfter });
    if (answer.kind !== 'answered') {
      dispatch({ type: 'notAnswered', failure: answer.kind });
      return;
    }
    const { isWhole } = answer;
    const view = source.read((answer.data as { person?: unknown }).person, { personId, isWhole });
    if (view === undefined) {
      dispatch({ type: 'notAnswered', failure: 'failed' });
      return;
    }
    dispatch({ type: 'answered', askedAt, view });
    // A message overtook this answer, so that it may be old; and it could not say the decision.
    const wasOvertaken = state.shown !== undefined && state.shown.takenAt > askedAt;
    if (!isClosed && wasOvertaken && isNotLoaded()) await ask(readAfter, sendIt);
  }

  function isNotLoaded(): boolean {
    return state.shown?.view.cprDecision.__typename === 'Unavailable' || state.failure === 'failed';
  }

  function open(): void {
    if (isClosed) return;
    clearTimeout(retryTimer);
    retryTimer = undefined;
    socket?.close();
    socket = connect({
      document: source.live,
      personId,
      after: state.lastPosition,
      onConnected: () => dispatch({ type: 'socket', phase: 'connected' }),
      onHeard: () => dispatch({ type: 'heard', atMs: nowMs() }),
      onMessage: receive,
      onEnd: endOf,
    });
  }

  function receive(message: PlanMessage): void {
    if (isClosed) return;
    attempt = 0;
    const view = source.read(message.person, { personId, isWhole: message.isWhole });
    const read: LiveMessage<View> = { ...message, view };
    const announced = isAnnounced(state, read);
    dispatch({ type: 'message', message: read });
    const isUnsaid = message.kind === 'ACCESS_CHANGED' && state.notice !== undefined;
    if (announced || isUnsaid) void loadWords();
    if (state.shown?.view !== view) void ask(message.position, sendUnattended);
  }

  function endOf(end: SocketEnd): void {
    if (isClosed) return;
    socket = undefined;
    if (end === 'refused') takeAway();
    else dispatch({ type: 'socket', phase: 'closed' });
    if (end === 'notSignedIn') dispatch({ type: 'notAnswered', failure: 'notSignedIn' });
    const again = (): void => {
      if (isClosed || socket !== undefined || retryTimer !== undefined) return;
      retryTimer = setTimeout(open, reconnectDelayMs(attempt, chance()));
      attempt += 1;
    };
    if (end === 'positionUnknown') void startAnew().then(again);
    else again();
  }

  /** The right to follow ended: the page says what one may see without it. */
  function takeAway(): void {
    const wasRefused = state.refusedAt !== undefined;
    dispatch({ type: 'refused' });
    if (!wasRefused) void ask(undefined, sendUnattended);
  }

  /** The log no longer knows where we were: what changed since can only be read, not heard. */
  async function startAnew(): Promise<void> {
    const after = state.lastPosition ?? (state.shown && positionOf(state.shown.view));
    await ask();
    const newest = state.shown && positionOf(state.shown.view);
    if (after === undefined || newest === undefined || newest === after) return;
    dispatch({ type: 'missed', after, newest, at: new Date(nowMs()).toISOString() });
    await loadWords();
  }

  function checkSilence(): void {
    const { phase, heardAtMs } = state.socket;
    if (socket === undefined || phase === 'closed' || heardAtMs === undefined) return;
    if (nowMs() - heardAtMs <= silenceMaxMs) return;
    socket.close();
    endOf('lost');
  }

  async function loadWords(): Promise<void> {
    wordsWanted += 1;
    if (wordsWanted > 1) return;
    do {
      wordsWanted = 1;
      if (state.notice === undefined) break;
      const { after, newest: upTo } = state.notice;
      const changes = await loadPlanChanges(sendUnattended, { personId, after, upTo });
      if (wordsWanted > 1) continue;
      if (changes.kind === 'loaded') dispatch({ type: 'changesLoaded', ...changes });
      else dispatch({ type: 'changesNotLoaded', words: changes.kind });
    } while (wordsWanted > 1);
    wordsWanted = 0;
  }

  async function acknowledge(): Promise<void> {
    const { notice } = state;
    if (notice === undefined || notice.seen.kind === 'saving') return;
    const content = { personId, position: notice.newest };
    dispatch({ type: 'seen', seen: { kind: 'saving' } });
    const input = { commandId: seenIds.idFor(content), ...content };
    const outcome = await sendCommand(send, 'acknowledgePlanChange', input);
    if (outcome.kind !== 'failed') seenIds.settle();
    const hasGrown = state.notice?.newest !== notice.newest;
    if (hasGrown) return;
    dispatch({
      type: 'seen',
      seen:
        outcome.kind === 'saved'
          ? { kind: 'yes', atMs: nowMs() }
          : { kind: 'failed', message: outcome.message },
    });
  }
}
