/**
 * `cuckmere audit export`: CSV and FHIR R4 AuditEvents, of a person or a time, into a file of the
 * owner's only; what is interrupted leaves none. Required elements and bindings as in
 * http://hl7.org/fhir/R4/auditevent.html.
 */
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { auditExport } from '../../cli/auditExport';
import type { AuditExportOptions } from '../../cli/auditExport';
import { csvOf } from '../../cli/auditCsv';
import { auditEventOf } from '../../cli/auditFhir';
import type { ChainedRecord } from '../../events/access-log/events';
import { accessRecordsIn } from '../support/accessRecords';
import { openTestApp } from '../support/app';
import type { Data, TestApp } from '../support/app';
import { temporaryFolder } from '../support/temporaryFolder';
import { readUrgent, register, write, writePlan } from '../support/writes';

let app: TestApp;
let personId: string;
let other: string;
let folder: string;
beforeAll(async () => {
  app = await openTestApp();
  folder = temporaryFolder();
  ({ personId } = await writePlan(app));
  other = await register(app);
  await readUrgent(app, personId);
  await app.graphql(
    'paramedic',
    `query Both { a: person(id: "${personId}") { identity { __typename } } b: person(id: "${other}") { identity { __typename } } }`,
  );
  await write(app, 'paramedic', 'publishEndOfLifePlan', { personId, draftRevision: '1' });
});

const run = async (more: Partial<AuditExportOptions>): Promise<string> => {
  const out = join(folder, `${randomUUID()}.out`);
  const say = (): void => undefined;
  await auditExport({ data: app.data, out, format: 'csv', environment: {}, say, ...more });
  expect(statSync(more.out ?? out).mode & 0o777).toBe(0o600);
  return readFileSync(more.out ?? out, 'utf8');
};

describe('as CSV', () => {
  it('has a line for each thing asked of each person, and those of one person alone', async () => {
    const records = await accessRecordsIn(app.app.house);
    const looks = records.flatMap(({ people }) => people.flatMap((one) => one.looks));
    const [head, ...lines] = (await run({})).trimEnd().split('\r\n');
    expect(head).toMatch(/^at,record,request,kind,/);
    expect(lines).toHaveLength(looks.length);
    const own = (await run({ person: personId })).trimEnd().split('\r\n').slice(1);
    expect(own.length).toBeGreaterThan(8);
    expect(own.every((line) => line.includes(personId) && !line.includes(other))).toBe(true);
  });

  it('makes no formula of what somebody calls themselves, and quotes what must be', () => {
    const line = csvOf('r', {
      ...recordOf({}),
      who: { ...recordOf({}).who, name: '=cmd("x"),1', organisationName: '-2+3' },
    });
    expect(line).toContain(`"'=cmd(""x""),1"`);
    expect(line).toContain(`,'-2+3,`);
  });

  it('takes in a day as a whole, and of a moment what is before it', async () => {
    const [first] = await accessRecordsIn(app.app.house);
    const day = first!.at.slice(0, 10);
    const whole = await run({});
    const next = new Date(Date.parse(day) + 2 * 86_400_000).toISOString().slice(0, 10);
    expect(await run({ from: day, to: next })).toBe(whole);
    expect((await run({ to: first!.at })).trimEnd().split('\r\n')).toHaveLength(1);
    expect(await run({ from: first!.at })).toBe(whole);
    await expect(run({ from: 'yesterday' })).rejects.toMatchObject({ code: 'CONFIGURATION' });
  });
});

const recordOf = (more: Partial<ChainedRecord>): ChainedRecord => ({
  at: '2026-11-03T10:00:00.000Z',
  kind: 'QUERY',
  outcome: 'ANSWERED',
  requestId: randomUUID(),
  part: 0,
  session: 'a'.repeat(64),
  who: {
    id: 'x',
    name: 'Kit Rowan',
    role: 'PARAMEDIC',
    kind: 'staff',
    organisation: 'X4AMB',
    organisationName: 'Downs',
  },
  purpose: 'URGENT_CARE',
  people: [
    {
      personId: randomUUID(),
      looks: [
        { action: 'READ', section: 'cprDecision', effect: 'permit', rules: ['P4-break-glass'] },
      ],
    },
  ],
  previous: '0'.repeat(64),
  ...more,
});

const codings = (event: Data): string[] =>
  [...event.subtype, ...event.purposeOfEvent.flatMap((one: Data) => one.coding ?? [])].map(
    ({ code }: Data) => code as string,
  );

/** Every element that R4 requires of an AuditEvent, with its kind of value and its binding. */
const expectAuditEvent = (event: Data): void => {
  const allowed = new Set(
    'resourceType id type subtype action recorded outcome outcomeDesc purposeOfEvent agent source entity'.split(
      ' ',
    ),
  );
  expect(Object.keys(event).filter((key) => !allowed.has(key))).toEqual([]);
  expect(event.resourceType).toBe('AuditEvent');
  expect(event.id).toMatch(/^[A-Za-z0-9\-.]{1,64}$/);
  expect(event.type).toMatchObject({
    system: 'http://terminology.hl7.org/CodeSystem/audit-event-type',
    code: 'rest',
  });
  expect(['C', 'R', 'U', 'D', 'E']).toContain(event.action);
  expect(event.recorded).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);
  expect(['0', '4', '8', '12']).toContain(event.outcome);
  expect(event.agent.length).toBeGreaterThan(0);
  for (const agent of event.agent) expect(typeof agent.requestor).toBe('boolean');
  expect(event.agent.filter(({ requestor }: Data) => requestor)).toHaveLength(1);
  expect(event.source.observer.identifier.value).toBeDefined();
  for (const entity of event.entity) {
    expect(entity.what).toBeDefined();
    // sev-1: a name or a query, never both; a detail has a type and one value.
    expect(entity.name !== undefined && entity.query !== undefined).toBe(false);
    for (const detail of entity.detail ?? []) {
      expect(Object.keys(detail).sort()).toEqual(['type', 'valueString']);
      expect(detail.valueString).not.toBe('');
    }
  }
};

describe('as FHIR', () => {
  it('is a Bundle of R4 AuditEvents, one for each record', async () => {
    const bundle = JSON.parse(await run({ format: 'fhir' }));
    expect(bundle).toMatchObject({ resourceType: 'Bundle', type: 'collection' });
    const records = await accessRecordsIn(app.app.house);
    expect(bundle.entry.map(({ fullUrl }: Data) => fullUrl)).toEqual(
      records.map(({ id }) => `urn:uuid:${id}`),
    );
    for (const { resource } of bundle.entry) expectAuditEvent(resource);
    const events: Data[] = bundle.entry.map(({ resource }: Data) => resource);
    expect(events[0]).toMatchObject({ action: 'C', outcome: '0' });
    expect(events.at(-1)).toMatchObject({ action: 'U', outcome: '4' });
    expect(events.at(-2)).toMatchObject({
      action: 'R',
      entity: [
        { what: { reference: `Patient/${personId}` } },
        { what: { reference: `Patient/${other}` } },
        { name: 'Both' },
      ],
    });
  });

  it('is a whole Bundle too where nothing is in it', async () => {
    const bundle = JSON.parse(await run({ format: 'fhir', person: randomUUID() }));
    expect(bundle.entry).toEqual([]);
  });

  it('says of a record opened in an emergency 110127 and BTG, and of no other', () => {
    expect(codings(auditEventOf(randomUUID(), recordOf({})))).toEqual(
      expect.arrayContaining(['110127', 'BTG', 'ETREAT']),
    );
    const [named] = recordOf({}).people;
    const plain = recordOf({
      people: [{ ...named!, looks: [{ ...named!.looks[0]!, rules: ['P1-urgent-care'] }] }],
    });
    expect(codings(auditEventOf(randomUUID(), plain))).not.toContain('BTG');
    expectAuditEvent(auditEventOf(randomUUID(), plain));
  });
});

describe('the file', () => {
  it('is not written over another, nor by a person id or a format that is none', async () => {
    const out = join(folder, 'kept');
    writeFileSync(out, 'kept');
    for (const wrong of [{ out }, { person: '9990000018' }, { format: 'xml' }]) {
      await expect(run(wrong)).rejects.toMatchObject({ code: 'CONFIGURATION' });
    }
    expect(readFileSync(out, 'utf8')).toBe('kept');
  });

  it('is not there, nor half of it, where the export was interrupted', async () => {
    const before = readdirSync(folder);
    const interrupted = AbortSignal.abort();
    await expect(run({ signal: interrupted })).rejects.toMatchObject({
      message: 'Ended; no file was written.',
    });
    expect(readdirSync(folder)).toEqual(before);
  });
});
