/**
 * Signing in and out in a real browser, through the local provider: who is signed in stands on every
 * page, and a page whose session is over shows nothing of anybody any more.
 */
import { openTestApp } from '../support/app';
import { openPage } from '../support/browser';
import { describeBrowser } from '../support/chromium';
import { overflowOf, see, textOf, violationsOf } from '../support/pages';
import { writePlan } from '../support/writes';

jest.setTimeout(90_000);

describeBrowser('a reader', (executablePath) => {
  it('signs in by one click, and out of every tab by one more', async () => {
    const app = await openTestApp({ isOwnSignIn: true });
    const { personId } = await writePlan(app);
    const page = await openPage({ executablePath, url: app.app.url, width: 320 });
    await page.goto('/');
    await see(page, 'Choose who you are');
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('link', { name: /Kit Rowan/ }).click();
    await see(page, 'You are Kit Rowan');

    await page.goto(`/urgent#person=${personId}`);
    await see(page, /^Live$/);
    const shown = await textOf(page);
    expect(shown).toMatch(/Kit Rowan paramedic, Downs Ambulance Service/);
    expect(shown).toContain('Not for attempted CPR');
    expect(await violationsOf(page)).toEqual([]);
    expect(await overflowOf(page)).toBe(0);

    const other = await page.context().newPage();
    await other.goto('/');
    await other.getByRole('button', { name: 'Sign out' }).click();
    await see(page, 'You are signed out');
    const left = await textOf(page);
    expect(left).not.toMatch(/Pilbeam|attempted CPR|Kit Rowan/i);
    expect(await violationsOf(page)).toEqual([]);
  });

  it('may choose on the provider’s own page, and be somebody else after', async () => {
    const app = await openTestApp({ isOwnSignIn: true });
    const page = await openPage({ executablePath, url: app.app.url, width: 320 });
    await page.goto('/sign-in?with=citizen');
    await see(page, 'a name is all the sign-in there is');
    expect(await violationsOf(page)).toEqual([]);
    expect(await overflowOf(page)).toBe(0);
    await page.getByRole('button', { name: /Margaret Ellis/ }).click();
    // A person lands on their own record; the choice of others is on the start page.
    await see(page, 'There is no record of you here');
    expect(await overflowOf(page)).toBe(0);
    await page.getByRole('link', { name: 'Start' }).click();
    await see(page, 'You are Margaret Ellis, patient');
    await page.getByRole('button', { name: 'Be somebody else' }).click();
    await page.getByRole('link', { name: /Dr Sam Khan/ }).click();
    await see(page, 'You are Dr Sam Khan, GP, Meads Surgery');
  });
});
