/** Incidents, openings in an emergency, their review and their alerts, given / when / then. */
import { parseEmergencyContent } from '../../../events/emergency/commands';
import type { EmergencyCommand } from '../../../events/emergency/commands';
import { emergencyDecider, emergencyLimits } from '../../../events/emergency/emergencyDecider';
import { incidentsOf, isReviewed, openAccessOf } from '../../../events/emergency/state';
import { actorNamed, momentAfter } from '../../support/acts';
import { recordOf } from '../../support/givenWhenThen';

const hour = 60;
const crew = actorNamed('Kit');
const colleague = actorNamed('Ines');

const openIt: EmergencyCommand = {
  type: 'OpenInEmergency',
  alertType: '2',
  reason: '5',
  overridesDissent: false,
  tell: ['lead'],
};
const incident = (incidentId: string, more: object = {}) => ({
  type: 'AttachIncident' as const,
  incidentId,
  caseId: 'CAD 4711',
  organisation: crew.organisation,
  crew: [] as readonly string[],
  until: momentAfter(6 * hour),
  ...more,
});

describe('opening a record in an emergency', () => {
  const pairs = [1, 2].flatMap((type) =>
    [1, 2, 3, 4, 5, 6].map((reason) => `${String(type)}+${String(reason)}`),
  );
  const allowed = ['1+1', '1+2', '1+3', '1+4', '1+6', '2+1', '2+2', '2+3', '2+5'];

  it.each(pairs)('takes the pair %s only where the Summary Care Record has it', (pair) => {
    const [alertType, reason] = pair.split('+');
    const parsed = parseEmergencyContent('OpenInEmergency', { alertType, reason });
    expect(parsed).toMatchObject(
      allowed.includes(pair)
        ? { kind: 'parsed', content: { alertType, reason } }
        : { kind: 'refused', code: 'CODE_NOT_IN_LIST', field: 'reason' },
    );
  });

  it.each([
    ['alertType', { alertType: '3', reason: '1' }],
    ['alertType', { reason: '5' }],
    ['reason', { alertType: '2', reason: '7' }],
    ['reason', { alertType: '2', reason: 'toString' }],
    ['reason', { alertType: '2' }],
    ['freeText', { alertType: '2', reason: '5', freeText: 'x'.repeat(2_001) }],
  ])('refuses anything else and names %s', (field, input) => {
    expect(parseEmergencyContent('OpenInEmergency', input)).toMatchObject({
      kind: 'refused',
      field,
    });
  });

  it('lasts four hours, for who opened it and nobody else', () => {
    const { when, state, entryId } = recordOf(emergencyDecider);
    expect(when(openIt, { by: 'Kit', at: momentAfter(0) })).toEqual([
      {
        type: 'EmergencyAccessOpened',
        data: {
          accessId: entryId(),
          alertType: '2',
          reason: '5',
          overridesDissent: false,
          tell: ['lead'],
          until: momentAfter(4 * hour),
        },
      },
    ]);
    expect(openAccessOf(state(), crew, momentAfter(4 * hour - 1))).toBeDefined();
    expect(openAccessOf(state(), crew, momentAfter(4 * hour))).toBeUndefined();
    expect(openAccessOf(state(), colleague, momentAfter(1))).toBeUndefined();
    const elsewhere = { ...crew, organisation: 'X9OTH' };
    expect(openAccessOf(state(), elsewhere, momentAfter(1))).toBeUndefined();
  });

  it('again while it is open extends nothing; after it, or by another, opens anew', () => {
    const { when } = recordOf(emergencyDecider);
    when(openIt, { by: 'Kit', at: momentAfter(0) });
    expect(when(openIt, { by: 'Kit', at: momentAfter(3 * hour) })).toEqual([]);
    expect(when(openIt, { by: 'Ines', at: momentAfter(3 * hour) })).toHaveLength(1);
    expect(when(openIt, { by: 'Kit', at: momentAfter(4 * hour) })).toHaveLength(1);
  });

  it('raises an alert that says where the person’s own no was overridden', () => {
    const { when, state } = recordOf(emergencyDecider);
    when(openIt, { by: 'Kit' });
    when({ ...openIt, overridesDissent: true }, { by: 'Ines' });
    expect(state().alerts.map(({ kind, tell }) => [kind, tell])).toEqual([
      ['EMERGENCY_ACCESS', ['lead']],
      ['DISSENT_OVERRIDDEN', ['lead']],
    ]);
  });
});

describe('the review of an opening', () => {
  const opened = () => {
    const record = recordOf(emergencyDecider);
    record.when(openIt, { by: 'Kit' });
    const reference = record.entryId();
    const review = (outcome: 'JUSTIFIED' | 'NEEDS_MORE', by: string, note?: string) =>
      record.when(
        { type: 'ReviewEmergencyAccess', reference, outcome, ...(note ? { note } : {}) },
        { by },
      );
    return { ...record, reference, review };
  };

  it('is kept with who found what; one that needs more stays open', () => {
    const { state, review, reference } = opened();
    expect(review('NEEDS_MORE', 'Pia', 'Ask the crew')).toEqual([
      {
        type: 'EmergencyAccessReviewed',
        data: { accessId: reference, outcome: 'NEEDS_MORE', note: 'Ask the crew' },
      },
    ]);
    expect(state().accesses.map(isReviewed)).toEqual([false]);
    review('JUSTIFIED', 'Pia');
    expect(review('JUSTIFIED', 'Pia')).toEqual([]);
    expect(state().accesses.map(isReviewed)).toEqual([true]);
    expect(
      state().accesses[0]?.reviews.map(({ outcome, by, note }) => [outcome, by.name, note]),
    ).toEqual([
      ['NEEDS_MORE', 'Pia', 'Ask the crew'],
      ['JUSTIFIED', 'Pia', undefined],
    ]);
  });

  it('is never by who opened it, and never of what nobody opened', () => {
    const { when, review } = opened();
    expect(review('JUSTIFIED', 'Kit')).toMatchObject({ kind: 'refused', code: 'NOT_PERMITTED' });
    const other = { type: 'ReviewEmergencyAccess', reference: 'x', outcome: 'JUSTIFIED' } as const;
    expect(when(other)).toMatchObject({ code: 'ENTRY_UNKNOWN', field: 'reference' });
  });

  it.each([
    ['note', { outcome: 'NOT_JUSTIFIED' }],
    ['note', { outcome: 'NEEDS_MORE' }],
    ['outcome', { outcome: 'FINE' }],
  ])('is refused without %s', (field, input) => {
    expect(parseEmergencyContent('ReviewEmergencyAccess', input)).toMatchObject({
      kind: 'refused',
      field,
    });
  });
});

describe('an incident of a person', () => {
  it('lets in the crew that is named, or the whole organisation, until its end', () => {
    const { when, state } = recordOf(emergencyDecider);
    when(incident('one', { crew: [crew.id] }));
    expect(incidentsOf(state(), crew, momentAfter(1))).toHaveLength(1);
    expect(incidentsOf(state(), colleague, momentAfter(1))).toEqual([]);
    when(incident('two'));
    expect(incidentsOf(state(), colleague, momentAfter(1))).toHaveLength(1);
    expect(incidentsOf(state(), { ...crew, organisation: 'X9OTH' }, momentAfter(1))).toEqual([]);
    expect(incidentsOf(state(), crew, momentAfter(6 * hour))).toEqual([]);
  });

  it('ends at once, once, and leaves the others', () => {
    const { when, state } = recordOf(emergencyDecider);
    when(incident('one'));
    when(incident('two'));
    expect(when(incident('two'))).toEqual([]);
    when({ type: 'EndIncident', incidentId: 'one' });
    expect(state().incidents.map(({ incidentId }) => incidentId)).toEqual(['two']);
    expect(when({ type: 'EndIncident', incidentId: 'one' })).toMatchObject({
      code: 'ENTRY_UNKNOWN',
    });
  });

  it('that is over is forgotten at the next; no more are open than can be kept', () => {
    const { when, state } = recordOf(emergencyDecider);
    const { incidentsMax } = emergencyLimits;
    for (let at = 0; at < incidentsMax; at += 1) {
      when(incident(`i${String(at)}`), { at: momentAfter(1) });
    }
    expect(when(incident('more'), { at: momentAfter(2) })).toMatchObject({ code: 'INVALID' });
    const later = { until: momentAfter(20 * hour) };
    when(incident('later', later), { at: momentAfter(7 * hour) });
    expect(state().incidents.map(({ incidentId }) => incidentId)).toEqual(['later']);
  });
});

describe('an alert', () => {
  it('is seen by each who is told, once', () => {
    const { when, state, entryId } = recordOf(emergencyDecider);
    when({ type: 'RaiseAlert', kind: 'SELF_CLAIMED', tell: [] });
    const reference = entryId();
    const see = (as: 'PRIVACY_OFFICER' | 'LEAD_PROFESSIONAL') =>
      when({ type: 'AcknowledgeAlert', reference, as });
    expect(see('PRIVACY_OFFICER')).toHaveLength(1);
    expect(see('PRIVACY_OFFICER')).toEqual([]);
    expect(see('LEAD_PROFESSIONAL')).toHaveLength(1);
    expect(state().alerts[0]?.acknowledged.map(({ as }) => as)).toEqual([
      'PRIVACY_OFFICER',
      'LEAD_PROFESSIONAL',
    ]);
  });
});
