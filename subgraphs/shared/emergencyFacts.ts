/** What the log says of live incidents and of records opened in an emergency, for one caller. */
import type { ResolverContext } from '../context';
import type { House } from '../house';

export interface EmergencyFacts {
  /** A live 999/111 incident gives the caller's crew the relationship. */
  readonly hasIncident: boolean;
  /** The caller opened this record in an emergency, and the time is not over. */
  readonly isBreakGlass: boolean;
  /** RFC 3339: the first moment at which one of these ends by itself; undefined: none does. */
  readonly until: string | undefined;
}

/** Whoever has one of these roles has an incident, until incidents are read from the log. */
const crewRoles: readonly string[] = ['PARAMEDIC', 'URGENT_CARE_CLINICIAN'];

export const emergencyFacts = (
  _house: House,
  { caller }: ResolverContext,
  _personId: string,
): Promise<EmergencyFacts> =>
  Promise.resolve({
    hasIncident: crewRoles.includes(caller.actor.role),
    isBreakGlass: false,
    until: undefined,
  });
