/** Finding a person (hazard H3): what is asked, and what the answer is shown as. */
import { findErrors, findPeople, readOutcome } from '../../../web/src/people/findPeople';
import { FindPerson } from '../../../web/src/people/FindPerson';
import { FoundPeople } from '../../../web/src/people/FoundPeople';
import { parseNhsNumber } from '../../../events/nhs-number/nhsNumber';
import type { GraphRequest } from '../../../web/src/graph/request';
import { identity, unavailable, withheld } from '../support/answers';
import { textOf } from '../support/render';

const typed = { nhsNumber: '', familyName: '', dateOfBirth: '', postcode: '' };
const found = (people: unknown[], more: object = {}) => ({
  __typename: 'PeopleFound',
  mustConfirm: true,
  more: false,
  people,
  ...more,
});
const outcomeText = (answer: unknown, isWhole = true): string =>
  textOf(
    <FoundPeople
      outcome={readOutcome(answer, isWhole)}
      onOpen={() => undefined}
      onForget={() => undefined}
    />,
  );

describe('looking for a person', () => {
  it('says what is missing, at its field', () => {
    expect(findErrors('nhsNumber', typed)).toEqual([
      { field: 'nhsNumber', message: 'Enter the NHS number' },
    ]);
    const fields = findErrors('nameBirthPostcode', typed).map(({ field }) => field);
    expect(fields).toEqual(['familyName', 'dateOfBirth', 'postcode']);
    expect(findErrors('soundAndBirth', typed).map(({ field }) => field)).toEqual([
      'familyName',
      'dateOfBirth',
    ]);
  });

  it('says how many digits an NHS number has and should have', () => {
    expect(findErrors('nhsNumber', { ...typed, nhsNumber: '999 000' })[0]?.message).toContain(
      'has 10 digits; this has 6',
    );
  });

  it('asks with digits only, and with the date as a machine writes it', async () => {
    const asked: GraphRequest[] = [];
    const send = async (request: GraphRequest) => {
      asked.push(request);
      return { kind: 'failed', message: 'x' } as const;
    };
    await findPeople(send, 'nhsNumber', { ...typed, nhsNumber: '999 000 0018' });
    const name = {
      ...typed,
      familyName: ' Ellis ',
      dateOfBirth: '14 3 1941',
      postcode: 'BN20 7QS',
    };
    await findPeople(send, 'nameBirthPostcode', name);
    await findPeople(send, 'soundAndBirth', name);
    expect(asked.map(({ variables }) => (variables as { input: unknown }).input)).toEqual([
      { nhsNumber: '9990000018' },
      { familyName: 'Ellis', dateOfBirth: '1941-03-14', postcode: 'BN20 7QS' },
      { familyName: 'Ellis', dateOfBirth: '1941-03-14' },
    ]);
  });
});

describe('the finder', () => {
  it('shows as an example a number of the test range that is valid', () => {
    const text = textOf(<FindPerson heading="Find a person" onOpen={() => undefined} />);
    const [example = ''] = /\d{3} \d{3} \d{4}/.exec(text) ?? [];
    expect(example).toMatch(/^999/);
    expect(parseNhsNumber(example)).toMatchObject({ ok: true });
  });

  it('offers nothing for nobody before it looked', () => {
    const text = textOf(
      <FindPerson heading="x" onOpen={() => undefined} ifNobody={() => <p>Register</p>} />,
    );
    expect(text).not.toContain('Register');
  });
});

describe('what was found', () => {
  it('of nobody is said so that it cannot be read as no decision', () => {
    const text = outcomeText(found([]));
    expect(text).toContain('We hold no such person');
    expect(text).toContain('This is not the same as “no decision”');
  });

  it('is nobody only in an answer without errors', () => {
    expect(outcomeText(found([]), false)).toContain('We could not look');
  });

  it.each([[null], [unavailable()], [{ __typename: 'SomethingNew' }], [found([null])]])(
    'of %j is that we could not look',
    (answer) => {
      expect(outcomeText(answer)).toContain('We could not look');
    },
  );

  it('is asked about, with name, birth, age and address, before it opens', () => {
    const text = outcomeText(found([{ id: 'p1', identity: identity() }]));
    expect(text).toContain('Is this the person?');
    expect(text).toContain('ELLIS, Margaret (Peggy)');
    expect(text).toContain('Born 14 Mar 1941 (85 years)');
    expect(text).toContain('Lives 12 Meads Road, Eastbourne, BN20 7QS');
    expect(text).toContain('Yes, open');
  });

  it('can be said to be another person, in the words of one or of several', () => {
    const one = { id: 'p1', identity: identity() };
    expect(outcomeText(found([one]))).toContain('No, not this person');
    expect(outcomeText(found([one, { ...one, id: 'p2' }]))).toContain('No, none of these');
  });

  it('says so where more fit than are listed', () => {
    const people = [{ id: 'p1', identity: identity() }];
    expect(outcomeText(found(people, { more: true }))).toContain(
      'More people fit than are listed.',
    );
  });

  it('keeps somebody whose identity is withheld in the list, said to be so', () => {
    const text = outcomeText(found([{ id: 'p1', identity: withheld() }]));
    expect(text).toContain('Who this is could not be shown.');
  });

  it('puts a refusal at its field, by the name that the field has on the page', () => {
    const message = 'nhsNumber is not valid: check the ten digits';
    const refused = { __typename: 'Refused', message, field: 'nhsNumber' };
    expect(readOutcome(refused, true)).toEqual({
      kind: 'wrong',
      errors: [{ field: 'nhsNumber', message: 'NHS number is not valid: check the ten digits' }],
    });
  });
});
