/** Who cares for a person: care teams, referrals, what somebody claims, who is named for the sealed. */
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Act, Refused } from '../../events/decider';
import { wholeTeamIdOf } from '../../events/ids';
import type { PersonId } from '../../events/ids';
import { refuse } from '../../events/refusal';
import { parseRelationshipCommand } from '../../events/relationship/commands';
import type { RelationshipCommand, RelationshipInputOf } from '../../events/relationship/commands';
import type { Outcome } from '../../events/store/handle';
import type { ResolverContext } from '../context';
import type { House } from '../house';
import { readTeam } from '../shared/personFacts';
import { leadsOf, raiseClaimAlert } from '../shared/leads';
import { resultOf } from '../shared/results';
import { carryOut, SharingSaved } from './carryOut';
import {
  ClaimRelationshipInput,
  EndClaimInput,
  EndNamingInput,
  EndReferralInput,
  JoinCareTeamInput,
  LeaveCareTeamInput,
  NameForSealedInput,
  ReferInput,
} from './inputs';
import { organisationOf, organisationOfTeam } from './organisations';

const saved = () => SharingSaved;
const JoinCareTeamResult = resultOf('JoinCareTeam', saved);
const LeaveCareTeamResult = resultOf('LeaveCareTeam', saved);
const ReferResult = resultOf('Refer', saved);
const EndReferralResult = resultOf('EndReferral', saved);
const ClaimRelationshipResult = resultOf('ClaimRelationship', saved);
const EndClaimResult = resultOf('EndClaim', saved);
const NameForSealedResult = resultOf('NameForSealed', saved);
const EndNamingResult = resultOf('EndNaming', saved);

const ofTeam = { action: 'MANAGE_TEAM', section: 'serviceContacts' } as const;
const ofClaim = { action: 'CLAIM_RELATIONSHIP', section: 'identity' } as const;
const ofNaming = { action: 'MANAGE_VISIBILITY', section: 'safeguarding' } as const;

@Resolver()
export class RelationshipMutations {
  constructor(private readonly house: House) {}

  @Mutation(() => JoinCareTeamResult)
  joinCareTeam(
    @Arg('input', () => JoinCareTeamInput) input: JoinCareTeamInput,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    return carryOut(this.house, context, input, (content) => {
      const parsed = parseRelationshipCommand('JoinCareTeam', content);
      if ('kind' in parsed) return parsed;
      return { ...ofTeam, handle: (id, act) => this.join(context, parsed, id, act) };
    });
  }

  @Mutation(() => LeaveCareTeamResult, { description: 'At once.' })
  leaveCareTeam(
    @Arg('input', () => LeaveCareTeamInput) input: LeaveCareTeamInput,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    return carryOut(this.house, context, input, (content) => {
      const command = parseRelationshipCommand('LeaveCareTeam', content);
      return 'kind' in command ? command : { ...ofTeam, handle: this.loop(command) };
    });
  }

  @Mutation(() => ReferResult)
  refer(
    @Arg('input', () => ReferInput) input: ReferInput,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    return carryOut(this.house, context, input, (content) => {
      const command = parseRelationshipCommand('Refer', content);
      if ('kind' in command) return command;
      const { organisation } = command;
      const isKnown =
        organisationOf(organisation) ?? organisation === context.caller.actor.organisation;
      return isKnown
        ? { ...ofTeam, makesEntry: true, handle: this.loop(command) }
        : refuse(
            'ORGANISATION_UNKNOWN',
            'organisation is not the ODS code of one that is known here',
            'organisation',
          );
    });
  }

  @Mutation(() => EndReferralResult, { description: 'At once.' })
  endReferral(
    @Arg('input', () => EndReferralInput) input: EndReferralInput,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    return carryOut(this.house, context, input, (content) => {
      const command = parseRelationshipCommand('EndReferral', content);
      return 'kind' in command ? command : { ...ofTeam, handle: this.loop(command) };
    });
  }

  @Mutation(() => ClaimRelationshipResult, {
    description: '"I care for this person", for 12 hours at the most. Alerts.',
  })
  claimRelationship(
    @Arg('input', () => ClaimRelationshipInput) input: ClaimRelationshipInput,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    return carryOut(this.house, context, input, (content) => {
      const command = parseRelationshipCommand('ClaimRelationship', content);
      if ('kind' in command) return command;
      const claim = this.loop(command);
      return {
        ...ofClaim,
        makesEntry: true,
        handle: async (personId, act) => {
          const tell = await leadsOf(this.house, context, personId);
          const alerted = await raiseClaimAlert(this.house, act, personId, tell);
          return alerted.kind === 'done' ? claim(personId, act) : alerted;
        },
      };
    });
  }

  @Mutation(() => EndClaimResult, { description: 'By who claimed it.' })
  endClaim(
    @Arg('input', () => EndClaimInput) input: EndClaimInput,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    return carryOut(this.house, context, input, (content) => {
      const command = parseRelationshipCommand('EndClaim', content);
      return 'kind' in command ? command : { ...ofClaim, handle: this.loop(command) };
    });
  }

  @Mutation(() => NameForSealedResult)
  nameForSealed(
    @Arg('input', () => NameForSealedInput) input: NameForSealedInput,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    return carryOut(this.house, context, input, (content) => {
      const command = parseRelationshipCommand('NameForSealed', content);
      return 'kind' in command
        ? command
        : { ...ofNaming, makesEntry: true, handle: this.loop(command) };
    });
  }

  @Mutation(() => EndNamingResult, { description: 'At once.' })
  endNaming(
    @Arg('input', () => EndNamingInput) input: EndNamingInput,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    return carryOut(this.house, context, input, (content) => {
      const command = parseRelationshipCommand('EndNaming', content);
      return 'kind' in command ? command : { ...ofNaming, handle: this.loop(command) };
    });
  }

  private loop(command: RelationshipCommand) {
    return (id: PersonId, act: Act): Promise<Outcome> =>
      this.house.loops.relationship.handle(id, command, act);
  }

  private async join(
    context: ResolverContext,
    parsed: RelationshipInputOf<'JoinCareTeam'>,
    id: PersonId,
    act: Act,
  ): Promise<Outcome | Refused> {
    const organisation = await this.organisationOf(context, parsed.teamId);
    return organisation === undefined
      ? refuse('TEAM_UNKNOWN', 'teamId names no team that is known here', 'teamId')
      : this.loop({ ...parsed, organisation })(id, act);
  }

  private async organisationOf(
    context: ResolverContext,
    teamId: string,
  ): Promise<string | undefined> {
    const own = context.caller.actor.organisation;
    if (teamId === wholeTeamIdOf(own)) return own;
    const known = organisationOfTeam(teamId);
    return known?.ods ?? (await readTeam(this.house, context, teamId)).state.formed?.organisation;
  }
}
