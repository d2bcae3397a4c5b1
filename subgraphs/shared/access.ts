/**
 * Asks the policy about one person: the facts it needs (dissent, restriction) are read strongly,
 * once a request. A fault in reading them denies.
 */
import { erasureDecider } from '../../events/erasure/erasureDecider';
import type { ErasureState } from '../../events/erasure/erasureDecider';
import { CuckmereError } from '../../events/errors';
import { isUuidText } from '../../events/ids';
import { personDecider } from '../../events/person/personDecider';
import type { PersonState } from '../../events/person/personDecider';
import { hasDissent, sharingDecider } from '../../events/sharing/sharingDecider';
import type { SharingState } from '../../events/sharing/sharingDecider';
import { decideAccess } from '../../policy/decide';
import type { AccessDecision, Action, Section } from '../../policy/request';
import { strongRead } from '../../projections/strongRead';
import type { StrongRead } from '../../projections/strongRead';
import { begun, once } from '../context';
import type { Caller, ResolverContext } from '../context';
import type { House } from '../house';

/** What stands under a text that can be nobody's id: nothing, and that is certain. */
const nobodyAt = <State>(state: State): Promise<StrongRead<State>> =>
  Promise.resolve({ state, revision: -1, position: undefined, isCurrent: true });

const readErasure = (
  house: House,
  context: ResolverContext,
  id: string,
): Promise<StrongRead<ErasureState>> =>
  once(context, `erasure ${id}`, () =>
    isUuidText(id)
      ? strongRead(house, erasureDecider, house.models.erasures, id)
      : nobodyAt(erasureDecider.initialState),
  );

/** Throws `KEY_DESTROYED`, with the moment in its details, where the person was erased. */
export const readPerson = (
  house: House,
  context: ResolverContext,
  id: string,
): Promise<StrongRead<PersonState>> =>
  once(context, `person ${id}`, async () => {
    if (!isUuidText(id)) return nobodyAt(personDecider.initialState);
    const reading = begun(strongRead(house, personDecider, house.models.people, id));
    const { state } = await readErasure(house, context, id);
    if (state.kind === 'erased') throw erasedFault(state.erasedAt);
    return reading;
  });

const erasedFault = (erasedAt: string): CuckmereError =>
  new CuckmereError('KEY_DESTROYED', 'This record was erased.', { details: { erasedAt } });

const readSharing = (
  house: House,
  context: ResolverContext,
  id: string,
): Promise<StrongRead<SharingState>> =>
  once(context, `sharing ${id}`, () =>
    isUuidText(id)
      ? strongRead(house, sharingDecider, house.models.sharing, id)
      : nobodyAt(sharingDecider.initialState),
  );

const relationshipTo = (caller: Caller, personId: string): Caller['relationship'] =>
  caller.relationship === 'self' && caller.ownPersonId !== personId ? 'none' : caller.relationship;

/**
 * Whether the caller may do this. Where the person was erased a caller who might have done it gets
 * `KEY_DESTROYED` thrown, so that no way of reading can take an erased record for an empty one.
 */
export const mayDo = async (
  house: House,
  context: ResolverContext,
  personId: string,
  action: Action,
  section: Section,
): Promise<AccessDecision> => {
  const { caller } = context;
  const asked = {
    role: caller.actor.role,
    action,
    section,
    relationship: relationshipTo(caller, personId),
  };
  const facts = begun(
    Promise.all([readPerson(house, context, personId), readSharing(house, context, personId)]),
  );
  const { state: erasure } = await readErasure(house, context, personId);
  if (erasure.kind === 'erased') {
    const decision = decideAccess({ ...asked, ...nothingKnown });
    if (decision.effect === 'permit') throw erasedFault(erasure.erasedAt);
    return decision;
  }
  const [person, sharing] = await facts;
  return decideAccess({
    ...asked,
    hasDissent: hasDissent(sharing.state),
    isRestricted: person.state.restricted,
    isErasureRequested: erasure.kind === 'requested',
  });
};

const nothingKnown = { hasDissent: false, isRestricted: false, isErasureRequested: false };

/** For what concerns no person yet: a search, a registration. */
export const mayEver = (context: ResolverContext, action: Action): AccessDecision =>
  decideAccess({
    role: context.caller.actor.role,
    action,
    section: 'identity',
    relationship: context.caller.relationship,
    ...nothingKnown,
  });

/** True where the reader is the person themselves: then "none" and "not yet told" are one. */
export const isSelf = (context: ResolverContext, personId: string): boolean =>
  context.caller.relationship === 'self' && context.caller.ownPersonId === personId;
