/** In what an import differs from the person registered already. */
import { differingFacts } from '../../../events/person/differingFacts';
import { parsePersonCommand } from '../../../events/person/commands';
import type { PersonEvent } from '../../../events/person/events';
import { personDecider } from '../../../events/person/personDecider';
import { scenario } from './scenario';

const { given } = scenario(personDecider);
const input = {
  name: { family: 'Okafor', given: ['Grace'] },
  dateOfBirth: '1941-05-06',
  sex: 'female',
  address: { lines: ['4 Ferry Road'], postcode: 'BN25 1AA' },
  telephone: '01323 555014',
  nhsNumber: '9434765919',
};
const content = (more: object = {}) => {
  const command = parsePersonCommand('RegisterPerson', { ...input, ...more });
  if ('kind' in command) throw new Error(command.message);
  const { type: _type, ...rest } = command;
  return rest;
};
const { died: _died, ...demographics } = content();
const registered: PersonEvent = { type: 'PersonRegistered', data: demographics };
const { state } = given(registered);
const { state: dead } = given(registered, { type: 'PersonDied', data: { on: '2025-11-02' } });

describe('differingFacts', () => {
  it('finds none in the same registration, nor in capitals, nor in one that says less', () => {
    expect(differingFacts(content(), state)).toEqual([]);
    expect(
      differingFacts(content({ name: { family: 'OKAFOR', given: ['grace'] } }), state),
    ).toEqual([]);
    expect(differingFacts(content({ telephone: undefined, sex: undefined }), state)).toEqual([]);
    expect(differingFacts(content(), dead)).toEqual([]);
  });

  it.each([
    [{ name: { family: 'Okafor', given: ['Joy'] } }, 'name'],
    [{ dateOfBirth: '1941-05-07' }, 'dateOfBirth'],
    [{ sex: 'unknown' }, 'sex'],
    [{ address: { lines: ['5 Ferry Road'], postcode: 'BN25 1AA' } }, 'address'],
    [{ telephone: '01323 555015' }, 'telephone'],
    [{ nhsNumber: '9990000018' }, 'nhsNumber'],
    [{ nhsNumberStatus: '01' }, 'nhsNumberStatus'],
    [{ gpPractice: 'G81001' }, 'gpPractice'],
    [{ restricted: true }, 'restricted'],
    [{ died: {} }, 'dateOfDeath'],
  ])('names what differs in %j', (more, fact) => {
    expect(differingFacts(content(more), state)).toEqual([fact]);
  });

  it('compares deaths by their days: the same, less, more, another', () => {
    expect(differingFacts(content({ died: { on: '2025-11-02' } }), dead)).toEqual([]);
    expect(differingFacts(content({ died: { on: '2025' } }), dead)).toEqual([]);
    expect(differingFacts(content({ died: {} }), dead)).toEqual([]);
    expect(differingFacts(content({ died: { on: '2025-11-03' } }), dead)).toEqual(['dateOfDeath']);
    const { state: sometime } = given(registered, { type: 'PersonDied', data: {} });
    expect(differingFacts(content({ died: { on: '2025' } }), sometime)).toEqual(['dateOfDeath']);
  });
});
