/**
 * `cuckmere verify projections`: 0 differences beside a server that goes on writing; each planted one
 * is named by its id and nothing else; nothing is left in the data folder, by Ctrl-C neither (H21).
 */
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { verifyProjections } from '../../cli/verifyProjections';
import type { PersonId } from '../../events/ids';
import { eventIdFor, streamName } from '../../events/ids';
import { encodeEvent } from '../../events/store/codec';
import { keyIdFor } from '../../events/store/keys/keyStore';
import { sealBytes } from '../../events/store/keys/seal';
import { everyModel } from '../../projections/readModels';
import { question, start } from '../events/end-of-life-plan/planCommands';
import { writeDemoLog } from '../projections/demoLog';
import { doneOf, loopsOf, openData, runToEnd } from '../projections/openedData';
import type { OpenedData } from '../projections/openedData';
import { actOf, personIdOf } from '../support/acts';
import { until } from '../support/app';
import { ensureBuilt, runCuckmere } from '../support/cuckmere';
import { endAll } from '../support/program';
import { temporaryFolder } from '../support/temporaryFolder';

const run = async (data: string): Promise<{ code: number; lines: string[] }> => {
  const lines: string[] = [];
  const code = await verifyProjections({ data, environment: {}, say: (line) => lines.push(line) });
  return { code, lines };
};

const scratchIn = (data: string): string[] =>
  readdirSync(data).filter((name) => name.startsWith('scratch-'));

const withDemoLog = async (): Promise<OpenedData & { people: PersonId[] }> => {
  const data = await openData();
  const people = await writeDemoLog(data);
  await runToEnd(data);
  return { ...data, people };
};

/** Changes the file of a read model from outside, as no version of the program would. */
const changeView = (data: OpenedData, name: string, sql: string, ...values: string[]): void => {
  const database = new DatabaseSync(data.models.fileOf(name));
  const { changes } = database.prepare(sql).run(...values);
  database.close();
  if (changes !== 1) throw new Error('Nothing was planted.');
};

describe('cuckmere verify projections', () => {
  it('finds no difference, and leaves nothing behind', async () => {
    const data = await withDemoLog();
    const { code, lines } = await run(data.folder);
    expect(lines).toEqual([
      expect.stringMatching(
        /^0 differences: \d\d+ rows of 9 read models compared with a replay of 6\d/,
      ),
    ]);
    expect(code).toBe(0);
    expect(scratchIn(data.folder)).toEqual([]);
  });

  it('finds none while a server goes on writing', async () => {
    const data = await withDemoLog();
    const runner = data.runner();
    runner.start();
    const { plans } = loopsOf(data);
    let isOver = false;
    let written = 0;
    const writing = (async () => {
      while (!isOver) {
        written += 1;
        const act = actOf(`more ${String(written)}`);
        doneOf(await plans.handle(data.people[written % 4]!, question(String(written)), act));
      }
    })();
    while (written < 20) {
      const { code, lines } = await run(data.folder);
      expect(lines).toHaveLength(1);
      expect(code).toBe(0);
    }
    isOver = true;
    await writing;
    await runner.stop();
  });

  it('agrees over read models that lag behind the log, and over an empty log', async () => {
    const data = await withDemoLog();
    await loopsOf(data).plans.handle(personIdOf('later'), start, actOf('later'));
    expect((await run(data.folder)).code).toBe(0);
    const empty = await openData();
    await empty.keys.ensure('any.1');
    expect((await run(empty.folder)).code).toBe(0);
  });

  const planted: readonly [string, (data: OpenedData, id: PersonId) => unknown, string][] = [
    [
      'a row taken out',
      (data, id) => {
        changeView(data, 'profileView', 'DELETE FROM state WHERE id = ?', id);
      },
      'profileView, table state, id ID: is missing from the read model',
    ],
    [
      'a row that the log knows nothing of',
      (data) => {
        const sql = "INSERT INTO searchKey VALUES ('soundAndBirth', ?, ?)";
        changeView(data, 'peopleIndex', sql, 'f'.repeat(32), personIdOf('Edith'));
      },
      `peopleIndex, table searchKey, id ${personIdOf('Edith')}: is in the read model and not in the log`,
    ],
    [
      'another position',
      (data, id) => {
        changeView(data, 'sharingView', "UPDATE state SET position = '1' WHERE id = ?", id);
      },
      'sharingView, table state, id ID: differs from the log',
    ],
    [
      'the sealed content of somebody else',
      (data, id) => {
        const sql =
          'UPDATE state SET sealed = (SELECT sealed FROM state WHERE id <> ?1 LIMIT 1) WHERE id = ?1';
        changeView(data, 'endOfLifePlanView', sql, id);
      },
      'endOfLifePlanView, table state, id ID: does not open',
    ],
    [
      'content sealed as it should be, and other than what was recorded',
      async (data, id) => {
        const row = (await data.models.endOfLifePlans.get(id))!;
        const key = await data.keys.ensure(keyIdFor(id));
        const text = JSON.stringify({ ...row.state, version: row.state.version + 1 });
        const sealed = sealBytes(key, `endOfLifePlanView|state|${id}`, text);
        const file = new DatabaseSync(data.models.fileOf('endOfLifePlanView'));
        file.prepare('UPDATE state SET sealed = ? WHERE id = ?').run(sealed, id);
        file.close();
      },
      'endOfLifePlanView, table state, id ID: differs from the log in what is sealed',
    ],
    [
      'a person whose rows are said to have stopped',
      (data, id) => {
        const sql = "INSERT INTO halted VALUES (?, '1', 'PlanPublished', 'UNKNOWN_EVENT')";
        changeView(data, 'endOfLifePlanView', sql, id);
      },
      'endOfLifePlanView, table halted, id ID: is in the read model and not in the log',
    ],
  ];

  it.each(planted)('names %s, by its id only, and ends with 1', async (_what, plant, line) => {
    const data = await withDemoLog();
    const id = data.people[1]!;
    await plant(data, id);
    const { code, lines } = await run(data.folder);
    expect(lines[0]).toBe(`  ${line.replace('ID', id)}`);
    expect(lines[1]).toMatch(/^1 differences: /);
    expect(code).toBe(1);
  });

  it('says of a model made from another log what it is', async () => {
    const data = await withDemoLog();
    const database = new DatabaseSync(data.models.fileOf('sharingView'));
    database.exec("UPDATE checkpoint SET generation = 'other'");
    database.close();
    const { code, lines } = await run(data.folder);
    expect(lines[0]).toContain('sharingView, table -, id -: was made from another log');
    expect(code).toBe(1);
  });

  it('refuses a folder without log, or whose read models are not there yet', async () => {
    await expect(run(temporaryFolder())).rejects.toMatchObject({ code: 'CONFIGURATION' });
    const data = await withDemoLog();
    const file = data.models.fileOf('sharingView');
    await data.close();
    new DatabaseSync(file).exec('CREATE TABLE building (one INTEGER PRIMARY KEY)');
    await expect(run(data.folder)).rejects.toMatchObject({
      code: 'CONFIGURATION',
      message: expect.stringContaining('There is no sharingView of version 3'),
    });
    expect(scratchIn(data.folder)).toEqual([]);
  });

  it('removes what an earlier one that was killed left', async () => {
    const data = await withDemoLog();
    // No process has so high a number.
    mkdirSync(join(data.folder, 'scratch-99999999'));
    await run(data.folder);
    expect(scratchIn(data.folder)).toEqual([]);
  });
});

describe('cuckmere verify projections, ended by Ctrl-C', () => {
  beforeAll(ensureBuilt, 120_000);
  afterEach(endAll);

  /** A log that takes longer to replay than a signal takes to arrive. */
  const longLog = async (): Promise<OpenedData> => {
    const data = await openData();
    for (let person = 0; person < 60; person += 1) {
      const id = personIdOf(`long ${String(person)}`);
      const stream = streamName('endOfLifePlan', id);
      const act = actOf(`long ${String(person)}`);
      const key = await data.keys.ensure(keyIdFor(id));
      const events = Array.from({ length: 400 }, (_, ordinal) =>
        encodeEvent(
          ordinal === 0
            ? { type: 'EndOfLifePlanStarted', data: {} }
            : { type: 'FocusOfCareStated', data: { statement: `n ${String(ordinal)}` } },
          {
            stream,
            eventId: eventIdFor(act.commandId, stream, ordinal),
            act,
            contentHash: '',
            recordedAt: act.at,
            key,
          },
        ),
      );
      await data.store.append(stream, 'none', events);
    }
    await runToEnd(data);
    expect(data.halts).toEqual([]);
    return data;
  };

  it('leaves nothing in the data folder', async () => {
    const data = await longLog();
    const { folder } = data;
    const program = runCuckmere(['verify', 'projections', '--data', folder]);
    await until(() => {
      const [scratch] = scratchIn(folder);
      return scratch !== undefined && existsSync(join(folder, scratch, everyModel[0]!.name));
    }, 'the copy is being made');
    program.process.kill('SIGINT');
    expect(await program.exitCode).toBe(130);
    expect(scratchIn(folder)).toEqual([]);
    const whole = runCuckmere(['verify', 'projections', '--data', folder]);
    await whole.heard(/^0 differences: 60 rows of 9 read models .* 24,000 records/);
    expect(await whole.exitCode).toBe(0);
  }, 120_000);
});
