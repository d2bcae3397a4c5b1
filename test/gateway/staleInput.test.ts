/**
 * What was right when it was written and is not any more: an edit of what somebody else changed, a
 * signature under what was not read, a commandId used twice. Nothing is saved.
 */
import { randomUUID } from 'node:crypto';
import { openTestApp } from '../support/app';
import type { TestApp } from '../support/app';
import {
  cprInput,
  nhsNumberAt,
  personInput,
  readUrgent,
  register,
  saved,
  write,
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

describe('an edit of what somebody else changed meanwhile', () => {
  it('is a conflict with both values, and saves neither', async () => {
    const personId = await personWithDraft();
    await saved(app, 'consultant', 'stateFocusOfCare', {
      personId,
      basedOn: '0',
      statement: 'Comfort at home',
    });

    const answer = await refusedBy(app, 'gp', 'stateFocusOfCare', {
      personId,
      basedOn: '0',
      statement: 'Hospital if it may be cured',
    });

    expect(answer.__typename).toBe('Conflict');
    expect(answer.fields).toMatchObject([{ field: 'statement', changedBy: 'Dr Abena Osei' }]);
    expect(answer.fields[0].yours).toContain('Hospital if it may be cured');
    expect(answer.fields[0].theirs).toContain('Comfort at home');
  });

  it('of a CPR decision is a conflict that says what stands', async () => {
    const personId = await personWithDraft();
    await saved(app, 'consultant', 'recordCprDecision', cprInput({ personId }));
    const input = cprInput({ personId, decision: '450475007' });

    const answer = await refusedBy(app, 'gp', 'recordCprDecision', input);

    expect(answer.fields).toMatchObject([
      {
        field: 'decision',
        yours: 'For attempted cardiopulmonary resuscitation',
        theirs: 'Not for attempted cardiopulmonary resuscitation',
      },
    ]);
  });

  it('of demographics is a conflict with both values', async () => {
    const personId = await register(app);
    const base = { personId, basedOn: '0' };
    await saved(app, 'gp', 'changeDemographics', { ...base, telephone: '01323 555 011' });

    const answer = await refusedBy(app, 'consultant', 'changeDemographics', {
      ...base,
      telephone: '01323 555 012',
    });

    expect(answer.fields).toMatchObject([{ field: 'telephone' }]);
    expect(answer.fields[0].yours).toContain('555 012');
    expect(answer.fields[0].theirs).toContain('555 011');
  });
});

describe('publishing', () => {
  it('what one has not seen is a conflict that names what is new', async () => {
    const personId = await personWithDraft();
    const seen = await saved(app, 'gp', 'recordCprDecision', cprInput({ personId }));
    await saved(app, 'consultant', 'stateFocusOfCare', {
      personId,
      basedOn: '1',
      statement: 'Comfort',
    });

    const answer = await refusedBy(app, 'gp', 'publishEndOfLifePlan', {
      personId,
      draftRevision: seen.revision as string,
    });

    expect(answer.__typename).toBe('Conflict');
    expect(answer.fields).toMatchObject([{ field: 'focusOfCare', changedBy: 'Dr Abena Osei' }]);
    const { endOfLifePlan } = await readUrgent(app, personId);
    expect(endOfLifePlan.version).toBeNull();
  });

  it('a draft revision that does not exist is refused, by its field', async () => {
    const personId = await personWithDraft();

    const answer = await refusedBy(app, 'gp', 'publishEndOfLifePlan', {
      personId,
      draftRevision: '99',
    });

    expect(answer).toMatchObject({ code: 'REVISION_UNKNOWN', field: 'draftRevision' });
  });

  it('is refused to a role that may not sign', async () => {
    const personId = await personWithDraft();
    const recorded = await saved(app, 'gp', 'recordCprDecision', cprInput({ personId }));

    const answer = await refusedBy(app, 'community-nurse', 'publishEndOfLifePlan', {
      personId,
      draftRevision: recorded.revision as string,
    });

    expect(answer).toMatchObject({ code: 'NOT_PERMITTED' });
  });
});

describe('a commandId', () => {
  it('used before with other content is refused', async () => {
    const personId = await personWithDraft();
    const commandId = randomUUID();
    const base = { commandId, personId, basedOn: '0' };
    await saved(app, 'gp', 'stateFocusOfCare', { ...base, statement: 'Comfort' });

    const answer = await refusedBy(app, 'gp', 'stateFocusOfCare', { ...base, statement: 'Other' });

    expect(answer).toMatchObject({ code: 'COMMAND_ID_REUSED', field: 'commandId' });
  });

  it('used before by somebody else is refused', async () => {
    const personId = await personWithDraft();
    const input = { commandId: randomUUID(), personId, basedOn: '0', statement: 'Comfort' };
    await saved(app, 'gp', 'stateFocusOfCare', input);

    const answer = await refusedBy(app, 'consultant', 'stateFocusOfCare', input);

    expect(answer).toMatchObject({ code: 'COMMAND_ID_REUSED', field: 'commandId' });
  });

  it('used to register somebody else is refused, and takes no NHS number', async () => {
    const commandId = randomUUID();
    await register(app, { commandId, nhsNumber: nhsNumberAt(2) });
    const other = personInput({ commandId, nhsNumber: nhsNumberAt(3) });

    const answer = await refusedBy(app, 'gp', 'registerPerson', other);

    expect(answer).toMatchObject({ code: 'COMMAND_ID_REUSED', field: 'commandId' });
    const later = await write(app, 'gp', 'registerPerson', {
      ...personInput({ nhsNumber: nhsNumberAt(3) }),
    });
    expect(later.__typename).toBe('PersonSaved');
  });

  it.each(['', 'one', '123e4567-e89b-12d3-a456-42661417400'])(
    'that is no UUID is refused, by its field: "%s"',
    async (commandId) => {
      const answer = await refusedBy(app, 'gp', 'registerPerson', {
        ...personInput(),
        commandId,
      });

      expect(answer).toMatchObject({ code: 'INVALID', field: 'commandId' });
    },
  );
});
