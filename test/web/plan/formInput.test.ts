/** From the boxes of a form to the input of a mutation. */
import { changedInput, fieldNamed, fieldsUnder, wholeInput } from '../../../web/src/plan/formInput';
import { decisionFields, involvedRows, paperQuestions } from '../../../web/src/plan/decisionFields';
import { focusFields, placeOfDeathFields } from '../../../web/src/plan/sectionFields';

const home = '110481000000108';
const hospice = '108401000000102';

describe('what an edit sends', () => {
  it('is only what changed', () => {
    const saved = { statement: 'Comfort.', agreedWith: 'Peggy' };
    const values = { ...saved, statement: 'Comfort at home.' };
    expect(changedInput(focusFields, values, saved)).toEqual({
      input: { statement: 'Comfort at home.' },
      errors: [],
      isUnchanged: false,
    });
  });

  it('is nothing where nothing changed', () => {
    const same = changedInput(focusFields, { statement: 'a' }, { statement: 'a' });
    expect(same).toEqual({ input: {}, errors: [], isUnchanged: true });
  });

  it('clears with null, and a list with an empty list', () => {
    const saved = { statement: 'Comfort.', wouldWant: 'Oxygen' };
    const { input } = changedInput(focusFields, { statement: ' ', wouldWant: '' }, saved);
    expect(input).toEqual({ statement: null, wouldWant: [] });
  });

  it('makes one entry of each line', () => {
    const { input } = changedInput(focusFields, { wouldWant: ' Oxygen \n\nAntibiotics' }, {});
    expect(input).toEqual({ wouldWant: ['Oxygen', 'Antibiotics'] });
  });

  it('sends a place whole where only its name changed', () => {
    const saved = { firstPlace: hospice, firstName: 'Old name', secondPlace: home };
    const values = { ...saved, firstName: "St Wilfrid's" };
    expect(changedInput(placeOfDeathFields, values, saved).input).toEqual({
      first: { place: hospice, name: "St Wilfrid's" },
    });
  });

  it('clears a place with null', () => {
    const saved = { firstPlace: home };
    expect(changedInput(placeOfDeathFields, { firstPlace: '' }, saved).input).toEqual({
      first: null,
    });
  });

  it('asks what kind of place it is where only its name is given', () => {
    const { errors } = changedInput(placeOfDeathFields, { secondName: "St Wilfrid's" }, {});
    expect(errors).toEqual([expect.objectContaining({ field: 'secondPlace' })]);
  });

  it('says at its field that a date is none, and reads one typed day first', () => {
    const bad = changedInput(focusFields, { agreedOn: '31 2 2026' }, {});
    expect(bad.errors).toEqual([expect.objectContaining({ field: 'agreedOn' })]);
    expect(changedInput(focusFields, { agreedOn: '3 Nov 2026' }, {}).input).toEqual({
      agreedOn: '2026-11-03',
    });
  });
});

describe('what a whole form sends', () => {
  it('nests paths, and lists the people who took part', () => {
    const values = {
      [involvedRows]: '2',
      decision: '450476008',
      deciderName: 'Dr A. Osei',
      finding: 'PERSON_INVOLVED',
      'involved.0.name': 'Ruth',
      'involved.0.relationship': 'daughter',
      'involved.1.name': 'Jo',
    };
    expect(wholeInput(decisionFields(values), values).input).toMatchObject({
      decision: '450476008',
      decidedBy: { name: 'Dr A. Osei' },
      capacity: { finding: 'PERSON_INVOLVED' },
      involved: [{ name: 'Ruth', relationship: 'daughter' }, { name: 'Jo' }],
    });
  });

  it('names every field that is needed and empty', () => {
    const { errors } = wholeInput(decisionFields({}), {});
    expect(errors.map(({ field }) => field)).toEqual([
      'decision',
      'reason',
      'decidedOn',
      'deciderName',
      'deciderRole',
      'finding',
      'reviewOn',
    ]);
  });

  it('asks for the name of somebody of whom anything else is said', () => {
    const values = { [involvedRows]: '2', 'involved.1.relationship': 'daughter' };
    const fields = wholeInput(decisionFields(values), values).errors.map(({ field }) => field);
    expect(fields).toContain('involved.1.name');
    expect(fields).not.toContain('involved.0.name');
  });

  it('does not hold what only steers the form', () => {
    const values = { hasPaper: 'yes', signatory: 'Dr Lane' };
    const { input } = wholeInput(paperQuestions(values, 'On paper'), values);
    expect(input).toEqual({ paper: { signatory: 'Dr Lane' } });
  });

  it('asks about the paper form only where there is one', () => {
    const names = (values: Record<string, string>): readonly string[] =>
      decisionFields(values).map(({ name }) => name);
    expect(names({})).not.toContain('signatory');
    expect(names({ hasPaper: 'yes' })).toContain('signatory');
  });
});

describe('the field that a refusal names', () => {
  const fields = decisionFields({ [involvedRows]: '1' });

  it.each([
    ['reason', 'reason'],
    ['decidedBy.name', 'deciderName'],
    ['decidedBy', 'deciderName'],
    ['involved.0.name', 'involved.0.name'],
    ['somethingElse', undefined],
    [undefined, undefined],
  ])('by the path %s is %s', (path, name) => {
    expect(fieldNamed(fields, path)).toBe(name);
  });

  it('has all the boxes of one field of the input under it', () => {
    expect(fieldsUnder(placeOfDeathFields, 'first')).toEqual(['firstPlace', 'firstName']);
  });
});
