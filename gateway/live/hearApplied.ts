/**
 * What the read models applied, told to the live hub: a change of a person to who watches them, a
 * change of a team to the one reader whom it concerns.
 */
import { categoryOf } from '../../events/ids';
import type { Applied } from '../../projections/runner';
import type { House } from '../../subgraphs/house';
import { teamMemberOf } from '../../subgraphs/shared/teamMemberOf';
import { changeOf } from './changesSince';
import type { Hub } from './hub';

/** Gives back how to stop. */
export const hearApplied = (house: House, hub: Hub): (() => void) => {
  // Who is in a team is no person's stream, and one reader's access to many people rests on it.
  const lookAtMember = async (event: Applied): Promise<void> => {
    // A team that was just formed is in nobody's care yet.
    if (event.type === 'TeamFormed') return;
    const actorId = await teamMemberOf(house, event).catch(() => undefined);
    if (actorId === undefined) hub.lookAtAll();
    else hub.lookAtActor(actorId);
  };
  return house.runner.onApplied((events) => {
    for (const event of events) {
      const change = changeOf(house.store.generation, event);
      if (change) hub.tell(change);
      if (categoryOf(event.stream) === 'team') void lookAtMember(event);
    }
  });
};
