/**
 * The governed erasure, end to end (hazard H23): two people and thirty days, restricted at once and
 * undone without loss; then nothing left to read, said in words of its own, by every way in.
 */
import { randomUUID } from 'node:crypto';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { erasePerson } from '../../cli/erasePerson';
import { keyIdFor } from '../../events/store/keys/keyStore';
import { parse } from 'graphql';
import { subgraphsOf } from '../../subgraphs/subgraphs';
import { actorNamed } from '../support/acts';
import { openTestApp } from '../support/app';
import type { Data, TestApp } from '../support/app';
import { follow } from '../support/live';
import { temporaryFolder } from '../support/temporaryFolder';
import {
  contactInput,
  cprInput,
  nhsNumberAt,
  personInput,
  readUrgent,
  refusedBy,
  register,
  saved,
  write,
  writePlan,
} from '../support/writes';

const stranger = actorNamed('Some Body', { role: 'CARER' });

const dayMs = 24 * 60 * 60 * 1_000;
let now = Date.parse('2026-03-02T09:00:00.000Z');
const clock = (): Date => new Date(now);
const passDays = (days: number): void => {
  now += days * dayMs;
};

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp({ clock });
});

const request = {
  step: 'request',
  by: 'Jo Marsh',
  reason: 'WRONG_PERSON',
  retentionChecked: 'IG-2026-014',
};
const erase = (personId: string, more: object): Promise<Data> =>
  erasePerson(app.app.house, { personId, ...more });
const restrict = (personId: string): Promise<Data> => erase(personId, request);
const confirm = (personId: string, by = 'Ali Reed'): Promise<Data> =>
  erase(personId, { step: 'confirm', by });
const eraseWhole = async (personId: string): Promise<void> => {
  await restrict(personId);
  passDays(30);
  expect(await confirm(personId)).toMatchObject({ kind: 'erased', isRepeat: false });
};

/** Everything of a person that the graph can be asked, by every root that leads to it. */
const everything = async (personId: string, actor = 'gp', asked = app): Promise<Data> => {
  const reason = `... on Withheld { message rule } ... on Unavailable { code message retryable }`;
  const { data, errors } = await asked.graphql(
    actor,
    `query($id: ID!, $asOf: DateTime, $after: String!) { person(id: $id) {
      identity { __typename ... on PersonErased { message erasedAt } ${reason} }
      contacts { __typename ${reason} }
      cprDecision { __typename ${reason} }
      then: cprDecision(asOf: $asOf) { __typename ${reason} }
      endOfLifePlan { __typename ... on EndOfLifePlan { draft { __typename }
        versions { __typename } } ${reason} }
      planChanges(after: $after) { __typename ${reason} }
    } }`,
    {
      id: personId,
      asOf: clock().toISOString(),
      after: `${asked.app.house.store.generation}.${'0'.repeat(32)}`,
    },
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.person;
};
const kinds = (person: Data): string[] => [
  ...new Set(Object.values(person as object).map(({ __typename }) => String(__typename))),
];

const search = async (input: object, asked = app): Promise<string[]> => {
  const { data } = await asked.graphql(
    'gp',
    'query($input: FindPeopleInput!) { findPeople(input: $input) { ... on PeopleFound { people { id } } } }',
    { input },
  );
  return data.findPeople.people.map(({ id }: { id: string }) => id);
};

/** One write of each kind, by people who may do it. */
const writes = (personId: string): [string, string, object][] => [
  ['gp', 'changeDemographics', { personId, basedOn: '0', telephone: '01323 555 011' }],
  ['gp', 'recordContact', { personId, ...contactInput() }],
  ['gp', 'startEndOfLifePlan', { personId }],
  ['gp', 'recordCprDecision', { personId, ...cprInput() }],
  ['gp', 'publishEndOfLifePlan', { personId, draftRevision: '1' }],
  ['gp', 'endEndOfLifePlan', { personId, reason: 'MOVED_AWAY' }],
  ['paramedic', 'questionCprDecision', { personId, concern: 'her son says otherwise' }],
];
const takenWhileRestricted = (personId: string): [string, string, object][] => [
  ['paramedic', 'withdrawCprDecision', { personId, reason: 'she changed her mind' }],
  ['paramedic', 'recordDeath', { personId, on: '2026-03-01' }],
  ['gp', 'recordSharingDecision', { personId, decision: 'REFUSED', decidedBy: 'PERSON' }],
];

describe('a record whose erasure is requested', () => {
  it('is restricted at once: every part is withheld from everyone, and nobody else’s is', async () => {
    const { personId } = await writePlan(app);
    const { personId: other } = await writePlan(app);
    const before = await everything(other);
    expect(await restrict(personId)).toEqual({
      kind: 'requested',
      confirmFrom: new Date(now + 30 * dayMs).toISOString(),
    });
    for (const actor of ['gp', 'paramedic', 'consultant']) {
      const person = await everything(personId, actor);
      expect([actor, kinds(person)]).toEqual([actor, ['Withheld']]);
      expect(person.cprDecision.rule).toContain('D0-erasure-requested');
      expect(person.cprDecision.message).toContain('do not read this as none');
    }
    expect(await everything(other)).toEqual(before);
    expect(await search({ familyName: 'Pilbeam', dateOfBirth: '1938-04-09' })).toContain(personId);
  });

  it('is told to whoever follows it, with nothing of it, and told again when it is undone', async () => {
    const { personId } = await writePlan(app);
    const follower = follow(app, { personId, selection: 'cprDecision { __typename }' });
    await follower.heard(1);
    await restrict(personId);
    await follower.heard(2);
    await erase(personId, { step: 'undo', by: 'Jo Marsh' });
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
    await restrict(personId);
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
    expect(kinds(await everything(personId))).toEqual(['Withheld']);
    expect(await erase(personId, { step: 'undo', by: 'Sam Hill' })).toEqual({ kind: 'undone' });
    const after = await readUrgent(app, personId, 'gp');
    expect(after.cprDecision.__typename).toBe('CprWithdrawn');
    expect(after.identity.name).toEqual(before.identity.name);
    for (const [actor, name, input] of takenWhileRestricted(personId).slice(1)) {
      await restrict(personId);
      await saved(app, actor, name, input as never);
      await erase(personId, { step: 'undo', by: 'Sam Hill' });
    }
  });
});

describe('an erasure', () => {
  it('is refused where it must be, with what is in the way, and changes nothing', async () => {
    const personId = await register(app);
    const refused = async (more: object, code: string, who = personId): Promise<string> => {
      const before = await app.app.house.store.lastPosition();
      const answer = await erase(who, more);
      expect(answer).toMatchObject({ kind: 'refused', code });
      expect(await app.app.house.store.lastPosition()).toBe(before);
      return answer.message as string;
    };
    await refused(request, 'PERSON_UNKNOWN', randomUUID());
    await refused({ ...request, reason: undefined }, 'INVALID');
    const kept = await refused({ ...request, retentionChecked: undefined }, 'RETENTION_NOT_ENDED');
    expect(kept).toContain('living person');
    await refused({ ...request, reason: 'RETENTION_ENDED' }, 'RETENTION_NOT_ENDED');
    await refused({ step: 'confirm', by: 'Ali Reed' }, 'ERASURE_NOT_REQUESTED');
    await refused({ step: 'undo', by: 'Ali Reed' }, 'ERASURE_NOT_REQUESTED');
    await restrict(personId);
    await refused({ ...request, by: 'Ali Reed' }, 'ERASURE_ALREADY_REQUESTED');
    passDays(29);
    const early = await refused({ step: 'confirm', by: 'Ali Reed' }, 'ERASURE_TOO_EARLY');
    expect(early).toContain(new Date(now + dayMs).toISOString().slice(0, 10));
    passDays(1);
    await refused({ step: 'confirm', by: 'marsh, jo' }, 'ERASURE_NEEDS_ANOTHER_PERSON');
    await confirm(personId);
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
    expect(await erase(personId, ended)).toMatchObject({ code: 'RETENTION_NOT_ENDED' });
    passDays(3_653 + 60);
    expect(await erase(personId, ended)).toMatchObject({ kind: 'requested' });
  });
});

describe('a person who was erased', () => {
  it('is said to be erased, and when, by every way in; never that nothing is recorded', async () => {
    const { personId } = await writePlan(app);
    await eraseWhole(personId);
    const on = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'Europe/London' });
    for (const actor of ['gp', 'paramedic', 'consultant']) {
      const { identity, ...parts } = await everything(personId, actor);
      expect(identity).toMatchObject({
        __typename: 'PersonErased',
        erasedAt: clock().toISOString(),
        message: expect.stringContaining(`This record was erased on ${on.format(clock())}.`),
      });
      const said = Object.values(parts as Record<string, Data>);
      for (const part of said.filter(({ __typename }) => __typename !== 'Withheld')) {
        expect(part).toEqual({
          __typename: 'Unavailable',
          code: 'KEY_DESTROYED',
          message: identity.message,
          retryable: false,
        });
      }
      expect(parts.cprDecision.__typename).toBe('Unavailable');
    }
  });

  it('is not told to be so to whoever had no right to read: what they see says nothing', async () => {
    const { personId } = await writePlan(app);
    const { personId: other } = await writePlan(app);
    await eraseWhole(personId);
    const people = subgraphsOf(app.app.house).find(({ name }) => name === 'people');
    const identityOf = async (id: string): Promise<unknown> =>
      (
        await people?.execute({
          document: parse(
            'query($id: ID!) { person(id: $id) { identity { __typename ... on Withheld { message rule } } } }',
          ),
          variables: { id },
          context: { caller: { actor: stranger, relationship: 'none' }, requestId: 'r' },
        })
      )?.data?.['person'];
    expect(await identityOf(personId)).toMatchObject({ identity: { __typename: 'Withheld' } });
    expect(await identityOf(personId)).toEqual(await identityOf(other));
  });

  it('takes no command, and each is refused in plain words', async () => {
    const { personId } = await writePlan(app);
    await eraseWhole(personId);
    for (const [actor, name, input] of [...writes(personId), ...takenWhileRestricted(personId)]) {
      const refused = await refusedBy(app, actor, name, input);
      expect([name, refused.code, refused.field]).toEqual([name, 'PERSON_ERASED', 'personId']);
    }
  });

  it('is found by no search, and the NHS number can be registered anew', async () => {
    const nhsNumber = nhsNumberAt(31);
    const name = { family: 'Quillfeather', given: ['Ann'] };
    const personId = await register(app, { nhsNumber, name });
    const byName = { familyName: 'Quillfeather', dateOfBirth: '1938-04-09' };
    const ways = [byName, { ...byName, postcode: 'BN26 5TW' }, { nhsNumber }];
    for (const way of ways) expect(await search(way)).toEqual([personId]);
    await eraseWhole(personId);
    for (const way of ways) expect(await search(way)).toEqual([]);

    const input = { commandId: randomUUID(), ...personInput({ nhsNumber, name }) };
    const anew = (await write(app, 'gp', 'registerPerson', input)).person.id as string;
    expect(anew).not.toBe(personId);
    expect((await write(app, 'gp', 'registerPerson', input)).person.id).toBe(anew);
    for (const way of ways) expect(await search(way)).toEqual([anew]);
    expect((await everything(anew)).identity.__typename).toBe('Identity');
    expect((await everything(personId)).identity.__typename).toBe('PersonErased');
  });

  it('is told so to whoever followed, and to whoever comes back with an old position', async () => {
    const { personId, position } = await writePlan(app);
    await restrict(personId);
    passDays(30);
    const selection = 'identity { __typename } cprDecision { __typename }';
    const follower = follow(app, { personId, selection });
    await follower.heard(1);
    await confirm(personId);
    await follower.heard(2);
    expect(follower.messages[1]).toMatchObject({
      kind: 'ERASED',
      person: {
        identity: { __typename: 'PersonErased' },
        cprDecision: { __typename: 'Unavailable' },
      },
    });
    const late = follow(app, { personId, selection, after: position });
    await late.heard(3);
    const members = late.messages.map(({ kind, person }) => [kind, person.identity.__typename]);
    expect(members).toEqual([
      ['OPENED', 'PersonErased'],
      ['RESTRICTED', 'PersonErased'],
      ['ERASED', 'PersonErased'],
    ]);
    expect(late.errors).toEqual([]);
  });

  it('is in no memory of the process', async () => {
    const { personId } = await writePlan(app);
    const { house } = app.app;
    for (const loop of Object.values(house.loops)) await loop.load(personId);
    expect(house.keys.remembered(keyIdFor(personId))).toBeDefined();
    await eraseWhole(personId);
    expect(house.keys.remembered(keyIdFor(personId))).toBeUndefined();
    expect((await house.loops.person.load(personId)).state.registered).toBe(false);
    expect((await house.loops.endOfLifePlan.load(personId)).state.episode).toBe(0);
    expect((await house.loops.profile.load(personId)).state.contacts).toEqual([]);
    expect(await house.models.people.get(personId)).toBeUndefined();
    expect(await house.models.endOfLifePlans.get(personId)).toBeUndefined();
  });
});

describe('an erasure that is cut short', () => {
  it('after the event says erased already, and a second confirmation finishes it', async () => {
    const { personId } = await writePlan(app);
    await restrict(personId);
    passDays(30);
    const { keyStore } = app.app.house as { keyStore: { destroy: unknown } };
    const { destroy } = keyStore;
    keyStore.destroy = () => Promise.reject(new Error('no space'));
    await expect(confirm(personId)).rejects.toThrow('no space');
    keyStore.destroy = destroy;
    expect((await everything(personId)).identity.__typename).toBe('PersonErased');
    expect(await confirm(personId)).toMatchObject({ kind: 'erased', isRepeat: true });
    const gone = await app.app.house.keyStore.unwrap([keyIdFor(personId)]);
    expect(gone.get(keyIdFor(personId))).toBe('destroyed');
  });
});

describe('a data folder', () => {
  const logFiles = ['events.db', 'events.db-wal', 'events.db-shm'];

  it('opened again, with or without its read models, and restored from an older log, stays erased', async () => {
    const first = await openTestApp({ clock });
    const { personId } = await writePlan(first);
    const { personId: other } = await writePlan(first);
    const { house } = first.app;
    await erasePerson(house, { personId, ...request });
    const older = temporaryFolder();
    for (const name of logFiles) cpSync(join(first.data, name), join(older, name));
    passDays(30);
    const erasedAt = clock().toISOString();
    await erasePerson(house, { personId, step: 'confirm', by: 'Ali Reed' });
    const healthy = await everything(other, 'gp', first);
    await first.close();

    for (const prepare of [
      () => undefined,
      () => rmSync(join(first.data, 'views'), { recursive: true }),
      () => {
        for (const name of logFiles) rmSync(join(first.data, name), { force: true });
        for (const name of logFiles) cpSync(join(older, name), join(first.data, name));
        rmSync(join(first.data, 'views'), { recursive: true });
      },
    ]) {
      prepare();
      const again = await openTestApp({ clock, data: first.data });
      const person = await everything(personId, 'gp', again);
      expect(person.identity).toMatchObject({ __typename: 'PersonErased', erasedAt });
      expect(kinds(person)).toEqual(['PersonErased', 'Unavailable']);
      const { house: opened } = again.app;
      await opened.runner.waitFor((await opened.store.lastPosition())!);
      expect(kinds(await everything(other, 'gp', again))).toEqual(kinds(healthy));
      expect((await again.fetch('/health/ready')).status).toBe(200);
      await again.close();
    }
  });
});
