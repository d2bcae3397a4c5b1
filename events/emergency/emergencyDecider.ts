/**
 * The stream `emergency-<person id>`. An opening in an emergency lasts four hours and is for the one
 * who opened it; opening again meanwhile extends nothing. Whoever opened a record never reviews it.
 */
import type { DecideContext, Decider, Decision, Stamp } from '../decider';
import { hoursAfter } from '../incident/commands';
import { refuse } from '../refusal';
import { unknownEvent } from '../unknownEvent';
import type { EmergencyCommand } from './commands';
import type { EmergencyEvent } from './events';
import { acknowledgementOf, openAccessOf } from './state';
import type { Alert, EmergencyAccess, EmergencyState } from './state';

export const emergencyLimits = {
  /** How long a record stays open to who opened it in an emergency. */
  openHours: 4,
  /** Incidents of one person that are open at one time. */
  incidentsMax: 100,
} as const;

const referenceUnknown = refuse(
  'ENTRY_UNKNOWN',
  'reference names nothing that stands in this record.',
  'reference',
);

export const emergencyDecider: Decider<EmergencyCommand, EmergencyState, EmergencyEvent> = {
  category: 'emergency',
  initialState: { incidents: [], accesses: [], alerts: [] },

  decide(command, state, context) {
    switch (command.type) {
      case 'AttachIncident': {
        const { type: _type, ...incident } = command;
        const { incidentId } = incident;
        if (state.incidents.some((one) => one.incidentId === incidentId)) return [];
        const live = state.incidents.filter(({ until }) => until > context.act.at);
        return live.length >= emergencyLimits.incidentsMax
          ? refuse(
              'INVALID',
              `${String(emergencyLimits.incidentsMax)} incidents of this person are open, the most there can be; close one first.`,
            )
          : [{ type: 'IncidentAttached', data: incident }];
      }
      case 'EndIncident': {
        const { incidentId } = command;
        return state.incidents.some((one) => one.incidentId === incidentId)
          ? [{ type: 'IncidentEnded', data: { incidentId } }]
          : refuse('ENTRY_UNKNOWN', 'incidentId names no incident that is open.', 'incidentId');
      }
      case 'OpenInEmergency': {
        const { type: _type, ...content } = command;
        const { act, entryId } = context;
        if (openAccessOf(state, act.actor, act.at)) return [];
        const until = hoursAfter(act.at, emergencyLimits.openHours);
        const accessId = entryId(0);
        return [{ type: 'EmergencyAccessOpened', data: { accessId, ...content, until } }];
      }
      case 'ReviewEmergencyAccess':
        return review(command, state, context);
      case 'RaiseAlert': {
        const { kind, tell } = command;
        return [{ type: 'AlertRaised', data: { alertId: context.entryId(0), kind, tell } }];
      }
      case 'AcknowledgeAlert': {
        const { reference: alertId, as } = command;
        const alert = state.alerts.find((one) => one.alertId === alertId);
        if (!alert) return referenceUnknown;
        const isDone = acknowledgementOf(alert, as, context.act.actor) !== undefined;
        return isDone ? [] : [{ type: 'AlertAcknowledged', data: { alertId, as } }];
      }
    }
  },

  evolve(state, event, stamp) {
    switch (event.type) {
      case 'IncidentAttached': {
        const live = state.incidents.filter(({ until }) => until > stamp.recordedAt);
        return { ...state, incidents: [...live, event.data] };
      }
      case 'IncidentEnded': {
        const { incidentId } = event.data;
        const others = state.incidents.filter((one) => one.incidentId !== incidentId);
        return { ...state, incidents: others };
      }
      case 'EmergencyAccessOpened': {
        const { author: by, recordedAt: openedAt } = stamp;
        const { accessId, overridesDissent, tell } = event.data;
        const access: EmergencyAccess = { ...event.data, by, openedAt, reviews: [] };
        const kind = overridesDissent ? 'DISSENT_OVERRIDDEN' : 'EMERGENCY_ACCESS';
        const alerts = [...state.alerts, alertOf({ alertId: accessId, kind, tell }, stamp)];
        return { ...state, accesses: [...state.accesses, access], alerts };
      }
      case 'EmergencyAccessReviewed': {
        const { accessId, ...said } = event.data;
        const one = { ...said, by: stamp.author, at: stamp.recordedAt };
        const accesses = state.accesses.map((access) =>
          access.accessId === accessId ? { ...access, reviews: [...access.reviews, one] } : access,
        );
        return { ...state, accesses };
      }
      case 'AlertRaised':
        return { ...state, alerts: [...state.alerts, alertOf(event.data, stamp)] };
      case 'AlertAcknowledged': {
        const { alertId, as } = event.data;
        const { id: byId, organisation } = stamp.author;
        const one = { as, byId, organisation, at: stamp.recordedAt };
        const alerts = state.alerts.map((alert) =>
          alert.alertId === alertId
            ? { ...alert, acknowledged: [...alert.acknowledged, one] }
            : alert,
        );
        return { ...state, alerts };
      }
      default:
        return unknownEvent('emergency', (event as { type: string }).type);
    }
  },
};

const alertOf = (
  said: Pick<Alert, 'alertId' | 'kind' | 'tell'>,
  { author: by, recordedAt }: Stamp,
): Alert => {
  const { alertId, kind, tell } = said;
  return { alertId, kind, tell, at: recordedAt, by, acknowledged: [] };
};

const review = (
  command: Extract<EmergencyCommand, { type: 'ReviewEmergencyAccess' }>,
  state: EmergencyState,
  { act }: DecideContext,
): Decision<EmergencyEvent> => {
  const { type: _type, reference: accessId, ...said } = command;
  const access = state.accesses.find((one) => one.accessId === accessId);
  if (!access) return referenceUnknown;
  if (access.by.id === act.actor.id) {
    return refuse(
      'NOT_PERMITTED',
      'Whoever opened a record does not review it: another person must.',
      'reference',
      'another-person-reviews',
    );
  }
  const last = access.reviews.at(-1);
  const isSame =
    last?.outcome === said.outcome && last.note === said.note && last.by.id === act.actor.id;
  return isSame ? [] : [{ type: 'EmergencyAccessReviewed', data: { accessId, ...said } }];
};
