/** The outcome of a mutation, and the ids that make a retry have one effect. */
import { readOutcome, sendCommand } from '../../../web/src/graph/command';
import { newCommandId, rememberCommandIds } from '../../../web/src/graph/commandId';
import type { GraphAnswer } from '../../../web/src/graph/request';

const saved = {
  __typename: 'EndOfLifePlanSaved',
  position: 'g.1',
  revision: '8',
  person: { id: 'p1' },
};

describe('the outcome of a command', () => {
  it('is saved only where the answer says so, with position and revision', () => {
    expect(readOutcome(saved)).toEqual({
      kind: 'saved',
      position: 'g.1',
      revision: '8',
      personId: 'p1',
    });
  });

  it('names the field of a refusal', () => {
    const refused = { __typename: 'Refused', code: 'INVALID', message: 'no', field: 'reason' };
    expect(readOutcome(refused)).toMatchObject({ kind: 'refused', field: 'reason' });
  });

  it('holds both values of a conflict', () => {
    const field = {
      field: 'statement',
      yours: 'a',
      theirs: 'b',
      changedBy: 'Sam',
      changedAt: '2026-11-24T02:00:00Z',
    };
    const conflict = { __typename: 'Conflict', message: 'changed', fields: [field] };
    expect(readOutcome(conflict)).toMatchObject({ kind: 'conflict', fields: [field] });
  });

  it.each([
    [null],
    [undefined],
    [{ ...saved, position: undefined }],
    [{ __typename: 'SomethingNew' }],
  ])('of %j is not known, so it can be tried again', (result) => {
    expect(readOutcome(result).kind).toBe('failed');
  });

  it('is not known where no answer came', async () => {
    const nothing: GraphAnswer = { kind: 'failed', message: 'No connection.' };
    const outcome = await sendCommand(async () => nothing, 'startEndOfLifePlan', {
      commandId: 'c',
    });
    expect(outcome).toEqual(nothing);
  });
});

describe('the id of a command', () => {
  it('is a UUID, another each time', () => {
    const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
    expect(newCommandId()).toMatch(uuid);
    expect(newCommandId()).not.toBe(newCommandId());
  });

  it('stays with the same content until the outcome is known', () => {
    const ids = rememberCommandIds();
    const first = ids.idFor({ reason: 'a' });
    expect(ids.idFor({ reason: 'a' })).toBe(first);
    ids.settle();
    expect(ids.idFor({ reason: 'a' })).not.toBe(first);
  });

  it('is another for other content', () => {
    const ids = rememberCommandIds();
    expect(ids.idFor({ reason: 'a' })).not.toBe(ids.idFor({ reason: 'b' }));
  });
});
