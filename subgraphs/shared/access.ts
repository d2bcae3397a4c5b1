/**
 * Asks the policy about one person. The facts it needs are read strongly, once a request; a fault
 * in reading them denies, by throwing. Every decision is noted for the access record.
 */
import { isCuckmereError } from '../../events/errors';
import { decideAccess } from '../../policy/decide';
import type { AccessDecision, AccessRequest, Action, Section } from '../../policy/request';
import { begun, once } from '../context';
import type { Caller, ResolverContext } from '../context';
import type { House } from '../house';
import { emergencyFacts } from './emergencyFacts';
import type { EmergencyFacts } from './emergencyFacts';
import { erasedFault, readErasure, readPerson } from './personFacts';
import { relationshipFacts } from './relationshipFacts';
import type { RelationshipFacts } from './relationshipFacts';

export const signInLimits = {
  /** A sign-in older than this is not fresh: recording a CPR decision asks to sign in again. */
  freshMs: 10 * 60_000,
  /** By which the provider's clock may be ahead; one further ahead makes nothing fresh. */
  clockSkewMs: 5_000,
} as const;

const isFreshNow = (house: House, { authenticatedAt }: Caller): boolean => {
  const ageMs = house.clock().getTime() - Date.parse(authenticatedAt);
  return ageMs >= -signInLimits.clockSkewMs && ageMs <= signInLimits.freshMs;
};

/** What is known of the caller alone, and nothing of any person; a sign-in is not taken for fresh. */
export const askedBy = (
  { actor, assurance, activities, purpose }: Caller,
  action: Action,
  section: Section,
): AccessRequest => ({
  role: actor.role,
  assurance,
  activities,
  purpose,
  isFresh: false,
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
  relationships: ['team', 'incident', 'oversight'],
});

/** An access question with the facts of the person in it, and when those end by themselves. */
export interface FactualRequest {
  readonly request: AccessRequest;
  readonly until: string | undefined;
}

const earlier = (one: string | undefined, other: string | undefined): string | undefined =>
  [one, other].filter((moment) => moment !== undefined).sort()[0];

/** What every question about one person rests on; of one who was erased only when that was. */
type PersonFacts =
  | { readonly erasedAt: string }
  | {
      readonly stands: RelationshipFacts;
      readonly emergency: EmergencyFacts;
      readonly isRestricted: boolean;
      readonly isErasureRequested: boolean;
      readonly until: string | undefined;
    };

/** Read once a request, whatever number of sections is asked for. */
const personFacts = (
  house: House,
  context: ResolverContext,
  personId: string,
): Promise<PersonFacts> =>
  once(context, `facts ${personId}`, async () => {
    const facts = begun(
      Promise.all([
        readPerson(house, context, personId),
        relationshipFacts(house, context, personId),
        emergencyFacts(house, context, personId),
      ]),
    );
    const { state: erasure } = await readErasure(house, context, personId);
    if (erasure.kind === 'erased') return { erasedAt: erasure.erasedAt };
    const [person, stands, emergency] = await facts;
    return {
      stands,
      emergency,
      isRestricted: person.state.restricted,
      isErasureRequested: erasure.kind === 'requested',
      until: earlier(stands.until, emergency.until),
    };
  });

export const requestFor = async (
  house: House,
  context: ResolverContext,
  personId: string,
  asked: AccessRequest,
): Promise<FactualRequest> => {
  const facts = await personFacts(house, context, personId);
  if ('erasedAt' in facts) {
    // How the caller stood to them cannot be read any more. Staff who might have been entitled
    // hear that it was erased: never "nothing recorded".
    if (context.caller.kind === 'staff' && decideAccess(atBest(asked)).effect === 'permit') {
      throw erasedFault(facts.erasedAt);
    }
    return { request: asked, until: undefined };
  }
  const { stands, emergency, isRestricted, isErasureRequested, until } = facts;
  const request = { ...withFacts(asked, stands, emergency), isRestricted, isErasureRequested };
  return { request, until };
};

const withFacts = (
  asked: AccessRequest,
  stands: RelationshipFacts,
  emergency: EmergencyFacts,
): AccessRequest => ({
  ...asked,
  flags: stands.flagsOf(asked.section),
  relationships: [
    ...stands.relationships,
    ...(emergency.hasIncident ? (['incident'] as const) : []),
    ...(stands.isCaredForByOurs || emergency.hasActedFromOurs ? (['oversight'] as const) : []),
  ],
  isDelegated: stands.isDelegated(asked.section),
  isNamed: stands.isNamed(asked.section),
  consent: stands.consentOn(asked.section),
  isBreakGlass: emergency.isBreakGlass,
});

/** What is noted of a look at a record that was erased: that it was is all that is told. */
const erased = { effect: 'deny', rules: ['erased'], obligations: ['RECORD'] } as const;

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
  const isFresh = isFreshNow(house, context.caller);
  const asked = { ...askedBy(context.caller, action, section), isFresh };
  const { request } = await requestFor(house, context, personId, asked).catch((error: unknown) => {
    if (isCuckmereError(error, 'KEY_DESTROYED')) note(context, personId, action, section, erased);
    throw error;
  });
  const decision = decideAccess(request);
  note(context, personId, action, section, decision);
  return decision;
};

/**
 * Whether the caller might, for a page that offers the way there: nothing is disclosed by it, so it
 * is noted nowhere. Whoever follows the way is asked by `mayDo`.
 */
export const wouldPermit = async (
  house: House,
  context: ResolverContext,
  personId: string,
  action: Action,
  section: Section,
): Promise<boolean> => {
  const asked = askedBy(context.caller, action, section);
  const { request } = await requestFor(house, context, personId, asked);
  return decideAccess(request).effect === 'permit';
};

/** For what concerns no person yet: a search, a registration, a list of what is to be reviewed. */
export const mayEver = (context: ResolverContext, action: Action): AccessDecision => {
  const decision = everDecision(context, action);
  // Whom a permit concerns is noted by who finds or makes them (`notePermit`).
  if (decision.effect === 'deny') note(context, '', action, 'identity', decision);
  return decision;
};

/** As `mayEver`, where the answer is only which of two lists the caller has: nothing is refused. */
export const everDecision = ({ caller }: ResolverContext, action: Action): AccessDecision => {
  const relationships = action === 'REVIEW_EMERGENCY_ACCESS' ? (['oversight'] as const) : [];
  return decideAccess({ ...askedBy(caller, action, 'identity'), relationships });
};

const note = (
  context: ResolverContext,
  personId: string,
  action: Action,
  section: Section,
  { effect, rules, obligations }: Pick<AccessDecision, 'effect' | 'rules' | 'obligations'>,
): void => void context.notes.push({ personId, action, section, effect, rules, obligations });

/** Notes whom a permit of `mayEver` turned out to concern. */
export const notePermit = (
  context: ResolverContext,
  personId: string,
  action: Action,
  decision: AccessDecision,
): void => {
  note(context, personId, action, 'identity', decision);
};

/**
 * Notes that a search named this person, or, where it was refused, nobody. `isOften`: it is done so
 * often that somebody should look into it.
 */
export const noteSearch = (
  context: ResolverContext,
  personId: string | undefined,
  { effect, rules }: Pick<AccessDecision, 'effect' | 'rules'>,
  isOften: boolean,
): void => {
  note(context, personId ?? '', 'SEARCH', 'identity', {
    effect,
    rules: isOften ? [...rules, 'search-often'] : rules,
    obligations: isOften ? ['RECORD', 'ALERT'] : ['RECORD'],
  });
};

/** May the caller say who is in a team of their own organisation? No person is concerned. */
export const mayManageTeams = ({ caller }: ResolverContext): AccessDecision =>
  decideAccess({ ...askedBy(caller, 'MANAGE_TEAM', 'serviceContacts'), relationships: ['team'] });

/** True for the person and their carers: to them "none" and "not yet told" are one. */
export const isNotShared = ({ obligations }: AccessDecision): boolean =>
  obligations.includes('NOT_SHARED');
