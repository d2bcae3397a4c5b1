/** Which people a FHIR file holds; one that holds none is refused by the name of what it holds. */
import { patientsIn } from '../../../interop/fhir/patientsIn';

const patient = { resourceType: 'Patient', birthDate: '1941-05-06' };

describe('a file', () => {
  const bundle = (...resources: unknown[]) => ({
    resourceType: 'Bundle',
    type: 'searchset',
    entry: resources.map((resource) => ({ resource })),
  });

  it('gives a single Patient, and every Patient of a Bundle', () => {
    const one = { ...patient };
    const outcome = { resourceType: 'OperationOutcome' };
    expect(patientsIn(one)).toEqual({ kind: 'patients', patients: [one] });
    expect(patientsIn(bundle(one, outcome, one))).toEqual({
      kind: 'patients',
      patients: [one, one],
    });
  });

  it.each([
    [bundle({ resourceType: 'RelatedPerson' }), 'a Bundle of RelatedPerson'],
    [bundle(), 'an empty Bundle'],
    [{ resourceType: 'Bundle' }, 'an empty Bundle'],
    [bundle(null, {}), 'a Bundle of no FHIR resource'],
    [{ resourceType: 'OperationOutcome' }, 'an OperationOutcome'],
    [{ resourceType: 'Grace Okafor' }, 'no FHIR resource'],
    [[patient], 'no FHIR resource'],
    ['Patient', 'no FHIR resource'],
    [null, 'no FHIR resource'],
  ])('without a Patient is refused by the name of what it holds: %j', (json, what) => {
    expect(patientsIn(json)).toEqual({
      kind: 'refused',
      why: `holds no Patient (it holds ${what})`,
    });
  });
});
