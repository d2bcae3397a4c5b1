/** A person's registration, changes and death, given / when / then. */
import { isCuckmereError } from '../../../events/errors';
import type { PersonCommandOf } from '../../../events/person/commands';
import type { PersonEvent } from '../../../events/person/events';
import { personDecider } from '../../../events/person/personDecider';
import { momentOf, scenario, stampOf } from './scenario';

const { given, stream } = scenario(personDecider);

const content = {
  name: { family: 'Okafor', given: ['Grace'] },
  dateOfBirth: '1941-05-06',
  telephone: '01323 555014',
  nhsNumber: '9434765919',
  nhsNumberStatus: { code: '01' as const, display: 'Number present and verified' as const },
  restricted: false,
};
const register: PersonCommandOf<'RegisterPerson'> = { type: 'RegisterPerson', ...content };
const registered: PersonEvent = { type: 'PersonRegistered', data: content };
const change = (data: Omit<PersonCommandOf<'ChangeDemographics'>, 'type'>) =>
  ({ type: 'ChangeDemographics', ...data }) as const;
const changed = (data: Omit<PersonCommandOf<'ChangeDemographics'>, 'type'>): PersonEvent => ({
  type: 'DemographicsChanged',
  data,
});
const die = (data: Omit<PersonCommandOf<'RecordDeath'>, 'type'>) =>
  ({ type: 'RecordDeath', ...data }) as const;
const died = (data: Extract<PersonEvent, { type: 'PersonDied' }>['data']): PersonEvent => ({
  type: 'PersonDied',
  data,
});

describe('registering', () => {
  it('records what was given', () => {
    expect(given().when(register)).toEqual([registered]);
    expect(given(registered).state).toMatchObject({
      registered: true,
      restricted: false,
      nhsNumber: '9434765919',
      nhsNumberStatus: { code: '01' },
      demographics: { value: content },
    });
  });

  it('records a death that is known already as an event of its own', () => {
    const death = { on: '2025-11-02', source: 'FORMAL' } as const;
    expect(given().when({ ...register, died: death })).toEqual([registered, died(death)]);
  });

  it('refuses a second registration', () => {
    expect(given(registered).when(register)).toMatchObject({ code: 'PERSON_ALREADY_REGISTERED' });
  });

  it.each([
    [{ dateOfBirth: '2030' }, 'dateOfBirth'],
    [{ died: { on: '1940-12-31' } }, 'died.on'],
    [{ died: { on: '2026-12' } }, 'died.on'],
  ])('refuses a life that cannot be: %j', (wrong, field) => {
    expect(given().when({ ...register, ...wrong })).toMatchObject({ code: 'INVALID', field });
  });

  it('takes a death on the day of birth, and one known by its year only', () => {
    const onTheDay = { ...register, died: { on: '1941-05-06' } };
    expect(given().when(onTheDay)).toHaveLength(2);
    expect(given().when({ ...register, died: { on: '1941' } })).toHaveLength(2);
  });

  it('counts days in London: 23:30 UTC in June is the next day there', () => {
    const at = '2026-06-10T23:30:00.000Z';
    expect(given().when({ ...register, died: { on: '2026-06-11' } }, { at })).toHaveLength(2);
    expect(given().when({ ...register, died: { on: '2026-06-12' } }, { at })).toMatchObject({
      field: 'died.on',
    });
  });
});

describe('changing demographics', () => {
  it('is refused for a person unknown', () => {
    expect(given().when(change({ telephone: '111' }))).toMatchObject({ code: 'PERSON_UNKNOWN' });
  });

  it('records only what changes', () => {
    const { when } = given(registered);
    const same = { name: content.name, telephone: content.telephone, sex: null };
    expect(when(change({ ...same, dateOfBirth: '1941-06-05' }))).toEqual([
      changed({ dateOfBirth: '1941-06-05' }),
    ]);
    expect(when(change(same))).toEqual([]);
  });

  it('clears a field with null', () => {
    expect(given(registered).when(change({ telephone: null }))).toEqual([
      changed({ telephone: null }),
    ]);
    const { state } = given(registered, changed({ telephone: null }));
    expect(state.demographics.value).not.toHaveProperty('telephone');
  });

  it('marks and unmarks a person as restricted', () => {
    const { state, when } = given(registered, changed({ restricted: true }));
    expect(state.restricted).toBe(true);
    expect(when(change({ restricted: false }))).toEqual([changed({ restricted: false })]);
  });

  it('takes the verification away with the number it belonged to', () => {
    const { when } = given(registered);
    expect(when(change({ nhsNumber: '9990000018' }))).toEqual([
      changed({ nhsNumber: '9990000018', nhsNumberStatus: null }),
    ]);
    const cleared = changed({ nhsNumber: null, nhsNumberStatus: null });
    expect(when(change({ nhsNumber: null }))).toEqual([cleared]);
    expect(when(change({ nhsNumber: content.nhsNumber }))).toEqual([]);
    expect(given(registered, cleared).state).not.toHaveProperty('nhsNumber');
    expect(given(registered, cleared).state).not.toHaveProperty('nhsNumberStatus');
  });

  it('accepts corrections after death, but no birth after it', () => {
    const { when, state } = given(
      registered,
      died({ on: '2025-11-02' }),
      changed({ telephone: null }),
    );
    expect(state.died?.on).toBe('2025-11-02');
    expect(when(change({ telephone: '111' }))).toHaveLength(1);
    expect(when(change({ dateOfBirth: '2025-11-03' }))).toMatchObject({ field: 'dateOfBirth' });
  });

  it('shows both values where somebody else changed the field after the author looked', () => {
    const { when } = given(registered, {
      by: 'Nurse Hale',
      event: changed({ telephone: '01273 555099' }),
    });
    expect(when(change({ telephone: '01424 555000', sex: 'female' }), { basedOn: 0n })).toEqual({
      kind: 'conflict',
      message: expect.stringContaining('telephone'),
      fields: [
        {
          field: 'telephone',
          yours: '01424 555000',
          theirs: '01273 555099',
          changedBy: 'Nurse Hale',
          changedAt: momentOf(1),
        },
      ],
    });
  });

  it('merges different fields, and the same value said twice is no conflict', () => {
    const { when } = given(registered, changed({ telephone: '01273 555099' }));
    expect(when(change({ sex: 'female' }), { basedOn: 0n })).toEqual([changed({ sex: 'female' })]);
    expect(when(change({ telephone: '01273 555099' }), { basedOn: 0n })).toEqual([]);
    expect(when(change({ telephone: '111' }), { basedOn: 1n })).toHaveLength(1);
  });

  it('refuses a revision that the record does not have yet', () => {
    expect(given(registered).when(change({ telephone: '111' }), { basedOn: 1n })).toMatchObject({
      code: 'REVISION_UNKNOWN',
      field: 'basedOn',
    });
  });
});

describe('recording a death', () => {
  const on = '2025-11-02';

  it('is refused for a person unknown, and for a day before birth or in the future', () => {
    expect(given().when(die({ on }))).toMatchObject({ code: 'PERSON_UNKNOWN' });
    expect(given(registered).when(die({ on: '1940' }))).toMatchObject({ field: 'on' });
    expect(given(registered).when(die({ on: '2027' }))).toMatchObject({ field: 'on' });
  });

  it('records it, with what is known', () => {
    const known = { on, place: 'home', source: 'INFORMAL' } as const;
    expect(given(registered).when(die(known))).toEqual([died(known)]);
    expect(given(registered, died(known)).state.died).toEqual({
      ...known,
      recordedAt: momentOf(1),
    });
  });

  it('records a death of which the day is not known', () => {
    expect(given(registered).when(die({}))).toEqual([died({})]);
    expect(given(registered, died({})).state.died).toEqual({ recordedAt: momentOf(1) });
  });

  it('has nothing to do where the same is recorded, or more of it', () => {
    const { when } = given(registered, died({ on, place: 'home', source: 'FORMAL' }));
    expect(when(die({ on }))).toEqual([]);
    expect(when(die({ on: '2025' }))).toEqual([]);
    expect(when(die({ on, place: 'home', source: 'INFORMAL' }))).toEqual([]);
  });

  it('adds what was not known yet', () => {
    const { when } = given(registered, died({ on: '2025', source: 'INFORMAL' }));
    expect(when(die({ on, place: 'home', source: 'FORMAL' }))).toEqual([
      died({ on, place: 'home', source: 'FORMAL' }),
    ]);
    const { state } = given(registered, died({ on: '2025', source: 'INFORMAL' }), died({ on }));
    expect(state.died).toEqual({ on, source: 'INFORMAL', recordedAt: momentOf(2) });
  });

  it.each([
    [{ on: '2025-11-03' }, 'on'],
    [{ on, place: 'hospital' }, 'place'],
  ])('asks for a correction where it says otherwise: %j', (other, field) => {
    const { when } = given(registered, died({ on, place: 'home' }));
    const refusal = when(die(other));
    expect(refusal).toMatchObject({ code: 'PERSON_HAS_DIED', field });
    expect(JSON.stringify(refusal)).not.toMatch(/2025|home|hospital/);
    expect(when(die({ ...other, corrects: true }))).toEqual([
      died({ ...(field === 'on' ? { on: '2025-11-03' } : { place: 'hospital' }), corrects: true }),
    ]);
  });

  it('holds the corrected day', () => {
    const { state } = given(registered, died({ on }), died({ on: '2025-11-03', corrects: true }));
    expect(state.died).toEqual({ on: '2025-11-03', recordedAt: momentOf(2) });
  });
});

describe('the state', () => {
  it('survives JSON, since read models store it', () => {
    const { state } = given(registered, changed({ address: { lines: ['1 Quay'] } }), died({}));
    expect(JSON.parse(JSON.stringify(state))).toEqual(state);
  });

  it('is not made past an event it does not know', () => {
    const strange = { type: 'PersonVanished', data: {} } as unknown as PersonEvent;
    let thrown: unknown;
    try {
      personDecider.evolve(personDecider.initialState, strange, stampOf(0, stream));
    } catch (error) {
      thrown = error;
    }
    expect(isCuckmereError(thrown, 'UNKNOWN_EVENT')).toBe(true);
  });
});
