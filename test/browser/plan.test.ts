/**
 * The plan page in a real browser, as a GP goes through it: search, register, write, publish, change
 * who to call and the person's details, record a death. What is typed is kept, whatever happens.
 */
import { randomUUID } from 'node:crypto';
import { source as axeSource } from 'axe-core';
import type { Page } from 'playwright-core';
import { openTestApp } from '../support/app';
import type { TestApp } from '../support/app';
import { openPage } from '../support/browser';
import { describeBrowser } from '../support/chromium';
import { readUrgent, register, saved, writePlan } from '../support/writes';

const waitMs = 20_000;
/** Each test is a walk through several forms in a browser of its own. */
jest.setTimeout(90_000);
/** The least that a thumb hits. */
const targetMinPx = 44;
const see = (page: Page, text: string | RegExp): Promise<void> =>
  page.getByText(text).first().waitFor({ timeout: waitMs });
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const press = (page: Page, name: string | RegExp): Promise<void> =>
  button(page, name).first().click({ timeout: waitMs });
const errorsOn = async (page: Page): Promise<string> => {
  const summary = page.locator('.nhsuk-error-summary');
  await summary.waitFor({ timeout: waitMs });
  return summary.innerText();
};
const openPlan = async (page: Page, personId: string): Promise<void> => {
  await page.goto(`/plan#person=${personId}`);
  await see(page, /^Live$/);
};

/** Nothing for axe to say, nothing wider than the screen, nothing too small for a thumb. */
const expectUsable = async (page: Page): Promise<void> => {
  await page.evaluate(axeSource);
  const found = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    return (await axe.run()).violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`),
    );
  });
  expect(found).toEqual([]);
  const small: string[] = [];
  for (const target of await page.locator('main button, main a, header a').all()) {
    const box = await target.boundingBox();
    if (box !== null && Math.min(box.width, box.height) < targetMinPx) {
      small.push(`${await target.innerText()}: ${box.width} x ${box.height}`);
    }
  }
  expect(small).toEqual([]);
  const overflow = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  expect(overflow).toBe(0);
};

const graphOf = (app: TestApp, personId: string) => readUrgent(app, personId, 'gp');

describeBrowser('the plan page', (executablePath) => {
  it('registers somebody only after a search found nobody, with what was searched for', async () => {
    const app = await openTestApp();
    const page = await openPage({ executablePath, url: app.app.url, actor: 'gp', width: 320 });
    await page.goto('/plan');
    await page.locator('#find-nhsNumber').fill('999 123 4567');
    await press(page, 'Find');
    expect(await errorsOn(page)).toContain('NHS number is not valid: check the ten digits');
    expect(await page.locator('#register-family').count()).toBe(0);

    await page.getByLabel('Sound of the name and date of birth').check();
    await page.locator('#find-familyName').fill('Pilbeam');
    await page.locator('#find-dateOfBirth').fill('9 4 1938');
    await press(page, 'Find');
    await page.locator('#register-postcode').fill('BN26 5TW', { timeout: waitMs });
    expect(await page.locator('#register-family').inputValue()).toBe('Pilbeam');
    expect(await page.locator('#register-nhsNumber').inputValue()).toBe('');
    await press(page, 'Register this person');
    const errors = await errorsOn(page);
    expect(errors).toContain('Write at least one given name');
    expect(errors).toContain('Write the address that the postcode belongs to');
    expect(await page.locator('#register-postcode').inputValue()).toBe('BN26 5TW');
    await expectUsable(page);

    await page.locator('#register-given').fill('Edith');
    await page.locator('#register-lines').fill('3 Mill Lane\nAlfriston');
    await press(page, 'Register this person');
    await see(page, 'PILBEAM, Edith');
    expect(page.url()).toMatch(/\/plan#person=[0-9a-f-]{36}$/);
    await press(page, 'Start the plan');
    await see(page, 'What publishing will change');
  });

  it('keeps what is typed, says that it is not part of what is signed, and publishes the rest', async () => {
    const app = await openTestApp();
    const { personId } = await writePlan(app);
    const page = await openPage({ executablePath, url: app.app.url, actor: 'gp', width: 320 });
    await openPlan(page, personId);
    await press(page, 'Write this Focus of care');
    await page.locator('#focusOfCare-statement').fill('Comfort at home');
    await page.locator('#focusOfCare-agreedOn').fill('31 2 2026');
    await press(page, 'Save to the draft');
    expect(await errorsOn(page)).toContain('Agreed on: write a day that exists');
    await press(page, 'Leave it as it is');
    await see(page, /what you typed in Focus of care is not saved yet/);

    await press(page, 'Write this Focus of care');
    expect(await page.locator('#focusOfCare-statement').inputValue()).toBe('Comfort at home');
    await page.locator('#focusOfCare-agreedOn').fill('3 11 2026');
    await press(page, 'Save to the draft');
    await see(page, /^Saved \d\d:\d\d$/);
    await page.waitForFunction("document.activeElement?.innerText.includes('Change this')");

    await press(page, 'Write this Medicines in the home');
    await page.locator('#anticipatoryMedicines-medicines').fill('Morphine');
    const publish = page.locator('.publish');
    const words = await publish.innerText();
    expect(words).toMatch(
      /Crews see now\s+Nothing is written\.\s+Crews will see\s+Comfort at home\./,
    );
    expect(words).toContain('what you typed in Medicines in the home is not saved yet');
    await press(page, /^Publish this/);
    await see(page, /^Published \d\d:\d\d$/);
    expect(await page.locator('#anticipatoryMedicines-medicines').inputValue()).toBe('Morphine');
    const { endOfLifePlan: plan } = await graphOf(app, personId);
    expect(plan.version.number).toBe(2);
    expect(plan.focusOfCare.__typename).toBe('FocusOfCare');

    await press(page, 'Take back what you typed');
    await page.locator('.publish__unsaved').waitFor({ state: 'detached', timeout: waitMs });
    await expectUsable(page);
  });

  it('asks before a link leaves words that are not saved', async () => {
    const app = await openTestApp();
    const { personId } = await writePlan(app);
    const page = await openPage({ executablePath, url: app.app.url, actor: 'gp', width: 1280 });
    await openPlan(page, personId);
    await press(page, 'Write this Focus of care');
    await page.locator('#focusOfCare-statement').fill('Comfort at home');
    const asked = new Promise<string>((resolve) => {
      page.once('dialog', (dialog) => {
        void dialog.dismiss().then(() => resolve(dialog.type()));
      });
    });
    await page.getByRole('link', { name: 'Urgent view' }).click();
    expect(await asked).toBe('beforeunload');
    expect(page.url()).toContain('/plan#');
    expect(await page.locator('#focusOfCare-statement').inputValue()).toBe('Comfort at home');
  });

  it('changes a contact, and shows both where somebody else changed the same', async () => {
    const app = await openTestApp();
    const { personId } = await writePlan(app);
    const page = await openPage({ executablePath, url: app.app.url, actor: 'gp', width: 320 });
    await openPlan(page, personId);
    await press(page, 'Change Seven Sisters night team');
    const box = (name: string) => page.locator(`[id^=revise-][id$=-${name}]`);
    await box('telephone').fill('ring the bell');
    await press(page, 'Save this contact');
    expect(await errorsOn(page)).toContain('Telephone must be a telephone number');
    expect(await box('telephone').inputValue()).toBe('ring the bell');
    await expectUsable(page);

    await box('telephone').fill('01323 555 021');
    await box('relationship').fill('night nurses');
    const contactId = await contactOf(app, personId);
    await saved(app, 'consultant', 'reviseContact', {
      personId,
      contactId,
      basedOn: '0',
      telephone: '01323 555 029',
    });
    await press(page, 'Save this contact');
    await see(page, 'You and somebody else changed the same');
    expect(await page.locator('.conflict').innerText()).toMatch(
      /01323 555 021[^]*Dr Abena Osei[^]*01323 555 029/,
    );
    await press(page, 'Keep mine');
    await press(page, 'Save what I chose');
    await see(page, 'Seven Sisters night team, night nurses');
    expect((await graphOf(app, personId)).contacts.contacts).toEqual([
      expect.objectContaining({ telephone: '01323 555 021' }),
    ]);
  });

  it('keeps what is typed over a restore of the record, and saves it once it was read anew', async () => {
    const app = await openTestApp();
    const { personId } = await writePlan(app);
    const page = await openPage({ executablePath, url: app.app.url, actor: 'gp', width: 320 });
    await openPlan(page, personId);
    await press(page, 'Write this Focus of care');
    await page.locator('#focusOfCare-statement').fill('Comfort at home');
    await page.route(
      '**/graphql',
      (route) => {
        const asked = route.request().postData() ?? '';
        const { generation } = app.app.house.store;
        const before = asked.replace(`"${generation}.`, `"${randomUUID()}.`);
        return route.continue({ postData: before });
      },
      { times: 1 },
    );
    await press(page, 'Save to the draft');
    await see(page, /brought back from a copy/);
    expect(await page.locator('#focusOfCare-statement').inputValue()).toBe('Comfort at home');
    await expectUsable(page);
    await press(page, 'Save to the draft');
    await see(page, /^Saved \d\d:\d\d$/);
  });

  it('changes the details of a person, at once', async () => {
    const app = await openTestApp();
    const personId = await register(app);
    const page = await openPage({ executablePath, url: app.app.url, actor: 'gp', width: 320 });
    await openPlan(page, personId);
    await press(page, 'Change these details');
    await page.locator('#demographics-preferred').fill('Edie');
    await page.locator('#demographics-lines').fill('4 Mill Lane\nAlfriston');
    await page.getByLabel('Keep address and telephone private').check();
    await expectUsable(page);
    await press(page, 'Save these details');
    await see(page, 'Address kept private.');
    expect(await page.locator('h1').innerText()).toContain('(Edie)');
    expect((await graphOf(app, personId)).identity).toMatchObject({
      restricted: true,
      address: { lines: ['4 Mill Lane', 'Alfriston'] },
      telephone: { number: '01323 555 010' },
    });
    const crew = await readUrgent(app, personId, 'paramedic');
    expect(crew.identity.address.__typename).toBe('Withheld');
  });

  it('records a death once who died is confirmed, then takes nothing new but its end', async () => {
    const app = await openTestApp();
    const { personId } = await writePlan(app);
    const page = await openPage({ executablePath, url: app.app.url, actor: 'gp', width: 320 });
    await openPlan(page, personId);
    await press(page, 'Record that this person has died');
    await see(page, 'It cannot be taken back');
    await page.locator('#death-place').fill('At home');
    await press(page, 'Record the death');
    expect(await errorsOn(page)).toContain('Check that this is the person who died');
    expect((await graphOf(app, personId)).identity.died).toBeNull();
    await expectUsable(page);

    await page.getByLabel(/This is the person who died: PILBEAM, Edith/).check();
    await page.locator('#death-on').fill('1 1 2126');
    await press(page, 'Record the death');
    expect(await errorsOn(page)).toContain('The day they died is in the future');
    await page.locator('#death-on').fill('2 3 2026');
    await press(page, 'Record the death');
    await see(page, 'This person has died, 2 Mar 2026, at home.');
    await see(page, 'The plan takes nothing new');
    expect(await button(page, /^(Write|Change) this/).count()).toBe(0);

    await press(page, 'Correct the day or the place');
    await page.locator('#death-correction-on').fill('1 3 2026');
    await press(page, 'Save the correction');
    await see(page, 'This person has died, 1 Mar 2026, at home.');
    await press(page, 'End the plan');
    await press(page, 'End this plan');
    await see(page, 'The plan has ended');
    expect((await graphOf(app, personId)).endOfLifePlan.ended.reason).toBe('DIED');
  });

  it('prints what is written without anything to press', async () => {
    const app = await openTestApp();
    const { personId } = await writePlan(app);
    const page = await openPage({ executablePath, url: app.app.url, actor: 'gp', width: 690 });
    await openPlan(page, personId);
    await page.emulateMedia({ media: 'print' });
    const text = await page.locator('body').innerText();
    expect(text).toContain('PILBEAM, Edith');
    expect(text).toContain('Not for attempted CPR.');
    expect(text).toContain('Seven Sisters night team');
    expect(text).toMatch(/Read \d+ \w+ \d{4} at \d\d:\d\d:\d\d from the record itself/);
    expect(text).not.toMatch(/Change|Remove|Record a new|Publish this|Print this|End the plan/);
  });
});

async function contactOf(app: TestApp, personId: string): Promise<string> {
  const answer = await app.graphql(
    'gp',
    'query($id: ID!) { person(id: $id) { contacts { ... on Contacts { contacts { id } } } } }',
    { id: personId },
  );
  return answer.data.person.contacts.contacts[0].id as string;
}
