/**
 * The access log takes no records: routine answers are withheld and say why, urgent care is answered
 * and its records wait in the local spool, and reach the log once, in order, after a restart too
 * (hazard H16).
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CuckmereError } from '../../../events/errors';
import type { EventStore } from '../../../events/store/eventStore';
import type { AccessLogOptions } from '../../../gateway/audit/accessLog';
import { spoolFileName } from '../../../gateway/audit/spoolFile';
import { accessRecordsIn, recordsMayWait } from '../../support/accessRecords';
import type { ReadRecord } from '../../support/accessRecords';
import { openTestApp, until } from '../../support/app';
import type { GraphAnswer, TestApp, TestAppOptions } from '../../support/app';
import { readUrgent, send, urgentQuery, writePlan } from '../../support/writes';

type Append = EventStore['append'];

/** A store whose appends of access records end as the test says; others are as ever. */
const refusable = () => {
  let instead: ((append: Append) => Append) | undefined;
  return {
    accessLogOptions: (options: AccessLogOptions): AccessLogOptions => ({
      ...options,
      retryMs: 20,
      limits: { restMs: 10, appendMs: 300 },
      store: {
        ...options.store,
        append: (...asked) => {
          const append: Append = (...all) => options.store.append(...all);
          return (instead?.(append) ?? append)(...asked);
        },
      },
    }),
    refuse: (): void => {
      instead = () => () =>
        Promise.reject(new CuckmereError('STORE_FULL', 'The disk is full: nothing was written.'));
    },
    hang: (): void => {
      instead = () => () => new Promise(() => undefined);
    },
    /** Written, and the answer is lost. */
    loseAnswers: (): void => {
      instead =
        (append) =>
        async (...asked) => {
          await append(...asked);
          throw new CuckmereError('OUTCOME_UNKNOWN', 'The answer was lost.');
        };
    },
    mend: (): void => {
      instead = undefined;
    },
  };
};

const records = (app: TestApp): Promise<ReadRecord[]> => accessRecordsIn(app.app.house);
const status = async (app: TestApp) =>
  ((await (await app.fetch('/health/ready')).json()) as { accessLog: { spooled: number } })
    .accessLog;
const open = (log: ReturnType<typeof refusable>, more: TestAppOptions = {}): Promise<TestApp> =>
  openTestApp({ accessLogOptions: log.accessLogOptions, ...more });
const ask = (
  app: TestApp,
  personId: string,
  name: string,
  actor = 'paramedic',
): Promise<GraphAnswer> =>
  app.graphql(actor, urgentQuery.replace('Urgent', name), { id: personId });
const isTaking = (app: TestApp, personId: string) =>
  until(
    async () => (await ask(app, personId, 'Waiting', 'gp')).status === 200,
    'the log took records again',
  );
const namesOf = (all: readonly ReadRecord[], pattern: RegExp): string[] =>
  all.flatMap(({ operation }) => (operation && pattern.test(operation) ? [operation] : []));
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXY';

describe('a routine read while the log takes no records', () => {
  const log = refusable();
  let app: TestApp;
  let personId: string;
  beforeAll(async () => {
    app = await open(log);
    ({ personId } = await writePlan(app));
  });
  afterEach(() => {
    log.mend();
  });

  it.each(['refuse', 'hang'] as const)('is refused and says why: %s', async (how) => {
    log[how]();
    const answer = await ask(app, personId, 'Routine', 'gp');
    expect(answer).toEqual({
      status: 503,
      errors: [
        {
          message: expect.stringContaining('do not read this as none') as string,
          extensions: { code: 'ACCESS_LOG_UNAVAILABLE' },
        },
      ],
    });
    expect((await status(app)).spooled).toBe(0);
    log.mend();
    // An append without an answer stands in the way of the next until this process ends.
    if (how === 'refuse') await isTaking(app, personId);
  });

  it('is refused where only some of what it shows may be recorded later', async () => {
    const mixed = await open(log, {
      wrapSubgraph: (subgraph) =>
        subgraph.name === 'people' ? subgraph : recordsMayWait(subgraph),
    });
    const { personId: other } = await writePlan(mixed);
    log.refuse();
    expect((await ask(mixed, other, 'Mixed', 'gp')).status).toBe(503);
    expect((await status(mixed)).spooled).toBe(0);
  });

  it('a command that was saved is answered, and its record waits', async () => {
    const own = refusable();
    const other = await open(own);
    const written = await writePlan(other);
    own.refuse();
    const answer = await send(other, 'paramedic', 'questionCprDecision', {
      personId: written.personId,
      concern: 'She says otherwise',
    });
    expect(answer.data.questionCprDecision.__typename).toBe('EndOfLifePlanSaved');
    expect((await status(other)).spooled).toBe(1);
    own.mend();
    await until(async () => (await status(other)).spooled === 0, 'the spool was forwarded');
    const [last] = (await records(other)).slice(-1);
    expect(last).toMatchObject({ kind: 'MUTATION', people: [{ personId: written.personId }] });
  });
});

describe('an urgent read while the log takes no records', () => {
  it('is answered, and its record reaches the log once, in order, when it takes them again', async () => {
    const log = refusable();
    const app = await open(log);
    const { personId } = await writePlan(app);
    const before = (await records(app)).length;
    log.refuse();
    const shown = letters.split('').map((letter) => `Urgent_${letter}`);
    for (const name of shown) {
      const { data } = await ask(app, personId, name);
      expect(data.person.cprDecision.__typename).toBe('CprRecorded');
    }
    expect(await status(app)).toMatchObject({ spooled: shown.length });
    expect((await records(app)).length).toBe(before);
    expect(statSync(join(app.data, spoolFileName)).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(app.data, spoolFileName), 'latin1')).not.toContain('Urgent_A');

    log.mend();
    await until(async () => (await status(app)).spooled === 0, 'the spool was forwarded');
    const after = await records(app);
    expect(namesOf(after, /^Urgent_/)).toEqual(shown);
    expect(new Set(after.map(({ id }) => id)).size).toBe(after.length);
    await ask(app, personId, 'Afterwards');
    expect(namesOf(await records(app), /Afterwards/)).toHaveLength(1);
  });

  it('is forwarded by the next process, once, where this one ended before it could', async () => {
    const log = refusable();
    const app = await open(log);
    const { personId } = await writePlan(app);
    log.refuse();
    for (const letter of 'ABC') await ask(app, personId, `Urgent_${letter}`);
    await app.close();
    // The next one cannot forward either, and adds to what waits.
    const second = await open(log, { data: app.data });
    await ask(second, personId, 'Urgent_D');
    expect(await status(second)).toMatchObject({ spooled: 4 });
    await second.close();
    log.mend();
    const third = await open(log, { data: app.data });
    await until(async () => (await status(third)).spooled === 0, 'the spool was forwarded');
    const all = await records(third);
    expect(namesOf(all, /^Urgent_/)).toEqual(['Urgent_A', 'Urgent_B', 'Urgent_C', 'Urgent_D']);
    await third.close();
    const fourth = await open(log, { data: app.data });
    expect(namesOf(await records(fourth), /^Urgent_/)).toHaveLength(4);
    expect(existsSync(join(app.data, spoolFileName))).toBe(true);
  });

  it('is not answered where the spool is full too', async () => {
    const log = refusable();
    const app = await openTestApp({
      wrapSubgraph: recordsMayWait,
      accessLogOptions: (options) => ({
        ...log.accessLogOptions(options),
        spoolLimits: { reservedBytes: 4_096, bytesMax: 8_192 },
      }),
    });
    const { personId } = await writePlan(app);
    log.refuse();
    const answers: number[] = [];
    while (answers.at(-1) !== 503) answers.push((await ask(app, personId, 'Many')).status);
    expect(answers.length).toBeGreaterThan(2);
    expect((await status(app)).spooled).toBe(answers.length - 1);
    log.mend();
    await until(async () => (await status(app)).spooled === 0, 'the spool was forwarded');
    expect(namesOf(await records(app), /^Many$/)).toHaveLength(answers.length - 1);
    expect((await readUrgent(app, personId)).id).toBe(personId);
  });

  it('is answered where the log does not answer at all, and is recorded though an answer was lost', async () => {
    const log = refusable();
    const app = await open(log);
    const { personId } = await writePlan(app);
    log.loseAnswers();
    expect((await ask(app, personId, 'Lost')).status).toBe(200);
    log.mend();
    await until(async () => (await status(app)).spooled === 0, 'the spool was forwarded');
    const lost = (await records(app)).filter(({ operation }) => operation === 'Lost');
    // The copy that the spool kept says where the first one may be; both are the same record.
    expect(new Set(lost.map(({ id }) => id)).size).toBe(1);
    expect(lost.filter(({ tried }) => tried === undefined)).toHaveLength(1);
  });
});
