/**
 * Who is told of an alert beside the privacy officers: those who lead the person's care at that
 * moment. And the alert of a self-claimed relationship, raised before the claim is written, so that
 * no claim is ever without one.
 */
import type { Act } from '../../events/decider';
import { commandIdFor, entryIdFor, streamName } from '../../events/ids';
import { isoNow } from '../../events/store/clock';
import type { Outcome } from '../../events/store/handle';
import { notOver } from '../../events/until';
import type { ResolverContext } from '../context';
import type { House } from '../house';
import { readRelationships } from './personFacts';

/** Ids of those who lead the care of a person now. */
export type LeadsOf = (
  house: House,
  context: ResolverContext,
  personId: string,
) => Promise<readonly string[]>;

export const leadsOf: LeadsOf = async (house, context, personId) => {
  const { state } = await readRelationships(house, context, personId);
  const leads = notOver(state.careTeams, isoNow(house.clock)).map(({ lead }) => lead?.actorId);
  return [...new Set(leads.filter((id) => id !== undefined))];
};

/** Raises the alert of a claim; sent again with the same act it is raised once, to the same people. */
export const raiseClaimAlert = async (
  house: House,
  act: Act,
  personId: string,
  tell: readonly string[],
): Promise<Outcome> => {
  const commandId = commandIdFor(act.commandId, 'claimAlert');
  const alertId = entryIdFor(commandId, streamName('emergency', personId), 0);
  const { state } = await house.loops.emergency.load(personId);
  const before = state.alerts.find((one) => one.alertId === alertId);
  return house.loops.emergency.handle(
    personId,
    { type: 'RaiseAlert', kind: 'SELF_CLAIMED', tell: before?.tell ?? tell },
    { ...act, commandId },
  );
};
