/**
 * A person who was erased, end to end (hazard H23): nothing left to read, said in words of its own
 * by every way in; finished after a failure, and honoured by a restart and by an older log.
 */
import { randomUUID } from 'node:crypto';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'graphql';
import { erasePerson } from '../../cli/erasePerson';
import { keyIdFor } from '../../events/store/keys/keyStore';
import { subgraphsOf } from '../../subgraphs/subgraphs';
import { actorNamed } from '../support/acts';
import { openTestApp } from '../support/app';
import { callerFor } from '../support/callers';
import type { Data, TestApp } from '../support/app';
import {
  everything,
  kinds,
  openErasures,
  request,
  search,
  takenWhileRestricted,
  writes,
} from '../support/erasures';
import type { Erasures } from '../support/erasures';
import { follow } from '../support/live';
import { temporaryFolder } from '../support/temporaryFolder';
import { nhsNumberAt, personInput, refusedBy, register, write, writePlan } from '../support/writes';

const stranger = actorNamed('Some Body', { role: 'CARER' });

let app: TestApp;
let erasures: Erasures;
beforeAll(async () => {
  erasures = await openErasures();
  app = erasures.app;
});

describe('a person who was erased', () => {
  it('is said to be erased, and when, by every way in; never that nothing is recorded', async () => {
    const { personId } = await writePlan(app);
    await erasures.eraseWhole(personId);
    const on = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'Europe/London' });
    for (const actor of ['gp', 'paramedic', 'consultant']) {
      const { identity, ...parts } = await everything(app, personId, actor);
      expect(identity).toMatchObject({
        __typename: 'PersonErased',
        erasedAt: erasures.clock().toISOString(),
        message: expect.stringContaining(
          `This record was erased on ${on.format(erasures.clock())}.`,
        ),
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
    await erasures.eraseWhole(personId);
    const people = subgraphsOf(app.app.house).find(({ name }) => name === 'people');
    const identityOf = async (id: string): Promise<unknown> =>
      (
        await people?.execute({
          document: parse(
            'query($id: ID!) { person(id: $id) { identity { __typename ... on Withheld { message rule } } } }',
          ),
          variables: { id },
          context: { caller: callerFor(stranger, 'citizen'), requestId: 'r' },
        })
      )?.data?.['person'];
    expect(await identityOf(personId)).toMatchObject({ identity: { __typename: 'Withheld' } });
    expect(await identityOf(personId)).toEqual(await identityOf(other));
  });

  it('takes no command, and each is refused in plain words', async () => {
    const { personId } = await writePlan(app);
    await erasures.eraseWhole(personId);
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
    for (const way of ways) expect(await search(app, way)).toEqual([personId]);
    await erasures.eraseWhole(personId);
    for (const way of ways) expect(await search(app, way)).toEqual([]);

    const input = { commandId: randomUUID(), ...personInput({ nhsNumber, name }) };
    const anew = (await write(app, 'gp', 'registerPerson', input)).person.id as string;
    expect(anew).not.toBe(personId);
    expect((await write(app, 'gp', 'registerPerson', input)).person.id).toBe(anew);
    for (const way of ways) expect(await search(app, way)).toEqual([anew]);
    expect((await everything(app, anew)).identity.__typename).toBe('Identity');
    expect((await everything(app, personId)).identity.__typename).toBe('PersonErased');
  });

  it('is told so to whoever followed, and to whoever comes back with an old position', async () => {
    const { personId, position } = await writePlan(app);
    await erasures.restrict(personId);
    erasures.passDays(30);
    const selection = 'identity { __typename } cprDecision { __typename }';
    const follower = follow(app, { personId, selection });
    await follower.heard(1);
    await erasures.confirm(personId);
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
    await erasures.eraseWhole(personId);
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
    await erasures.restrict(personId);
    erasures.passDays(30);
    const { keyStore } = app.app.house as { keyStore: { destroyAll: unknown } };
    const { destroyAll } = keyStore;
    keyStore.destroyAll = () => Promise.reject(new Error('no space'));
    await expect(erasures.confirm(personId)).rejects.toThrow('no space');
    keyStore.destroyAll = destroyAll;
    expect((await everything(app, personId)).identity.__typename).toBe('PersonErased');
    expect(await erasures.confirm(personId)).toMatchObject({ kind: 'erased', isRepeat: true });
    const gone = await app.app.house.keyStore.unwrap([keyIdFor(personId)]);
    expect(gone.get(keyIdFor(personId))).toBe('destroyed');
  });
});

describe('a data folder', () => {
  const logFiles = ['events.db', 'events.db-wal', 'events.db-shm'];

  it('opened again, with or without its read models, and restored from an older log, stays erased', async () => {
    const first = await openTestApp({ clock: erasures.clock });
    const { personId } = await writePlan(first);
    const { personId: other } = await writePlan(first);
    const { house } = first.app;
    await erasePerson(house, { personId, ...request });
    const older = temporaryFolder();
    for (const name of logFiles) cpSync(join(first.data, name), join(older, name));
    erasures.passDays(30);
    const erasedAt = erasures.clock().toISOString();
    await erasePerson(house, { personId, step: 'confirm', by: 'Ali Reed' });
    const healthy = await everything(first, other);
    await first.close();

    for (const prepare of [
      () => undefined,
      () => rmSync(join(first.data, 'views'), { recursive: true }),
      () => {
        for (const name of logFiles) rmSync(join(first.data, name), { force: true });
        for (const name of logFiles) cpSync(join(older, name), join(first.data, name));
        // A log that is shorter than its chain or its read models is refused: they go with it.
        rmSync(join(first.data, 'chain.jsonl'));
        rmSync(join(first.data, 'views'), { recursive: true });
      },
    ]) {
      prepare();
      const again = await openTestApp({ clock: erasures.clock, data: first.data });
      const person = await everything(again, personId);
      expect(person.identity).toMatchObject({ __typename: 'PersonErased', erasedAt });
      expect(kinds(person)).toEqual(['PersonErased', 'Unavailable']);
      const { house: opened } = again.app;
      await opened.runner.waitFor((await opened.store.lastPosition())!);
      expect(kinds(await everything(again, other))).toEqual(kinds(healthy));
      expect((await again.fetch('/health/ready')).status).toBe(200);
      await again.close();
    }
  });
});
