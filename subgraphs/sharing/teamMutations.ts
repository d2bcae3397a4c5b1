/**
 * Teams of the caller's own organisation, and who is in them. A team of another organisation and one
 * that does not exist are refused in the same words.
 */
import { Arg, Ctx, Field, ID, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { Refused } from '../../events/decider';
import { isUuidText, teamIdFor } from '../../events/ids';
import { refuse } from '../../events/refusal';
import { parseTeamCommand } from '../../events/team/commands';
import type { TeamCommand, TeamCommandType } from '../../events/team/commands';
import type { Outcome } from '../../events/store/handle';
import type { ResolverContext } from '../context';
import type { House } from '../house';
import { mayManageTeams } from '../shared/access';
import { notPermitted, prepareCommand } from '../shared/command';
import type { CommandInput, PreparedCommand } from '../shared/command';
import { revisionFor, tokenFor } from '../shared/reading';
import { resultOf } from '../shared/results';
import { conflictAs, refusedAs, said } from '../shared/saying';
import { AddTeamMemberInput, FormTeamInput, RemoveTeamMemberInput } from './inputs';

@ObjectType()
export class TeamSaved {
  @Field(() => ID)
  teamId!: string;
  @Field(() => String)
  position!: string;
  @Field(() => String)
  revision!: string;
}

const saved = () => TeamSaved;
const FormTeamResult = resultOf('FormTeam', saved);
const AddTeamMemberResult = resultOf('AddTeamMember', saved);
const RemoveTeamMemberResult = resultOf('RemoveTeamMember', saved);

const teamUnknown = refuse('TEAM_UNKNOWN', 'teamId names no team of your organisation', 'teamId');

@Resolver()
export class TeamMutations {
  constructor(private readonly house: House) {}

  @Mutation(() => FormTeamResult, { description: 'A team of your own organisation.' })
  async formTeam(
    @Arg('input', () => FormTeamInput) input: FormTeamInput,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    const prepared = this.prepare(context, input);
    if (prepared.kind === 'refused') return refusedAs(prepared);
    const { organisation } = context.caller.actor;
    const teamId = teamIdFor(prepared.act.commandId);
    return this.carryOut(teamId, prepared, 'FormTeam', { ...prepared.content, organisation });
  }

  @Mutation(() => AddTeamMemberResult)
  addTeamMember(
    @Arg('input', () => AddTeamMemberInput) input: AddTeamMemberInput,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    return this.change(context, input, 'AddTeamMember');
  }

  @Mutation(() => RemoveTeamMemberResult, {
    description: 'At once: what they could read as one of the team they can read no more.',
  })
  removeTeamMember(
    @Arg('input', () => RemoveTeamMemberInput) input: RemoveTeamMemberInput,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    return this.change(context, input, 'RemoveTeamMember');
  }

  private prepare(context: ResolverContext, input: CommandInput): PreparedCommand | Refused {
    const decision = mayManageTeams(context);
    return decision.effect === 'deny'
      ? notPermitted(decision)
      : prepareCommand(this.house, context, input);
  }

  private async change(
    context: ResolverContext,
    input: CommandInput & { readonly teamId: string },
    type: TeamCommandType,
  ): Promise<object> {
    const prepared = this.prepare(context, input);
    if (prepared.kind === 'refused') return refusedAs(prepared);
    const teamId = input.teamId.toLowerCase();
    if (!isUuidText(teamId)) return refusedAs(teamUnknown);
    const { formed } = (await this.house.loops.team.load(teamId)).state;
    if (formed?.organisation !== context.caller.actor.organisation) return refusedAs(teamUnknown);
    const { teamId: _teamId, ...content } = prepared.content;
    return this.carryOut(teamId, prepared, type, content);
  }

  private async carryOut(
    teamId: string,
    { act }: PreparedCommand,
    type: TeamCommandType,
    content: object,
  ): Promise<object> {
    const command: TeamCommand | Refused = parseTeamCommand(type, content);
    if ('kind' in command && command.kind === 'refused') return refusedAs(command);
    const outcome: Outcome = await this.house.loops.team.handle(teamId, command, act);
    if (outcome.kind === 'refused') return refusedAs(outcome);
    if (outcome.kind === 'conflict') return conflictAs(outcome);
    const position = tokenFor(this.house, outcome.position);
    return said('TeamSaved', {
      teamId,
      position,
      revision: revisionFor(this.house, outcome.revision),
    });
  }
}
