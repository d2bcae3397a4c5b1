/** A team of an organisation, given / when / then. */
import fc from 'fast-check';
import { isCuckmereError } from '../../../events/errors';
import { parseTeamCommand } from '../../../events/team/commands';
import type { TeamCommandOf } from '../../../events/team/commands';
import type { TeamEvent } from '../../../events/team/events';
import { teamDecider, teamMembersMax } from '../../../events/team/teamDecider';
import { momentOf, scenario, stampOf } from '../person/scenario';

const { given, stream } = scenario(teamDecider);
const content = { name: 'Night team', organisation: 'X1HSP', kind: 'HOSPICE' } as const;
const form: TeamCommandOf<'FormTeam'> = {
  type: 'FormTeam',
  ...content,
  isWholeOrganisation: false,
};
const formed: TeamEvent = { type: 'TeamFormed', data: { ...content, isWholeOrganisation: false } };
const ruth = { actorId: 'ruth', name: 'Ruth Marsh' };
const joined = (actorId = 'ruth'): TeamEvent => ({
  type: 'TeamMemberJoined',
  data: { ...ruth, actorId },
});
const left: TeamEvent = { type: 'TeamMemberLeft', data: { actorId: 'ruth' } };

describe('a team', () => {
  it('is formed once', () => {
    expect(given().when(form)).toEqual([formed]);
    expect(given(formed).when(form)).toMatchObject({ kind: 'refused', code: 'INVALID' });
  });

  it('takes and lets go of nobody before it was formed', () => {
    for (const type of ['AddTeamMember', 'RemoveTeamMember'] as const) {
      expect(given().when({ type, ...ruth })).toMatchObject({
        kind: 'refused',
        code: 'TEAM_UNKNOWN',
        field: 'teamId',
      });
    }
  });

  it('takes somebody once, and again after they left', () => {
    const add = { type: 'AddTeamMember', ...ruth } as const;
    expect(given(formed).when(add)).toEqual([joined()]);
    expect(given(formed, joined()).when(add)).toEqual([]);
    expect(given(formed, joined(), left).when(add)).toEqual([joined()]);
  });

  it('lets go of who is in it, and of nobody else', () => {
    const remove = { type: 'RemoveTeamMember', actorId: 'ruth', reason: 'moved on' } as const;
    expect(given(formed, joined()).when(remove)).toEqual([
      { type: 'TeamMemberLeft', data: { actorId: 'ruth', reason: 'moved on' } },
    ]);
    expect(given(formed, joined('jo')).when(remove)).toMatchObject({
      code: 'ENTRY_UNKNOWN',
      field: 'actorId',
    });
  });

  it('holds so many members and no more', () => {
    const many = Array.from({ length: teamMembersMax }, (_none, n) => joined(`m${String(n)}`));
    const answer = given(formed, ...many).when({ type: 'AddTeamMember', ...ruth });
    expect(answer).toMatchObject({ kind: 'refused', code: 'INVALID' });
  });

  it('knows who is in it and since when, whoever came and went', () => {
    const { state } = given(formed, joined('jo'), joined(), left);
    expect(state.members).toEqual([{ actorId: 'jo', name: 'Ruth Marsh', joinedAt: momentOf(1) }]);
    expect(state.formed).toEqual(formed.data);
  });

  it('holds exactly who joined and did not leave after', () => {
    const step = fc.record({ who: fc.constantFrom('a', 'b', 'c'), joins: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const is = new Map<string, boolean>();
        const events = steps.flatMap(({ who, joins }): TeamEvent[] => {
          if ((is.get(who) ?? false) === joins) return [];
          is.set(who, joins);
          return [joins ? joined(who) : { type: 'TeamMemberLeft', data: { actorId: who } }];
        });
        const members = given(formed, ...events).state.members.map(({ actorId }) => actorId);
        expect(members.sort()).toEqual(['a', 'b', 'c'].filter((who) => is.get(who) === true));
      }),
    );
  });

  it('is not folded past an event it does not know', () => {
    const strange = { type: 'TeamLost', data: {} } as unknown as TeamEvent;
    let thrown: unknown;
    try {
      teamDecider.evolve(teamDecider.initialState, strange, stampOf(0, stream));
    } catch (error) {
      thrown = error;
    }
    expect(isCuckmereError(thrown, 'UNKNOWN_EVENT')).toBe(true);
  });
});

describe('the commands of a team', () => {
  it.each([
    ['FormTeam', { ...content, name: ' ' }, 'name'],
    ['FormTeam', { ...content, kind: 'CLUB' }, 'kind'],
    ['FormTeam', { ...content, organisation: 'a surgery' }, 'organisation'],
    ['AddTeamMember', { actorId: 'ruth', name: '' }, 'name'],
    ['RemoveTeamMember', { actorId: '' }, 'actorId'],
  ] as const)('%s is refused, by its field: %j', (type, wrong, field) => {
    expect(parseTeamCommand(type, wrong)).toMatchObject({ kind: 'refused', field });
  });
});
