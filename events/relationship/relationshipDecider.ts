/**
 * The stream `relationship-<person id>`: care teams, referrals, claims and namings, each in force
 * from its event to its end. What ended by itself stays in the state; who asks compares `until`.
 */
import type { DecideContext, Decider, Decision, Refused } from '../decider';
import { isSameValue } from '../plan/fields';
import { refuse } from '../refusal';
import { unknownEvent } from '../unknownEvent';
import { hoursAfter, notOver, refuseEnd } from '../until';
import type { RelationshipCommand, RelationshipCommandOf } from './commands';
import type { ClaimContent, RelationshipEvent } from './events';

/** A claim lasts this long at the most: one shift. */
export const claimHoursMax = 12;
/** Most of each kind that stand at a time. */
export const relationshipsMax = 100;

interface Recorded {
  readonly recordedAt: string;
  /** Name of who recorded it. */
  readonly recordedBy: string;
}
type Event<Type extends RelationshipEvent['type']> = Extract<
  RelationshipEvent,
  { type: Type }
>['data'];

export type CareTeam = Event<'CareTeamJoined'> & Recorded;
export type Referral = Event<'ReferralMade'> & Recorded;
export type Claim = ClaimContent & Recorded;
export type Naming = Event<'NamedForSealed'> & Recorded;

export interface RelationshipState {
  readonly careTeams: readonly CareTeam[];
  readonly referrals: readonly Referral[];
  readonly claims: readonly Claim[];
  readonly namings: readonly Naming[];
}

export const relationshipDecider: Decider<
  RelationshipCommand,
  RelationshipState,
  RelationshipEvent
> = {
  category: 'relationship',
  initialState: { careTeams: [], referrals: [], claims: [], namings: [] },

  decide(command, state, context): Decision<RelationshipEvent> {
    switch (command.type) {
      case 'JoinCareTeam':
        return joinCareTeam(command, state, context);
      case 'LeaveCareTeam': {
        const { type: _type, ...data } = command;
        return state.careTeams.some(({ teamId }) => teamId === data.teamId)
          ? [{ type: 'CareTeamLeft', data }]
          : notThere('teamId', 'team that cares for this person');
      }
      case 'Refer': {
        const { type: _type, ...data } = command;
        const refused = refuseEnd(data.until, context.act.at) ?? full(state.referrals, context);
        return (
          refused ?? [{ type: 'ReferralMade', data: { referralId: context.entryId(0), ...data } }]
        );
      }
      case 'EndReferral': {
        const { type: _type, ...data } = command;
        return state.referrals.some(({ referralId }) => referralId === data.referralId)
          ? [{ type: 'ReferralEnded', data }]
          : notThere('referralId', 'referral that stands');
      }
      case 'ClaimRelationship':
        return claim(command, state, context);
      case 'EndClaim': {
        const isOwn = state.claims.some(
          ({ claimId, actorId }) => claimId === command.claimId && actorId === context.act.actor.id,
        );
        return isOwn
          ? [{ type: 'RelationshipClaimEnded', data: { claimId: command.claimId } }]
          : notThere('claimId', 'claim of yours that stands');
      }
      case 'NameForSealed': {
        const { type: _type, ...data } = command;
        if (notOver(state.namings, context.act.at).some((one) => isNamedAlready(one, data)))
          return [];
        const refused = full(state.namings, context);
        return (
          refused ?? [{ type: 'NamedForSealed', data: { namingId: context.entryId(0), ...data } }]
        );
      }
      case 'EndNaming': {
        const { type: _type, ...data } = command;
        return state.namings.some(({ namingId }) => namingId === data.namingId)
          ? [{ type: 'NamingEnded', data }]
          : notThere('namingId', 'naming that stands');
      }
    }
  },

  evolve(state, event, { recordedAt, author }) {
    const recorded: Recorded = { recordedAt, recordedBy: author.name };
    const { careTeams, referrals, claims, namings } = state;
    const otherTeams = (id: string) => careTeams.filter(({ teamId }) => teamId !== id);
    switch (event.type) {
      case 'CareTeamJoined': {
        const joined = { ...event.data, ...recorded };
        return { ...state, careTeams: [...otherTeams(event.data.teamId), joined] };
      }
      case 'CareTeamLeft':
        return { ...state, careTeams: otherTeams(event.data.teamId) };
      case 'ReferralMade': {
        const made = { ...event.data, ...recorded };
        return { ...state, referrals: [...notOver(referrals, recordedAt), made] };
      }
      case 'ReferralEnded': {
        const { referralId: ended } = event.data;
        return { ...state, referrals: referrals.filter(({ referralId }) => referralId !== ended) };
      }
      case 'RelationshipClaimed': {
        const { actorId: claimant } = event.data;
        const others = notOver(claims, recordedAt).filter(({ actorId }) => actorId !== claimant);
        return { ...state, claims: [...others, { ...event.data, ...recorded }] };
      }
      case 'RelationshipClaimEnded': {
        const { claimId: ended } = event.data;
        return { ...state, claims: claims.filter(({ claimId }) => claimId !== ended) };
      }
      case 'NamedForSealed':
        return {
          ...state,
          namings: [...notOver(namings, recordedAt), { ...event.data, ...recorded }],
        };
      case 'NamingEnded': {
        const { namingId: ended } = event.data;
        return { ...state, namings: namings.filter(({ namingId }) => namingId !== ended) };
      }
      default:
        return unknownEvent('relationship', (event as { type: string }).type);
    }
  },
};

const notThere = (field: string, what: string): Refused =>
  refuse('ENTRY_UNKNOWN', `${field} names no ${what}.`, field);

const full = (
  entries: readonly { readonly until?: string | undefined }[],
  { act }: DecideContext,
): Refused | undefined =>
  notOver(entries, act.at).length >= relationshipsMax
    ? refuse('INVALID', `This record holds ${String(relationshipsMax)} of these, the most kept.`)
    : undefined;

/** A team that stands with the very same words is there already; with others it is told anew. */
const joinCareTeam = (
  { type: _type, ...data }: RelationshipCommandOf<'JoinCareTeam'>,
  { careTeams }: RelationshipState,
  context: DecideContext,
): Decision<RelationshipEvent> => {
  const refused = refuseEnd(data.until, context.act.at);
  if (refused) return refused;
  const standing = careTeams.find(({ teamId }) => teamId === data.teamId);
  if (!standing) {
    return full(careTeams, context) ?? [{ type: 'CareTeamJoined', data }];
  }
  const { recordedAt: _at, recordedBy: _by, ...before } = standing;
  return isSameValue(before, data) ? [] : [{ type: 'CareTeamJoined', data }];
};

const claim = (
  { reason, until }: RelationshipCommandOf<'ClaimRelationship'>,
  { claims }: RelationshipState,
  context: DecideContext,
): Decision<RelationshipEvent> => {
  const { at, actor } = context.act;
  const refused = refuseEnd(until, at, claimHoursMax) ?? full(claims, context);
  if (refused) return refused;
  const data: ClaimContent = {
    claimId: context.entryId(0),
    actorId: actor.id,
    name: actor.name,
    organisation: actor.organisation,
    organisationName: actor.organisationName,
    reason,
    until: until ?? hoursAfter(at, claimHoursMax),
  };
  return [{ type: 'RelationshipClaimed', data }];
};

const isNamedAlready = (
  naming: Naming,
  { actorId, section }: Omit<RelationshipCommandOf<'NameForSealed'>, 'type'>,
): boolean => naming.actorId === actorId && naming.section === section;
