/** What a command about a person must look like; a refusal names the field, never its content. */
import { parsePersonCommand } from '../../../events/person/commands';
import { normalisedPostcode } from '../../../events/person/postcode';

const least = { name: { family: 'Okafor', given: ['Grace'] }, dateOfBirth: '1941-05-06' };

describe('RegisterPerson', () => {
  it('needs a name and a date of birth only, and is not restricted unless told', () => {
    expect(parsePersonCommand('RegisterPerson', least)).toEqual({
      type: 'RegisterPerson',
      ...least,
      restricted: false,
    });
  });

  it('brings numbers and codes into one form', () => {
    expect(
      parsePersonCommand('RegisterPerson', {
        ...least,
        address: { lines: [' 4 Ferry Road '], postcode: 'bn25 1aa' },
        telephone: '(01323) 555-0142',
        nhsNumber: '943 476 5919',
        nhsNumberStatus: '01',
        gpPractice: 'g81001',
      }),
    ).toMatchObject({
      address: { lines: ['4 Ferry Road'], postcode: 'BN25 1AA' },
      telephone: '01323 555 0142',
      nhsNumber: '9434765919',
      nhsNumberStatus: { code: '01', display: 'Number present and verified' },
      gpPractice: 'G81001',
    });
  });

  it.each([
    [{ name: undefined }, 'name', 'INVALID'],
    [{ name: { family: ' ', given: ['Grace'] } }, 'name.family', 'INVALID'],
    [{ name: { family: 'Okafor', given: [] } }, 'name.given', 'INVALID'],
    [{ dateOfBirth: undefined }, 'dateOfBirth', 'INVALID'],
    [{ dateOfBirth: '1941-02-30' }, 'dateOfBirth', 'INVALID'],
    [{ sex: 'F' }, 'sex', 'INVALID'],
    [{ address: { lines: [] } }, 'address.lines', 'INVALID'],
    [{ address: { lines: ['x'], postcode: 'BN8' } }, 'address.postcode', 'INVALID'],
    [{ telephone: '12' }, 'telephone', 'INVALID'],
    [{ telephone: 'ring my son' }, 'telephone', 'INVALID'],
    [{ nhsNumber: '9434765918' }, 'nhsNumber', 'NHS_NUMBER_INVALID'],
    [{ nhsNumberStatus: '99' }, 'nhsNumberStatus', 'CODE_NOT_IN_LIST'],
    [{ gpPractice: 'the surgery' }, 'gpPractice', 'INVALID'],
    [{ restricted: 'yes' }, 'restricted', 'INVALID'],
    [{ died: { on: 'yesterday' } }, 'died.on', 'INVALID'],
    [{ died: { source: 'RUMOUR' } }, 'died.source', 'INVALID'],
    [{ name: { family: 'x'.repeat(2_000_000), given: ['a'] } }, 'name.family', 'TEXT_TOO_LONG'],
  ])('refuses %j at %s', (wrong, field, code) => {
    const refusal = parsePersonCommand('RegisterPerson', { ...least, ...wrong });
    expect(refusal).toMatchObject({ kind: 'refused', field, code });
    expect('message' in refusal && refusal.message.startsWith(`${field} `)).toBe(true);
  });

  it('refuses a field it does not know', () => {
    expect(parsePersonCommand('RegisterPerson', { ...least, sexx: 'female' })).toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('sexx'),
    });
  });

  it.each(['999', '111', '+44 1323 555014', '07700 900123'])('takes the telephone %s', (number) => {
    expect(parsePersonCommand('RegisterPerson', { ...least, telephone: number })).toMatchObject({
      telephone: number,
    });
  });
});

describe('ChangeDemographics', () => {
  it('takes null for what can be cleared', () => {
    const cleared = { sex: null, address: null, telephone: null, nhsNumber: null };
    expect(parsePersonCommand('ChangeDemographics', cleared)).toEqual({
      type: 'ChangeDemographics',
      ...cleared,
    });
  });

  it.each(['name', 'dateOfBirth', 'restricted'])('does not clear %s', (field) => {
    expect(parsePersonCommand('ChangeDemographics', { [field]: null })).toMatchObject({
      kind: 'refused',
      field,
    });
  });

  it('does not take an absent restricted for false', () => {
    expect(parsePersonCommand('ChangeDemographics', {})).toEqual({ type: 'ChangeDemographics' });
  });
});

describe('normalisedPostcode', () => {
  it.each([
    ['bn8 5ab', 'BN8 5AB'],
    ['TN311AA', 'TN31 1AA'],
    ['sw1a1aa', 'SW1A 1AA'],
    ['M1 1AE', 'M1 1AE'],
    ['gir 0aa', 'GIR 0AA'],
    ['ZZ99 3VZ', 'ZZ99 3VZ'],
  ])('writes %s as %s', (written, postcode) => {
    expect(normalisedPostcode(written)).toBe(postcode);
  });

  it.each(['BN8', 'BN8 5A', 'BNN8 5AB', '12345', 'BN8 5AB BN8'])('does not take %s', (written) => {
    expect(normalisedPostcode(written)).toBeUndefined();
  });
});
