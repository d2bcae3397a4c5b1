/** The sections that are merged field by field: places, focus of care, medicines in the home. */
import { preferredPlaceOfDeathCodes } from '../../../events/end-of-life-plan/codes';
import { parseEndOfLifePlanCommand } from '../../../events/end-of-life-plan/commands';
import { endOfLifePlanDecider } from '../../../events/end-of-life-plan/endOfLifePlanDecider';
import { recordOf } from '../../support/givenWhenThen';
import { command, focus, publish, start } from './planCommands';

const started = () => {
  const plan = recordOf(endOfLifePlanDecider);
  plan.when(start);
  return plan;
};
const [home, hospice] = ['110481000000108', '108401000000102'];

describe('the preferred place of death', () => {
  it('is one of the coded list, with its words, first and second choice', () => {
    const plan = started();
    plan.when(
      command('StatePreferredPlaceOfDeath', {
        first: { place: home },
        second: { place: hospice, name: 'St Wilfrid’s' },
        saidBy: 'the person',
        saidOn: '2026-02-01',
      }),
    );
    expect(plan.state().draft.preferredPlaceOfDeath.value).toEqual({
      first: { place: { code: home, display: 'Preferred place of death: home' } },
      second: {
        place: { code: hospice, display: 'Preferred place of death: hospice' },
        name: 'St Wilfrid’s',
      },
      saidBy: 'the person',
      saidOn: '2026-02-01',
    });
  });

  it('takes each of the sixteen codes of the list', () => {
    expect(preferredPlaceOfDeathCodes).toHaveLength(16);
    for (const { code, display } of preferredPlaceOfDeathCodes) {
      expect(
        parseEndOfLifePlanCommand('StatePreferredPlaceOfDeath', { first: { place: code } }),
      ).toMatchObject({ first: { place: { code, display } } });
    }
  });

  it('outside the list is refused: the field and the codes are named', () => {
    expect(
      parseEndOfLifePlanCommand('StatePreferredPlaceOfDeath', { second: { place: '876879006' } }),
    ).toMatchObject({
      kind: 'refused',
      code: 'CODE_NOT_IN_LIST',
      field: 'second.place',
      message: expect.stringContaining(home),
    });
  });

  it('is revised by what changed only: the rest stays, null clears', () => {
    const plan = started();
    plan.when(command('StatePreferredPlaceOfDeath', { first: { place: home }, saidBy: 'Joan' }));
    expect(
      plan.when(command('StatePreferredPlaceOfDeath', { first: { place: home }, saidBy: null })),
    ).toEqual([{ type: 'PreferredPlaceOfDeathStated', data: { saidBy: null } }]);
    expect(plan.state().draft.preferredPlaceOfDeath.value).toMatchObject({
      first: { place: { code: home } },
    });
    expect(plan.state().draft.preferredPlaceOfDeath.value).not.toHaveProperty('saidBy');
  });
});

describe('the preferred place of care', () => {
  it('is text, first and second choice', () => {
    const plan = started();
    plan.when(command('StatePreferredPlaceOfCare', { first: 'at home', second: 'with Joan' }));
    expect(plan.state().draft.preferredPlaceOfCare).toMatchObject({
      value: { first: 'at home', second: 'with Joan' },
      stated: { by: { name: 'Dr Author' } },
    });
  });

  it('of 2 MB is refused with its field', () => {
    expect(
      parseEndOfLifePlanCommand('StatePreferredPlaceOfCare', { first: 'x'.repeat(2_000_000) }),
    ).toMatchObject({ kind: 'refused', code: 'TEXT_TOO_LONG', field: 'first' });
  });
});

describe('two people who edit the focus of care', () => {
  it('merge by themselves where they changed different fields', () => {
    const plan = started();
    plan.when(focus({ statement: 'comfort' }), { by: 'Dr A', basedOn: 0 });
    expect(
      plan.when(focus({ wouldWant: ['antibiotics'] }), { by: 'Nurse B', basedOn: 0 }),
    ).toHaveLength(1);
    expect(plan.state().draft.focusOfCare.value).toEqual({
      statement: 'comfort',
      wouldWant: ['antibiotics'],
    });
  });

  it('are shown both values where they changed the same field, and nothing is overwritten', () => {
    const plan = started();
    plan.when(focus({ statement: 'comfort', priority: 'COMFORT' }), { by: 'Dr A', basedOn: 0 });
    const mine = focus({
      statement: 'hospital if reversible',
      priority: 'COMFORT',
      wouldWant: ['x'],
    });
    expect(plan.when(mine, { by: 'Nurse B', basedOn: 0 })).toEqual({
      kind: 'conflict',
      message: expect.stringContaining('Nothing was saved'),
      fields: [
        {
          field: 'statement',
          yours: 'hospital if reversible',
          theirs: 'comfort',
          changedBy: 'Dr A',
          changedAt: expect.stringMatching(/Z$/),
        },
      ],
    });
    expect(plan.state().draft.focusOfCare.value).toEqual({
      statement: 'comfort',
      priority: 'COMFORT',
    });
  });

  it('are shown lists and cleared fields as they are', () => {
    const plan = started();
    plan.when(focus({ wouldWant: ['a', 'b'], statement: 'x' }));
    plan.when(focus({ statement: null }), { basedOn: 1 });
    expect(plan.when(focus({ wouldWant: null, statement: 'y' }), { basedOn: 0 })).toMatchObject({
      fields: [
        { field: 'wouldWant', yours: null, theirs: '["a","b"]' },
        { field: 'statement', yours: 'y', theirs: null },
      ].sort((a, b) => (a.field < b.field ? -1 : 1)),
    });
  });

  it('agree without a conflict where both wrote the same', () => {
    const plan = started();
    plan.when(focus({ statement: 'comfort' }), { basedOn: 0 });
    expect(plan.when(focus({ statement: 'comfort' }), { basedOn: 0 })).toEqual([]);
  });

  it('go on editing the draft after it was published, each their own version', () => {
    const plan = started();
    plan.when(focus({ statement: 'comfort' }));
    plan.when(publish(1));
    plan.when(focus({ statement: 'hospice' }), { basedOn: 2 });
    expect(plan.state().published!.focusOfCare.value).toEqual({ statement: 'comfort' });
    expect(plan.state().draft.focusOfCare.value).toEqual({ statement: 'hospice' });
  });

  it.each<[object, string]>([
    [{ priority: 'CURE' }, 'priority'],
    [{ wouldWant: ['ok', ''] }, 'wouldWant.1'],
    [{ agreedOn: 'yesterday' }, 'agreedOn'],
    [{ statement: 'bell \u0007' }, 'statement'],
  ])('are refused %j', (wrong, field) => {
    expect(parseEndOfLifePlanCommand('StateFocusOfCare', wrong)).toMatchObject({
      kind: 'refused',
      field,
      message: expect.stringContaining(field),
    });
  });
});

describe('anticipatory medicines', () => {
  it('are coded and text, and say where they are kept', () => {
    const plan = started();
    plan.when(
      command('RecordAnticipatoryMedicines', {
        supply: '376201000000102',
        medicines: 'morphine 10 mg/ml, midazolam',
        keptAt: 'kitchen, top cupboard',
        checkedOn: '2026-02-27',
      }),
    );
    expect(plan.state().draft.anticipatoryMedicines.value).toEqual({
      supply: {
        code: '376201000000102',
        display: 'Issue of palliative care anticipatory medication box',
      },
      medicines: 'morphine 10 mg/ml, midazolam',
      keptAt: 'kitchen, top cupboard',
      checkedOn: '2026-02-27',
    });
  });

  it('of a code outside the list are refused', () => {
    expect(parseEndOfLifePlanCommand('RecordAnticipatoryMedicines', { supply: '1' })).toMatchObject(
      { kind: 'refused', code: 'CODE_NOT_IN_LIST', field: 'supply' },
    );
  });
});
