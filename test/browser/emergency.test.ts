/**
 * Opening a withheld record in an emergency, in a real browser (H16): two taps reach the decision, by
 * keyboard too, the page says until when; and the privacy officer finds it and says what they found.
 */
import type { Page } from 'playwright-core';
import { openTestApp } from '../support/app';
import { openPage } from '../support/browser';
import { describeBrowser } from '../support/chromium';
import { isSound, overflowOf, see, textOf, violationsOf } from '../support/pages';
import { nhsNumberAt, saved, writePlan } from '../support/writes';

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first();

describeBrowser('a record that a crew may not read', (executablePath) => {
  it('shows its decision after two taps, says until when, and is told to nobody else', async () => {
    const app = await openTestApp({ relate: false });
    const { personId } = await writePlan(app);
    const page = await openPage({ executablePath, url: app.app.url, actor: 'paramedic' });
    await page.goto(`/urgent#person=${personId}`);
    await see(page, 'You may not see this yet');
    expect(await textOf(page)).not.toContain('Not for attempted CPR');

    await button(page, 'Open in an emergency').click();
    expect(await violationsOf(page)).toEqual([]);
    expect(await overflowOf(page)).toBe(0);
    await button(page, /^Emergency/).click();
    await see(page, 'Not for attempted CPR');

    await see(page, /It is open to you until \d\d:\d\d/);
    expect(await violationsOf(page)).toEqual([]);
    const other = await openPage({ executablePath, url: app.app.url, actor: 'nhs111' });
    await other.goto(`/urgent#person=${personId}`);
    await see(other, 'You may not see this yet');
  });

  it('is opened by the keyboard alone, and the focus is on the decision afterwards', async () => {
    const app = await openTestApp({ relate: false });
    const { personId } = await writePlan(app);
    const page = await openPage({ executablePath, url: app.app.url, actor: 'nhs111' });
    await page.goto(`/urgent#person=${personId}`);
    await see(page, 'You may not see this yet');
    await page.setViewportSize({ width: 360, height: 560 });
    await button(page, 'Open in an emergency').focus();
    await page.keyboard.press('Enter');
    await page.getByText('Why do you open it?').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await see(page, 'Not for attempted CPR');
    await page.waitForFunction("document.activeElement?.id === 'cpr-heading'");
    await page.waitForFunction('window.scrollY === 0');
  });
});

describeBrowser('the privacy officer', (executablePath) => {
  it('sees what was opened by reference, and says what they found', async () => {
    const app = await openTestApp({ relate: false });
    const { personId } = await writePlan(app);
    const crew = await openPage({ executablePath, url: app.app.url, actor: 'paramedic' });
    await crew.goto(`/urgent#person=${personId}`);
    await button(crew, 'Open in an emergency').click();
    await button(crew, /^Emergency/).click();
    await see(crew, 'Not for attempted CPR');

    const page = await openPage({
      executablePath,
      url: app.app.url,
      actor: 'privacy-officer',
      width: 1280,
    });
    await page.goto('/review');
    await see(page, 'Not yet reviewed');
    const listed = await textOf(page);
    expect(listed).not.toMatch(/Pilbeam|Kit Rowan/i);
    expect(await violationsOf(page)).toEqual([]);
    await button(page, 'Names and review').click();
    await see(page, /Pilbeam/i);
    await see(page, /Kit Rowan/);
    await button(page, 'Record the review').click();
    await see(page, 'There is a problem');
    await page.getByLabel('Not justified').check();
    await button(page, 'Record the review').click();
    await see(page, 'Write why it was not justified');
    await page.getByLabel('Justified', { exact: true }).check();
    await page.getByLabel('Why it was justified (optional)').waitFor();
    await button(page, 'Record the review').click();
    await see(page, /^Saved \d\d:\d\d/);
    await button(page, /^I have seen this/).click();
    await see(page, /^Seen /);
    await page.reload();
    await see(page, 'Nothing is to be reviewed.');
    expect(await textOf(page)).not.toContain('Not yet reviewed');
    await button(page, 'Reviewed').click();
    await see(page, 'Justified');
    await see(page, 'There is no alert that you have not seen.');
  });

  it.each([
    [360, 'light'],
    [1280, 'dark'],
  ] as const)(
    'has pages that are sound at %d px, %s, as the crew has',
    async (width, colorScheme) => {
      const app = await openTestApp({ relate: false });
      const { personId } = await writePlan(app);
      const how = { executablePath, url: app.app.url, width, colorScheme };
      const crew = await openPage({ ...how, actor: 'paramedic' });
      await crew.goto(`/urgent#person=${personId}`);
      await see(crew, 'You may not see this yet');
      await isSound(crew);
      await button(crew, 'Open in an emergency').click();
      await isSound(crew);
      await button(crew, /^Emergency/).click();
      await see(crew, 'Not for attempted CPR');
      await isSound(crew);

      const page = await openPage({ ...how, actor: 'privacy-officer' });
      await page.goto('/review');
      await see(page, 'Not yet reviewed');
      await button(page, 'Names and review').click();
      await see(page, /Kit Rowan/);
      await button(page, 'Record the review').click();
      await see(page, 'There is a problem');
      await isSound(page);
    },
  );
});

describeBrowser('the link of a case', (executablePath) => {
  it('leads the crew to the urgent view, and anybody else nowhere', async () => {
    const app = await openTestApp({ relate: false });
    const nhsNumber = nhsNumberAt(71);
    await writePlan(app, { nhsNumber });
    const input = { caseId: 'CAD 4711', nhsNumber };
    const { link } = (await saved(app, 'ambulance-system', 'openIncident', input)) as {
      link: string;
    };
    const options = { executablePath, url: app.app.url };
    const page = await openPage({ ...options, actor: 'paramedic' });
    await page.goto(link);
    await see(page, 'Not for attempted CPR');
    expect(page.url()).toMatch(/#person=/);

    const other = await openPage({ ...options, actor: 'nhs111' });
    await other.goto(link);
    await see(other, 'This case opens nothing');
    expect(await textOf(other)).not.toMatch(/Pilbeam/i);
  });
});
