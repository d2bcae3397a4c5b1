/**
 * A reader that does not keep up: its socket is closed with a code that says "resume", nothing is
 * left out silently, and what it then resumes with is whole (DESIGN.md 6; H13).
 */
import type { Socket } from 'node:net';
import { closeCodes } from '../../../gateway/live/closeCodes';
import { openTestApp, until } from '../../support/app';
import type { Data, TestApp } from '../../support/app';
import { follow, liveQuery, openBareSocket } from '../../support/live';
import { cprInput, register, saved } from '../../support/writes';

/** Some 250 KB of answer a message, so that a few fill what the system keeps for a socket. */
const largeSelection = `cprDecision { __typename ... on CprRecorded { decision {
  ${Array.from({ length: 25 }, (_, n) => `a${String(n)}: reason`).join(' ')} } } }`;

const changes = 60;

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});

const personWithLongReason = async (): Promise<string> => {
  const personId = await register(app);
  await saved(app, 'gp', 'startEndOfLifePlan', { personId });
  const reason = 'x'.repeat(10_000);
  const { revision } = await saved(app, 'gp', 'recordCprDecision', cprInput({ personId, reason }));
  await saved(app, 'gp', 'publishEndOfLifePlan', { personId, draftRevision: revision });
  return personId;
};

/** Follows with `after` and resumes whenever it is told to, as the page does. */
const resumeUntil = async (personId: string, after: string, last: string) => {
  const positions: string[] = [];
  for (let at = after, connections = 1; ; connections += 1) {
    const follower = follow(app, { personId, after: at, selection: largeSelection });
    await until(
      () => follower.messages.at(-1)?.position === last || follower.closedWith() !== undefined,
      'the last change came or the socket closed',
    );
    const heard = follower.messages.filter(({ kind }) => kind !== 'OPENED');
    positions.push(...heard.map(({ position }) => position));
    await follower.end();
    at = positions.at(-1) ?? after;
    if (at === last || connections > changes) return { positions, connections };
  }
};

describe('a reader that stops reading', () => {
  it('is closed with 4429 and told to resume, and resumes with nothing missed', async () => {
    const personId = await personWithLongReason();
    const slow = await openBareSocket(app, { init: { ticket: await app.ticket('paramedic') } });
    slow.say({
      id: 'a',
      type: 'subscribe',
      payload: { query: liveQuery(largeSelection), variables: { personId } },
    });
    await slow.heard(/OPENED/);
    const raw = (slow.socket as unknown as { _socket: Socket })._socket;
    raw.pause();

    const written: string[] = [];
    for (let n = 0; n < changes; n += 1) {
      const concern = String(n);
      const done = await saved(app, 'paramedic', 'questionCprDecision', { personId, concern });
      written.push(done.position as string);
    }
    await until(async () => {
      const health = (await (await app.fetch('/health/ready')).json()) as Data;
      return (health.live.members as number) === 0;
    }, 'the hub let the slow reader go');
    raw.resume();

    const { code, reason } = await slow.closed;
    expect({ code, reason }).toEqual({
      code: closeCodes.tooSlow,
      reason: 'Resume with the last position received',
    });
    const heard = slow.texts
      .map((text) => JSON.parse(text))
      .filter(({ type }) => type === 'next')
      .map(({ payload }) => payload.data.planChanged.position as string);
    const [opened = '', ...beforeClose] = heard;
    expect(beforeClose).toEqual(written.slice(0, beforeClose.length));
    expect(beforeClose.length).toBeLessThan(changes);
    const last = written.at(-1) ?? '';
    const resumed = await resumeUntil(personId, beforeClose.at(-1) ?? opened, last);
    expect([...beforeClose, ...resumed.positions]).toEqual(written);
  }, 60_000);

  it('does not hold up the others', async () => {
    const personId = await personWithLongReason();
    const slow = await openBareSocket(app, { init: { ticket: await app.ticket('paramedic') } });
    slow.say({
      id: 'a',
      type: 'subscribe',
      payload: { query: liveQuery(largeSelection), variables: { personId } },
    });
    await slow.heard(/OPENED/);
    slow.socket.pause();
    const quick = follow(app, { personId, selection: largeSelection });
    await quick.heard(1);

    for (let n = 0; n < changes; n += 1) {
      const concern = String(n);
      await saved(app, 'paramedic', 'questionCprDecision', { personId, concern });
      await quick.heard(2 + n);
    }

    expect(quick.messages).toHaveLength(1 + changes);
    expect(quick.closedWith()).toBeUndefined();
  }, 60_000);
});

describe('a reader far behind', () => {
  it('is sent a long replay at its own pace, over one connection', async () => {
    const personId = await personWithLongReason();
    const { position } = await saved(app, 'paramedic', 'questionCprDecision', {
      personId,
      concern: 'first',
    });
    const written: string[] = [];
    for (let n = 0; n < changes; n += 1) {
      const concern = String(n);
      const done = await saved(app, 'paramedic', 'questionCprDecision', { personId, concern });
      written.push(done.position as string);
    }

    const resumed = await resumeUntil(personId, position as string, written.at(-1) ?? '');

    expect(resumed).toEqual({ positions: written, connections: 1 });
  }, 60_000);
});
