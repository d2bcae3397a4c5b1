/**
 * Whole files, as an import meets them: one of our own always, and where the folder beside the
 * repository holds them the public samples of the Personal Demographics Service sandbox, input that
 * nobody here wrote. Those are read, never copied.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { differingFacts } from '../../../events/person/differingFacts';
import type { PersonEvent } from '../../../events/person/events';
import { personDecider } from '../../../events/person/personDecider';
import { registrationFrom } from '../../../interop/fhir/patient';
import { patientsIn } from '../../../interop/fhir/patientsIn';
import type { Registration } from '../../../interop/fhir/patient';
import { scenario } from '../../events/person/scenario';

const folder = join(__dirname, '../../../../shared/data/pds');
const register = existsSync(folder) ? describe : undefined;

const registrationsIn = (text: string): readonly Registration[] | string => {
  const found = patientsIn(JSON.parse(text));
  return found.kind === 'refused'
    ? found.why
    : found.patients.map((patient) => registrationFrom(patient, '2026-03-02'));
};
const sample = (file: string): string => readFileSync(join(folder, file), 'utf8');
const only = (text: string): Registration => {
  const registrations = registrationsIn(text);
  const first = typeof registrations === 'string' ? undefined : registrations[0];
  if (first === undefined) throw new Error('the file holds no Patient');
  return first;
};
const commandOf = (text: string) => {
  const registration = only(text);
  if (registration.kind === 'refused') throw new Error(registration.message);
  return registration.command;
};
const stateAfter = (text: string) => {
  const { type: _type, died, ...data } = commandOf(text);
  const history: PersonEvent[] = [{ type: 'PersonRegistered', data }];
  if (died) history.push({ type: 'PersonDied', data: died });
  return scenario(personDecider).given(...history).state;
};

describe('one person in two files', () => {
  const file = (deceasedDateTime: string): string =>
    JSON.stringify({
      resourceType: 'Bundle',
      entry: [
        {
          resource: {
            resourceType: 'Patient',
            name: [{ family: 'Okafor', given: ['Grace'] }],
            birthDate: '1941-05-06',
            deceasedDateTime,
          },
        },
      ],
    });

  it('differ in the date of death, and in nothing when the file comes again', () => {
    const state = stateAfter(file('2025-11-02'));
    expect(differingFacts(commandOf(file('2025-11-02')), state)).toEqual([]);
    expect(differingFacts(commandOf(file('2025-11-03')), state)).toEqual(['dateOfDeath']);
  });
});

register?.('the samples of the Personal Demographics Service', () => {
  it('are each registered or refused, and none stops the import', () => {
    const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
    const outcomes = files.map((file) => {
      const registrations = registrationsIn(sample(file));
      return typeof registrations === 'string'
        ? `${file}: ${registrations}`
        : `${file}: ${registrations.map(({ kind }) => kind).join(' ')}`;
    });
    expect(outcomes.filter((line) => /refused|holds no/.test(line))).toEqual([
      'Minimal_Patient.json: refused',
      'PatientCompoundName.json: refused',
      'RelatedPersonBundle.json: holds no Patient (it holds a Bundle of RelatedPerson)',
      'patient_9000000033.json: refused',
    ]);
    expect(outcomes).toHaveLength(files.length);
  });

  it('say which number fails its check and who cannot be told from another', () => {
    expect(only(sample('PatientCompoundName.json'))).toMatchObject({
      field: 'nhsNumber',
      message: expect.stringContaining('check the ten digits'),
    });
    expect(only(sample('Minimal_Patient.json'))).toMatchObject({
      field: 'name',
      message: expect.stringContaining('cannot be told from another person'),
    });
  });

  it('keep the restricted mark, and the living and the dead apart', () => {
    expect(commandOf(sample('Sensitive_Patient.json'))).toMatchObject({
      restricted: true,
      died: { on: '2010-10-22', source: 'FORMAL' },
    });
    expect(commandOf(sample('dateOfDeath_searchset.json'))).toMatchObject({
      restricted: false,
      died: { on: '2019-02-07', source: 'INFORMAL' },
    });
    expect(commandOf(sample('cuff_superseded_searchset.json'))).not.toHaveProperty('died');
  });

  it('give twenty people in one searchset, no two with one number', () => {
    const registrations = registrationsIn(sample('fuzzy_multimatch_searchset.json'));
    const numbers = (typeof registrations === 'string' ? [] : registrations).map((registration) =>
      registration.kind === 'registration' ? registration.command.nhsNumber : undefined,
    );
    expect(numbers).toHaveLength(20);
    expect(new Set(numbers).size).toBe(20);
  });

  it('tell in what the same person differs between two files', () => {
    const state = stateAfter(sample('Sensitive_Patient.json'));
    expect(differingFacts(commandOf(sample('patient_9000000025.json')), state)).toEqual([]);
    expect(differingFacts(commandOf(sample('Sensitive_PatientSearch.json')), state)).toEqual([
      'dateOfBirth',
      'dateOfDeath',
    ]);
  });
});
