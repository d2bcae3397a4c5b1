/**
 * An open page whose reader's right ends (H15): what it showed goes by itself, with nothing changed in
 * the plan and nobody touching the page, and what may be seen without the right takes its place.
 */
import type { Page } from 'playwright-core';
import { ruthsNhsNumber } from '../../gateway/demo/demoIds';
import { until } from '../support/app';
import { openPage } from '../support/browser';
import { describeBrowser } from '../support/chromium';
import { demoActorId } from '../support/callers';
import { openMovedApp } from '../support/movedClock';
import { see, textOf, violationsOf } from '../support/pages';
import { openIncidents } from '../support/relate';
import { delegationInput } from '../support/sharingInputs';
import { saved, writePlan } from '../support/writes';

const decision = 'Not for attempted CPR';

/** Shown, and live: from here on only the server tells the page anything. */
const isShown = async (page: Page, personId: string): Promise<void> => {
  await page.goto(`/urgent#person=${personId}`);
  await see(page, decision);
  await see(page, 'Live');
};

describeBrowser('an open urgent view', (executablePath) => {
  it('is withheld when the incident is over, and when one is taken out of the team', async () => {
    const { app, inHours, passHours } = await openMovedApp({ relate: false });
    const { personId } = await writePlan(app);
    const team = { name: 'Night', kind: 'HOSPICE' };
    const { teamId } = await saved(app, 'consultant', 'formTeam', team);
    const member = { teamId, actorId: demoActorId('senior-nurse') };
    await saved(app, 'consultant', 'addTeamMember', { ...member, name: 'Ruth Marsh' });
    await saved(app, 'gp', 'joinCareTeam', { personId, teamId });
    await openIncidents(app.app.house, personId, ['X4AMB'], inHours(1));
    const { url } = app.app;
    const crew = await openPage({ executablePath, url, actor: 'paramedic' });
    const nurse = await openPage({ executablePath, url, actor: 'senior-nurse' });
    await isShown(crew, personId);
    await isShown(nurse, personId);

    await saved(app, 'consultant', 'removeTeamMember', member);
    await see(nurse, 'You may not see this yet');
    expect(await textOf(nurse)).not.toContain(decision);
    expect(await textOf(crew)).toContain(decision);

    passHours(1);
    await see(crew, 'You may not see this yet');
    expect(await textOf(crew)).not.toContain(decision);
    expect(await violationsOf(crew)).toEqual([]);
  });

  it('of a carer is taken away when their time is over', async () => {
    const { app, inHours, passHours } = await openMovedApp({ relate: false });
    const { personId } = await writePlan(app);
    const input = delegationInput({ nhsNumber: ruthsNhsNumber, until: inHours(1) });
    await saved(app, 'gp', 'delegateAccess', { personId, ...input });
    const page = await openPage({ executablePath, url: app.app.url, actor: 'ruth' });
    await isShown(page, personId);

    passHours(1);
    await until(
      async () => !(await textOf(page)).includes(decision),
      'the decision was taken off the page',
    );
    await see(page, 'Not live');
    expect(await textOf(page)).not.toContain('Pilbeam');
  });
});
