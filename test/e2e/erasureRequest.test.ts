/**
 * Asking for an erasure, end to end (hazard H23): two people and thirty days, refused where it must
 * be; restricted at once, for everyone, and undone without loss.
 */
import { randomUUID } from 'node:crypto';
import { erasePerson } from '../../cli/erasePerson';
import type { TestApp } from '../support/app';
import {
  dayMs,
  everything,
  kinds,
  openErasures,
  request,
  search,
  takenWhileRestricted,
  writes,
} from '../support/erasures';
import type { Erasures } from '../support/erasures';
import { lastChange } from '../support/lastChange';
import { follow } from '../support/live';
import { nhsNumberAt, readUrgent, refusedBy, register, saved, writePlan } from '../support/writes';

let app: TestApp;
let erasures: Erasures;
beforeAll(async () => {
  erasures = await openErasures();
  app = erasures.app;
});

describe('a record whose erasure is requested', () => {
  it('is restricted at once: every part is withheld from everyone, and nobody else’s is', async () => {
    const { personId } = await writePlan(app);
    const { personId: other } = await writePlan(app);
    const before = await everything(app, other);
    expect(await erasures.restrict(personId)).toEqual({
      kind: 'requested',
      confirmFrom: new Date(erasures.clock().getTime() + 30 * dayMs).toISOString(),
    });
    for (const actor of ['gp', 'paramedic', 'consultant']) {
      const person = await everything(app, personId, actor);
      expect([actor, kinds(person)]).toEqual([actor, ['Withheld']]);
      expect(person.cprDecision.rule).toContain('D0-erasure-requested');
      expect(person.cprDecision.message).toContain('do not read this as none');
    }
    expect(await everything(app, other)).toEqual(before);
    expect(await search(app, { familyName: 'Pilbeam', dateOfBirth: '1938-04-09' })).toContain(
      personId,
    );
  });

  it('is told to whoever follows it, with nothing of it, and told again when it is undone', async () => {
    const { personId } = await writePlan(app);
    const follower = follow(app, { personId, selection: 'cprDecision { __typename }' });
    await follower.heard(1);
    await erasures.restrict(personId);
    await follower.heard(2);
    await erasures.erase(personId, { step: 'undo', by: 'Jo Marsh' });
    await follower.heard(3);
    const heard = follower.messages.map(({ kind, person }) => [
      kind,
      person.cprDecision.__typename,
    ]);
    expect(heard).toEqual([
      ['OPENED', 'CprRecorded'],
      ['RESTRICTED', 'Withheld'],
      ['RESTRICTION_LIFTED', 'CprRecorded'],
    ]);
  });

  it('takes no writing but what would harm if it were lost; undone, it is whole with that in it', async () => {
    const { personId } = await writePlan(app);
    const before = await readUrgent(app, personId, 'gp');
    await erasures.restrict(personId);
    for (const [actor, name, input] of writes(personId)) {
      const refused = await refusedBy(app, actor, name, input);
      expect([name, refused.code, refused.rule]).toEqual([
        name,
        'NOT_PERMITTED',
        expect.stringContaining('D0-erasure-requested'),
      ]);
    }
    const [withdrawal] = takenWhileRestricted(personId);
    await saved(app, withdrawal![0], withdrawal![1], withdrawal![2] as never);
    expect(kinds(await everything(app, personId))).toEqual(['Withheld']);
    expect(await erasures.erase(personId, { step: 'undo', by: 'Sam Hill' })).toEqual({
      kind: 'undone',
    });
    const after = await readUrgent(app, personId, 'gp');
    expect(after.cprDecision.__typename).toBe('CprWithdrawn');
    expect(after.identity.name).toEqual(before.identity.name);
    for (const [actor, name, input] of takenWhileRestricted(personId).slice(1)) {
      await erasures.restrict(personId);
      await saved(app, actor, name, input as never);
      await erasures.erase(personId, { step: 'undo', by: 'Sam Hill' });
    }
  });
});

describe('an erasure', () => {
  it('is refused where it must be, with what is in the way, and changes nothing', async () => {
    const personId = await register(app);
    const refused = async (more: object, code: string, who = personId): Promise<string> => {
      const before = await lastChange(app.app.house.store);
      const answer = await erasures.erase(who, more);
      expect(answer).toMatchObject({ kind: 'refused', code });
      expect(await lastChange(app.app.house.store)).toBe(before);
      return answer.message as string;
    };
    await refused(request, 'PERSON_UNKNOWN', randomUUID());
    await refused({ ...request, reason: undefined }, 'INVALID');
    const kept = await refused({ ...request, retentionChecked: undefined }, 'RETENTION_NOT_ENDED');
    expect(kept).toContain('living person');
    await refused({ ...request, reason: 'RETENTION_ENDED' }, 'RETENTION_NOT_ENDED');
    await refused({ step: 'confirm', by: 'Ali Reed' }, 'ERASURE_NOT_REQUESTED');
    await refused({ step: 'undo', by: 'Ali Reed' }, 'ERASURE_NOT_REQUESTED');
    await erasures.restrict(personId);
    await refused({ ...request, by: 'Ali Reed' }, 'ERASURE_ALREADY_REQUESTED');
    erasures.passDays(29);
    const early = await refused({ step: 'confirm', by: 'Ali Reed' }, 'ERASURE_TOO_EARLY');
    expect(early).toContain(
      new Date(erasures.clock().getTime() + dayMs).toISOString().slice(0, 10),
    );
    erasures.passDays(1);
    await refused({ step: 'confirm', by: 'marsh, jo' }, 'ERASURE_NEEDS_ANOTHER_PERSON');
    await erasures.confirm(personId);
    await refused(request, 'PERSON_ERASED');
    await refused({ step: 'undo', by: 'Ali Reed' }, 'PERSON_ERASED');
  });

  it.each([
    ['personId', { personId: '999 000 0018' }, 'NHS number'],
    ['personId', { personId: 'Edith' }, 'not a person id'],
    ['by', { by: undefined }, 'is missing'],
    ['by', { by: 'Jo' }, 'first and a family name'],
    ['by', { by: 'Dr Marsh' }, 'first and a family name'],
    ['reason', { reason: 'because she asked' }, 'must be one of RETENTION_ENDED'],
    ['retentionChecked', { retentionChecked: 'Edith Pilbeam agreed' }, 'IG-2026-014'],
    ['retentionChecked', { retentionChecked: nhsNumberAt(0) }, 'is an NHS number'],
    ['step', { step: 'at once' }, ''],
  ])('asked for with a wrong %s is no request: %j', async (field, wrong, says) => {
    const asked = erasePerson(app.app.house, { ...request, personId: randomUUID(), ...wrong });
    await expect(asked).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      message: expect.stringMatching(new RegExp(`^${field} .*${says}`)),
    });
  });

  it('of a record kept for as long as it must be needs no written decision', async () => {
    const personId = await register(app);
    await saved(app, 'gp', 'recordDeath', { personId, on: '2026-03-01' });
    const ended = { step: 'request', by: 'Jo Marsh', reason: 'RETENTION_ENDED' };
    expect(await erasures.erase(personId, ended)).toMatchObject({ code: 'RETENTION_NOT_ENDED' });
    erasures.passDays(3_653 + 60);
    expect(await erasures.erase(personId, ended)).toMatchObject({ kind: 'requested' });
  });
});
