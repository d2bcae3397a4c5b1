/** From a FHIR `Patient` to a registration: what is taken, left out with a remark, or refused. */
import { registrationFrom } from '../../../interop/fhir/patient';
import type { PatientResource } from '../../../interop/fhir/patientsIn';

const today = '2026-03-02';
const ukCore = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-';
const coded = (code: string) => ({ valueCodeableConcept: { coding: [{ code }] } });
const number = (value: string, more: object = {}) => ({
  system: 'https://fhir.nhs.uk/Id/nhs-number',
  value,
  ...more,
});
const deathNotice = (code: string) => ({
  url: `${ukCore}DeathNotificationStatus`,
  extension: [
    { url: 'deathNotificationStatus', ...coded(code) },
    { url: 'systemEffectiveDate', valueDateTime: '2024-09-24T00:00:00+00:00' },
  ],
});
const patient = (more: object = {}): PatientResource => ({
  resourceType: 'Patient',
  name: [{ use: 'usual', family: 'OKAFOR', given: ['Grace'], prefix: ['MRS'] }],
  birthDate: '1941-05-06',
  ...more,
});
const registered = (more: object = {}) => {
  const registration = registrationFrom(patient(more), today);
  if (registration.kind === 'refused') throw new Error(registration.message);
  return { ...registration.command, remarks: registration.remarks };
};
const refused = (more: object = {}) => {
  const registration = registrationFrom(patient(more), today);
  return registration.kind === 'refused' ? registration : undefined;
};

describe('who the person is', () => {
  it('takes name, birth, sex, number with its status, practice, address and telephone', () => {
    const { remarks, ...command } = registered({
      identifier: [
        number('9434765919', {
          extension: [{ url: `${ukCore}NHSNumberVerificationStatus`, ...coded('01') }],
        }),
      ],
      gender: 'female',
      generalPractitioner: [
        { identifier: { system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: 'G81001' } },
      ],
      address: [{ use: 'home', line: ['4 Ferry Road', '', 'Seaford'], postalCode: 'bn25 1aa' }],
      telecom: [
        { system: 'email', value: 'grace@example.com', use: 'home' },
        { system: 'phone', value: '01323555014', use: 'home' },
      ],
    });
    expect(command).toEqual({
      type: 'RegisterPerson',
      name: { family: 'OKAFOR', given: ['Grace'], prefix: 'MRS' },
      dateOfBirth: '1941-05-06',
      sex: 'female',
      address: { lines: ['4 Ferry Road', 'Seaford'], postcode: 'BN25 1AA' },
      telephone: '01323555014',
      nhsNumber: '9434765919',
      nhsNumberStatus: { code: '01', display: 'Number present and verified' },
      gpPractice: 'G81001',
      restricted: false,
    });
    expect(remarks).toEqual([]);
  });

  it('registers a person without an NHS number', () => {
    expect(registered()).not.toHaveProperty('nhsNumber');
  });

  it.each([
    [{ name: undefined }, 'name', /no name/],
    [{ name: [{ use: 'maiden', family: 'Eze', given: ['Grace'] }] }, 'name', /no name/],
    [{ name: [{ text: 'Grace Okafor' }] }, 'name', /no name/],
    [{ birthDate: undefined }, 'birthDate', /no birthDate/],
    [
      { name: undefined, birthDate: undefined },
      'name',
      /no name with a family name and no birthDate/,
    ],
  ])('refuses one who cannot be told from another: %j', (more, field, message) => {
    expect(refused(more)).toMatchObject({ field });
    expect(refused(more)?.message).toMatch(message);
    expect(refused(more)?.message).toMatch(/cannot be told from another person/);
  });

  it.each([
    [{ name: [{ family: 'Okafor' }] }, 'name.given'],
    [{ birthDate: '6 May 1941' }, 'dateOfBirth'],
    [{ name: 'Grace Okafor' }, 'name'],
    [{ name: [{ family: ['Okafor'] }] }, 'name.0.family'],
    [{ identifier: [number('9434765918')] }, 'nhsNumber'],
    [{ identifier: [number('9434765919'), number('9990000018')] }, 'nhsNumber'],
    [{ meta: { security: [{ code: 'REDACTED' }] } }, 'meta.security'],
    [{ link: [{ type: 'replaced-by' }] }, 'link'],
    [{ deceasedDateTime: '2019-02-07', extension: [deathNotice('U')] }, 'died'],
    [{ deceasedDateTime: 'last spring' }, 'died.on'],
  ])('refuses %j and names %s', (more, field) => {
    expect(refused(more)).toMatchObject({ kind: 'refused', field });
  });
});

describe('names', () => {
  const named = (...name: object[]) => registered({ name }).name;

  it('prefers the usual one, in force, over official and older ones', () => {
    const usual = { use: 'usual', family: 'Now', given: ['Ann'], period: { start: '2020' } };
    const ended = { use: 'usual', family: 'Then', given: ['Ann'], period: { end: '2019-12-31' } };
    const official = { use: 'official', family: 'Paper', given: ['Ann'] };
    const coming = { use: 'usual', family: 'Soon', given: ['Ann'], period: { start: '2026-06' } };
    expect(named(ended, coming, official, usual).family).toBe('Now');
    expect(named(ended, official).family).toBe('Paper');
    expect(named(coming, ended).family).toBe('Then');
  });

  it('takes the last one where every name has ended', () => {
    const until = (end: string, family: string) => ({ family, given: ['Ann'], period: { end } });
    expect(named(until('2015', 'First'), until('2021-12-31', 'Last')).family).toBe('Last');
  });

  it('counts a name that ends today as in force', () => {
    const ends = { use: 'usual', family: 'Today', given: ['Ann'], period: { end: today } };
    const official = { use: 'official', family: 'Paper', given: ['Ann'] };
    expect(named(official, ends).family).toBe('Today');
  });

  it('keeps compound given names, and a nickname as what the person is called', () => {
    expect(
      named(
        { use: 'nickname', given: ['JP'] },
        { use: 'usual', family: 'Smith-Jones', given: ['John Paul', null, 'Lee'] },
      ),
    ).toEqual({ family: 'Smith-Jones', given: ['John Paul', 'Lee'], preferred: 'JP' });
  });
});

describe('NHS numbers', () => {
  it('leaves out superseded ones with a remark', () => {
    const { nhsNumber, remarks } = registered({
      identifier: [
        number('9990000018', { use: 'old' }),
        number('9434765919', { period: { start: '2020-01-01' } }),
      ],
    });
    expect(nhsNumber).toBe('9434765919');
    expect(remarks).toEqual([expect.stringContaining('superseded')]);
    const alone = registered({ identifier: [number('9990000018', { period: { end: '2019' } })] });
    expect(alone).not.toHaveProperty('nhsNumber');
  });

  it('takes one number written twice as one, and no other system’s numbers', () => {
    const { nhsNumber } = registered({
      identifier: [
        { system: 'https://example.org/hospital', value: '9434765918' },
        number('943 476 5919'),
        number('9434765919'),
      ],
    });
    expect(nhsNumber).toBe('9434765919');
  });

  it('leaves out a status that is not in the list with a remark', () => {
    const { nhsNumberStatus, remarks } = registered({
      identifier: [
        number('9434765919', {
          extension: [{ url: `${ukCore}NHSNumberVerificationStatus`, ...coded('42') }],
        }),
      ],
    });
    expect(nhsNumberStatus).toBeUndefined();
    expect(remarks).toEqual([expect.stringMatching(/^nhsNumberStatus/)]);
  });
});

describe('address and telephone', () => {
  const home = { use: 'home', line: ['4 Ferry Road'], postalCode: 'BN25 1AA' };

  it('takes the home in force, never a temporary, old or billing one', () => {
    const gone = { ...home, line: ['1 Gone'], period: { end: '2020-01-01' } };
    const others = ['temp', 'old', 'billing', 'work'].map((use) => ({ ...home, use, line: [use] }));
    expect(registered({ address: [...others, gone, home] }).address?.lines).toEqual([
      '4 Ferry Road',
    ]);
    expect(registered({ address: others })).not.toHaveProperty('address');
  });

  it('keeps the last known home and says that its period has ended', () => {
    const { address, remarks } = registered({
      address: [{ ...home, period: { start: '2020-01-01', end: '2021-12-31' } }],
    });
    expect(address?.postcode).toBe('BN25 1AA');
    expect(remarks).toEqual(['address is the last known: its period has ended']);
  });

  it('keeps a code of another country as a line, a long address whole, and a text as lines', () => {
    expect(registered({ address: [{ line: ['Rue X 1'], postalCode: '75001' }] }).address).toEqual({
      lines: ['Rue X 1', '75001'],
    });
    const line = ['a', 'b', 'c', 'd', 'e'];
    const long = registered({ address: [{ line, city: 'f', district: 'g', state: 'f' }] });
    expect(long.address?.lines).toEqual(['a', 'b', 'c', 'd', 'e', 'f, g']);
    expect(registered({ address: [{ text: '1 Quay, Rye\nSussex' }] }).address?.lines).toEqual([
      '1 Quay',
      'Rye',
      'Sussex',
    ]);
    expect(registered({ address: [{ postalCode: 'BN25 1AA' }] }).remarks).toHaveLength(1);
  });

  it('leaves out a telephone that has ended or cannot be dialled, with a remark', () => {
    const phone = (value: string, more: object = {}) => ({ system: 'phone', value, ...more });
    const ended = registered({ telecom: [phone('01323555014', { period: { end: '2021' } })] });
    expect(ended.telephone).toBeUndefined();
    expect(ended.remarks).toHaveLength(1);
    const wild = registered({ telecom: [phone('ask for Joy')] });
    expect(wild.telephone).toBeUndefined();
    expect(wild.remarks).toHaveLength(1);
    const chosen = registered({
      telecom: [phone('111', { use: 'old' }), phone('222', { use: 'work' }), phone('333')],
    });
    expect(chosen.telephone).toBe('333');
  });

  it('leaves out a practice that the person has left, with a remark', () => {
    const system = 'https://fhir.nhs.uk/Id/ods-organization-code';
    const { gpPractice, remarks } = registered({
      generalPractitioner: [{ identifier: { system, value: 'G81001', period: { end: '2021' } } }],
    });
    expect(gpPractice).toBeUndefined();
    expect(remarks).toEqual([expect.stringMatching(/^gpPractice/)]);
  });

  it.each([
    [{ code: 'R' }, true],
    [{ code: 'V' }, true],
    [{ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'XX' }, true],
    [{ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'U' }, false],
    [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: 'HTEST' }, false],
  ])('with security %j restricted is %s, and the address is kept', (label, restricted) => {
    const person = registered({ meta: { security: [label] }, address: [home] });
    expect(person.restricted).toBe(restricted);
    expect(person.address?.postcode).toBe('BN25 1AA');
  });
});

describe('death', () => {
  it.each([
    [{ deceasedDateTime: '2019-02-07T00:00:00+00:00' }, { on: '2019-02-07' }],
    [{ deceasedDateTime: '2019-07-06T23:30:00Z' }, { on: '2019-07-07' }],
    [{ deceasedDateTime: '2019-07-06' }, { on: '2019-07-06' }],
    [{ deceasedDateTime: '2019' }, { on: '2019' }],
    [{ deceasedBoolean: true }, {}],
    [{ extension: [deathNotice('2')] }, { source: 'FORMAL' }],
    [
      { deceasedDateTime: '2019-02-07', extension: [deathNotice('1')] },
      { on: '2019-02-07', source: 'INFORMAL' },
    ],
    [{ deceasedBoolean: false }, undefined],
    [{ extension: [deathNotice('U')] }, undefined],
    [{}, undefined],
  ])('in %j is %j', (more, died) => {
    expect(registered(more).died).toEqual(died);
  });
});
