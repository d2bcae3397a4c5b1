/**
 * The stream `session-<uuid>`: one session from sign-in to its end, after which it never comes back;
 * or the sign-outs that a provider told of one of its sessions or people.
 */
import type { Actor, Decider } from '../decider';
import { refuse } from '../refusal';
import { unknownEvent } from '../unknownEvent';
import type { SessionContent, SessionEndReason, SessionEvent } from './events';

export type SessionCommand =
  | ({ readonly type: 'StartSession' } & SessionContent)
  | { readonly type: 'AuthenticateAgain'; readonly authenticatedAt: string }
  | { readonly type: 'EndSession'; readonly reason: SessionEndReason }
  | { readonly type: 'RecordProviderSignOut' };

export interface SessionState {
  readonly session?: SessionContent & {
    readonly actor: Actor;
    /** Position of its start in the log. */
    readonly startedAt: string;
  };
  readonly ended?: SessionEndReason;
  /** Position of the last sign-out that the provider told. */
  readonly providerSignedOutAt?: string;
}

const notThere = refuse('ENTRY_UNKNOWN', 'There is no such session, or it has ended.');

export const sessionDecider: Decider<SessionCommand, SessionState, SessionEvent> = {
  category: 'session',
  initialState: {},

  decide(command, { session, ended }) {
    switch (command.type) {
      case 'StartSession': {
        const { type: _type, ...data } = command;
        return session ? notThere : [{ type: 'SessionStarted', data }];
      }
      case 'AuthenticateAgain': {
        const { authenticatedAt } = command;
        if (!session || ended) return notThere;
        return session.authenticatedAt >= authenticatedAt
          ? []
          : [{ type: 'SessionAuthenticatedAgain', data: { authenticatedAt } }];
      }
      case 'EndSession': {
        if (!session) return notThere;
        return ended ? [] : [{ type: 'SessionEnded', data: { reason: command.reason } }];
      }
      case 'RecordProviderSignOut':
        return [{ type: 'ProviderSignedOut', data: {} }];
    }
  },

  evolve(state, event, stamp) {
    switch (event.type) {
      case 'SessionStarted':
        return { session: { ...event.data, actor: stamp.author, startedAt: stamp.position } };
      case 'SessionAuthenticatedAgain':
        return state.session ? { ...state, session: { ...state.session, ...event.data } } : state;
      case 'SessionEnded':
        return { ...state, ended: event.data.reason };
      case 'ProviderSignedOut':
        return { ...state, providerSignedOutAt: stamp.position };
      default:
        return unknownEvent('session', (event as { type: string }).type);
    }
  },
};
