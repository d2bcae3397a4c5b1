/**
 * The alert of searches done too often (H15), for the privacy officer of who searched: once an hour
 * for each reader, and for each person whom they were looking for.
 */
import { alertCommandIdFor, alertsIdOf } from '../../events/ids';
import { isoNow } from '../../events/store/clock';
import { leaderAnswerMs } from '../../projections/history';
import { withinTime } from '../../projections/withinTime';
import type { ResolverContext } from '../context';
import type { House } from '../house';

/** `2026-11-24T02`: the hour of a moment. */
const hourTextLength = 13;

/**
 * `personId`: who was found too often; undefined where the reader searched too often for anybody.
 * It holds no search up for long, and no search fails by it: the access record says it too.
 */
export const raiseSearchAlert = async (
  house: House,
  { caller: { actor }, requestId }: ResolverContext,
  personId?: string,
): Promise<void> => {
  const at = isoNow(house.clock);
  const told = [actor.id, actor.organisation, personId ?? '', at.slice(0, hourTextLength)];
  const raising = house.loops.emergency.handle(
    personId ?? alertsIdOf(actor.organisation),
    { type: 'RaiseAlert', kind: 'SEARCHED_OFTEN', tell: [] },
    { commandId: alertCommandIdFor(told.join('/')), actor, at, correlationId: requestId },
  );
  await withinTime(raising, leaderAnswerMs).catch(() => undefined);
};
