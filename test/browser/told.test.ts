/**
 * Who is told of an opening, in a real browser (H16): the privacy officer and whoever leads the care
 * within a minute of the page's own clock, on whatever page they are; the person on their own page.
 */
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { wholeTeamIdOf } from '../../events/ids';
import { actOf } from '../support/acts';
import { openTestApp, until } from '../support/app';
import type { TestApp } from '../support/app';
import { openPage } from '../support/browser';
import { demoActorId } from '../support/callers';
import { describeBrowser } from '../support/chromium';
import { isSound, see, textOf } from '../support/pages';
import { register, saved, writePlan } from '../support/writes';
import { demoActors } from '../../gateway/demo/actors';

jest.setTimeout(90_000);

const openingFor = (app: TestApp, personId: string): Promise<unknown> =>
  saved(app, 'paramedic', 'openInEmergency', { personId, alertType: '1', reason: '4' });

const lead = async ({ app: { house } }: TestApp, personId: string): Promise<void> => {
  const command = {
    type: 'JoinCareTeam',
    teamId: wholeTeamIdOf('X1HSP'),
    organisation: 'X1HSP',
    lead: { actorId: demoActorId('consultant'), name: 'Dr Osei', telephone: '01323 000 101' },
  } as const;
  await house.loops.relationship.handle(personId, command, actOf(randomUUID()));
};

const numberOf = (id: string): string => demoActors.find((one) => one.id === id)?.nhsNumber ?? '';

describeBrowser('of an opening', (executablePath) => {
  const at = async (app: TestApp, actor: string, address: string): Promise<Page> => {
    const page = await openPage({ executablePath, url: app.app.url, actor, width: 1280 });
    await page.clock.install();
    await page.goto(address);
    return page;
  };

  it('the officer and who leads the care are told within a minute, on whatever page they are', async () => {
    const app = await openTestApp({ relate: false });
    const { personId } = await writePlan(app);
    await lead(app, personId);
    const officer = await at(app, 'privacy-officer', '/review');
    await see(officer, 'There is no alert that you have not seen.');
    await see(officer, 'Nothing is to be reviewed.');
    const leading = await at(app, 'consultant', '/plan');
    await see(leading, 'Whose plan?');

    await openingFor(app, personId);
    for (const page of [officer, leading]) await page.clock.runFor(59_000);
    await see(officer, 'A record was opened in an emergency');
    await see(officer, 'Not yet reviewed');
    await see(leading, '1 alert');
    await until(async () => (await leading.title()).startsWith('(1) '), 'the title says so');
    await leading.getByRole('link', { name: '1 alert' }).click();
    await see(leading, 'Whose record it is');
  });

  it('is found to the end of a long list by keyboard, and the focus goes on with it', async () => {
    const app = await openTestApp({ relate: false });
    for (let made = 0; made < 23; made += 1) await openingFor(app, await register(app));
    const page = await at(app, 'privacy-officer', '/review');
    await see(page, 'To review (23)');
    const openings = page.locator('section[aria-labelledby=openings-heading]');
    const rows = openings.locator('li h3');
    await rows.nth(19).waitFor();
    expect(await rows.count()).toBe(20);
    const more = openings.getByText('Show more');
    await more.focus();
    await page.keyboard.press('Enter');
    await rows.nth(22).waitFor();
    const isFocused = (): Promise<boolean> => rows.nth(20).evaluate((row) => row.matches(':focus'));
    await until(isFocused, 'the focus is on the first of those that came');
    await more.waitFor({ state: 'detached' });
  });
});

describeBrowser('the person', (executablePath) => {
  it.each([
    [360, 'light'],
    [1280, 'dark'],
  ] as const)(
    'reads on their own page who opened the record, and everybody who looked, at %d px, %s',
    async (width, colorScheme) => {
      const app = await openTestApp({ relate: false });
      const how = { executablePath, url: app.app.url, width, colorScheme };
      const page = await openPage({ ...how, actor: 'margaret' });
      await page.goto('/record');
      await see(page, 'There is no record of you here');

      const { personId } = await writePlan(app, { nhsNumber: numberOf('margaret') });
      await openingFor(app, personId);
      const text = `query($id: ID!) { person(id: $id) { cprDecision { __typename } } }`;
      await app.graphql('paramedic', text, { id: personId });
      await page.reload();
      await see(page, 'A paramedic of Downs Ambulance Service (made up)');
      const said = await textOf(page);
      expect(said).toContain('They said that it was an emergency.');
      expect(said).toContain('They looked at the decision about CPR.');
      expect(said).toContain('A privacy officer has been told, and has not checked it yet.');
      expect(said).toMatch(/Everybody who looked/);
      expect(said).not.toContain('Kit Rowan');
      expect(page.url()).toContain(`#person=${personId}`);
      await isSound(page);

      const carer = await openPage({ ...how, actor: 'ruth' });
      await carer.goto(`/record#person=${personId}`);
      await see(carer, /You may not see this/);
      expect(await textOf(carer)).not.toContain('Downs Ambulance');
      await isSound(carer);
    },
  );
});
