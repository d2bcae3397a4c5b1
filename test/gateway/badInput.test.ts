/**
 * Bad input: each is answered with a clear error that names the field, and changes nothing. Every
 * test compares the end of the log before and after.
 */
import { randomUUID } from 'node:crypto';
import { openTestApp } from '../support/app';
import type { Data, TestApp } from '../support/app';
import { openIncidents } from '../support/relate';
import {
  cprInput,
  nhsNumberAt,
  personInput,
  readUrgent,
  register,
  saved,
  send,
  write,
  writePlan,
  unchanged,
  refusedBy,
} from '../support/writes';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});

const personWithDraft = async (): Promise<string> => {
  const personId = await register(app);
  await saved(app, 'gp', 'startEndOfLifePlan', { personId });
  return personId;
};

describe('an NHS number', () => {
  it('with a wrong check digit is refused, by its field', async () => {
    const input = personInput({ nhsNumber: '9990000019' });

    const answer = await refusedBy(app, 'gp', 'registerPerson', input);

    expect(answer).toMatchObject({
      __typename: 'Refused',
      code: 'NHS_NUMBER_INVALID',
      field: 'nhsNumber',
    });
    expect(answer.message).toContain('nhsNumber');
  });

  it('of another person is refused, and names nobody', async () => {
    await register(app, { nhsNumber: nhsNumberAt(0) });
    const other = personInput({
      name: { family: 'Other', given: ['One'] },
      nhsNumber: nhsNumberAt(0),
    });

    const answer = await refusedBy(app, 'gp', 'registerPerson', other);

    expect(answer).toMatchObject({
      __typename: 'Refused',
      code: 'NHS_NUMBER_TAKEN',
      field: 'nhsNumber',
    });
    expect(JSON.stringify(answer)).not.toMatch(/Pilbeam|Edith|999/);
  });

  it('given to two people at once is given to one', async () => {
    const inputs = ['One', 'Two', 'Three', 'Four'].map((given) =>
      personInput({ name: { family: 'Race', given: [given] }, nhsNumber: nhsNumberAt(1) }),
    );

    const answers = await Promise.all(
      inputs.map((input) => write(app, 'gp', 'registerPerson', input)),
    );

    const kinds = answers.map((answer: Data) => answer.__typename as string).sort();
    expect(kinds).toEqual(['PersonSaved', 'Refused', 'Refused', 'Refused']);
  });

  it('searched for with a wrong check digit is refused, by its field', async () => {
    const query = `query($input: FindPeopleInput!) { findPeople(input: $input) {
      __typename ... on Refused { code field message } } }`;

    const { data } = await app.graphql('paramedic', query, { input: { nhsNumber: '9990000019' } });

    expect(data.findPeople).toMatchObject({ __typename: 'Refused', field: 'nhsNumber' });
  });
});

describe('a CPR decision', () => {
  it('without a reason is a validation error that names it', async () => {
    const personId = await personWithDraft();
    const { reason: _reason, ...input } = cprInput({ personId });

    const answer = await unchanged(app, () => send(app, 'gp', 'recordCprDecision', input));

    expect(answer.data).toBeUndefined();
    expect(answer.status).toBe(400);
    expect(answer.errors?.[0]?.message).toContain('reason');
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it.each([
    ['', 'empty'],
    ['  \n ', 'of blanks'],
  ])('with a reason that is "%s" (%s) is refused, by its field', async (reason) => {
    const personId = await personWithDraft();
    const input = cprInput({ personId, reason });

    const answer = await refusedBy(app, 'gp', 'recordCprDecision', input);

    expect(answer).toMatchObject({ __typename: 'Refused', code: 'INVALID', field: 'reason' });
  });

  it.each(['community-nurse', 'social-worker', 'paramedic', 'nhs111'])(
    'from a role that may not make it is refused, by its rule: %s',
    async (actor) => {
      const personId = await personWithDraft();

      const answer = await refusedBy(app, actor, 'recordCprDecision', cprInput({ personId }));

      expect(answer).toMatchObject({ __typename: 'Refused', code: 'NOT_PERMITTED' });
      expect(answer.rule).toContain('D5');
      expect(answer.message).toContain('consultant');
    },
  );

  it.each([
    ['decision', { decision: '12345' }, 'CODE_NOT_IN_LIST'],
    ['decidedOn', { decidedOn: '2026-02-30' }, 'INVALID'],
    ['decidedOn', { decidedOn: '2125-01-01' }, 'INVALID'],
    ['reviewOn', { reviewOn: '2026-02-01' }, 'INVALID'],
    ['capacity.detail', { capacity: { finding: 'LACKS_CAPACITY' } }, 'INVALID'],
    ['involved.0.name', { involved: [{ name: '' }] }, 'INVALID'],
    ['decidedBy.name', { decidedBy: { name: ' ', role: 'GP' } }, 'INVALID'],
    ['basedOn', { basedOn: 'yesterday' }, 'INVALID'],
    ['basedOn', { basedOn: '7' }, 'REVISION_UNKNOWN'],
  ])('with a wrong %s is refused, by its field', async (field, more, code) => {
    const personId = await personWithDraft();

    const answer = await refusedBy(app, 'gp', 'recordCprDecision', cprInput({ personId, ...more }));

    expect(answer).toMatchObject({ __typename: 'Refused', code, field });
  });
});

describe('a place of death', () => {
  it('outside the list is refused, by its field', async () => {
    const personId = await personWithDraft();
    const input = { personId, basedOn: '0', first: { place: '999999' } };

    const answer = await refusedBy(app, 'gp', 'statePreferredPlaceOfDeath', input);

    expect(answer).toMatchObject({ code: 'CODE_NOT_IN_LIST', field: 'first.place' });
  });
});

describe('a person that is not registered', () => {
  it.each([
    ['recordCprDecision', cprInput()],
    ['startEndOfLifePlan', {}],
    ['stateFocusOfCare', { basedOn: '0', statement: 'Comfort' }],
    ['publishEndOfLifePlan', { draftRevision: '1' }],
    ['withdrawCprDecision', { reason: 'She said so' }],
    ['endEndOfLifePlan', { reason: 'DECLINED' }],
    ['recordDeath', {}],
    ['recordSharingDecision', { decision: 'REFUSED', decidedBy: 'PERSON' }],
    ['changeDemographics', { basedOn: '0', telephone: '01323 555 011' }],
  ])('cannot be written to by %s', async (name, input) => {
    const unknown = await refusedBy(app, 'gp', name, { ...input, personId: randomUUID() });
    const noId = await refusedBy(app, 'gp', name, { ...input, personId: 'edith' });

    const refused = { __typename: 'Refused', code: 'PERSON_UNKNOWN', field: 'personId' };
    const isForAll = name === 'withdrawCprDecision';
    // Who needs to stand to the person is told that they do not, as of anybody else.
    expect(unknown).toMatchObject(isForAll ? refused : { code: 'NOT_PERMITTED', field: null });
    expect(noId).toMatchObject(refused);
  });

  it('is said to be unknown, and no decision is called absent', async () => {
    const unknown = randomUUID();
    await openIncidents(app.app.house, unknown);
    for (const id of ['edith', '']) {
      const person = await readUrgent(app, id);
      expect(person.identity.__typename).toBe('PersonNotFound');
      expect(person.cprDecision.__typename).toBe('Withheld');
    }
    for (const id of [unknown]) {
      const person = await readUrgent(app, id);
      expect(person.identity.__typename).toBe('PersonNotFound');
      expect(person.cprDecision).toMatchObject({
        __typename: 'Unavailable',
        code: 'PERSON_UNKNOWN',
      });
      expect(person.endOfLifePlan.__typename).toBe('Unavailable');
    }
  });
});

describe('a position', () => {
  it.each(['x', 'aaaaaaaaaaaa.00000000000000010000000000000001', ''])(
    'that is none of this log cannot be acknowledged: "%s"',
    async (position) => {
      const { personId } = await writePlan(app);

      const answer = await refusedBy(app, 'paramedic', 'acknowledgePlanChange', {
        personId,
        position,
      });

      expect(answer).toMatchObject({ code: 'POSITION_UNKNOWN', field: 'position' });
    },
  );
});
