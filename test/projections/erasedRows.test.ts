/**
 * The rows of an erased person: gone from every read model at once, from memory, free pages and
 * WAL too; and a read model made anew from the log is the same as one that was there.
 */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { erasureDecider } from '../../events/erasure/erasureDecider';
import { streamName } from '../../events/ids';
import type { PersonId } from '../../events/ids';
import { encodeEvent } from '../../events/store/codec';
import { commandLoop } from '../../events/store/handle';
import { keyIdFor } from '../../events/store/keys/keyStore';
import { actOf, momentAfter, uuidOf } from '../support/acts';
import { writeDemoLog } from './demoLog';
import { loopsOf, openData, register, rowsOf, runToEnd } from './openedData';
import type { OpenedData } from './openedData';

const erasedAt = momentAfter(60);
const relist = { type: 'RelistErasure', erasedAt } as const;
/** Written to the log; the key is destroyed unless told. */
const erase = async (data: OpenedData, id: PersonId, keepsKey = false): Promise<void> => {
  await commandLoop(data, erasureDecider).handle(id, relist, actOf(`erase ${id}`));
  if (!keepsKey) await data.keys.destroy(keyIdFor(id), erasedAt);
};

const viewFiles = (folder: string): string[] =>
  readdirSync(join(folder, 'views')).map((name) => join(folder, 'views', name));
/** Rows that name this id, by file and table. */
const rowsNaming = (folder: string, id: string): string[] =>
  viewFiles(folder)
    .filter((file) => file.endsWith('.db'))
    .flatMap((file) => {
      const sql = new DatabaseSync(file, { readOnly: true });
      const tables = sql.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
      const found = tables
        .map(({ name }) => String(name))
        .filter((table) =>
          sql
            .prepare(`SELECT * FROM "${table}"`)
            .all()
            .some((row) => Object.values(row).includes(id)),
        )
        .map((table) => `${file.slice(file.lastIndexOf('/') + 1, -6)} ${table}`);
      sql.close();
      return found;
    })
    .sort();
const hashesOf = (data: OpenedData, id: string): string[] =>
  data.models.people.sql
    .prepare('SELECT hash FROM searchKey WHERE id = ?')
    .all(id)
    .map((row) => String(row['hash']));
const left = [
  'accessList erased',
  'emergencyView erased',
  'endOfLifePlanView erased',
  'erasureView state',
  'peopleIndex erased',
  'profileView erased',
  'relationshipView erased',
  'sharingView erased',
];

describe('the rows of a person who is erased', () => {
  it('are gone from every read model, and nobody else’s are', async () => {
    const data = await openData();
    const [gone, ...others] = await writeDemoLog(data);
    await runToEnd(data);
    const before = await rowsOf(data.models, others);
    const states = await rowsOf(data.models, [gone!]);
    expect(Object.values(states.people[0]!).every((row) => row !== undefined)).toBe(true);
    expect(hashesOf(data, gone!).length).toBeGreaterThan(1);
    await erase(data, gone!);
    await runToEnd(data);

    expect(rowsNaming(data.folder, gone!)).toEqual(left);
    const none = { person: undefined, profile: undefined, sharing: undefined, plan: undefined };
    expect((await rowsOf(data.models, [gone!])).people).toEqual([none]);
    expect((await data.models.erasures.get(gone!))?.state).toEqual({ kind: 'erased', erasedAt });
    expect((await rowsOf(data.models, others)).people).toEqual(before.people);
    expect(data.halts).toEqual([]);
  });

  it('leave memory with the event, also where the key is still there', async () => {
    const data = await openData();
    const [gone] = await writeDemoLog(data);
    await runToEnd(data);
    expect(await data.models.endOfLifePlans.get(gone!)).toBeDefined();
    await erase(data, gone!, true);
    await runToEnd(data);
    expect(await data.models.endOfLifePlans.get(gone!)).toBeUndefined();
    expect(await data.models.people.get(gone!)).toBeUndefined();
  });

  it('stand in no page or WAL: not a blind index, which a guess could be tried against', async () => {
    const data = await openData();
    const [gone, stays] = await writeDemoLog(data);
    await runToEnd(data);
    const loops = loopsOf(data);
    const { revision } = await loops.people.load(gone!);
    const moved = { type: 'ChangeDemographics', address: { lines: ['2'], postcode: 'BN26 5TW' } };
    const first = hashesOf(data, gone!);
    const act = actOf('moved', { basedOn: revision });
    await loops.people.handle(gone!, moved as never, act);
    await runToEnd(data);
    const hashes = [...new Set([...first, ...hashesOf(data, gone!)])];
    const kept = hashesOf(data, stays!);
    const found = (wanted: readonly string[]): string[] =>
      wanted.filter((hash) => viewFiles(data.folder).some((f) => readFileSync(f).includes(hash)));
    expect(found(hashes)).toEqual(hashes);
    await erase(data, gone!);
    await runToEnd(data);
    expect(found(hashes)).toEqual([]);
    expect(found(kept)).toEqual(kept);
  });

  it('are the same in read models made anew from the log', async () => {
    const data = await openData();
    const people = await writeDemoLog(data);
    await runToEnd(data);
    await erase(data, people[1]!);
    await runToEnd(data);
    const before = await rowsOf(data.models, people);
    const named = people.map((id) => rowsNaming(data.folder, id));
    await data.close();
    rmSync(join(data.folder, 'views'), { recursive: true });
    const again = await openData(data.folder);
    await runToEnd(again);
    expect(await rowsOf(again.models, people)).toEqual(before);
    expect(people.map((id) => rowsNaming(again.folder, id))).toEqual(named);
    expect(again.halts).toEqual([]);
  });

  it('that had halted are erased too, and health has nothing to say of them', async () => {
    const data = await openData();
    const [gone] = await writeDemoLog(data);
    const stream = streamName('endOfLifePlan', gone!);
    const last = (await data.store.head(stream))!;
    const unknown = encodeEvent(
      { type: 'PlanFolded', data: {} },
      {
        stream,
        eventId: uuidOf('unknown') as never,
        act: actOf('unknown'),
        contentHash: '',
        recordedAt: momentAfter(9),
        key: await data.keys.ensure(keyIdFor(gone!)),
      },
    );
    await data.store.append(stream, last, [unknown]);
    await runToEnd(data);
    expect(data.models.endOfLifePlans.isHalted(gone!)).toBe(true);
    await erase(data, gone!);
    await runToEnd(data);
    expect(data.models.endOfLifePlans.isHalted(gone!)).toBe(false);
    expect(data.models.all.flatMap((model) => model.halts())).toEqual([]);
    expect(rowsNaming(data.folder, gone!)).toEqual(left);
  });

  it('do not come back with an event that was on its way when the person was erased', async () => {
    const data = await openData();
    const [gone] = await writeDemoLog(data);
    await runToEnd(data);
    await erase(data, gone!, true);
    const late = { type: 'RecordSharingDecision', decision: 'REFUSED', decidedBy: 'PERSON' };
    await loopsOf(data).sharing.handle(gone!, late as never, actOf('late'));
    await loopsOf(data).people.handle(gone!, register(), actOf('late too'));
    await runToEnd(data);
    await loopsOf(data).sharing.handle(gone!, { ...late, decision: 'GIVEN' } as never, actOf('l3'));
    await runToEnd(data);
    expect(rowsNaming(data.folder, gone!)).toEqual(left);
    expect(data.halts).toEqual([]);
  });
});
