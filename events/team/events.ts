/** What can happen to a team of an organisation. Sealed under a key of the team's own. */
import type { TeamCommandOf } from './commands';

type Of<Type extends string, Data extends object> = { readonly type: Type; readonly data: Data };

export type TeamEvent =
  | Of<'TeamFormed', Omit<TeamCommandOf<'FormTeam'>, 'type'>>
  | Of<'TeamMemberJoined', Omit<TeamCommandOf<'AddTeamMember'>, 'type'>>
  | Of<'TeamMemberLeft', Omit<TeamCommandOf<'RemoveTeamMember'>, 'type'>>;
export type TeamEventType = TeamEvent['type'];
