/**
 * What the state of the person says about a command on their plan: checked strongly before the
 * plan decides, since it stands in another stream (DESIGN.md 3). Hazard H14.
 */
import type { Refused } from '../decider';
import type { PersonState } from '../person/personDecider';
import { refuse } from '../refusal';
import type { EndOfLifePlanCommandType } from './commands';

/** Commands that are taken also after death: an end, a withdrawal, a look. */
const takenAfterDeath: ReadonlySet<EndOfLifePlanCommandType> = new Set([
  'EndEndOfLifePlan',
  'WithdrawCprDecision',
  'AcknowledgePlanChange',
]);

export const refusalForPerson = (
  type: EndOfLifePlanCommandType,
  person: PersonState,
): Refused | undefined => {
  if (!person.registered) {
    return refuse('PERSON_UNKNOWN', 'personId names no person registered here', 'personId');
  }
  return person.died && !takenAfterDeath.has(type)
    ? refuse(
        'PERSON_HAS_DIED',
        'This person has died: the plan takes only its end, no new entries.',
        'personId',
      )
    : undefined;
};
