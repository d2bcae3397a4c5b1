/**
 * Step-up (hazard H19): recording or endorsing a CPR decision asks for a sign-in of the last minutes,
 * and says so; withdrawing one never does, and nothing else does either.
 */
import { signInLimits } from '../../subgraphs/shared/access';
import { openTestApp } from '../support/app';
import type { TestApp } from '../support/app';
import { createHeaderSignIn } from '../support/headerSignIn';
import { cprInput, refusedBy, saved, unchanged, write, writePlan } from '../support/writes';

const now = new Date('2026-11-24T10:00:00.000Z');
let signedInAt = now;
let app: TestApp;
beforeAll(async () => {
  const signIn = createHeaderSignIn({
    nhsNumberKeyOf: () => '',
    clock: () => signedInAt,
  });
  app = await openTestApp({ signIn, clock: () => now });
});
beforeEach(() => {
  signedInAt = now;
});
const stale = (): void => {
  signedInAt = new Date(now.getTime() - signInLimits.freshMs - 1);
};

describe('a reader who signed in a while ago', () => {
  it('is asked to sign in again to record a decision, and nothing was changed', async () => {
    const { personId } = await writePlan(app);
    stale();
    const input = { personId, basedOn: '2', ...cprInput() };
    const refused = await unchanged(app, () => refusedBy(app, 'gp', 'recordCprDecision', input));
    expect(refused).toMatchObject({ code: 'SIGN_IN_AGAIN', rule: 'D5-fresh-sign-in' });
    expect(refused.message).toContain('Sign in again');
  });

  it('is asked to sign in again to endorse one, and may once they did', async () => {
    const { personId, decisionId } = await writePlan(app);
    stale();
    const input = { personId, decisionId };
    expect(await refusedBy(app, 'consultant', 'endorseCprDecision', input)).toMatchObject({
      code: 'SIGN_IN_AGAIN',
    });
    signedInAt = new Date(now.getTime() - signInLimits.freshMs);
    await saved(app, 'consultant', 'endorseCprDecision', input);
  });

  it('withdraws a decision without being asked, and writes all else', async () => {
    const { personId } = await writePlan(app);
    stale();
    await saved(app, 'gp', 'stateFocusOfCare', { personId, basedOn: '2', statement: 'Comfort' });
    const withdrawn = await write(app, 'paramedic', 'withdrawCprDecision', {
      personId,
      reason: 'She said no to me',
    });
    expect(withdrawn.__typename).toBe('EndOfLifePlanSaved');
  });

  it('or, by the clocks, in the future is asked too; seconds ahead are taken for now', async () => {
    const { personId, decisionId } = await writePlan(app);
    const input = { personId, decisionId };
    const ahead = (ms: number): void => {
      signedInAt = new Date(now.getTime() + signInLimits.clockSkewMs + ms);
    };
    ahead(1);
    expect(await refusedBy(app, 'consultant', 'endorseCprDecision', input)).toMatchObject({
      code: 'SIGN_IN_AGAIN',
    });
    ahead(0);
    await saved(app, 'consultant', 'endorseCprDecision', input);
  });

  it('of no right hears of that and not of signing in again', async () => {
    const { personId } = await writePlan(app);
    stale();
    const input = { personId, ...cprInput() };
    const refused = await refusedBy(app, 'community-nurse', 'recordCprDecision', input);
    expect(refused).toMatchObject({ code: 'NOT_PERMITTED', rule: 'D5-cpr-seniority' });
  });
});
