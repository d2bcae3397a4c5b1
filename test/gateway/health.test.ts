/**
 * `/health/ready` is red, and says what and where, when a record of the log cannot be vouched for:
 * whoever watches over the service must not have to find it in a line that scrolled by (hazard H20).
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { chainFileName } from '../../events/store/chain/chainFile';
import { openTestApp, until } from '../support/app';
import type { Data, TestApp } from '../support/app';
import { editOnDisk } from '../support/damagedFile';
import { send, writePlan } from '../support/writes';

/** Where the first record of the plan stands. */
let damagedAt = '';
/** The embedded log, whichever the other tests run on: what is damaged here is its file. */
const logOf = () => ({ ...process.env, EVENTSTORE_URL: undefined });

const health = async (app: TestApp): Promise<{ status: number; body: Data }> => {
  const response = await app.fetch('/health/ready');
  return { status: response.status, body: await response.json() };
};
const ready = (app: TestApp): Promise<void> =>
  until(async () => (await health(app)).status === 200, 'the service was ready');

/** A plan that was written; its data folder is closed, and the first record of the plan edited. */
const edited = async (): Promise<{ data: string; personId: string }> => {
  const app = await openTestApp({ logOf });
  const { personId } = await writePlan(app);
  await ready(app);
  expect((await health(app)).body).toMatchObject({ ready: true, faults: [], halted: [] });
  const { events } = await app.app.house.store.readAll('start', ['endOfLifePlan-'], 100);
  damagedAt = events[0]?.position ?? '';
  const sequence = Number.parseInt(damagedAt.slice(16), 16);
  await app.close();
  editOnDisk(
    app.data,
    `UPDATE event SET data = CAST('x' AS BLOB) WHERE sequence = ${String(sequence)}`,
  );
  return { data: app.data, personId };
};

describe('readiness', () => {
  it('is red once a record that a command rests on does not match its checksum', async () => {
    const { data, personId } = await edited();
    const app = await openTestApp({ data, logOf });
    await ready(app);
    await send(app, 'paramedic', 'questionCprDecision', { personId, concern: 'said otherwise' });
    const { status, body } = await health(app);
    expect(status).toBe(503);
    expect(body).toMatchObject({
      ready: false,
      faults: [{ where: 'record', code: 'RECORD_CORRUPT', at: damagedAt }],
    });
    expect(JSON.stringify(body)).not.toContain(personId);
  });

  it('is red where the hash chain stopped, and says before which record', async () => {
    const { data } = await edited();
    rmSync(join(data, chainFileName));
    const app = await openTestApp({ data, logOf });
    await until(async () => (await health(app)).status === 503, 'the chain stopped');
    expect((await health(app)).body.faults).toEqual([
      { where: 'hash chain', code: 'RECORD_CORRUPT', at: damagedAt },
    ]);
  });
});
