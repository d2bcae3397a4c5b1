/** What may be changed about a person, and what is asked before a death is recorded. */
import { AboutPerson } from '../../../web/src/plan/AboutPerson';
import { changedInput, wholeInput } from '../../../web/src/plan/formInput';
import {
  correctDeathFields,
  deathValues,
  demographicsFields,
  demographicsValues,
  recordDeathFields,
  registerFields,
} from '../../../web/src/plan/personFields';
import type { Identity, PersonIdentity } from '../../../web/src/graph/identity';
import type { PlanDesk } from '../../../web/src/plan/planDesk';
import type { ViewerState } from '../../../web/src/page/viewer';
import { identity, notRecorded, personId, unavailable, withheld } from '../support/answers';
import { textOf } from '../support/render';
import { viewAt } from '../support/views';

const died = {
  on: '2026-11-23',
  place: 'At home',
  source: null,
  recordedAt: '2026-11-23T09:00:00.000Z',
};

function identityWith(more: object = {}): Identity {
  const read = viewAt(1, { identity: identity(1, more) }).identity;
  if (read.__typename !== 'Identity') throw new Error('This test needs an identity.');
  return read;
}

const desk: PlanDesk = {
  personId,
  revision: '2',
  onSaved: async () => undefined,
  readRevision: async () => undefined,
};

function textFor(who: PersonIdentity, may: readonly string[]): string {
  const viewer: ViewerState = {
    kind: 'signedIn',
    viewer: {
      id: 'gp',
      name: 'Dr S. Khan',
      role: 'GP',
      roleName: 'GP',
      organisationName: 'Meads',
      may: [...may],
    },
  };
  return textOf(<AboutPerson desk={desk} identity={who} viewer={viewer} />);
}

describe('the details of a person', () => {
  it('send only what was changed, and a name whole', () => {
    const who = identityWith();
    const saved = demographicsValues(who);
    const fields = demographicsFields(who);
    const values = { ...saved, preferred: 'Peg', telephone: '' };
    expect(changedInput(fields, values, saved)).toEqual({
      input: { name: { family: 'Ellis', given: ['Margaret'], preferred: 'Peg' }, telephone: null },
      errors: [],
      isUnchanged: false,
    });
  });

  it('keep a title and a date of birth of which only the year is known', () => {
    const who = identityWith({
      name: { family: 'Ellis', given: ['Margaret'], prefix: 'Mrs', preferred: null },
      dateOfBirth: '1941',
    });
    const saved = demographicsValues(who);
    const { input, errors } = changedInput(
      demographicsFields(who),
      { ...saved, family: 'Elliss' },
      saved,
    );
    expect({ input, errors }).toEqual({
      input: { name: { family: 'Elliss', given: ['Margaret'], prefix: 'Mrs' } },
      errors: [],
    });
  });

  it('have no box for an address that is not shown, so that none is written over it', () => {
    for (const address of [withheld(), unavailable()]) {
      const names = demographicsFields(identityWith({ address })).map(({ name }) => name);
      expect(names).toContain('family');
      for (const hidden of ['lines', 'postcode', 'telephone', 'restricted'])
        expect(names).not.toContain(hidden);
    }
  });

  it('say where no address is needed and where one is', () => {
    const errorsOf = (values: Record<string, string>) =>
      wholeInput(registerFields, {
        family: 'Ellis',
        given: 'Margaret',
        dateOfBirth: '14 3 1941',
        ...values,
      }).errors.map(({ field }) => field);
    expect(errorsOf({})).toEqual([]);
    expect(errorsOf({ postcode: 'BN20 7QS' })).toEqual(['lines']);
    expect(errorsOf({ lines: '12 Meads Road' })).toEqual([]);
  });

  it('take the mark of a private address away by saying so', () => {
    const who = identityWith({ restricted: true });
    const saved = demographicsValues(who);
    const { input } = changedInput(demographicsFields(who), { ...saved, restricted: '' }, saved);
    expect(input).toEqual({ restricted: false });
  });

  it('say each kind of nothing', () => {
    const text = textFor(identityWith({ address: notRecorded(), telephone: withheld() }), [
      'CHANGE_DEMOGRAPHICS',
    ]);
    expect(text).toContain('No address recorded');
    expect(text).toContain('Telephone withheld from you');
  });

  it('can be changed only by who may', () => {
    expect(textFor(identityWith(), ['CHANGE_DEMOGRAPHICS'])).toContain('Change these details');
    expect(textFor(identityWith(), [])).not.toContain('Change these details');
  });

  it('cannot be changed where it is not shown who this is', () => {
    const text = textFor(viewAt(1, { identity: unavailable() }).identity, [
      'CHANGE_DEMOGRAPHICS',
      'RECORD_DEATH',
    ]);
    expect(text).toContain('Who this is cannot be shown');
    expect(text).not.toMatch(/Change these details|has died/);
  });
});

describe('a death', () => {
  it('is recorded only once somebody has said who it is that died', () => {
    const fields = recordDeathFields(identityWith());
    const tick = fields.find(({ kind }) => kind === 'tick');
    expect(tick?.label).toContain('ELLIS, Margaret, born 14 Mar 1941, NHS number 999 000 0018');
    expect(wholeInput(fields, { on: '23 11 2026' }).errors).toEqual([
      {
        field: 'isRightPerson',
        message: 'Check that this is the person who died, then tick the box',
      },
    ]);
  });

  it('is recorded with its day and place, or without where they are not known', () => {
    const fields = recordDeathFields(identityWith());
    const all = { on: '23 11 2026', place: 'At home', isRightPerson: 'yes' };
    expect(wholeInput(fields, all).input).toEqual({ on: '2026-11-23', place: 'At home' });
    expect(wholeInput(fields, { isRightPerson: 'yes' })).toEqual({ input: {}, errors: [] });
  });

  it('that is recorded is shown, and can be corrected but not emptied', () => {
    const who = identityWith({ died });
    const saved = deathValues(who);
    expect(textFor(who, ['RECORD_DEATH'])).toMatch(
      /Died 23 Nov 2026, at home\s*\. .*Correct the day/,
    );
    const fields = correctDeathFields(who);
    expect(changedInput(fields, { ...saved, place: 'Hospice' }, saved).input).toEqual({
      place: 'Hospice',
    });
    expect(changedInput(fields, { ...saved, place: '' }, saved).errors).toEqual([
      { field: 'place', message: 'Write what is right: this can be corrected, not taken back' },
    ]);
  });

  it('of which the place is not known can be given one', () => {
    const who = identityWith({ died: { ...died, place: null } });
    expect(textFor(who, [])).toContain('at a place that is not recorded');
    const saved = deathValues(who);
    const { input, errors } = changedInput(
      correctDeathFields(who),
      { ...saved, on: '22 11 2026' },
      saved,
    );
    expect({ input, errors }).toEqual({ input: { on: '2026-11-22' }, errors: [] });
  });

  it('is offered only to who may record it', () => {
    expect(textFor(identityWith(), ['RECORD_DEATH'])).toContain('Record that this person has died');
    expect(textFor(identityWith(), [])).not.toContain('has died');
  });
});
