/**
 * The key of a session is destroyed a day after the session can be open no more. The log stays whole,
 * nothing halts, and it is not taken for the erasure of anybody.
 */
import { join } from 'node:path';
import { auditVerify } from '../../../cli/auditVerify';
import { verify } from '../../../cli/verify';
import { verifyProjections } from '../../../cli/verifyProjections';
import { categoryOf } from '../../../events/ids';
import { sessionKeyId } from '../../../events/store/keys/keyStore';
import { backupKeys } from '../../../events/store/keys/backupKeys';
import { restoreKeys } from '../../../events/store/keys/restoreKeys';
import { openSqliteKeyStore } from '../../../events/store/keys/sqliteKeyStore';
import { sessionKeyLimits, sweepSessionKeys } from '../../../gateway/signIn/sessionKeys';
import { openSessions, sessionLimits } from '../../../gateway/signIn/sessions';
import { openTestApp } from '../../support/app';
import type { TestApp } from '../../support/app';
import { ask, isSignedIn, plain, sessionOf, signInAs } from '../../support/signedIn';
import { temporaryFolder } from '../../support/temporaryFolder';

const hourMs = 60 * 60_000;
const keptMs = sessionLimits.absoluteMs + sessionKeyLimits.keptAfterEndMs;

let movedMs = 0;
const clock = (): Date => new Date(Date.now() + movedMs);
let app: TestApp;
beforeEach(async () => {
  movedMs = 0;
  app = await openTestApp({ isOwnSignIn: true, clock });
});
afterEach(() => app.close());

const stands = async (sessionId: string): Promise<boolean> => {
  const keyId = sessionKeyId(sessionId);
  return (await app.app.house.keyStore.unwrap([keyId])).get(keyId) !== 'destroyed';
};
const nothing = { environment: {}, say: () => undefined };

describe('the key of a session', () => {
  it('stands for a day after its latest end, and is destroyed then; a younger one stands', async () => {
    const old = sessionOf(await signInAs(app.app.url, 'gp'));
    movedMs = keptMs - hourMs;
    expect(await sweepSessionKeys(app.app.house)).toBe(0);
    movedMs = keptMs + 1_000;
    const { keyStore } = app.app.house;
    expect(await stands(old)).toBe(true);
    expect(await sweepSessionKeys(app.app.house)).toBe(1);

    expect(await stands(old)).toBe(false);
    expect((await app.app.house.loops.session.load(old)).state).toEqual({});
    expect(await sweepSessionKeys(app.app.house)).toBe(0);
    const all = { after: '', before: '9', limit: 10 };
    expect(await keyStore.sessionKeys(all)).toEqual([]);
  });

  it('once destroyed leaves its cookie as worth nothing as any, and the person free to come again', async () => {
    const visitor = await signInAs(app.app.url, 'gp');
    const cookie = visitor.cookie();
    const sessions = openSessions(app.app.house);
    await sessions.providerSignedOut('staff', { subject: 'somebody' });
    movedMs = keptMs + 1_000;
    await sweepSessionKeys(app.app.house);

    expect((await ask(app, plain(cookie))).status).toBe(401);
    await sessions.providerSignedOut('staff', { subject: 'somebody' });
    sessions.close();
    movedMs = 0;
    expect(await isSignedIn(app, await signInAs(app.app.url, 'gp'))).toBe(true);
  });

  it('once destroyed leaves the log whole, halts nothing at a start, and erases nobody', async () => {
    await signInAs(app.app.url, 'gp');
    await signInAs(app.app.url, 'margaret');
    movedMs = keptMs + 1_000;
    await app.close();
    // The next start does it, and the one after meets a key list that knows another log.
    app = await openTestApp({ isOwnSignIn: true, clock, data: app.data });
    await app.close();
    const keys = openSqliteKeyStore(join(app.data, 'keys'), {});
    expect(await keys.destroyed()).toHaveLength(2);
    await keys.saveHonoured({ generation: 'another', position: '0' });
    await keys.close();
    app = await openTestApp({ isOwnSignIn: true, clock, data: app.data });

    expect((await app.fetch('/health/ready')).status).toBe(200);
    const categories = new Set<string>();
    const { signal } = new AbortController();
    for await (const message of app.app.house.store.subscribe('start', [], signal)) {
      if (message.kind === 'caughtUp') break;
      if (message.kind === 'event') categories.add(categoryOf(message.event.stream));
    }
    expect(categories.has('session')).toBe(true);
    expect(categories.has('erasure')).toBe(false);
    expect(await verify({ data: app.data, ...nothing })).toBe(0);
    expect(await verifyProjections({ data: app.data, ...nothing })).toBe(0);
    expect(await auditVerify({ data: app.data, ...nothing })).toBe(0);
  });

  it('stays destroyed where an older copy of the keys is brought back', async () => {
    const id = sessionOf(await signInAs(app.app.url, 'gp'));
    const copy = temporaryFolder();
    backupKeys(join(app.data, 'keys'), copy);
    movedMs = keptMs + 1_000;
    await sweepSessionKeys(app.app.house);
    await app.close();
    restoreKeys(join(app.data, 'keys'), copy, {});
    app = await openTestApp({ isOwnSignIn: true, clock, data: app.data });
    expect(await stands(id)).toBe(false);
  });
});
