/**
 * Hazard H3: what is answered under a person's id is that person's, in every way to ask for it and
 * however many ask at once; a decision of one person is nothing to another.
 */
import { openTestApp } from '../support/app';
import type { Data, TestApp } from '../support/app';
import { cprInput, nhsNumberAt, refusedBy, register, saved, writePlan } from '../support/writes';

const peopleCount = 20;
const rounds = 20;

interface Known {
  readonly id: string;
  readonly family: string;
  readonly decisionId: string;
  readonly nhsNumber: string;
}

let app: TestApp;
const known: Known[] = [];
beforeAll(async () => {
  app = await openTestApp();
  for (let n = 0; n < peopleCount; n += 1) {
    const [family, nhsNumber] = [`Family${String(n)}`, nhsNumberAt(100 + n)];
    const { personId, decisionId } = await writePlan(app, {
      name: { family, given: ['Edith'] },
      nhsNumber,
    });
    known.push({ id: personId, family, decisionId, nhsNumber });
  }
});

const parts = `id identity { ... on Identity { name { family } nhsNumber } }
  cprDecision { ... on CprRecorded { decision { id } } }`;

const told = ({ id, identity, cprDecision }: Data): Known => ({
  id,
  family: identity.name.family,
  decisionId: cprDecision.decision.id,
  nhsNumber: identity.nhsNumber,
});

describe('what is answered of a person', () => {
  it('is theirs, for hundreds of requests at once, one or several people in each', async () => {
    const asked = Array.from({ length: rounds }, (_, round) =>
      known.map(async (one, index) => {
        const other = known[(index * 7 + round) % peopleCount] ?? one;
        const query = `query($a: ID!, $b: ID!) { a: person(id: $a) { ${parts} }
          b: person(id: $b) { ${parts} } again: person(id: $a) { ${parts} } }`;
        const { data } = await app.graphql('paramedic', query, { a: one.id, b: other.id });
        expect([data.a, data.b, data.again].map(told)).toEqual([one, other, one]);
      }),
    ).flat();

    await Promise.all(asked);

    expect(asked).toHaveLength(peopleCount * rounds);
  }, 60_000);

  it('is theirs where they were found by number', async () => {
    const query = `query($input: FindPeopleInput!) { findPeople(input: $input) {
      ... on PeopleFound { people { ${parts} } } } }`;
    for (const one of known) {
      const input = { nhsNumber: one.nhsNumber };
      const { data } = await app.graphql('paramedic', query, { input });
      expect(data.findPeople.people.map(told)).toEqual([one]);
    }
  });

  it('is theirs whichever case the id is written in', async () => {
    const [one] = known;
    const { data } = await app.graphql('gp', `query($id: ID!) { person(id: $id) { ${parts} } }`, {
      id: one?.id.toUpperCase(),
    });

    expect(told(data.person)).toEqual(one);
  });
});

describe('two people alike in name and birth', () => {
  it('are both listed, and one must be asked for before a plan is opened', async () => {
    const twins = await Promise.all(
      [1, 2].map(() => register(app, { name: { family: 'Gemini', given: ['Pat'] } })),
    );
    const query = `query($input: FindPeopleInput!) { findPeople(input: $input) {
      ... on PeopleFound { mustConfirm people { id } } } }`;
    const input = { familyName: 'Gemini', dateOfBirth: '1938-04-09', postcode: 'BN26 5TW' };

    const { data } = await app.graphql('paramedic', query, { input });

    expect(data.findPeople.mustConfirm).toBe(true);
    const ids = (data.findPeople.people as { id: string }[]).map(({ id }) => id).sort();
    expect(ids).toEqual([...twins].sort());
  });
});

describe('the decision of another person', () => {
  it('cannot be withdrawn or endorsed here: the refusal asks whether this is the right person', async () => {
    const [one, other] = known;
    const input = { personId: one?.id, decisionId: other?.decisionId };

    const withdrawn = await refusedBy(app, 'gp', 'withdrawCprDecision', { ...input, reason: 'x' });
    const endorsed = await refusedBy(app, 'consultant', 'endorseCprDecision', input);

    expect(withdrawn).toMatchObject({ code: 'ENTRY_UNKNOWN', field: 'decisionId' });
    expect(withdrawn.message).toContain('check that this is the right person');
    expect(endorsed).toMatchObject({ code: 'ENTRY_UNKNOWN', field: 'decisionId' });
  });
});

describe('a decision that nobody has endorsed', () => {
  it('is in force and says so: who recorded it, in which role, and that no endorsement is there', async () => {
    const personId = await register(app);
    await saved(app, 'gp', 'startEndOfLifePlan', { personId });
    const { revision } = await saved(
      app,
      'senior-nurse',
      'recordCprDecision',
      cprInput({ personId }),
    );
    await saved(app, 'gp', 'publishEndOfLifePlan', { personId, draftRevision: revision });
    const query = `query($id: ID!) { person(id: $id) { cprDecision { ... on CprRecorded { decision {
      recordedBy { role name } endorsement { endorsedAt } paper { signatory } } } } } }`;

    const { data } = await app.graphql('paramedic', query, { id: personId });

    expect(data.person.cprDecision.decision).toEqual({
      recordedBy: { role: 'senior nurse', name: 'Ruth Marsh' },
      endorsement: null,
      paper: null,
    });
  });
});
