/**
 * `cuckmere audit forget`: a year of access records whose time is over is forgotten by its key; the log
 * stays whole and says so, and no older copy of keys or log brings it back.
 */
import { join } from 'node:path';
import { auditForget } from '../../cli/auditForget';
import { auditVerify } from '../../cli/auditVerify';
import { openHouse } from '../../cli/openHouse';
import { operatorsAct } from '../../cli/operatorsAct';
import { verifyProjections } from '../../cli/verifyProjections';
import { auditKeyId } from '../../events/store/keys/keyStore';
import { openSqliteKeyStore } from '../../events/store/keys/sqliteKeyStore';
import { createLog } from '../../gateway/log';
import { openTestApp } from '../support/app';
import type { TestApp } from '../support/app';
import { readUrgent, writePlan } from '../support/writes';

const year = '2026';
let now: string;
const clock = (): Date => new Date(now);

let app: TestApp;
let personId: string;
const start = async (data?: string): Promise<void> => {
  app = await openTestApp({ clock, ...(data === undefined ? {} : { data }) });
};
beforeEach(async () => {
  now = '2026-11-24T10:00:00.000Z';
  await start();
  ({ personId } = await writePlan(app));
  await readUrgent(app, personId);
  await app.close();
  now = '2035-01-01T10:00:00.000Z';
  await start(app.data);
  await readUrgent(app, personId, 'gp');
});
afterEach(() => app.close());

const forget = async (isConfirmed: boolean, more: object = {}): Promise<[number, string]> => {
  const lines: string[] = [];
  const say = (line: string): void => void lines.push(line);
  const by = 'Una Operator';
  const code = await auditForget({ data: app.data, year, by, isConfirmed, say, ...more });
  return [code, lines.join('\n')];
};
const verifyAudit = async (): Promise<[number, string]> => {
  const lines: string[] = [];
  const say = (line: string): void => void lines.push(line);
  return [await auditVerify({ data: app.data, environment: {}, say }), lines.join('\n')];
};
const isGone = async (): Promise<boolean> => {
  const keyId = auditKeyId(year);
  return (await app.app.house.keyStore.unwrap([keyId])).get(keyId) === 'destroyed';
};
const rowsOf = (of: string): number => app.app.house.models.accessList.countOf(of).records;

describe('a year of access records', () => {
  it('is forgotten by a confirmed request: key and rows go, other years stay, all is whole', async () => {
    const [code, said] = await forget(false);
    expect([code, said]).toEqual([
      1,
      expect.stringMatching(/^This would destroy the audit key of 2026: \d+ access records/),
    ]);
    expect(await isGone()).toBe(false);
    expect(rowsOf(year)).toBeGreaterThan(0);

    expect((await forget(true))[0]).toBe(0);

    expect(await isGone()).toBe(true);
    expect(rowsOf(year)).toBe(0);
    expect(rowsOf('2035')).toBeGreaterThan(0);
    const [verified, words] = await verifyAudit();
    expect(verified).toBe(0);
    expect(words).toContain('The year 2026 was forgotten on 2035-01-01 10:00 UTC');
    expect(await verifyProjections({ data: app.data, environment: {}, say: () => undefined })).toBe(
      0,
    );
    const again = await forget(true);
    expect(again).toEqual([0, expect.stringContaining('was forgotten on 2035-01-01 10:00 UTC')]);
  });

  it('stays forgotten over a start, and is served by it without a halt', async () => {
    await forget(true);
    await app.close();
    await start(app.data);
    expect((await app.fetch('/health/ready')).status).toBe(200);
    expect(await isGone()).toBe(true);
    expect((await readUrgent(app, personId)).cprDecision.__typename).toBe('CprRecorded');
  });

  it('that the key list says is gone is so in a log that does not know', async () => {
    await app.close();
    // An older copy of the log, beside keys that know better.
    const keys = openSqliteKeyStore(join(app.data, 'keys'), {});
    await keys.destroy(auditKeyId(year), '2035-01-01T09:00:00.000Z');
    await keys.saveHonoured({ generation: 'another', position: '0' });
    await keys.close();
    await start(app.data);
    expect((await app.app.house.loops.auditYear.load(year)).state).toEqual({
      forgottenAt: '2035-01-01T09:00:00.000Z',
    });
    expect((await verifyAudit())[1]).toContain('The year 2026 was forgotten');
  });

  it('whose event is durable has no key after the next start, though a kill came between', async () => {
    await app.close();
    const opened = await openHouse({ data: app.data, log: createLog(), clock, environment: {} });
    const command = { type: 'ForgetAuditYear', forgottenAt: now } as const;
    await opened.house.loops.auditYear.handle(year, command, operatorsAct(opened.house));
    await opened.close();
    await start(app.data);
    expect(await isGone()).toBe(true);
  });

  it.each([
    [{ year: '2027' }, 'The access records of 2027 are kept until the end of 2035.'],
    [{ year: '2035' }, 'The access records of 2035 are kept until the end of 2043.'],
    [{ year: '2019' }, 'No access record of 2019 was ever kept here.'],
  ])('is not forgotten where %j: it is said why, and nothing is changed', async (more, why) => {
    const [code, said] = await forget(true, more);
    expect([code, said.includes(why)]).toEqual([1, true]);
    expect(await isGone()).toBe(false);
  });

  it.each([
    [{ year: '26' }, 'year is not a year such as 2017.'],
    [{ by: 'Una' }, 'by must be a first and a family name.'],
  ])('is not forgotten by a request with %j', async (more, message) => {
    await expect(forget(true, more)).rejects.toMatchObject({ code: 'BAD_REQUEST', message });
    expect(await isGone()).toBe(false);
  });
});
