/**
 * The resuscitation decision as a part of a plan: under its own right, which may be narrower than
 * that to the plan. Where it may not be read, no list of changes speaks of it either.
 */
import { emptyContent } from '../../events/end-of-life-plan/state';
import type { PlanContent } from '../../events/end-of-life-plan/state';
import type { ResolverContext } from '../context';
import type { House } from '../house';
import { mayDo } from '../shared/access';
import { withheld } from '../shared/saying';

/** What is said in the place of the decision; undefined where it may be read. */
export const insteadOfCpr = async (
  house: House,
  context: ResolverContext,
  personId: string,
  action: 'READ' | 'READ_DRAFT',
): Promise<object | undefined> => {
  const decision = await mayDo(house, context, personId, action, 'cprDecision');
  return decision.effect === 'deny' ? withheld(decision) : undefined;
};

/** The content as somebody reads it: without the decision where they may not read it. */
export const asRead = <Content extends PlanContent | undefined>(
  content: Content,
  instead: object | undefined,
): Content => (instead && content ? { ...content, cpr: emptyContent.cpr } : content);
