/**
 * Asks the policy about one person: the facts it needs (dissent, restriction) are read strongly,
 * once a request. A fault in reading them denies.
 */
import { isUuidText } from '../../events/ids';
import { personDecider } from '../../events/person/personDecider';
import type { PersonState } from '../../events/person/personDecider';
import { hasDissent, sharingDecider } from '../../events/sharing/sharingDecider';
import type { SharingState } from '../../events/sharing/sharingDecider';
import { decideAccess } from '../../policy/decide';
import type { AccessDecision, Action, Section } from '../../policy/request';
import { strongRead } from '../../projections/strongRead';
import type { StrongRead } from '../../projections/strongRead';
import { once } from '../context';
import type { Caller, ResolverContext } from '../context';
import type { House } from '../house';

/** What stands under a text that can be nobody's id: nothing, and that is certain. */
const nobodyAt = <State>(state: State): Promise<StrongRead<State>> =>
  Promise.resolve({ state, revision: -1, position: undefined, isCurrent: true });

export const readPerson = (
  house: House,
  context: ResolverContext,
  id: string,
): Promise<StrongRead<PersonState>> =>
  once(context, `person ${id}`, () =>
    isUuidText(id)
      ? strongRead(house, personDecider, house.models.people, id)
      : nobodyAt(personDecider.initialState),
  );

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

export const mayDo = async (
  house: House,
  context: ResolverContext,
  personId: string,
  action: Action,
  section: Section,
): Promise<AccessDecision> => {
  const { caller } = context;
  const [person, sharing] = await Promise.all([
    readPerson(house, context, personId),
    readSharing(house, context, personId),
  ]);
  return decideAccess({
    role: caller.actor.role,
    action,
    section,
    relationship: relationshipTo(caller, personId),
    hasDissent: hasDissent(sharing.state),
    isRestricted: person.state.restricted,
  });
};

/** For what concerns no person yet: a search, a registration. */
export const mayEver = (context: ResolverContext, action: Action): AccessDecision =>
  decideAccess({
    role: context.caller.actor.role,
    action,
    section: 'identity',
    relationship: context.caller.relationship,
    hasDissent: false,
    isRestricted: false,
  });

/** True where the reader is the person themselves: then "none" and "not yet told" are one. */
export const isSelf = (context: ResolverContext, personId: string): boolean =>
  context.caller.relationship === 'self' && context.caller.ownPersonId === personId;
