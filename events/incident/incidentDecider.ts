/**
 * The stream `incident-<incident id>`: a case of 999 or 111 about one person, open for some hours
 * and for the organisation that opened it. Another organisation's incident is as good as none.
 */
import type { Decider } from '../decider';
import { refuse } from '../refusal';
import { unknownEvent } from '../unknownEvent';
import { hoursAfter } from './commands';
import type { IncidentCommand } from './commands';
import type { IncidentContent, IncidentEvent } from './events';

export type IncidentState =
  { readonly kind: 'none' } | ({ readonly kind: 'open' | 'closed' } & IncidentContent);

export const incidentUnknown = refuse(
  'ENTRY_UNKNOWN',
  'incidentId names no incident of your organisation.',
  'incidentId',
);

export const incidentDecider: Decider<IncidentCommand, IncidentState, IncidentEvent> = {
  category: 'incident',
  initialState: { kind: 'none' },

  decide(command, state, { act }) {
    switch (command.type) {
      case 'OpenIncident': {
        if (state.kind !== 'none') return [];
        const { type: _type, caseId: _caseId, hours, ...content } = command;
        const { organisation } = act.actor;
        const until = hoursAfter(act.at, hours);
        return [{ type: 'IncidentOpened', data: { ...content, organisation, until } }];
      }
      case 'CloseIncident':
        if (state.kind === 'none' || state.organisation !== act.actor.organisation) {
          return incidentUnknown;
        }
        return state.kind === 'closed' ? [] : [{ type: 'IncidentClosed', data: {} }];
    }
  },

  evolve(state, event) {
    switch (event.type) {
      case 'IncidentOpened':
        return { kind: 'open', ...event.data };
      case 'IncidentClosed':
        return state.kind === 'none' ? state : { ...state, kind: 'closed' };
      default:
        return unknownEvent('incident', (event as { type: string }).type);
    }
  },
};
