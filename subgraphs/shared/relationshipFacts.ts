/**
 * What the log says of how a caller stands to a person, and of what the person agreed to: the facts
 * that the policy is asked with. Read strongly, once a request; what ended is left out; where a
 * stream cannot be read this throws, so that a fault never permits.
 */
import { wholeTeamIdOf } from '../../events/ids';
import type { RelationshipState } from '../../events/relationship/relationshipDecider';
import { consentFor } from '../../events/sharing/consent';
import type { SharingState } from '../../events/sharing/sharingDecider';
import { isoNow } from '../../events/store/clock';
import { notOver } from '../../events/until';
import type { Consent, Relationship, Section, VisibilityFlag } from '../../policy/request';
import { once } from '../context';
import type { Caller, ResolverContext } from '../context';
import type { House } from '../house';
import { audienceOf, planKindOf } from './audience';
import { readOwnRecord, readRelationships, readSharing, readTeam } from './personFacts';

export interface RelationshipFacts {
  /** Every relationship that holds now, but an incident's (`emergencyFacts`). */
  readonly relationships: readonly Relationship[];
  readonly isDelegated: (section: Section) => boolean;
  readonly isNamed: (section: Section) => boolean;
  readonly consentOn: (section: Section) => Consent;
  readonly flagsOf: (section: Section) => readonly VisibilityFlag[];
  /** A team of the caller's organisation cares for the person, with the caller in it or without. */
  readonly isCaredForByOurs: boolean;
  /** RFC 3339: the first moment at which one of these ends by itself; undefined: none does. */
  readonly until: string | undefined;
}

export const relationshipFacts = (
  house: House,
  context: ResolverContext,
  personId: string,
): Promise<RelationshipFacts> =>
  once(context, `relationshipFacts ${personId}`, async () => {
    const { caller } = context;
    const [sharing, standing, ownRecord] = await Promise.all([
      readSharing(house, context, personId),
      readRelationships(house, context, personId),
      readOwnRecord(house, context),
    ]);
    const now = isoNow(house.clock);
    const { words } = sharing.state;
    const ofCaller = {
      delegations: delegationsTo(caller, sharing.state, now),
      ...(caller.kind === 'staff'
        ? await staffStanding(house, context, standing.state, now)
        : none),
    };
    const kept = notOver(sharing.state.kept, now);
    const { delegations, ours, teams, referrals, claims, namings } = ofCaller;
    const held: Readonly<Partial<Record<Relationship, boolean>>> = {
      self: ownRecord !== undefined && ownRecord === personId,
      carer: delegations.length > 0,
      team: teams.length > 0,
      referral: referrals.length > 0,
      selfClaimed: claims.length > 0,
    };
    const ending = [...delegations, ...ours, ...referrals, ...claims, ...namings, ...kept];
    const ends = ending.map(({ until }) => until);
    return {
      relationships: (Object.keys(held) as Relationship[]).filter((one) => held[one] === true),
      // Whoever may see any part of a record may see whose it is.
      isDelegated: (section) =>
        delegations.some(({ sections }) => section === 'identity' || sections.includes(section)),
      isNamed: (section) => namings.some((one) => one.section === section),
      consentOn: (section) =>
        consentFor(words, {
          section,
          planKind: planKindOf[section],
          audience: audienceOf(caller.actor.role),
        }),
      isCaredForByOurs: ours.length > 0,
      flagsOf: (section) => kept.filter((one) => one.section === section).map(({ flag }) => flag),
      until: ends.filter((until) => until !== undefined).sort()[0],
    };
  });

const none = { ours: [], teams: [], referrals: [], claims: [], namings: [] } as const;

const delegationsTo = (
  { kind, nhsNumberKey }: Caller,
  { delegations }: SharingState,
  now: string,
) =>
  kind === 'citizen' && nhsNumberKey !== undefined
    ? notOver(delegations, now).filter(({ carerKey }) => carerKey === nhsNumberKey)
    : [];

/** What of the record stands for this member of staff, acting for their organisation. */
const staffStanding = async (
  house: House,
  context: ResolverContext,
  { careTeams, referrals, claims, namings }: RelationshipState,
  now: string,
) => {
  const { id, organisation } = context.caller.actor;
  const isOurs = (one: { readonly organisation: string }): boolean =>
    one.organisation === organisation;
  const isOwn = (one: { readonly actorId: string }): boolean => one.actorId === id;
  const ours = notOver(careTeams, now).filter(isOurs);
  const isIn = await Promise.all(ours.map(({ teamId }) => isInTeam(house, context, teamId)));
  return {
    /** Teams of their organisation, whether or not they are in them. */
    ours,
    teams: ours.filter((_team, index) => isIn[index] === true),
    referrals: notOver(referrals, now).filter(isOurs),
    claims: notOver(claims, now).filter((one) => isOwn(one) && isOurs(one)),
    namings: notOver(namings, now).filter(isOwn),
  };
};

const isInTeam = async (
  house: House,
  context: ResolverContext,
  teamId: string,
): Promise<boolean> => {
  const { id, organisation } = context.caller.actor;
  if (teamId === wholeTeamIdOf(organisation)) return true;
  const { formed, members } = (await readTeam(house, context, teamId)).state;
  if (formed?.organisation !== organisation) return false;
  return formed.isWholeOrganisation || members.some(({ actorId }) => actorId === id);
};
