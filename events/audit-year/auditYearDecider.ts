/** The stream `auditYear-<year>`: a year of access records that was forgotten stays forgotten. */
import type { Decider } from '../decider';
import { unknownEvent } from '../unknownEvent';
import type { AuditYearEvent } from './events';

/** Made by the program from an operator's command, which checks retention first, or by the key list. */
export interface ForgetAuditYear {
  readonly type: 'ForgetAuditYear';
  /** RFC 3339 UTC. */
  readonly forgottenAt: string;
}

export interface AuditYearState {
  readonly forgottenAt?: string;
}

export const auditYearDecider: Decider<ForgetAuditYear, AuditYearState, AuditYearEvent> = {
  category: 'auditYear',
  initialState: {},

  decide({ forgottenAt }, state) {
    return state.forgottenAt === undefined
      ? [{ type: 'AuditYearForgotten', data: { forgottenAt } }]
      : [];
  },

  evolve(_state, event) {
    return event.type === 'AuditYearForgotten'
      ? event.data
      : unknownEvent('auditYear', (event as { type: string }).type);
  },
};
