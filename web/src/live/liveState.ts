/**
 * What the live light says, in words (hazard H13). Live means: the subscription has sent where it
 * starts, and the server was heard within the last 12 seconds. Everything else says so plainly.
 */
import { formatTime } from '../format/dates';

/** The server pings every 5 s; without a sign of life for this long the connection is lost. */
export const silenceMaxMs = 12_000;

/** What the socket did last. `caughtUp`: the first message of the subscription has come. */
export type SocketPhase = 'connecting' | 'connected' | 'caughtUp' | 'closed' | 'refused';

export interface SocketFacts {
  readonly phase: SocketPhase;
  /** When the server was last heard; undefined before the first time. */
  readonly heardAtMs: number | undefined;
  /** When the present attempt to follow the person began. */
  readonly openedAtMs: number;
  /** Whether any subscription of this page has ever sent its first message. */
  readonly wasLive: boolean;
}

export type LiveState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'live' }
  | { readonly kind: 'reconnecting'; readonly sinceMs: number }
  | { readonly kind: 'lost'; readonly sinceMs: number }
  | { readonly kind: 'refused' };

/** What to say about the connection at `nowMs`. */
export function liveState(facts: SocketFacts, nowMs: number): LiveState {
  const sinceMs = facts.heardAtMs ?? facts.openedAtMs;
  if (facts.phase === 'refused') return { kind: 'refused' };
  if (facts.phase === 'closed' || nowMs - sinceMs > silenceMaxMs) return { kind: 'lost', sinceMs };
  if (facts.phase === 'caughtUp') return { kind: 'live' };
  return facts.wasLive ? { kind: 'reconnecting', sinceMs } : { kind: 'connecting' };
}

/** True where nothing can be sent either, as far as the page knows. */
export function isLineDown(state: LiveState): boolean {
  return state.kind === 'lost' || state.kind === 'reconnecting';
}

/** True where what is shown may have changed without the page knowing. */
export function isCutOff(state: LiveState): boolean {
  return state.kind === 'lost' || state.kind === 'reconnecting' || state.kind === 'refused';
}

/** The words of the light. */
export function liveWords(state: LiveState): string {
  switch (state.kind) {
    case 'connecting':
      return 'Connecting';
    case 'live':
      return 'Live';
    case 'reconnecting':
      return 'Reconnecting';
    case 'lost':
      return `Connection lost ${formatTime(state.sinceMs)}`;
    case 'refused':
      return 'Not live';
  }
}
