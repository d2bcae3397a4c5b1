/**
 * A search cannot be used to find out who has a record (H15): whoever tries out dates of birth, or
 * asks without end, is told to wait; nobody else is, and what needs no search goes on.
 */
import { searchLimits } from '../../subgraphs/people/searchLimits';
import { openTestApp } from '../support/app';
import type { Data, TestApp } from '../support/app';
import { nhsNumberAt, readUrgent, writePlan } from '../support/writes';

let app: TestApp;
beforeEach(async () => {
  app = await openTestApp();
});

const search = async (actor: string, input: object): Promise<Data> => {
  const { data } = await app.graphql(
    actor,
    `query($input: FindPeopleInput!) { findPeople(input: $input) { __typename
      ... on PeopleFound { people { id } } ... on Refused { code message } } }`,
    { input },
  );
  return data.findPeople;
};

const bornOn = (day: number): object => ({
  familyName: 'Quillfeather',
  dateOfBirth: new Date(Date.UTC(1940, 0, day)).toISOString().slice(0, 10),
});

describe('a reader who tries out dates of birth', () => {
  it('is told to wait after a few, and is not answered however right the next one is', async () => {
    const nhsNumber = nhsNumberAt(41);
    const { personId } = await writePlan(app, { nhsNumber });
    for (let day = 1; day <= searchLimits.missesPerTenMinutesMax; day += 1) {
      expect(await search('gp', bornOn(day))).toMatchObject({ people: [] });
    }
    const { data } = await app.graphql(
      'gp',
      'query($id: ID!) { person(id: $id) { identity { ... on Identity { name { family } dateOfBirth } } } }',
      { id: personId },
    );
    const { name, dateOfBirth } = data.person.identity;
    const right = { familyName: name.family, dateOfBirth };

    const refused = await search('gp', right);
    expect(refused).toMatchObject({ __typename: 'Refused', code: 'TOO_MANY_SEARCHES' });
    expect(refused.message).toMatch(/Search again in (a minute|\d+ minutes)/);

    expect(await search('gp', { nhsNumber })).toMatchObject({ people: [{ id: personId }] });
    expect(await search('paramedic', right)).toMatchObject({ people: [{ id: personId }] });
    const person = await readUrgent(app, personId, 'gp');
    expect(person.cprDecision.__typename).toBe('CprRecorded');
  });
});

describe('a reader who searches without end', () => {
  it('is told to wait, whatever they search for', async () => {
    const typenames = new Set<string>();
    const asked = { nhsNumber: '9990000018' };
    for (let count = 0; count < searchLimits.searchesPerMinuteMax; count += 1) {
      typenames.add((await search('nhs111', asked)).__typename as string);
    }
    expect([...typenames]).toEqual(['PeopleFound']);
    expect(await search('nhs111', asked)).toMatchObject({ code: 'TOO_MANY_SEARCHES' });
    expect(await search('paramedic', asked)).toMatchObject({ __typename: 'PeopleFound' });
  });
});
