/**
 * What is recorded of a look, by HTTP through the whole product: who, whom, which parts, by which
 * rule, as of which position; refusals too; and nothing of what was read.
 */
import { randomUUID } from 'node:crypto';
import { createAuditLive } from '../../../gateway/audit/auditLive';
import { callerFor } from '../../support/callers';
import { demoCaller } from '../../../gateway/demo/actors';
import { accessRecordsIn } from '../../support/accessRecords';
import type { ReadRecord } from '../../support/accessRecords';
import { actorNamed } from '../../support/acts';
import { openTestApp } from '../../support/app';
import type { TestApp } from '../../support/app';
import { onEachLog } from '../../support/logs';
import {
  cprInput,
  nhsNumberAt,
  readUrgent,
  register,
  saved,
  write,
  writePlan,
} from '../../support/writes';

const records = (app: TestApp): Promise<ReadRecord[]> => accessRecordsIn(app.app.house);

/** The records that `work` left. */
const recordsOf = async (app: TestApp, work: () => Promise<unknown>): Promise<ReadRecord[]> => {
  const before = (await records(app)).length;
  await work();
  return (await records(app)).slice(before);
};

onEachLog((logOf) => {
  it('names who asked, whom about, each part, the rule, and the position that was read', async () => {
    const app = await openTestApp({ logOf });
    const { personId, position } = await writePlan(app);
    const [record, ...more] = await recordsOf(app, () => readUrgent(app, personId));
    expect(more).toEqual([]);
    const { actor, sessionId } = demoCaller('paramedic')!;
    expect(record).toMatchObject({
      kind: 'QUERY',
      outcome: 'ANSWERED',
      operation: 'Urgent',
      who: {
        id: actor.id,
        name: actor.name,
        role: 'PARAMEDIC',
        organisation: actor.organisation,
        organisationName: actor.organisationName,
      },
    });
    expect(record?.session).toMatch(/^[0-9a-f]{64}$/);
    expect(record?.session).not.toBe(sessionId);
    expect(record?.people.map((one) => one.personId)).toEqual([personId]);
    const looks = record!.people[0]!.looks;
    expect(looks.map(({ section }) => section).sort()).toEqual([
      'addressAndTelephone',
      'cprDecision',
      'identity',
      'personalContacts',
      'plan',
      'serviceContacts',
    ]);
    const decision = looks.find(({ section }) => section === 'cprDecision');
    expect(decision).toMatchObject({ action: 'READ', effect: 'permit', rules: ['P1-urgent-care'] });
    expect(`${app.app.house.store.generation}.${String(decision?.position)}`).toBe(position);
  });

  it('is in a stream that names nobody, sealed with the audit key of the year', async () => {
    const app = await openTestApp({ logOf });
    await writePlan(app);
    const { events } = await app.app.house.store.readAll('start', ['accessLog-'], 100);
    expect(events.length).toBeGreaterThan(3);
    expect(new Set(events.map(({ stream }) => stream)).size).toBe(1);
    for (const { metadata, data, stream } of events) {
      expect(stream).toMatch(/^accessLog-[0-9a-f-]{36}$/);
      expect(metadata['keyId']).toBe(`audit-${String(metadata['recordedAt']).slice(0, 4)}.1`);
      expect(Object.keys(metadata).sort()).toEqual([
        '$correlationId',
        'keyId',
        'recordedAt',
        'schema',
      ]);
      expect(Buffer.from(data).toString('latin1')).not.toContain('personId');
    }
  });
});

describe('a record', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await openTestApp();
  });

  it('is made of a refusal too, with the rule that refused', async () => {
    const { personId } = await writePlan(app);
    const [refused] = await recordsOf(app, () =>
      write(app, 'paramedic', 'publishEndOfLifePlan', { personId, draftRevision: '1' }),
    );
    expect(refused).toMatchObject({
      kind: 'MUTATION',
      outcome: 'REFUSED',
      people: [{ personId, looks: [{ action: 'PUBLISH_PLAN', effect: 'deny' }] }],
    });
    const [search] = await recordsOf(app, () =>
      app.graphql('margaret', '{ findPeople(input: {nhsNumber: "9990000018"}) { __typename } }'),
    );
    expect(search).toMatchObject({
      outcome: 'REFUSED',
      people: [{ personId: '', looks: [{ action: 'SEARCH', effect: 'deny' }] }],
    });
  });

  it('names each person that a search found, and is none where it found nobody', async () => {
    const nhsNumber = nhsNumberAt(31);
    const personId = await register(app, { nhsNumber });
    const text = 'query Find($n: String!) { findPeople(input: {nhsNumber: $n}) { __typename } }';
    const [found] = await recordsOf(app, () => app.graphql('gp', text, { n: nhsNumber }));
    expect(found).toMatchObject({
      operation: 'Find',
      people: [{ personId, looks: [{ action: 'SEARCH', section: 'identity' }] }],
    });
    expect(JSON.stringify(found)).not.toContain(nhsNumber);
    const none = await recordsOf(app, () => app.graphql('gp', text, { n: nhsNumberAt(32) }));
    expect(none).toEqual([]);
  });

  it('is none of a request that touches nobody, and none of one that is not signed in', async () => {
    const none = await recordsOf(app, async () => {
      await app.graphql('gp', '{ me { id } }');
      await app.graphql('gp', '{ nonsense }');
      expect((await app.graphql('nobody-of-this-name', '{ me { id } }')).status).toBe(401);
    });
    expect(none).toEqual([]);
    const health = (await (await app.fetch('/health/ready')).json()) as {
      accessLog: { refusedSignIns: number };
    };
    expect(health.accessLog.refusedSignIns).toBe(1);
  });

  it('keeps no number and no other text of the client where an id or a name should be', async () => {
    const number = nhsNumberAt(33);
    const [record] = await recordsOf(app, () =>
      app.graphql('gp', `query N${number} { person(id: "${number}") { identity { __typename } } }`),
    );
    expect(record?.people).toMatchObject([{ personId: '' }]);
    expect(record).not.toHaveProperty('operation');
    expect(JSON.stringify(record)).not.toContain(number);
  });

  it('is several where one request names very many people, all of them named', async () => {
    const ids = Array.from({ length: 230 }, () => randomUUID());
    const text = ids.map(
      (id, at) => `a${String(at)}: person(id: "${id}") { identity { __typename } }`,
    );
    const made = await recordsOf(app, () => app.graphql('gp', `{ ${text.join('\n')} }`));
    expect(made.map(({ part }) => part)).toEqual([0, 1, 2]);
    expect(new Set(made.map(({ requestId }) => requestId)).size).toBe(1);
    const named = made.flatMap(({ people }) => people.map(({ personId }) => personId));
    expect(named.sort()).toEqual([...ids].sort());
  });

  it('is chained to the one before, over everything that is asked at once', async () => {
    const { personId } = await writePlan(app);
    await Promise.all(Array.from({ length: 40 }, () => readUrgent(app, personId)));
    const { events } = await app.app.house.store.readAll('start', ['accessLog-'], 4_000);
    const all = await records(app);
    expect(new Set(all.map(({ previous }) => previous)).size).toBe(all.length);
    expect(all[0]?.previous).toBe('0'.repeat(64));
    expect(events.map(({ revision }) => Number(revision))).toEqual(all.map((_, index) => index));
  });

  it('of a command says what was done, and never what was written', async () => {
    const personId = await register(app);
    await saved(app, 'gp', 'startEndOfLifePlan', { personId });
    const reason = 'canary-reason-of-a-decision';
    const [record] = await recordsOf(app, () =>
      saved(app, 'gp', 'recordCprDecision', { personId, ...cprInput({ reason }) }),
    );
    expect(record).toMatchObject({
      kind: 'MUTATION',
      people: [{ personId, looks: [{ action: 'RECORD_CPR_DECISION', effect: 'permit' }] }],
    });
    expect(JSON.stringify(record)).not.toContain('canary');
  });
});

describe('a subscription', () => {
  it('is recorded once at its opening and once at its closing, with the positions sent', async () => {
    const kept: unknown[] = [];
    const live = createAuditLive({
      keep: async (told) => {
        kept.push(told);
      },
    });
    const told = {
      caller: callerFor(actorNamed('Kit')),
      requestId: randomUUID(),
      notes: [
        {
          personId: randomUUID(),
          action: 'READ' as const,
          section: 'cprDecision' as const,
          effect: 'permit' as const,
          rules: ['P1'],
          obligations: [],
        },
      ],
    };
    const opened = await live.opened(told);
    expect(kept).toEqual([{ ...told, kind: 'LIVE_OPENED' }]);
    const sent = { first: '1'.repeat(32), last: '2'.repeat(32) } as never;
    await Promise.all([opened.closed(sent), opened.closed(sent)]);
    expect(kept.slice(1)).toEqual([{ ...told, kind: 'LIVE_CLOSED', sent }]);
  });
});
