/** A live incident of 999 or 111, given / when / then. */
import { parseOpenIncident } from '../../../events/incident/commands';
import type { IncidentCommand } from '../../../events/incident/commands';
import { incidentDecider } from '../../../events/incident/incidentDecider';
import { actOf, actorNamed, momentAfter, personIdOf } from '../../support/acts';
import { streamName } from '../../../events/ids';
import type { IncidentState } from '../../../events/incident/incidentDecider';

const personId = personIdOf('of the case');
const open = (more: object = {}): IncidentCommand => {
  const command = parseOpenIncident({ caseId: 'CAD 4711', personId, ...more });
  if ('kind' in command) throw new Error(command.message);
  return command;
};
const control = actorNamed('Control', { organisation: 'X4AMB' });
const decide = (command: IncidentCommand, state: IncidentState, actor = control) =>
  incidentDecider.decide(command, state, {
    act: actOf('one', { actor }),
    stream: streamName('incident', personId),
    revision: -1n,
    entryId: () => 'unused' as never,
  });
const content = {
  personId,
  organisation: 'X4AMB',
  crew: [],
  until: momentAfter(6 * 60),
};
const opened: IncidentState = { kind: 'open', ...content };

describe('an incident', () => {
  it('is open for six hours, or as many as are said, to who opens it and no other', () => {
    expect(decide(open(), incidentDecider.initialState)).toEqual([
      { type: 'IncidentOpened', data: content },
    ]);
    expect(decide(open({ hours: 24, crew: ['a'] }), incidentDecider.initialState)).toEqual([
      {
        type: 'IncidentOpened',
        data: { ...content, crew: ['a'], until: momentAfter(24 * 60) },
      },
    ]);
    expect(decide(open(), opened)).toEqual([]);
  });

  it('is closed once, by its organisation; to another it is as good as none', () => {
    const close = { type: 'CloseIncident' } as const;
    expect(decide(close, opened)).toEqual([{ type: 'IncidentClosed', data: {} }]);
    expect(decide(close, { ...opened, kind: 'closed' })).toEqual([]);
    const stranger = actorNamed('Stranger', { organisation: 'X9OTH' });
    const refused = { kind: 'refused', code: 'ENTRY_UNKNOWN', field: 'incidentId' };
    expect(decide(close, opened, stranger)).toMatchObject(refused);
    expect(decide(close, incidentDecider.initialState)).toEqual(decide(close, opened, stranger));
  });

  it('folds what was opened and closed', () => {
    const stamp = {} as never;
    const after = incidentDecider.evolve(
      incidentDecider.initialState,
      { type: 'IncidentOpened', data: content },
      stamp,
    );
    expect(after).toEqual(opened);
    expect(incidentDecider.evolve(after, { type: 'IncidentClosed', data: {} }, stamp)).toEqual({
      ...opened,
      kind: 'closed',
    });
  });

  it.each([
    ['hours', { hours: 25 }],
    ['hours', { hours: 0 }],
    ['hours', { hours: 1.5 }],
    ['caseId', { caseId: ' ' }],
    ['crew', { crew: Array.from({ length: 21 }, (_none, at) => `actor ${String(at)}`) }],
    ['personId', { personId: 'Margaret' }],
  ])('is refused where %s is not what it must be, naming it', (field, more) => {
    const input = { caseId: 'CAD 4711', personId, ...more };
    expect(parseOpenIncident(input)).toMatchObject({ kind: 'refused', field });
  });
});
