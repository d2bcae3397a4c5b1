/** What the log says of live incidents and of records opened in an emergency, for one caller. */
import { isUuidText } from '../../events/ids';
import { emergencyDecider } from '../../events/emergency/emergencyDecider';
import { incidentsOf, openAccessOf } from '../../events/emergency/state';
import type { EmergencyState } from '../../events/emergency/state';
import { isoNow } from '../../events/store/clock';
import { nothingRead, strongRead } from '../../projections/strongRead';
import type { StrongRead } from '../../projections/strongRead';
import { once } from '../context';
import type { ResolverContext } from '../context';
import type { House } from '../house';

export interface EmergencyFacts {
  /** A live 999/111 incident gives the caller's crew the relationship. */
  readonly hasIncident: boolean;
  /** The caller opened this record in an emergency, and the time is not over. */
  readonly isBreakGlass: boolean;
  /** Somebody of the caller's organisation opened this record in an emergency, or raised an alert. */
  readonly hasActedFromOurs: boolean;
  /** RFC 3339: the first moment at which one of these ends by itself; undefined: none does. */
  readonly until: string | undefined;
}

/** The stream `emergency-<person id>`, read strongly and once a request. */
export const readEmergency = (
  house: House,
  context: ResolverContext,
  personId: string,
): Promise<StrongRead<EmergencyState>> =>
  once(context, `emergency ${personId}`, async () =>
    isUuidText(personId)
      ? strongRead(house, emergencyDecider, house.models.emergencies, personId)
      : nothingRead(emergencyDecider.initialState),
  );

export const emergencyFacts = async (
  house: House,
  context: ResolverContext,
  personId: string,
): Promise<EmergencyFacts> => {
  const { state } = await readEmergency(house, context, personId);
  const { actor } = context.caller;
  const now = isoNow(house.clock);
  const incidents = incidentsOf(state, actor, now);
  const access = openAccessOf(state, actor, now);
  const ends = [...incidents, ...(access ? [access] : [])].map(({ until }) => until);
  return {
    hasIncident: incidents.length > 0,
    isBreakGlass: access !== undefined,
    // An opening raises an alert of its own.
    hasActedFromOurs: state.alerts.some(({ by }) => by.organisation === actor.organisation),
    until: ends.sort()[0],
  };
};
