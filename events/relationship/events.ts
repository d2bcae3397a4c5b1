/**
 * What can happen to how others stand to a person: teams and organisations that care for them,
 * somebody who says that they do, somebody named for what is sealed. In force at once.
 */
import type { EntryId } from '../ids';
import type { RelationshipCommandOf, RelationshipCommandType } from './commands';

type Of<Type extends string, Data extends object> = { readonly type: Type; readonly data: Data };
type Content<Type extends RelationshipCommandType> = Omit<RelationshipCommandOf<Type>, 'type'>;

export interface ClaimContent {
  readonly claimId: EntryId;
  readonly actorId: string;
  readonly name: string;
  readonly organisation: string;
  readonly organisationName: string;
  readonly reason: string;
  readonly until: string;
}

export type RelationshipEvent =
  | Of<'CareTeamJoined', Content<'JoinCareTeam'>>
  | Of<'CareTeamLeft', Content<'LeaveCareTeam'>>
  | Of<'ReferralMade', Content<'Refer'> & { readonly referralId: EntryId }>
  | Of<'ReferralEnded', Content<'EndReferral'>>
  /** Alerts: somebody took the relationship without being given it. */
  | Of<'RelationshipClaimed', ClaimContent>
  | Of<'RelationshipClaimEnded', Content<'EndClaim'>>
  | Of<'NamedForSealed', Content<'NameForSealed'> & { readonly namingId: EntryId }>
  | Of<'NamingEnded', Content<'EndNaming'>>;
export type RelationshipEventType = RelationshipEvent['type'];
