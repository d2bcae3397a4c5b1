/**
 * Opening a withheld record in an emergency, in a real browser (H16): two taps reach the decision, by
 * keyboard too, the page says until when; and the privacy officer finds it and says what they found.
 */
import type { Page } from 'playwright-core';
import { openTestApp } from '../support/app';
import { openPage } from '../support/browser';
import { describeBrowser } from '../support/chromium';
import { overflowOf, see, textOf, violationsOf } from '../support/pages';
import { writePlan } from '../support/writes';

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
    await button(page, 'Open in an emergency').focus();
    await page.keyboard.press('Enter');
    await page.getByText('Why do you open it?').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await see(page, 'Not for attempted CPR');
    await page.waitForFunction("document.activeElement?.id === 'cpr-heading'");
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
  });
});
