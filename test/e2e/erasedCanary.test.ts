/**
 * Canary values in every field a person can have, then the erasure: none of them can be read any
 * more in any file, WAL and free pages included, in a backup made before, in a log line or in a
 * response, not even by whoever has all the keys that are left (issue 4, hazard H23).
 */
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openRecords } from '../../events/store/codec';
import type { EventStore } from '../../events/store/eventStore';
import type { KeyRing } from '../../events/store/keys/keyRing';
import { openSqliteEventStore } from '../../events/store/sqlite/sqliteEventStore';
import { openTestApp } from '../support/app';
import type { TestApp } from '../support/app';
import { everything, kinds, openErasures, search } from '../support/erasures';
import { follow } from '../support/live';
import { fieldsNotPlanted, plantPerson } from '../support/plantedPerson';
import type { PlantedPerson } from '../support/plantedPerson';
import { temporaryFolder } from '../support/temporaryFolder';
import { readUrgent } from '../support/writes';

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

const foundIn = (text: string, canaries: readonly string[]): string[] => {
  const plain = text.toLowerCase();
  return canaries.filter((canary) => plain.includes(canary.toLowerCase()));
};

/** Every event of a log that the keys open, as text. */
const openedText = async (store: EventStore, keys: KeyRing): Promise<string> => {
  const { events } = await store.readAll('start', [], 4_000);
  return JSON.stringify(await openRecords(keys, events), (_key, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value instanceof Uint8Array ? undefined : value,
  );
};

const clearText = async (store: EventStore): Promise<string> => {
  const { events } = await store.readAll('start', [], 4_000);
  return JSON.stringify(events.map(({ stream, type, metadata }) => [stream, type, metadata]));
};

/** Rows of the read models that name this person, by table. */
const rowsNaming = (data: string, personId: string): string[] =>
  filesUnder(join(data, 'views'))
    .filter((file) => file.endsWith('.db'))
    .flatMap((file) => {
      const sql = new DatabaseSync(file, { readOnly: true });
      const tables = sql.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
      const named = tables.filter(({ name }) =>
        sql
          .prepare(`SELECT * FROM "${String(name)}"`)
          .all()
          .some((row) => Object.values(row).includes(personId)),
      );
      sql.close();
      return named.map(({ name }) => String(name));
    });

/** Everything that the graph and the live feed answer about this person, after the erasure. */
const askAll = async (
  app: TestApp,
  { personId, nhsNumber, inputs }: PlantedPerson,
): Promise<string> => {
  const [registered] = inputs.get('registerPerson') as [{ name: { family: string } }];
  const name = { familyName: registered.name.family, dateOfBirth: '1907-03-17' };
  const follower = follow(app, { personId, selection: 'identity { __typename }' });
  await follower.heard(1);
  const said = [
    await readUrgent(app, personId),
    await everything(app, personId),
    await everything(app, personId, 'consultant'),
    await search(app, { nhsNumber }),
    await search(app, name),
    await search(app, { ...name, postcode: 'ZE1 0AA' }),
    follower.messages,
    await (await app.fetch('/health/ready')).text(),
  ];
  await follower.end();
  return JSON.stringify(said);
};

describe('what was personal about somebody who is erased', () => {
  it('can be read nowhere: no file, page, backup, log line or response', async () => {
    const { app, clock, eraseWhole } = await openErasures();
    const { house } = app.app;
    const planted = await plantPerson(app);
    const { personId, canaries } = planted;
    expect(await fieldsNotPlanted(app, planted.inputs)).toEqual([]);
    expect(canaries.length).toBeGreaterThan(90);
    const before = await openedText(house.store, house.keys);
    const asTyped = canaries.filter((one) => one.includes(' ') || one.includes('-'));
    expect(asTyped.filter((one) => !foundIn(before, [one]).length)).toEqual([]);
    await house.runner.waitFor((await house.store.lastPosition())!);
    expect(rowsNaming(app.data, personId).length).toBeGreaterThan(4);
    const backup = temporaryFolder();
    for (const name of ['events.db', 'events.db-wal']) {
      cpSync(join(app.data, name), join(backup, name));
    }

    await eraseWhole(personId);
    const responses = await askAll(app, planted);
    expect(foundIn(responses, canaries)).toEqual([]);
    expect(responses).toContain('This record was erased');
    await house.accessRunner.waitFor((await house.store.lastPosition())!);
    expect(rowsNaming(app.data, personId).sort()).toEqual(
      [...Array<string>(7).fill('erased'), 'state'].sort(),
    );
    const scan = (folder: string): unknown[] =>
      filesUnder(folder)
        .map((file) => [file, foundIn(`${file} ${readFileSync(file, 'latin1')}`, canaries)])
        .filter(([, found]) => (found as string[]).length > 0);
    expect(scan(app.data)).toEqual([]);
    expect(scan(backup)).toEqual([]);
    expect(foundIn(await openedText(house.store, house.keys), canaries)).toEqual([]);
    expect(foundIn(await clearText(house.store), canaries)).toEqual([]);
    expect(app.logLines.length).toBe(0);

    const older = openSqliteEventStore({ folder: backup });
    expect(
      (await older.readAll('start', [`person-${personId}`], 10)).events.length,
    ).toBeGreaterThan(1);
    expect(foundIn(await openedText(older, house.keys), canaries)).toEqual([]);
    await older.close();
    await app.close();
    expect(scan(app.data)).toEqual([]);

    cpSync(join(app.data, 'keys'), join(backup, 'keys'), { recursive: true });
    const restored = await openTestApp({ data: backup, clock });
    expect(kinds(await everything(restored, personId))).toEqual(['PersonErased', 'Unavailable']);
    expect(foundIn(await askAll(restored, planted), canaries)).toEqual([]);
    expect(foundIn(restored.logLines.join('\n'), canaries)).toEqual([]);
    expect(restored.logLines.join('\n')).toContain('erasures honoured');
    await restored.close();
    expect(scan(backup)).toEqual([]);
  });
});
