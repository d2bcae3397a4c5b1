/**
 * The view of a person of whom nothing could be read yet: every part says that it could not be
 * loaded, and the page keeps its shape (hazards H1, H7).
 */
import { couldNotBeRead } from '../graph/answers';
import type { UrgentPerson } from '../graph/personView';

export function unreadView(personId: string): UrgentPerson {
  return {
    id: personId,
    identity: couldNotBeRead,
    contacts: couldNotBeRead,
    cprDecision: couldNotBeRead,
    endOfLifePlan: couldNotBeRead,
    emergencyOpening: couldNotBeRead,
  };
}
