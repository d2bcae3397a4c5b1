/**
 * As whom a caller has the lists of openings and alerts: a privacy officer for their organisation,
 * anybody else of staff as one who leads care. Read from the read models, which hold the whole log.
 */
import { isoNow } from '../../events/store/clock';
import type { ListReader } from '../../projections/emergencyLists';
import type { ResolverContext } from '../context';
import type { House } from '../house';
import { everDecision } from '../shared/access';

/** Undefined for citizens and systems: they are told of nothing here. */
export const listReaderOf = (house: House, context: ResolverContext): ListReader | undefined => {
  const { kind, actor } = context.caller;
  const { relationships } = house.models;
  const now = isoNow(house.clock);
  if (everDecision(context, 'REVIEW_EMERGENCY_ACCESS').effect === 'permit') {
    const { organisation } = actor;
    return { as: 'PRIVACY_OFFICER', organisation, led: relationships.ledIn(organisation, now) };
  }
  if (kind !== 'staff') return undefined;
  return { as: 'LEAD_PROFESSIONAL', actorId: actor.id, led: relationships.ledBy(actor.id, now) };
};
