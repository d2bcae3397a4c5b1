/**
 * The stream `team-<team id>`: a team of an organisation and who is in it, in force at once. Somebody
 * who left belongs no more from that event on.
 */
import type { Decider, Decision } from '../decider';
import { refuse } from '../refusal';
import { unknownEvent } from '../unknownEvent';
import type { TeamCommand, TeamCommandOf } from './commands';
import type { TeamEvent } from './events';

/** Most members of one team at a time. */
export const teamMembersMax = 500;

export interface TeamMember {
  readonly actorId: string;
  readonly name: string;
  readonly joinedAt: string;
}

export interface TeamState {
  /** Absent where no such team was ever formed. */
  readonly formed?: Omit<TeamCommandOf<'FormTeam'>, 'type'>;
  /** In the order in which they joined. */
  readonly members: readonly TeamMember[];
}

export const teamDecider: Decider<TeamCommand, TeamState, TeamEvent> = {
  category: 'team',
  initialState: { members: [] },

  decide(command, state): Decision<TeamEvent> {
    if (command.type === 'FormTeam') {
      const { type: _type, ...data } = command;
      return state.formed
        ? refuse('INVALID', 'This team was formed already.', 'commandId')
        : [{ type: 'TeamFormed', data }];
    }
    if (!state.formed)
      return refuse('TEAM_UNKNOWN', 'teamId names no team of your organisation.', 'teamId');
    const isIn = state.members.some(({ actorId }) => actorId === command.actorId);
    if (command.type === 'AddTeamMember') {
      if (isIn) return [];
      const { actorId, name } = command;
      return state.members.length >= teamMembersMax
        ? refuse('INVALID', `The team holds ${String(teamMembersMax)} members already.`, 'teamId')
        : [{ type: 'TeamMemberJoined', data: { actorId, name } }];
    }
    const { type: _type, ...left } = command;
    return isIn
      ? [{ type: 'TeamMemberLeft', data: left }]
      : refuse('ENTRY_UNKNOWN', 'actorId names nobody who is in this team.', 'actorId');
  },

  evolve(state, event, stamp) {
    switch (event.type) {
      case 'TeamFormed':
        return { ...state, formed: event.data };
      case 'TeamMemberJoined':
        return {
          ...state,
          members: [...state.members, { ...event.data, joinedAt: stamp.recordedAt }],
        };
      case 'TeamMemberLeft':
        return {
          ...state,
          members: state.members.filter(({ actorId }) => actorId !== event.data.actorId),
        };
      default:
        return unknownEvent('team', (event as { type: string }).type);
    }
  },
};
