/**
 * A read model is made anew beside the one that serves: what readers see is never empty, never older,
 * and afterwards the same; what was half built is gone at the next start (hazard H21).
 */
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openHouse } from '../../cli/openHouse';
import type { OpenedHouse } from '../../cli/openHouse';
import { modelNames, rebuild } from '../../cli/rebuild';
import { erasureDecider } from '../../events/erasure/erasureDecider';
import type { PersonId } from '../../events/ids';
import { commandLoop } from '../../events/store/handle';
import { keyIdFor } from '../../events/store/keys/keyStore';
import { createLog } from '../../gateway/log';
import { everyModel } from '../../projections/readModels';
import { question, start } from '../events/end-of-life-plan/planCommands';
import { writeDemoLog } from '../projections/demoLog';
import { doneOf, loopsOf, rowsOf } from '../projections/openedData';
import { actOf, momentAfter, personIdOf } from '../support/acts';
import { until } from '../support/app';
import { rebuildWorker } from '../support/rebuildWorker';
import { temporaryFolder } from '../support/temporaryFolder';

interface OpenedFolder extends OpenedHouse {
  readonly data: string;
}

const opened: OpenedFolder[] = [];
const open = async (data = temporaryFolder()): Promise<OpenedFolder> => {
  const log = createLog({ write: () => undefined });
  const house = await openHouse({ data, log, environment: {}, worker: rebuildWorker });
  const folder = { ...house, data };
  opened.push(folder);
  return folder;
};
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

const caughtUp = async ({ house }: OpenedHouse): Promise<void> => {
  const last = await house.store.lastPosition();
  expect(last && (await house.runner.waitFor(last, 20_000))).toBe(true);
  const holdsAll = () => house.models.all.every((model) => model.checkpoint() === last);
  await until(holdsAll, 'every read model held the log');
};
const withDemoLog = async (): Promise<OpenedFolder & { people: PersonId[] }> => {
  const folder = await open();
  const people = await writeDemoLog(folder.house);
  await caughtUp(folder);
  return { ...folder, people };
};

const filesOf = (data: string): string[] =>
  readdirSync(join(data, 'views'))
    .filter((name) => name.endsWith('.db'))
    .sort();
const nothing = (): void => undefined;
const all = modelNames('all');

/** Changes the file of a read model while nobody has it open. */
const changeView = (file: string, sql: string): void => {
  const database = new DatabaseSync(file);
  database.exec(sql);
  database.close();
};

describe('a rebuild', () => {
  it('gives the same rows, in new files that serve at once and at the next start', async () => {
    const folder = await withDemoLog();
    const { house, rebuilder, people, data } = folder;
    const before = await rowsOf(house.models, people);
    const old = filesOf(data);
    let told = 0;
    const rebuilt = await rebuilder.rebuild(all, ({ done }) => (told = done));
    const last = await house.store.lastPosition();
    expect(rebuilt.models).toEqual(all.map((name) => ({ name, position: last })));
    expect(told).toBe(rebuilt.records);
    expect(told).toBeGreaterThan(40);
    expect(await rowsOf(house.models, people)).toEqual(before);
    const files = filesOf(data);
    expect(files.filter((file) => old.includes(file))).toEqual([]);
    expect(files).toHaveLength(everyModel.length);
    expect(house.models.all.map((model) => model.name)).toEqual(all);

    const id = people[0]!;
    const asked = await loopsOf(house).plans.handle(id, question('after'), actOf('after'));
    expect(await house.runner.waitFor(doneOf(asked).position)).toBe(true);
    const { revision } = (await house.models.endOfLifePlans.get(id))!;
    expect(revision).toBe(Number(doneOf(asked).revision));
    await folder.close();
    const again = await open(data);
    expect((await again.house.models.endOfLifePlans.get(id))?.revision).toBe(revision);
    expect(filesOf(data)).toEqual(files);
  });

  it('shows no reader less than was written, while writing and reading go on', async () => {
    const { house, rebuilder, people } = await withDemoLog();
    const id = people[1]!;
    const { plans } = loopsOf(house);
    let isOver = false;
    let lacking = 0;
    let reads = 0;
    let written = Number((await plans.load(id)).revision);
    const writing = (async () => {
      for (let count = 0; !isOver; count += 1) {
        const asked = doneOf(
          await plans.handle(id, question(String(count)), actOf(`w${String(count)}`)),
        );
        if (await house.runner.waitFor(asked.position)) written = Number(asked.revision);
      }
    })();
    const reading = (async () => {
      while (!isOver) {
        const atLeast = written;
        const row = await house.models.endOfLifePlans.get(id);
        if ((row?.revision ?? -1) < atLeast) lacking += 1;
        reads += 1;
        await new Promise((resolve) => setImmediate(resolve));
      }
    })();
    for (let round = 0; round < 3; round += 1)
      await rebuilder.rebuild(['endOfLifePlanView'], nothing);
    isOver = true;
    await Promise.all([writing, reading]);
    expect(lacking).toBe(0);
    expect(reads).toBeGreaterThan(100);
    expect(Number((await plans.load(id)).revision)).toBeGreaterThan(20);
  });

  it('brings the rows of a person back that an older version could not apply', async () => {
    const first = await withDemoLog();
    const id = first.people[2]!;
    const file = first.house.models.fileOf('endOfLifePlanView');
    await first.close();
    changeView(file, `INSERT INTO halted VALUES ('${id}', '0', 'PlanPublished', 'UNKNOWN_EVENT')`);
    changeView(file, `UPDATE state SET revision = 3 WHERE id = '${id}'`);
    const { house, rebuilder } = await open(first.data);
    expect(house.models.endOfLifePlans.isHalted(id)).toBe(true);
    await rebuilder.rebuild(['endOfLifePlanView'], nothing);
    expect(house.models.endOfLifePlans.isHalted(id)).toBe(false);
    expect(house.runner.status().halts).toEqual([]);
    const { revision } = await loopsOf(house).plans.load(id);
    expect((await house.models.endOfLifePlans.get(id))?.revision).toBe(Number(revision));
  });

  it('does not take away the rows of a person whose record went bad since', async () => {
    const { house, rebuilder, people, data } = await withDemoLog();
    const before = await rowsOf(house.models, people);
    const files = filesOf(data);
    const log = new DatabaseSync(join(data, 'events.db'));
    log.exec("UPDATE event SET type = 'Other' WHERE type = 'CprDecisionWithdrawn'");
    log.close();
    await expect(rebuilder.rebuild(['endOfLifePlanView'], nothing)).rejects.toMatchObject({
      code: 'VIEW_HALTED',
      message: expect.stringContaining('for 4 whose rows are served now'),
    });
    expect(await rowsOf(house.models, people)).toEqual(before);
    expect(filesOf(data)).toEqual(files);
  });

  it('leaves no row of a person who was erased', async () => {
    const { house, rebuilder, people } = await withDemoLog();
    const [gone, ...others] = people;
    const before = await rowsOf(house.models, others);
    const relist = { type: 'RelistErasure', erasedAt: momentAfter(60) } as const;
    const erased = await commandLoop(house, erasureDecider).handle(gone!, relist, actOf('erase'));
    await house.keys.destroy(keyIdFor(gone!));
    await house.runner.waitFor(doneOf(erased).position);
    await rebuilder.rebuild(all, nothing);
    const after = await rowsOf(house.models, others);
    expect(after.people).toEqual(before.people);
    expect(
      house.models.people.sql.prepare('SELECT * FROM searchKey WHERE id = ?').all(gone!),
    ).toEqual([]);
    expect(await house.models.endOfLifePlans.get(gone!)).toBeUndefined();
    expect(house.runner.status().halts).toEqual([]);
  });

  it('is one at a time, and one that is broken off leaves the old files only', async () => {
    const folder = await withDemoLog();
    const files = filesOf(folder.data);
    const rebuilding = folder.rebuilder.rebuild(all, nothing);
    const broken = expect(rebuilding).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    await expect(folder.rebuilder.rebuild(all, nothing)).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    });
    await until(() => filesOf(folder.data).length > files.length, 'a new file is being built');
    await folder.close();
    await broken;
    expect(filesOf(folder.data)).toEqual(files);
  });

  it('refuses a name it does not know, with those there are', async () => {
    const data = temporaryFolder();
    const asked = rebuild({ data, name: 'peopleindex', say: nothing });
    await expect(asked).rejects.toMatchObject({
      code: 'CONFIGURATION',
      message: expect.stringContaining('peopleIndex, profileView, sharingView, endOfLifePlanView'),
    });
    await expect(rebuild({ data, name: 'all', say: nothing })).rejects.toMatchObject({
      message: expect.stringContaining('no event log'),
    });
    expect(existsSync(join(data, 'views'))).toBe(false);
  });
});

describe('the start', () => {
  it('removes what was half built, older builds and other versions, and serves the newest whole', async () => {
    const first = await withDemoLog();
    const { house, people, data, rebuilder } = first;
    await rebuilder.rebuild(['profileView'], nothing);
    const rows = await rowsOf(house.models, people);
    const files = filesOf(data);
    expect(files).toContain('profileView-v1-2.db');
    const definition = everyModel.find(({ name }) => name === 'profileView')!;
    const { generation } = house.store;
    const place = { generation, keys: house.keys, blind: house.blind };
    const file = join(data, 'views', 'profileView-v1-3.db');
    const half = definition.open({ ...place, file, isBuilding: true });
    half.close();
    for (const name of ['profileView-v1.db', 'profileView-v7.db', 'profileView-v1-4.db-wal']) {
      definition.open({ ...place, file: join(data, 'views', name) }).close();
    }
    await first.close();
    const again = await open(data);
    expect(filesOf(data)).toEqual(files);
    expect(readdirSync(join(data, 'views')).filter((name) => name.includes('-v1-4'))).toEqual([]);
    expect(await rowsOf(again.house.models, people)).toEqual(rows);
  });

  it('makes a file that is damaged anew from the log', async () => {
    const first = await withDemoLog();
    const rows = await rowsOf(first.house.models, first.people);
    const file = first.house.models.fileOf('sharingView');
    await first.close();
    writeFileSync(file, 'not a read model any more');
    const again = await open(first.data);
    await caughtUp(again);
    expect(await rowsOf(again.house.models, first.people)).toEqual(rows);
  });

  it('in a folder where no plan was ever written changes nothing', async () => {
    const folder = await open();
    doneOf(await loopsOf(folder.house).plans.handle(personIdOf('one'), start, actOf('one')));
    await caughtUp(folder);
    expect(filesOf(folder.data)).toEqual(
      all.map((name) => `${name}-v${versionOf(name)}.db`).sort(),
    );
  });
});

const versionOf = (name: string): string =>
  String(everyModel.find((one) => one.name === name)?.version);
