/**
 * Asks the policy about one person. The facts it needs are read strongly, once a request; a fault
 * in reading them denies, by throwing. Every decision is noted for the access record.
 */
import { decideAccess } from '../../policy/decide';
import type { AccessDecision, AccessRequest, Action, Section } from '../../policy/request';
import { begun } from '../context';
import type { Caller, ResolverContext } from '../context';
import type { House } from '../house';
import { emergencyFacts } from './emergencyFacts';
import type { EmergencyFacts } from './emergencyFacts';
import { erasedFault, readErasure, readPerson } from './personFacts';
import { relationshipFacts } from './relationshipFacts';
import type { RelationshipFacts } from './relationshipFacts';

/** What is known of the caller alone, and nothing of any person. */
export const askedBy = (
  { actor, assurance, activities, purpose }: Caller,
  action: Action,
  section: Section,
): AccessRequest => ({
  role: actor.role,
  assurance,
  activities,
  purpose,
  isFresh: true,
  action,
  section,
  flags: [],
  relationships: [],
  isDelegated: false,
  isNamed: false,
  consent: 'NONE',
  isBreakGlass: false,
  isRestricted: false,
  isErasureRequested: false,
});

/** How staff might have stood to somebody of whom nothing can be read any more. */
const atBest = (asked: AccessRequest): AccessRequest => ({
  ...asked,
  relationships: ['team', 'incident'],
});

const requestFor = async (
  house: House,
  context: ResolverContext,
  personId: string,
  asked: AccessRequest,
): Promise<AccessRequest> => {
  const facts = begun(
    Promise.all([
      readPerson(house, context, personId),
      relationshipFacts(house, context, personId),
      emergencyFacts(house, context, personId),
    ]),
  );
  const { state: erasure } = await readErasure(house, context, personId);
  if (erasure.kind === 'erased') {
    // How the caller stood to them cannot be read any more. Staff who might have been entitled
    // hear that it was erased: never "nothing recorded".
    if (context.caller.kind === 'staff' && decideAccess(atBest(asked)).effect === 'permit') {
      throw erasedFault(erasure.erasedAt);
    }
    return asked;
  }
  const [person, stands, emergency] = await facts;
  return {
    ...withFacts(asked, stands, emergency),
    isRestricted: person.state.restricted,
    isErasureRequested: erasure.kind === 'requested',
  };
};

const withFacts = (
  asked: AccessRequest,
  stands: RelationshipFacts,
  emergency: EmergencyFacts,
): AccessRequest => ({
  ...asked,
  flags: stands.flagsOf(asked.section),
  relationships: emergency.hasIncident
    ? [...stands.relationships, 'incident']
    : stands.relationships,
  isDelegated: stands.isDelegated(asked.section),
  isNamed: stands.isNamed(asked.section),
  consent: stands.consentOn(asked.section),
  isBreakGlass: emergency.isBreakGlass,
});

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
  const asked = askedBy(context.caller, action, section);
  const decision = decideAccess(await requestFor(house, context, personId, asked));
  const { effect, rules, obligations } = decision;
  context.notes.push({ personId, action, section, effect, rules, obligations });
  return decision;
};

/**
 * Whether the caller may hear that something of this person changed; what it was, and that it was
 * erased or is to be, is said by the fields that a message selects, each under its own decision.
 */
export const mayHear = async (
  house: House,
  context: ResolverContext,
  personId: string,
  action: 'READ' | 'READ_DRAFT',
  section: Section = 'identity',
): Promise<boolean> => {
  const asked = askedBy(context.caller, action, section);
  if ((await readErasure(house, context, personId)).state.kind === 'erased') {
    return context.caller.kind === 'staff' && decideAccess(atBest(asked)).effect === 'permit';
  }
  const facts = await Promise.all([
    relationshipFacts(house, context, personId),
    emergencyFacts(house, context, personId),
  ]);
  return decideAccess(withFacts(asked, ...facts)).effect === 'permit';
};

/** For what concerns no person yet: a search, a registration. */
export const mayEver = (context: ResolverContext, action: Action): AccessDecision =>
  decideAccess(askedBy(context.caller, action, 'identity'));

/** May the caller say who is in a team of their own organisation? No person is concerned. */
export const mayManageTeams = ({ caller }: ResolverContext): AccessDecision =>
  decideAccess({ ...askedBy(caller, 'MANAGE_TEAM', 'serviceContacts'), relationships: ['team'] });

/** True for the person and their carers: to them "none" and "not yet told" are one. */
export const isNotShared = ({ obligations }: AccessDecision): boolean =>
  obligations.includes('NOT_SHARED');
